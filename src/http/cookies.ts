/** Not for scripts, not for other sites. Browsers treat loopback as secure, but not every one stores a Secure cookie there. */
const attributes = 'Path=/; HttpOnly';

export interface CookieOptions {
  readonly seconds: number;
  /** Sent along where another site leads here, too, as an authorization server does. */
  readonly isLax?: boolean;
  /** The server is reached over HTTPS alone. */
  readonly isSecure?: boolean;
}

export function cookie(name: string, value: string, { seconds, isLax = false, isSecure = false }: CookieOptions): string {
  return `${name}=${value}; ${attributes}; SameSite=${isLax ? 'Lax' : 'Strict'}; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`;
}

export function clearedCookie(name: string): string {
  return cookie(name, '', { seconds: 0 });
}

export function cookieIn(header: string | undefined, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([^;]+)`).exec(header ?? '')?.[1];
}
