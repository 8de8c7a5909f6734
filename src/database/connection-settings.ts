import type { Duplex } from 'node:stream';
import type { TlsOptions } from './tls.ts';

/** What an engine needs to reach a server, read from a DSN and the configuration. A `socketPath` stands in for host and port. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string;
  readonly user: string;
  /** To sign in with now: asked for each connection, since it may be one that expires. */
  readonly password?: () => Promise<string>;
  /** What it gives is a token, which servers take only as it is. */
  readonly passwordIsToken?: boolean;
  /** Empty where none is connected to, and `schemas` names those that are seen. */
  readonly database: string;
  readonly schemas?: readonly string[];
  readonly applicationName: string;
  readonly timeZone?: string;
  readonly tls?: TlsOptions;
  readonly connectTimeoutMs: number;
  /** Which servers will do, of several. */
  readonly serverRole?: ServerRole;
  /** Opens the way to the server in place of a socket. */
  readonly dial?: (signal: AbortSignal) => Promise<Duplex>;
}

export type ServerRole = 'primary' | 'standby' | 'read-write' | 'read-only';
