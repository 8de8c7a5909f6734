import { userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { Failure } from '../core/errors.ts';
import type { ConnectionSettings, ServerRole } from './connection-settings.ts';
import type { TlsOptions } from './tls.ts';

export interface DsnOptions {
  /** Relative paths start here. */
  readonly baseFolder: string;
  readonly applicationName?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly schemas?: readonly string[] | undefined;
  readonly tls?: { readonly [K in keyof TlsOptions]?: TlsOptions[K] | undefined } | undefined;
}

const tlsModes: Readonly<Record<string, TlsOptions['mode']>> = {
  disable: 'disable', disabled: 'disable', require: 'require', required: 'require', prefer: 'require', preferred: 'require', 'verify-ca': 'verify-ca', verify_ca: 'verify-ca', 'verify-full': 'verify-full', verify_identity: 'verify-full',
};

/** What a server's DSN leaves open. */
export interface ServerDefaults {
  readonly port: number;
  /** The file of a unix socket in the folder that a DSN names. */
  readonly socketName?: (port: number) => string;
  /** `schemas` may stand in place of a database: the server's databases are what it names. */
  readonly schemasAreDatabases?: boolean;
  /** Its servers can be asked whether they are a primary. */
  readonly tellsRole?: boolean;
}

/** `schemes` in lower case. */
export function hasScheme(dsn: string, schemes: readonly string[]): boolean {
  return schemes.includes(dsn.slice(0, Math.max(0, dsn.indexOf(':'))).toLowerCase());
}

/** What stands behind the scheme in the DSN of a file. */
export function fileAddress(dsn: string, schemes: readonly string[]): string {
  const address = hasScheme(dsn, schemes) ? dsn.slice(dsn.indexOf(':') + 1) : dsn;
  return address.replace(/^\/\/(?=\/|[A-Za-z]:)/, '');
}

/** The path that is an address; a relative one starts in `baseFolder`. */
export function pathFrom(address: string, baseFolder: string): string {
  const path = address.replace(/\?.*$/, '');
  return path === ':memory:' || isAbsolute(path) ? path : resolve(baseFolder, path);
}

/** The DSN without passwords, and with the first of its schemes in place of one that means the same. */
export function withoutSecrets(dsn: string, [scheme = '', ...aliases]: readonly string[]): string {
  const bare = dsn.replace(/^([a-z]+:\/\/[^/@:]*):[^@/]*@/i, '$1@').replace(/([?&])(password|pass|pwd|sslkey|sslpassword)=[^&]*/gi, '$1');
  return hasScheme(bare, aliases) ? `${scheme}${bare.slice(bare.indexOf(':'))}` : bare;
}

/** A server's DSN with one host, or the first of several. */
export function parseServerDsn(dsn: string, defaults: ServerDefaults, options: DsnOptions): ConnectionSettings {
  return parseHosts(dsn, defaults, options)[0];
}

/** How long connecting may take: to one host, and to several together. */
const connectMs = { one: 10_000, several: 8_000 };

/**
 * A server's DSN: `scheme://user:password@host:port,host:port/database?sslmode=…&sslrootcert=…&sslcert=…&sslkey=…`. A unix socket
 * stands in `host` (libpq's `?host=/folder`) or `socket` (`?socket=/path`). Of several hosts, those that `target_session_attrs`
 * prefers come first. The message of a failure never shows the DSN.
 */
export function parseHosts(dsn: string, defaults: ServerDefaults, options: DsnOptions): [ConnectionSettings, ...ConnectionSettings[]] {
  const [first, ...others] = oneHostEach(dsn).map(parse);
  if (!first) throw new Failure('BAD_CONFIG', 'the DSN names no host');
  const roles = rolesOf(first.searchParams.get('target_session_attrs') ?? 'any', defaults);
  const connectTimeoutMs = connectTimeoutOf(first.searchParams, roles.length * (others.length + 1));
  const [preferred, ...rest] = roles.map((role) => (url: URL): ConnectionSettings => ({ ...settingsOf(url, defaults, options), connectTimeoutMs, ...optional('serverRole', role) }));
  if (!preferred) throw new Failure('BAD_CONFIG', 'target_session_attrs names no server');
  return [preferred(first), ...others.map(preferred), ...rest.flatMap((make) => [first, ...others].map(make))];
}

/** The DSN of each host. */
function oneHostEach(dsn: string): readonly string[] {
  const [, before = '', hosts = '', after = ''] = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#@]*,[^/?#@]*)(.*)$/is.exec(dsn) ?? [];
  return hosts === '' ? [dsn] : hosts.split(',').map((host) => `${before}${host}${after}`);
}

const serverRoles: Readonly<Record<string, readonly (ServerRole | undefined)[]>> = {
  any: [undefined], primary: ['primary'], standby: ['standby'], 'read-write': ['read-write'], 'read-only': ['read-only'], 'prefer-standby': ['standby', undefined],
};

function rolesOf(named: string, { tellsRole }: ServerDefaults): readonly (ServerRole | undefined)[] {
  const roles = serverRoles[named];
  if (!roles) throw new Failure('BAD_CONFIG', `target_session_attrs is "${named}"`, { hints: [`target_session_attrs: ${Object.keys(serverRoles).join(', ')}`] });
  if (!tellsRole && named !== 'any') {
    throw new Failure('BAD_CONFIG', `target_session_attrs is "${named}", and servers of this kind are not asked for it`, { hints: ['Leave it out: of several hosts the first that answers is taken.'] });
  }
  return roles;
}

function connectTimeoutOf(parameters: URLSearchParams, attempts: number): number {
  const given = parameters.get('connect_timeout');
  if (given === null) return attempts === 1 ? connectMs.one : Math.max(1_000, connectMs.several / attempts);
  if (!/^\d+$/.test(given) || Number(given) === 0) throw new Failure('BAD_CONFIG', `connect_timeout is "${given}"`, { hints: ['connect_timeout: whole seconds, for each host'] });
  return Number(given) * 1_000;
}

function settingsOf(url: URL, defaults: ServerDefaults, options: DsnOptions): Omit<ConnectionSettings, 'connectTimeoutMs'> {
  const parameters = url.searchParams;
  const { schemas } = options;
  const database = decodeURIComponent(url.pathname.slice(1));
  const password = decodeURIComponent(url.password);
  if (database === '' && !(defaults.schemasAreDatabases && schemas)) {
    const hint = defaults.schemasAreDatabases ? 'Add it, or name those that are to be seen as schemas.' : 'Add it, or give it as the key database.';
    throw new Failure('BAD_CONFIG', 'the DSN names no database', { hints: [`scheme://user:password@host:port/DATABASE. ${hint}`] });
  }
  const tls = tlsOf(parameters, options);
  const port = url.port === '' ? defaults.port : Number(url.port);
  const socketPath = socketOf(url, port, defaults);
  return {
    host: url.hostname === '' ? 'localhost' : decodeURIComponent(url.hostname.replace(/^\[|\]$/g, '')),
    port,
    ...(socketPath === undefined ? {} : { socketPath }),
    user: url.username === '' ? userInfo().username : decodeURIComponent(url.username),
    ...(password === '' ? {} : { password: () => Promise.resolve(password) }),
    database,
    ...optional('schemas', schemas),
    applicationName: options.applicationName ?? parameters.get('application_name') ?? 'nl2sql-mcp',
    ...optional('timeZone', options.timeZone ?? parameters.get('time_zone') ?? undefined),
    ...(tls ? { tls } : {}),
  };
}

function parse(dsn: string): URL {
  try {
    // `scheme:///db?host=/run` has no host, which URL takes only for schemes it does not know.
    return new URL(dsn);
  } catch (error) {
    throw new Failure('BAD_CONFIG', 'the DSN is no URL', { hints: ['scheme://user:password@host:port/database; characters such as @ or # in a password are written %40, %23'], cause: error });
  }
}

function socketOf(url: URL, port: number, { socketName }: ServerDefaults): string | undefined {
  const socket = url.searchParams.get('socket') ?? url.searchParams.get('socketPath');
  if (socket !== null) return socket;
  const folder = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  if (!folder.startsWith('/')) return undefined;
  return socketName ? join(folder, socketName(port)) : folder;
}

function tlsOf(parameters: URLSearchParams, options: DsnOptions): TlsOptions | undefined {
  const path = (value: string | null | undefined) => (value === null || value === undefined ? undefined : isAbsolute(value) ? value : resolve(options.baseFolder, value));
  const ca = path(options.tls?.ca ?? parameters.get('sslrootcert') ?? parameters.get('ssl-ca'));
  const cert = path(options.tls?.cert ?? parameters.get('sslcert') ?? parameters.get('ssl-cert'));
  const key = path(options.tls?.key ?? parameters.get('sslkey') ?? parameters.get('ssl-key'));
  const named = parameters.get('sslmode') ?? parameters.get('ssl-mode');
  const mode = options.tls?.mode ?? (named === null ? undefined : tlsModes[named.toLowerCase()]);
  if (named !== null && mode === undefined) throw new Failure('BAD_CONFIG', `sslmode is "${named}"`, { hints: ['sslmode: disable, require, verify-ca or verify-full'] });
  if (mode === undefined && ca === undefined && cert === undefined && options.tls?.servername === undefined) return undefined;
  return { mode: mode ?? 'verify-full', ...optional('ca', ca), ...optional('cert', cert), ...optional('key', key), ...optional('servername', options.tls?.servername) };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
