import { Failure } from '../core/errors.ts';
import type { DatabaseConfig } from './schema.ts';

/** What a key adds to a DSN, and whether that holds it already. */
interface ConnectionKey {
  readonly name: 'host' | 'port' | 'user' | 'password' | 'database';
  readonly inDsn: (url: URL) => boolean;
  readonly add: (url: URL, value: string) => void;
}

const keys: readonly ConnectionKey[] = [
  {
    name: 'host',
    inDsn: (url) => url.hostname !== '' || url.searchParams.has('host') || url.searchParams.has('socket'),
    add: (url, value) => (value.startsWith('/') ? url.searchParams.set('host', value) : (url.hostname = value.includes(':') && !value.startsWith('[') ? `[${value}]` : value)),
  },
  { name: 'port', inDsn: (url) => url.port !== '', add: (url, value) => (url.port = value) },
  { name: 'user', inDsn: (url) => url.username !== '', add: (url, value) => (url.username = encodeURIComponent(value)) },
  { name: 'password', inDsn: (url) => url.password !== '', add: (url, value) => (url.password = encodeURIComponent(value)) },
  { name: 'database', inDsn: (url) => url.pathname.length > 1, add: (url, value) => (url.pathname = `/${encodeURIComponent(value)}`) },
];

/** Where a password comes from; of these a database has one. */
const passwordKeys = ['password', 'passwordFile', 'passwordCommand', 'passwordToken'] as const;

/** The database with the keys beside its DSN put into it, so that nothing behind the configuration has to know of two forms. */
export function withConnectionKeys(key: string, entry: DatabaseConfig): DatabaseConfig {
  const given = keys.filter(({ name }) => entry[name] !== undefined);
  const passwords = passwordKeys.filter((name) => entry[name] !== undefined);
  if (passwords.length > 1) throw new Failure('BAD_CONFIG', `${key}: ${passwords.join(' and ')} are given`, { hints: ['A password comes from one place: leave the others out.'] });
  if (entry.passwordLifetimeMs !== undefined && !entry.passwordCommand) {
    throw new Failure('BAD_CONFIG', `${key}.passwordLifetimeMs is given without passwordCommand`, { hints: ['Leave it out: only what a command prints has a lifetime.'] });
  }
  const [onlyServers] = [...given.map(({ name }) => name), ...passwords, ...(entry.ssh ? ['ssh'] : []), ...(entry.schemas ? ['schemas'] : [])];
  if (onlyServers === undefined) return entry;
  if (!/^[a-z]+:(?:\/\/|$)/i.test(entry.dsn)) {
    throw new Failure('BAD_CONFIG', `${key}.${onlyServers} is given, and its dsn is no server's`, { hints: [`Leave ${onlyServers} out, or give the dsn of a server: SCHEME://.`] });
  }
  const [other] = passwords;
  if (other !== undefined && other !== 'password' && hasPassword(entry.dsn)) throw new Failure('BAD_CONFIG', `${key}.${other} is given, and its dsn has a password`, { hints: ['Leave it out of the DSN.'] });
  return { ...entry, dsn: completed(key, entry, given), ...Object.fromEntries(keys.map(({ name }) => [name, undefined])) };
}

function hasPassword(dsn: string): boolean {
  return /^[a-z]+:\/\/[^/?#@]*:[^/?#@]*@/i.test(dsn);
}

function completed(key: string, entry: DatabaseConfig, given: readonly ConnectionKey[]): string {
  const several = given.length > 0 && /^[a-z]+:\/\/[^/?#]*,/i.test(entry.dsn);
  if (several) {
    const hints = ['Write user, port and database into that DSN; the password may stand beside it as passwordFile or passwordCommand.'];
    throw new Failure('BAD_CONFIG', `${key}.${given[0]?.name} is given, and its dsn names several hosts`, { hints });
  }
  if (given.length === 0) return entry.dsn;
  const url = urlOf(key, entry.dsn);
  const twice = given.find(({ inDsn }) => inDsn(url));
  if (twice) throw new Failure('BAD_CONFIG', `${key}.${twice.name} is given, and its dsn has one, too`, { hints: [`Give the ${twice.name} in one of the two.`] });
  // A URL takes user and port only once it has a host.
  if (url.hostname === '') url.hostname = 'localhost';
  for (const { name, add } of given) add(url, String(entry[name]));
  return url.href;
}

function urlOf(key: string, dsn: string): URL {
  try {
    return new URL(dsn.endsWith(':') ? `${dsn}//` : dsn);
  } catch (cause) {
    throw new Failure('BAD_CONFIG', `${key}.dsn is no URL`, { hints: ['With keys beside it, a DSN may be as short as SCHEME://.'], cause });
  }
}
