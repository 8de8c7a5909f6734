/** How this server is known to the authorization server whose tokens it takes. */
export interface OAuthOptions {
  /** As the authorization server names itself. */
  readonly issuer: string;
  /** This server's endpoint as its clients see it: what tokens are asked for (RFC 8707), and issued for. */
  readonly resource: string;
  /** What `aud` names where it is not the resource. */
  readonly audience?: string | undefined;
  /** Whether access tokens are read as JWT, or asked about (RFC 7662). */
  readonly tokens?: 'jwt' | 'introspect' | undefined;
  /** The claim that lists roles; where there is none of that name, a path with dots. */
  readonly rolesClaim?: string | undefined;
  /** Claims that are used of a token besides. */
  readonly claims?: readonly string[] | undefined;
  /** This server's own registration: for signing in on the page, and for asking about tokens. */
  readonly client?: { readonly id: string; readonly secret?: string | undefined } | undefined;
}
