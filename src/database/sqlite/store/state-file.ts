import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Failure } from '../../../core/errors.ts';
import { isLocked, isSpoiled, notKept, SpoiledFile } from './store-failure.ts';

export interface StateFile {
  readonly database: DatabaseSyncInstance;
  /** Why nothing can be written: what is read is a copy in memory then. */
  readonly unwritable?: Error;
}

/** Raised with every change of the layout: a file of another version is set aside, never read. */
const layoutVersion = 1;
const busyTimeoutMs = 2_000;
/** Marks of what was removed, for processes that have not looked for a while. */
export const tombstonesKept = 10_000;
/** A file never grows beyond: what is kept in it has smaller budgets, so that this is reached only where something is wrong. */
const fileBytesMax = 512 * 1_024 * 1_024;
/** Unused pages beyond this are given back to the disk at the start. */
const unusedBytesMax = 64 * 1_024 * 1_024;

const layout = `
CREATE TABLE IF NOT EXISTS records (collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT, sequence INTEGER NOT NULL, PRIMARY KEY (collection, key)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS records_by_sequence ON records (sequence);
PRAGMA user_version = ${layoutVersion}`;

/**
 * The opened file. One that is damaged, of another version or of something else is renamed and a new one is begun; one that can't be
 * written (a full disk, a mount that only reads) is left as it is, and read.
 */
export function openStateFile(path: string, warn: (message: string) => void): StateFile {
  const opened = openToWrite(path);
  if (!(opened instanceof Error)) return { database: opened };
  if (isLocked(opened)) throw new Failure('UNAVAILABLE', `the state file ${path} is locked`, { cause: opened });
  if (!isSpoiled(opened)) return readOnly(path, opened, warn);
  warn(`the state file was set aside as ${setAside(path)}: ${opened.message}`);
  const fresh = openToWrite(path);
  if (fresh instanceof Error) throw notKept(fresh, path);
  return { database: fresh };
}

export function openToWrite(path: string): DatabaseSyncInstance | Error {
  let database: DatabaseSyncInstance | undefined;
  try {
    if (path !== ':memory:') makePrivate(path);
    database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    begin(database);
    limitSize(database);
    return database;
  } catch (error) {
    database?.close();
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Puts all that an open file holds, though it was deleted, under its path again. */
export function restore(database: DatabaseSyncInstance, path: string): void {
  makePrivate(path);
  // They belong to the file that is gone: a new one would take what they hold for its own.
  removeLogs(path);
  database.prepare('VACUUM INTO ?').run(path);
}

/** Whoever can read it reads what was asked, and whoever can write it says what is verified. One that is there keeps its rights, and its log takes them. */
function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}

/** Nothing else may be there: a trigger or a view would run with our own statements. */
const foreignObjects = `SELECT count(*) AS n FROM sqlite_schema
  WHERE NOT (type = 'table' AND name = 'records' OR type = 'index' AND name = 'records_by_sequence' OR type IN ('table', 'index') AND name LIKE 'sqlite%')`;

/** Two processes may meet on a new file: the layout is made under the write lock, and only where it is missing. */
function begin(database: DatabaseSyncInstance): void {
  const found = version(database);
  if (found !== 0 && found !== layoutVersion) throw new SpoiledFile(`its layout is version ${found}, not ${layoutVersion}`);
  const foreign = database.prepare(foreignObjects).get() as { n: number };
  if (foreign.n > 0) throw new SpoiledFile('it is a database of something else');
  if (found === 0) database.exec(`BEGIN IMMEDIATE; ${layout}; COMMIT`);
  const [checked] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
  if (checked !== 'ok') throw new SpoiledFile(`it is damaged: ${String(checked)}`);
  database.exec(`DELETE FROM records WHERE value IS NULL AND sequence < (SELECT max(sequence) FROM records) - ${tombstonesKept}`);
}

/** A file that is larger already keeps its size, and what is given up of it makes room. */
function limitSize(database: DatabaseSyncInstance): void {
  const { size, unused } = database.prepare('SELECT page_size AS size, freelist_count AS unused FROM pragma_page_size, pragma_freelist_count').get() as { size: number; unused: number };
  if (unused * size > unusedBytesMax) database.exec('VACUUM');
  database.exec(`PRAGMA max_page_count = ${Math.floor(fileBytesMax / size)}`);
}

/**
 * The ways to read a file in WAL mode that can't be written, the one that sees most first. The first needs the index beside the file
 * or room for one; the second keeps it in memory, but must lock the file; the last leaves out what only the log holds.
 */
const readers = [
  { query: 'mode=ro', locking: 'NORMAL' },
  { query: 'mode=rw', locking: 'EXCLUSIVE' },
  { query: 'mode=ro&immutable=1', locking: 'NORMAL' },
] as const;

function readOnly(path: string, unwritable: Error, warn: (message: string) => void): StateFile {
  const problem = notKept(unwritable, path);
  if (!existsSync(path)) throw problem;
  for (const reader of readers) {
    const database = copied(path, reader);
    if (!database) continue;
    warn(`the state file ${path} is only read: ${problem.message}`);
    return { database, unwritable };
  }
  throw problem;
}

/** Without a prepared statement, which would hold the file, and its lock, until it is collected. */
function copied(path: string, { query, locking }: (typeof readers)[number]): DatabaseSyncInstance | undefined {
  const copy = new DatabaseSync(':memory:', { timeout: busyTimeoutMs });
  try {
    copy.exec(layout);
    // What is attached takes the mode that stands: it must have it when it is first read.
    copy.exec(`PRAGMA locking_mode = ${locking}; ATTACH '${pathToFileURL(path).href.replaceAll("'", "''")}?${query}' AS source`);
    copy.exec('INSERT INTO records SELECT collection, key, value, sequence FROM source.records; DETACH source');
    return copy;
  } catch {
    copy.close();
    return undefined;
  }
}

function version(database: DatabaseSyncInstance): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

function setAside(path: string): string {
  const aside = `${path}.aside-${new Date().toISOString().replace(/[^0-9]/g, '')}`;
  if (existsSync(path)) renameSync(path, aside);
  removeLogs(path);
  return aside;
}

function removeLogs(path: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}
