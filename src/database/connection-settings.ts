import type { TlsOptions } from './tls.ts';

/** What an engine needs to reach a server, read from a DSN and the configuration. A `socketPath` stands in for host and port. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  readonly applicationName: string;
  readonly timeZone?: string;
  readonly tls?: TlsOptions;
  readonly connectTimeoutMs: number;
}
