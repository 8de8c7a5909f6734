import type { IncomingHttpHeaders } from 'node:http';
import { allows, type Caller, localCaller, type Need, scopeName } from '../core/caller.ts';
import type { Challenge } from './challenge.ts';
import { clearedCookie, cookieIn } from './cookies.ts';
import type { StaticTokens } from './static-tokens.ts';

/** Access tokens of an authorization server, and the sessions of browsers that signed in there. */
export interface AccessTokens {
  /** Where the metadata of the protected resource are. */
  readonly metadata: string;
  callerOf(token: string): Promise<Caller | Challenge>;
  /** Undefined where the cookie is not one of ours, or has ended. */
  callerOfSession(cookie: string): Promise<Caller | undefined>;
}

export const sessionCookie = 'nl2sql_session';

/** Who sends a request: by a token in the Authorization header, or by the cookie of a browser that signed in; `local` where nothing of that is configured. */
export class Authenticator {
  readonly tokens: StaticTokens;
  readonly #accessTokens: AccessTokens | undefined;

  constructor(tokens: StaticTokens, accessTokens?: AccessTokens) {
    this.tokens = tokens;
    this.#accessTokens = accessTokens;
  }

  get needsToken(): boolean {
    return !this.tokens.isEmpty || this.#accessTokens !== undefined;
  }

  get metadata(): string | undefined {
    return this.#accessTokens?.metadata;
  }

  async identify({ authorization, cookie }: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): Promise<Caller | Challenge> {
    if (!this.needsToken) return localCaller;
    const token = bearerToken(authorization);
    if (token !== undefined) return this.#ofToken(token);
    const session = cookieIn(cookie, sessionCookie);
    const caller = session === undefined ? undefined : (this.tokens.callerOfSession(session) ?? (await this.#accessTokens?.callerOfSession(session)));
    return caller ?? { status: 401, message: 'a bearer token is needed', scope: 'read' };
  }

  /** What a caller is told who can sign in again for more; undefined where it may, or where only the operator could help: that is said by whoever refuses then. */
  refusal(caller: Caller, need: Need): Challenge | undefined {
    if (allows(caller, need) || !this.#accessTokens || this.tokens.knows(caller.principal)) return undefined;
    return { status: 403, error: 'insufficient_scope', message: `this needs the scope ${scopeName(need)}`, scope: scopeName(need) };
  }

  signOut(): string {
    return clearedCookie(sessionCookie);
  }

  async #ofToken(token: string): Promise<Caller | Challenge> {
    const unknown = { status: 401, error: 'invalid_token', message: 'this token is not known', scope: 'read' } as const;
    return this.tokens.callerOf(token) ?? (await this.#accessTokens?.callerOf(token)) ?? unknown;
  }
}

export function isCaller(identified: Caller | Challenge): identified is Caller {
  return 'principal' in identified;
}

export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
}
