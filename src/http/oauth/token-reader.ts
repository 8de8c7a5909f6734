import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from 'jose';
import * as oauth from 'oauth4webapi';
import { Failure } from '../../core/errors.ts';
import { assert } from '../../std/assert.ts';
import { type AuthorizationServer, clientAuthentication } from './authorization-server.ts';
import type { OAuthOptions } from './options.ts';

/** Reads the claims of an access token. Rejects with InvalidToken, or with UNAVAILABLE where the authorization server can't be asked. */
export type TokenReader = (token: string) => Promise<JWTPayload>;

/** The token will not do; the message is for the client. */
export class InvalidToken extends Error {}

/** Signatures that only the authorization server can make. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const clockToleranceSeconds = 30;
/** A token with an unknown key has the keys read anew, this often at most. */
const keysCooldownMs = 5_000;

/** Verifies JWT by the keys of the authorization server, which are kept, and read anew when a token names another one (RFC 9068, section 4). */
export function jwtReader(server: AuthorizationServer, { resource, audience = resource }: OAuthOptions): TokenReader {
  let keys: RemoteJWKSet | undefined;
  return async (token) => {
    const { issuer, jwks_uri: address } = await server.metadata();
    if (address === undefined) throw new Failure('UNAVAILABLE', 'the authorization server names no keys (jwks_uri)', { hints: ['Set http.oauth.tokens to "introspect".'] });
    keys ??= createRemoteJWKSet(new URL(address), { cooldownDuration: keysCooldownMs, timeoutDuration: keysCooldownMs });
    const { payload, protectedHeader: { typ = 'JWT' } } = await jwtVerify(token, keys, { issuer, audience, algorithms, clockTolerance: clockToleranceSeconds, requiredClaims: ['exp', 'sub'] }).catch((error: unknown) => {
      throw asRefusal(error);
    });
    // What is signed for other ends (sign-out, events, proofs) says so.
    if (!/^(application\/)?(at\+)?jwt$/i.test(typ)) throw new InvalidToken(`the token is no access token but "${typ}"`);
    return payload;
  };
}

/** Asks the authorization server about each token. */
export function introspectingReader(server: AuthorizationServer, { resource, audience = resource, client }: OAuthOptions): TokenReader {
  assert(client !== undefined, 'introspection needs a client, which the configuration demands');
  return async (token) => {
    const metadata = await server.metadata();
    const claims = await introspect(metadata, token).catch((error: unknown) => {
      throw new Failure('UNAVAILABLE', 'the authorization server does not tell about tokens', { hints: ['Check http.oauth.client.'], cause: error });
    });
    if (!claims.active) throw new InvalidToken('the token is not active');
    if (![claims.aud].flat().includes(audience)) throw new InvalidToken('the token is not for this server (aud)');
    if (claims.iss !== undefined && claims.iss !== metadata.issuer) throw new InvalidToken('the token is of another issuer (iss)');
    if (claims.exp !== undefined && claims.exp + clockToleranceSeconds < Date.now() / 1_000) throw new InvalidToken('the token has expired');
    return claims;
  };

  async function introspect(metadata: oauth.AuthorizationServer, token: string): Promise<oauth.IntrospectionResponse> {
    const own = { client_id: client?.id ?? '' };
    const response = await oauth.introspectionRequest(metadata, own, clientAuthentication(client ?? { id: '' }), token, server.request);
    return oauth.processIntrospectionResponse(metadata, own, response);
  }
}

/** Said in our own words, since the library's may quote the token. */
function asRefusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new InvalidToken('the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) return new InvalidToken(`the token is not for this server (${error.claim})`);
  if (error instanceof errors.JWKSNoMatchingKey) return new InvalidToken('the token is signed with an unknown key');
  const isOfKeys = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
  if (isOfKeys) return new Failure('UNAVAILABLE', 'the authorization server does not give its keys', { cause: error });
  return new InvalidToken('the token is no JWT of the authorization server');
}
