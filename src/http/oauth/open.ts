import type { AccessTokens } from '../authenticate.ts';
import type { Route } from '../route.ts';
import { OAuthTokens } from './access-tokens.ts';
import { AuthorizationServer } from './authorization-server.ts';
import { metadataRoutes } from './metadata.ts';
import type { OAuthOptions } from './options.ts';
import { Sealed } from './sealed.ts';
import { signInPath, signInRoutes } from './sign-in.ts';
import { introspectingReader, jwtReader } from './token-reader.ts';

export interface OpenedOAuth {
  readonly tokens: AccessTokens;
  readonly routes: readonly Route[];
  /** Where people sign in on the page; absent where this server is not registered for it. */
  readonly signIn: string | undefined;
}

/** What takes tokens of an authorization server; nothing is asked of it yet. `secret` is what replicas share. */
export function openOAuth(options: OAuthOptions, secret: string | undefined): OpenedOAuth {
  const server = new AuthorizationServer(options);
  const sealed = new Sealed(secret);
  const read = options.tokens === 'introspect' ? introspectingReader(server, options) : jwtReader(server, options);
  const tokens = new OAuthTokens(read, sealed, options);
  const { client } = options;
  return { tokens, signIn: client && signInPath.slice(1), routes: [...metadataRoutes(options), ...(client ? signInRoutes({ options: { ...options, client }, server, tokens, sealed }) : [])] };
}
