import * as oauth from 'oauth4webapi';
import { Failure } from '../../core/errors.ts';
import type { OAuthOptions } from './options.ts';

const timeoutMs = 5_000;
/** An authorization server changes its addresses rarely, and its keys have a cache of their own. */
const metadataMs = 60 * 60_000;
/** One that did not answer is left alone for so long. */
const retryMs = 2_000;

/** The authorization server: its metadata (RFC 8414, or OpenID Connect discovery), read when they are first needed. */
export class AuthorizationServer {
  readonly #issuer: URL;
  #known: { readonly metadata: Promise<oauth.AuthorizationServer>; readonly until: number } | undefined;

  constructor({ issuer }: Pick<OAuthOptions, 'issuer'>) {
    this.#issuer = new URL(issuer);
  }

  /** Rejects with UNAVAILABLE where the server does not answer, or answers as another one. */
  metadata(): Promise<oauth.AuthorizationServer> {
    if (this.#known && this.#known.until > Date.now()) return this.#known.metadata;
    const metadata = this.#discover();
    this.#known = { metadata, until: Date.now() + metadataMs };
    metadata.catch(() => (this.#known = { metadata, until: Date.now() + retryMs }));
    return metadata;
  }

  /** What every request to the server has: a deadline, and plain HTTP on this machine alone. */
  get request(): { readonly signal: () => AbortSignal } {
    // The option is marked so that nobody takes it lightly; the configuration admits http: on loopback alone.
    // oxlint-disable-next-line typescript/no-deprecated
    return { signal: () => AbortSignal.timeout(timeoutMs), ...(this.#issuer.protocol === 'http:' ? { [oauth.allowInsecureRequests]: true } : {}) };
  }

  async #discover(): Promise<oauth.AuthorizationServer> {
    try {
      const first = await oauth.discoveryRequest(this.#issuer, { algorithm: 'oauth2', ...this.request });
      const response = first.ok ? first : await oauth.discoveryRequest(this.#issuer, { algorithm: 'oidc', ...this.request });
      return await oauth.processDiscoveryResponse(this.#issuer, response);
    } catch (error) {
      throw new Failure('UNAVAILABLE', 'the authorization server does not tell its metadata', { retryAfterMs: retryMs, cause: error });
    }
  }
}

/** How this server shows who it is to the authorization server. */
export function clientAuthentication({ secret }: NonNullable<OAuthOptions['client']>): oauth.ClientAuth {
  return secret === undefined ? oauth.None() : oauth.ClientSecretBasic(secret);
}
