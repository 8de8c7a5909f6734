import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { localPrincipal, type Principal } from '../core/question.ts';

export interface Token {
  readonly name: string;
  readonly token: string;
}

/** A signed-in browser is asked again after this time. */
export const sessionSeconds = 12 * 60 * 60;

const cookieName = 'nl2sql_session';

interface KnownToken {
  readonly name: string;
  readonly digest: Buffer;
}

/** Who sends a request: the name of its token, in the Authorization header or behind a cookie; `local` where no tokens are configured; or nobody. */
export class Authenticator {
  readonly #tokens: readonly KnownToken[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens.map(({ name, token }) => ({ name, digest: digestOf(token) }));
  }

  get needsToken(): boolean {
    return this.#tokens.length > 0;
  }

  principalOf(headers: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): Principal | undefined {
    if (!this.needsToken) return localPrincipal;
    const given = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return given === undefined ? this.#ofCookie(headers.cookie ?? '') : this.#ofToken(given)?.name;
  }

  /**
   * The cookie for a right token. It holds the name, the time of its end and a signature made with the token's digest: any
   * replica with the same tokens can check it, it does not give the token away, and it ends when the token is taken back.
   */
  signIn(token: string, now: number): string | undefined {
    const known = this.#ofToken(token);
    if (!known) return undefined;
    const claim = `${known.name}~${Math.floor(now / 1_000) + sessionSeconds}`;
    return `${cookieName}=${claim}~${signatureOf(claim, known)}; ${cookieAttributes}; Max-Age=${sessionSeconds}`;
  }

  signOut(): string {
    return `${cookieName}=; ${cookieAttributes}; Max-Age=0`;
  }

  #ofToken(given: string): KnownToken | undefined {
    // Every token is compared, by digests of one length, so that time tells nothing.
    const digest = digestOf(given);
    return this.#tokens.filter((token) => timingSafeEqual(token.digest, digest)).at(0);
  }

  #ofCookie(cookies: string): Principal | undefined {
    const value = new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(cookies)?.[1] ?? '';
    const [name = '', end = '', signature = ''] = value.split('~');
    const known = this.#tokens.find((token) => token.name === name);
    if (!known || Number(end) * 1_000 < Date.now()) return undefined;
    return timingSafeEqual(digestOf(signature), digestOf(signatureOf(`${name}~${end}`, known))) ? name : undefined;
  }
}

/** Not for scripts, not for other sites. Browsers treat loopback as secure, but not every one stores a Secure cookie there. */
const cookieAttributes = 'Path=/; HttpOnly; SameSite=Strict';

function signatureOf(claim: string, { digest }: KnownToken): string {
  return createHmac('sha256', digest).update(`session ${claim}`).digest('base64url');
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
