import { Failure } from '../core/errors.ts';
import type { Masking } from '../core/policy.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { digest } from '../std/digest.ts';
import type { EngineDefinition, FileEngine, ServerEngine } from './definition.ts';
import { type DsnOptions, filePath, hasScheme, parseServerDsn, withoutSecrets } from './dsn.ts';
import type { Engine } from './engine.ts';
import type { PoolOptions } from './pool.ts';

const sqlite: FileEngine = {
  kind: 'file',
  name: 'sqlite',
  dsnForms: ['sqlite:PATH'],
  schemes: ['sqlite', 'file'],
  extensions: ['sqlite', 'sqlite3', 'db', 'db3'],
  // Each connection is a process.
  pool: { max: 2 },
  dialect: async () => (await import('../sql/sqlite/dialect.ts')).sqliteDialect,
  connect: async (request) => {
    const [{ sqliteEngine }, { sqliteFunctions }] = await Promise.all([import('./sqlite/connect.ts'), import('../sql/sqlite/functions.ts')]);
    return sqliteEngine({ ...request, functions: sqliteFunctions });
  },
  createFile: async (...file) => (await import('./sqlite/create-file.ts')).createSqliteFile(...file),
  openStore: async (...store) => (await import('./sqlite/store/sqlite-store.ts')).SqliteStore.open(...store),
  openWriter: async (path) => (await import('./sqlite/writer.ts')).sqliteWriter(path),
  attackStage: async () => (await import('./sqlite/stage.ts')).sqliteStage,
};

const postgres: ServerEngine = {
  kind: 'server',
  name: 'postgres',
  dsnForms: ['postgres://…'],
  schemes: ['postgres', 'postgresql'],
  port: 5_432,
  socketName: (port) => `.s.PGSQL.${port}`,
  pool: {},
  dialect: async () => (await import('../sql/postgres/dialect.ts')).postgresDialect,
  connect: async (settings) => (await import('./postgres/connect.ts')).postgresEngine(settings),
  openVectorIndex: async (options) => new (await import('./postgres/vectors/pgvector-index.ts')).PgvectorIndex(options),
  openWriter: async (dsn) => (await import('./postgres/writer.ts')).postgresWriter(dsn),
  attackStage: async () => (await import('./postgres/stage.ts')).postgresStage,
};

const mysql: ServerEngine = {
  kind: 'server',
  name: 'mysql',
  dsnForms: ['mysql://…', 'mariadb://…'],
  schemes: ['mysql', 'mariadb'],
  port: 3_306,
  pool: {},
  dialect: async () => (await import('../sql/mysql/dialect.ts')).mysqlDialect,
  connect: async (settings) => (await import('./mysql/connect.ts')).mysqlEngine(settings),
  openWriter: async (dsn) => (await import('./mysql/writer.ts')).mysqlWriter(dsn),
  attackStage: async () => (await import('./mysql/stage.ts')).mysqlStage,
};

/** Every engine that can be asked. A DSN belongs to the first that understands it. */
export const engines: readonly EngineDefinition[] = [sqlite, postgres, mysql];

/** The engine of files that we make ourselves: the demo shop, state, scratch databases. */
export const fileEngine: FileEngine = sqlite;

export const dsnForms: readonly string[] = engines.flatMap((engine) => engine.dsnForms);

/** The engine that understands a DSN; what is told of one that none understands shows nothing behind its scheme. */
export function engineOf(dsn: string): EngineDefinition {
  const engine = engines.find((candidate) => hasScheme(dsn, candidate.schemes) || (candidate.kind === 'file' && isFileOf(dsn, candidate)));
  if (!engine) throw new Failure('BAD_CONFIG', `the DSN ${dsn.replace(/:.*$/s, ':…')} has no known scheme`, { hints: [`Known: ${dsnForms.join(', ')}`] });
  return engine;
}

/** A path may stand for its DSN. */
function isFileOf(dsn: string, { extensions }: FileEngine): boolean {
  return new RegExp(`\\.(?:${extensions.join('|')})$`, 'i').test(dsn);
}

/** The last part of a DSN without the extension of a file. */
export function withoutExtension(name: string): string {
  return engines.reduce((bare, engine) => (engine.kind === 'file' && isFileOf(bare, engine) ? bare.slice(0, bare.lastIndexOf('.')) : bare), name);
}

/** The DSN of a file that we made ourselves. */
export function fileDsn(path: string): string {
  return `${fileEngine.schemes[0]}:${path}`;
}

/** A database as it is configured. */
export interface DatabaseEntry extends Omit<DsnOptions, 'baseFolder'> {
  readonly dsn: string;
  /** What may be seen of it. */
  readonly access?: object | undefined;
}

/**
 * The same for the same database and user, wherever it is opened, and without its secrets: replicas that are configured alike
 * share what they learn, and two databases of one name never do. Whatever decides what may be seen is part of it: rows and
 * questions kept under one access policy are never served under another.
 */
export function identityOf({ dsn, access }: DatabaseEntry, baseFolder: string): string {
  const engine = engineOf(dsn);
  const address = engine.kind === 'file' ? fileDsn(filePath(dsn, engine.schemes, baseFolder)) : dsn;
  const database = digest(withoutSecrets(address, engine.schemes));
  return access ? `${database}.${digest(JSON.stringify(access))}` : database;
}

export interface OpenedEngine {
  readonly engine: Engine;
  readonly dialect: SqlDialect;
  readonly pool: Partial<PoolOptions>;
}

/** Loads the driver and the parser of the engine behind a DSN. Nothing connects yet. */
export async function openEngine(entry: DatabaseEntry, baseFolder: string, masking?: Masking): Promise<OpenedEngine> {
  const definition = engineOf(entry.dsn);
  const connecting = definition.kind === 'file'
    ? definition.connect({ path: filePath(entry.dsn, definition.schemes, baseFolder), ...(masking ? { masking: { policy: masking.policy, salt: masking.salt } } : {}) })
    : definition.connect(parseServerDsn(entry.dsn, definition, { ...entry, baseFolder }));
  const [engine, dialect] = await Promise.all([connecting, definition.dialect()]);
  return { engine, dialect, pool: definition.pool };
}
