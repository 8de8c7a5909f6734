import { existsSync } from 'node:fs';
import { Failure } from '../core/errors.ts';
import type { Masking } from '../core/policy.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { digest } from '../std/digest.ts';
import type { EngineDefinition, FileEngine, ServerEngine, StateEngine } from './definition.ts';
import { fileAddress, hasScheme, pathFrom, withoutSecrets } from './dsn.ts';
import type { Engine } from './engine.ts';
import { dataExtensions, patternsOf, unmatched } from './files/paths.ts';
import type { PoolOptions } from './pool.ts';
import { openWay, type WaySettings, waysBeside } from './ways/open.ts';

/** A database that is one file. */
const oneFile = { addressFrom: pathFrom, missing: (path: string) => (path === ':memory:' || existsSync(path) ? [] : [path]) };

const sqlite: StateEngine = {
  ...oneFile,
  kind: 'file',
  name: 'sqlite',
  dsnForms: ['sqlite:PATH'],
  schemes: ['sqlite', 'file'],
  extensions: ['sqlite', 'sqlite3', 'db', 'db3'],
  // Each connection is a process.
  pool: { max: 2 },
  dialect: async ({ timeZone }) => {
    const { localSqliteDialect, sqliteDialect } = await import('../sql/sqlite/dialect.ts');
    return timeZone === undefined ? sqliteDialect : localSqliteDialect;
  },
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
  tellsRole: true,
  dialect: async () => (await import('../sql/postgres/dialect.ts')).postgresDialect,
  connect: async (way) => (await import('./postgres/connect.ts')).postgresEngine(way),
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
  schemasAreDatabases: true,
  dialect: async () => (await import('../sql/mysql/dialect.ts')).mysqlDialect,
  connect: async (way) => (await import('./mysql/connect.ts')).mysqlEngine(way),
  openWriter: async (dsn) => (await import('./mysql/writer.ts')).mysqlWriter(dsn),
  attackStage: async () => (await import('./mysql/stage.ts')).mysqlStage,
};

const duckdb: FileEngine = {
  ...oneFile,
  kind: 'file',
  name: 'duckdb',
  dsnForms: ['duckdb:PATH'],
  schemes: ['duckdb'],
  extensions: ['duckdb', 'ddb'],
  // Each connection is a process.
  pool: { max: 2 },
  dialect: async () => (await import('../sql/duckdb/dialect.ts')).duckdbDialect,
  connect: async (request) => {
    const [{ duckdbEngine }, { duckdbFunctions }] = await Promise.all([import('./duckdb/connect.ts'), import('../sql/duckdb/functions.ts')]);
    return duckdbEngine({ ...request, functions: duckdbFunctions });
  },
  openWriter: async (path) => (await import('./duckdb/writer.ts')).duckdbWriter(path),
  attackStage: async () => (await import('./duckdb/stage.ts')).duckdbStage,
};

/** Files of data, which DuckDB reads. */
const files: FileEngine = {
  kind: 'file',
  name: 'duckdb',
  dsnForms: ['files:PATTERN,…'],
  schemes: ['files'],
  extensions: dataExtensions,
  pool: duckdb.pool,
  dialect: duckdb.dialect,
  addressFrom: (address, baseFolder) => patternsOf(address, baseFolder).join(','),
  missing: (address) => unmatched(patternsOf(address, '/')),
  connect: async ({ path, ...request }) => {
    const [{ filesEngine }, { duckdbFunctions }] = await Promise.all([import('./files/connect.ts'), import('../sql/duckdb/functions.ts')]);
    return filesEngine({ ...request, patterns: patternsOf(path, '/'), functions: duckdbFunctions });
  },
  triedOn: duckdb,
  openWriter: duckdb.openWriter,
  attackStage: duckdb.attackStage,
};

/** Every engine that can be asked. A DSN belongs to the one of its scheme, a path to the first whose files end so. */
export const engines: readonly EngineDefinition[] = [sqlite, duckdb, files, postgres, mysql];

/** The engine of files that we make ourselves: the demo shop, state, scratch databases. */
export const fileEngine: StateEngine = sqlite;

export const dsnForms: readonly string[] = engines.flatMap((engine) => engine.dsnForms);

/** The engine that understands a DSN; what is told of one that none understands shows nothing behind its scheme. */
export function engineOf(dsn: string): EngineDefinition {
  const engine = engines.find(({ schemes }) => hasScheme(dsn, schemes)) ?? engines.find((candidate) => candidate.kind === 'file' && isFileOf(dsn, candidate));
  if (!engine) throw new Failure('BAD_CONFIG', `the DSN ${dsn.replace(/:.*$/s, ':…')} has no known scheme`, { hints: [`Known: ${dsnForms.join(', ')}`] });
  return engine;
}

/** A path may stand for its DSN. */
function isFileOf(dsn: string, { extensions }: FileEngine): boolean {
  return new RegExp(`\\.(?:${extensions.join('|')})$`, 'i').test(dsn);
}

/** Whether a text ends as the files of an engine do. */
export function isFileName(text: string): boolean {
  return engines.some((engine) => engine.kind === 'file' && isFileOf(text, engine));
}

/** The DSNs of paths: a database each, but one of all files of data and of folders. */
export function fileDsns(paths: readonly string[]): string[] {
  const single = paths.filter((path) => engines.some((engine) => engine.kind === 'file' && engine !== files && isFileOf(path, engine)));
  const data = paths.filter((path) => !single.includes(path));
  // What separates paths is met by the sign for any one character.
  return [...single, ...(data.length === 0 ? [] : [fileDsn(data.map((path) => path.replaceAll(',', '?')).join(','), files)])];
}

/** What the database behind a DSN is called: its last part without the extension of a file; several files go by one name. */
export function nameIn(dsn: string): string {
  if ((hasScheme(dsn, files.schemes) || isFileOf(dsn, files)) && /[*?,]/.test(dsn)) return 'files';
  const name = dsn.replace(/[?#].*$/, '').replace(/\/+$/, '').split(/[/\\:]/).at(-1) ?? '';
  return engines.reduce((bare, engine) => (engine.kind === 'file' && isFileOf(bare, engine) ? bare.replace(new RegExp(`\\.(?:${engine.extensions.join('|')})$`, 'i'), '') : bare), name);
}

/** The path of the file behind a DSN, or of several; undefined where a server stands behind it, or memory. */
export function fileOf(dsn: string, baseFolder: string): string | undefined {
  const engine = engineOf(dsn);
  const path = engine.kind === 'file' ? addressOf(dsn, engine, baseFolder) : undefined;
  return path === ':memory:' ? undefined : path;
}

/** Files of a DSN that are not there. */
export function missingFiles(dsn: string, baseFolder: string): readonly string[] {
  const engine = engineOf(dsn);
  return engine.kind === 'file' ? engine.missing(addressOf(dsn, engine, baseFolder)) : [];
}

/** The same as a DSN that means the same from any folder. */
export function absoluteDsn(dsn: string, baseFolder: string): string {
  const engine = engineOf(dsn);
  return engine.kind === 'file' ? fileDsn(addressOf(dsn, engine, baseFolder), engine) : dsn;
}

function addressOf(dsn: string, { schemes, addressFrom }: FileEngine, baseFolder: string): string {
  return addressFrom(fileAddress(dsn, schemes), baseFolder);
}

/** The DSN of a file that we made ourselves. */
export function fileDsn(path: string, { schemes }: FileEngine = fileEngine): string {
  return `${schemes[0]}:${path}`;
}

/** A database as it is configured. */
export interface DatabaseEntry extends WaySettings {
  /** What may be seen of it. */
  readonly access?: object | undefined;
}

/**
 * The same for the same database and user, wherever it is opened, and without its secrets: replicas that are configured alike
 * share what they learn, and two databases of one name never do. Whatever decides what may be seen is part of it: rows and
 * questions kept under one access policy are never served under another.
 */
export function identityOf({ dsn, access, ...entry }: DatabaseEntry, baseFolder: string): string {
  const engine = engineOf(dsn);
  const address = engine.kind === 'file' ? fileDsn(addressOf(dsn, engine, baseFolder), engine) : dsn;
  const database = digest([withoutSecrets(address, engine.schemes), ...waysBeside(entry)].join(' '));
  return access ? `${database}.${digest(JSON.stringify(access))}` : database;
}

export interface OpenedEngine {
  readonly engine: Engine;
  readonly dialect: SqlDialect;
  readonly pool: Partial<PoolOptions>;
  /** The engine itself holds the access policy that it was opened with. */
  readonly holdsPolicy: boolean;
}

/** Loads the driver and the parser of the engine behind a DSN. Nothing connects yet. */
export async function openEngine(entry: DatabaseEntry, baseFolder: string, masking?: Masking): Promise<OpenedEngine> {
  const definition = engineOf(entry.dsn);
  const connecting = definition.kind === 'file'
    ? definition.connect({ path: addressOf(entry.dsn, definition, baseFolder), timeZone: entry.timeZone, ...(masking ? { masking: { policy: masking.policy, salt: masking.salt } } : {}) })
    : openWay(entry, definition, baseFolder).then((way) => definition.connect(way));
  const [engine, dialect] = await Promise.all([connecting, definition.dialect(entry)]);
  return { engine, dialect, pool: definition.pool, holdsPolicy: definition.kind === 'file' };
}
