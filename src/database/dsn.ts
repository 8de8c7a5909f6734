import { userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { Failure } from '../core/errors.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import type { TlsOptions } from './tls.ts';

export interface DsnOptions {
  /** Relative paths start here. */
  readonly baseFolder: string;
  readonly applicationName?: string | undefined;
  readonly timeZone?: string | undefined;
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
}

/** `schemes` in lower case. */
export function hasScheme(dsn: string, schemes: readonly string[]): boolean {
  return schemes.includes(dsn.slice(0, Math.max(0, dsn.indexOf(':'))).toLowerCase());
}

/** The path in the DSN of a file; a relative one starts in `baseFolder`. */
export function filePath(dsn: string, schemes: readonly string[], baseFolder: string): string {
  const address = hasScheme(dsn, schemes) ? dsn.slice(dsn.indexOf(':') + 1) : dsn;
  const path = address.replace(/^\/\/(?=\/|[A-Za-z]:)/, '').replace(/\?.*$/, '');
  return path === ':memory:' || isAbsolute(path) ? path : resolve(baseFolder, path);
}

/** The DSN without passwords, and with the first of its schemes in place of one that means the same. */
export function withoutSecrets(dsn: string, [scheme = '', ...aliases]: readonly string[]): string {
  const bare = dsn.replace(/^([a-z]+:\/\/[^/@:]*):[^@/]*@/i, '$1@').replace(/([?&])(password|pass|pwd|sslkey|sslpassword)=[^&]*/gi, '$1');
  return hasScheme(bare, aliases) ? `${scheme}${bare.slice(bare.indexOf(':'))}` : bare;
}

/**
 * A server's DSN: `scheme://user:password@host:port/database?sslmode=…&sslrootcert=…&sslcert=…&sslkey=…`. A unix socket stands
 * in `host` (libpq's `?host=/folder`) or `socket` (`?socket=/path`). The message of a failure never shows the DSN.
 */
export function parseServerDsn(dsn: string, defaults: ServerDefaults, options: DsnOptions): ConnectionSettings {
  const url = parse(dsn);
  const parameters = url.searchParams;
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '') throw new Failure('BAD_CONFIG', 'the DSN names no database', { hints: ['scheme://user:password@host:port/DATABASE'] });
  const tls = tlsOf(parameters, options);
  const port = url.port === '' ? defaults.port : Number(url.port);
  const socketPath = socketOf(url, port, defaults);
  return {
    host: url.hostname === '' ? 'localhost' : url.hostname.replace(/^\[|\]$/g, ''),
    port,
    ...(socketPath === undefined ? {} : { socketPath }),
    user: url.username === '' ? userInfo().username : decodeURIComponent(url.username),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    database,
    applicationName: options.applicationName ?? parameters.get('application_name') ?? 'nl2sql-mcp',
    ...optional('timeZone', options.timeZone ?? parameters.get('time_zone') ?? undefined),
    ...(tls ? { tls } : {}),
    connectTimeoutMs: Number(parameters.get('connect_timeout') ?? 10) * 1_000,
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
  if (mode === undefined && ca === undefined && cert === undefined) return undefined;
  return { mode: mode ?? 'verify-full', ...optional('ca', ca), ...optional('cert', cert), ...optional('key', key) };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
