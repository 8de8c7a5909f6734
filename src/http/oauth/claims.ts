import type { JWTPayload } from 'jose';
import { type Caller, scopes } from '../../core/caller.ts';
import type { OAuthOptions } from './options.ts';
import { InvalidToken } from './token-reader.ts';

const subjectCharsMax = 255;
const rolesMax = 200;
const granted = new RegExp(`^(${scopes.join('|')})(:[\\w-]{1,63})?$`);

/** The caller that claims speak of. Its name holds the issuer's, so that it is nobody's whom the operator named. */
export function callerOf(payload: JWTPayload, { rolesClaim = 'roles', claims: used = [] }: Pick<OAuthOptions, 'rolesClaim' | 'claims'>): Caller {
  const { sub: subject, iss: issuer, cnf: bound } = payload;
  if (subject === undefined || subject === '' || subject.length > subjectCharsMax) throw new InvalidToken('the token names no subject (sub)');
  if (bound !== undefined) throw new InvalidToken('the token is bound to a key (cnf), which is not checked here: ask for a bearer token');
  const claims = Object.fromEntries(used.flatMap((name) => textOf(name, claimOf(payload, name))));
  return { principal: `${encodeURIComponent(subject)}@${hostOf(issuer)}`, scopes: scopesOf(payload), roles: listOf(claimOf(payload, rolesClaim)).slice(0, rolesMax), claims };
}

function hostOf(issuer: string | undefined): string {
  return issuer !== undefined && URL.canParse(issuer) ? new URL(issuer).host : 'issuer';
}

/** `scope` as the standards have it, or `scp`; what other servers understand is left out. */
function scopesOf({ scope, scp }: JWTPayload): readonly string[] {
  return listOf(scope ?? scp).filter((name) => granted.test(name));
}

/** By its name, which may hold dots itself, or by a path. */
function claimOf(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  return name.split('.').reduce<unknown>((at, part) => (typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? (at as Record<string, unknown>)[part] : undefined), payload);
}

function listOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === 'string').filter((item) => item !== '');
}

/** Lists and objects are no value that a database could be told. */
function textOf(name: string, value: unknown): [string, string][] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, String(value)]] : [];
}
