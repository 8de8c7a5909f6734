import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Failure } from '../../../core/errors.ts';

export interface StateFile {
  readonly path: string;
  readonly database: DatabaseSyncInstance;
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

/** The opened file; one that is damaged or of another version is renamed and a new one is begun. */
export async function openStateFile(path: string, warn: (message: string) => void): Promise<StateFile> {
  const opened = tryOpen(path);
  if (!(opened instanceof Error)) return { path, database: opened };
  if (/locked|busy/i.test(opened.message)) throw new Failure('UNAVAILABLE', `the state file ${path} is locked`, { cause: opened });
  warn(`the state file was set aside as ${setAside(path)}: ${opened.message}`);
  const fresh = tryOpen(path);
  if (fresh instanceof Error) throw new Failure('UNAVAILABLE', `the state file ${path} can't be opened: ${fresh.message}`, { cause: fresh });
  return { path, database: fresh };
}

function tryOpen(path: string): DatabaseSyncInstance | Error {
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    begin(database);
    limitSize(database);
    return database;
  } catch (error) {
    database?.close();
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Two processes may meet on a new file: the layout is made under the write lock, and only where it is missing. */
function begin(database: DatabaseSyncInstance): void {
  const found = version(database);
  if (found !== 0 && found !== layoutVersion) throw new Error(`its layout is version ${found}, not ${layoutVersion}`);
  if (found === 0) {
    const foreign = database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name NOT LIKE 'records%' AND name NOT LIKE 'sqlite%'").get() as { n: number };
    if (foreign.n > 0) throw new Error('it is a database of something else');
    database.exec(`BEGIN IMMEDIATE; ${layout}; COMMIT`);
  }
  const [checked] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
  if (checked !== 'ok') throw new Error(`it is damaged: ${String(checked)}`);
  database.exec(`DELETE FROM records WHERE value IS NULL AND sequence < (SELECT max(sequence) FROM records) - ${tombstonesKept}`);
}

/** A file that is larger already keeps its size, and what is given up of it makes room. */
function limitSize(database: DatabaseSyncInstance): void {
  const { size, unused } = database.prepare('SELECT page_size AS size, freelist_count AS unused FROM pragma_page_size, pragma_freelist_count').get() as { size: number; unused: number };
  if (unused * size > unusedBytesMax) database.exec('VACUUM');
  database.exec(`PRAGMA max_page_count = ${Math.floor(fileBytesMax / size)}`);
}

function version(database: DatabaseSyncInstance): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

function setAside(path: string): string {
  const aside = `${path}.aside-${new Date().toISOString().replace(/[^0-9]/g, '')}`;
  if (existsSync(path)) renameSync(path, aside);
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  return aside;
}
