import type { DialectName } from '../core/dialect.ts';
import type { Masking } from '../core/policy.ts';
import type { Store, VectorIndex } from '../core/ports.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import type { Engine } from './engine.ts';
import type { PoolOptions } from './pool.ts';
import type { AttackStage } from './scratch/stage.ts';
import type { Writer } from './scratch/writer.ts';
import type { Way } from './ways/way.ts';

/**
 * An engine as data: what the rest of the program may ask of it. Outside an engine's own folders nobody knows it by name. The
 * functions load what they need when they are called, so that no driver and no parser is loaded for an engine that is not used.
 */
export type EngineDefinition = FileEngine | ServerEngine;

interface Common {
  /** Also the name of its dialect. */
  readonly name: DialectName;
  /** How its DSNs are written, for people. */
  readonly dsnForms: readonly string[];
  /** Schemes of its DSNs, in lower case. The first is the one that identities and DSNs of our own are made with. */
  readonly schemes: readonly [string, ...string[]];
  /** Where its pool differs from the usual. */
  readonly pool: Partial<PoolOptions>;
  /** Its SQL, with the guard that proves a statement read-only; in a time zone, where one is configured. */
  readonly dialect: (session: SessionZone) => Promise<SqlDialect>;
  /** For `doctor --validate` and the tests: a connection that may write, to a file's path or a server's DSN. */
  readonly openWriter: (address: string) => Promise<Writer>;
  readonly attackStage: () => Promise<AttackStage>;
}

/** Each database is a file on this machine, or several. */
export interface FileEngine extends Common {
  readonly kind: 'file';
  /** How its files end; the first is what files of our own end with. */
  readonly extensions: readonly [string, ...string[]];
  /** The address of a DSN, so that it means the same from any folder. */
  readonly addressFrom: (address: string, baseFolder: string) => string;
  /** Of such an address, what is not there. */
  readonly missing: (address: string) => readonly string[];
  readonly connect: (request: FileRequest) => Promise<Engine>;
  /** What the proof is tried on, where its own files can't be written by statements: files of an engine that judges alike. */
  readonly triedOn?: FileEngine;
}

/** Its files hold what we keep ourselves, too. */
export interface StateEngine extends FileEngine {
  /** Writes a new database from statements and from rows by table. */
  readonly createFile: (path: string, schema: string, rows: RowsByTable) => Promise<void>;
  /** Opens a file in which we keep our own state; `warn` is told where a damaged or older one was set aside, or one can only be read. */
  readonly openStore: (path: string, warn: (message: string) => void) => Promise<Store>;
}

/** In which time zone the days of a session begin; where none is configured, the engine decides. */
export interface SessionZone {
  readonly timeZone?: string | undefined;
}

export interface FileRequest extends SessionZone {
  /** As `addressFrom` gave it: a path, or several. */
  readonly path: string;
  /** The access policy that statements on it are held to. */
  readonly masking?: Masking;
}

export type RowsByTable = Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>;

/** A server, which holds many databases. */
export interface ServerEngine extends Common {
  readonly kind: 'server';
  readonly port: number;
  /** The file of a unix socket in the folder that a DSN names; absent where a DSN names the socket itself. */
  readonly socketName?: (port: number) => string;
  /** `schemas` may stand in place of a database. */
  readonly schemasAreDatabases?: boolean;
  /** Its servers can be asked whether they are a primary. */
  readonly tellsRole?: boolean;
  readonly connect: (way: Way) => Promise<Engine>;
  /** Where it can keep and search vectors for us. */
  readonly openVectorIndex?: (options: VectorIndexOptions) => Promise<VectorIndex>;
}

export interface VectorIndexOptions {
  readonly settings: ConnectionSettings;
  /** The databases that are asked: nothing is written to one, under whichever name its host goes. */
  readonly asked: readonly ConnectionSettings[];
  /** Sets what is kept here apart from what others keep in the same database. */
  readonly namespace: string;
  /** Takes the place of a server that can't keep vectors at all. */
  readonly fallback: VectorIndex;
  readonly warn: (message: string) => void;
  /** Told how long each statement took. */
  readonly onStatement?: (ms: number, failed: boolean) => void;
}
