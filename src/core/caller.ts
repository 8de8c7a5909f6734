import { localPrincipal, type Principal } from './question.ts';

/** What a caller may be allowed: to ask, to teach for everyone, to reset figures and clear caches. */
export const scopes = ['read', 'teach', 'operate'] as const;

export type Scope = (typeof scopes)[number];

/** What somebody wants to do, and on which database where that was said; `wholeServer` where it is about all of them. */
export interface Need {
  readonly scope: Scope;
  readonly database?: string | undefined;
  readonly wholeServer?: boolean | undefined;
}

/** Who sends a request, and what its credentials allow. */
export interface Caller {
  readonly principal: Principal;
  /** `SCOPE` holds for every database, `SCOPE:DATABASE` for one. */
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** What its credentials say of it besides, as far as the configuration asks for it. */
  readonly claims: Readonly<Record<string, string>>;
  /** It started the server: views of roles and identities in databases are for others. */
  readonly isLocal?: boolean;
}

/** Whoever started the server, on this machine. */
export const localCaller: Caller = { principal: localPrincipal, scopes, roles: [], claims: {}, isLocal: true };

/** Whoever calls what needs no credentials. */
export const anonymousCaller: Caller = { principal: 'anonymous', scopes: [], roles: [], claims: {} };

/** Where no database was said, one that is allowed will do: what is not allowed is not there for this caller. */
export function allows(caller: Pick<Caller, 'scopes'>, { scope, database, wholeServer }: Need): boolean {
  if (caller.scopes.includes(scope)) return true;
  if (wholeServer) return false;
  return database === undefined ? caller.scopes.some((granted) => granted.startsWith(`${scope}:`)) : caller.scopes.includes(`${scope}:${database}`);
}

/** The scope as a token must name it. */
export function scopeName({ scope, database }: Need): string {
  return database === undefined || scope === 'operate' ? scope : `${scope}:${database}`;
}
