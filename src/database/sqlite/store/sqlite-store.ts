import { statSync } from 'node:fs';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { Failure } from '../../../core/errors.ts';
import type { Store, StoreChange, StoreListener, StoreRecord } from '../../../core/ports.ts';
import { deferred, type Deferred } from '../../../std/deferred.ts';
import { openStateFile, openToWrite, restore, type StateFile, tombstonesKept } from './state-file.ts';
import { isSpoiled, notKept } from './store-failure.ts';

interface Waiting {
  readonly changes: readonly StoreChange[];
  readonly done: Deferred<void>;
}

/** Others' writes are seen this late at most, and a look costs some microseconds. */
const lookEveryMs = 20;

/** Marks of what was removed are cleared away after so many writes. */
const tidyEvery = 1_000;

/**
 * The store in a local SQLite file (WAL, synchronous = FULL): a write that was acknowledged survives the death of the process
 * and of the machine. Writes of one turn of the event loop share one transaction. Several processes may use one file; each sees
 * the others' commits by SQLite's data_version (pragma section of its documentation). A file that was deleted is put back before the
 * next write, one that was replaced is followed, and one that could not be written is tried again with each write.
 */
export class SqliteStore implements Store {
  readonly #path: string;
  #database: DatabaseSyncInstance;
  #statements: Statements;
  /** Which file lay under the path when it was opened. */
  #file: string | undefined;
  #unwritable: Error | undefined;
  readonly #listeners: StoreListener[] = [];
  #waiting: Waiting[] = [];
  #version: number;
  #seen: number;
  #tidiedAt = 0;
  #lookedAt = 0;
  #closed = false;

  private constructor(path: string, { database, unwritable }: StateFile) {
    this.#path = path;
    this.#file = fileAt(path);
    this.#database = database;
    this.#unwritable = unwritable;
    this.#statements = prepare(database);
    this.#version = this.#dataVersion();
    this.#seen = this.#lastSequence();
  }

  static async open(path: string, warn: (message: string) => void): Promise<SqliteStore> {
    return new SqliteStore(path, openStateFile(path, warn));
  }

  get description(): string {
    return this.#unwritable ? `${this.#path} (${notKept(this.#unwritable, this.#path).message})` : this.#path;
  }

  load(collection: string, each: (record: StoreRecord) => void): Promise<void> {
    return this.#attempt(() => {
      for (const record of this.#statements.load.iterate(collection) as IterableIterator<StoreRecord>) each(record);
    });
  }

  write(changes: readonly StoreChange[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve();
    if (this.#waiting.length === 0) setImmediate(() => this.#commit());
    const done = deferred<void>();
    this.#waiting.push({ changes, done });
    return done.promise;
  }

  refresh(): void {
    const now = performance.now();
    if (this.#closed || now - this.#lookedAt < lookEveryMs) return;
    this.#lookedAt = now;
    try {
      if (!this.#unwritable) this.#follow();
      const version = this.#dataVersion();
      if (version === this.#version) return;
      this.#version = version;
      const rows = this.#statements.since.all(this.#seen) as (StoreChange & { readonly sequence: number })[];
      this.#seen = rows.at(-1)?.sequence ?? this.#seen;
      if (rows.length > 0) this.#tell(rows);
    } catch {
      // The file is busy or was taken away: what is in memory goes on being served.
    }
  }

  listen(listener: StoreListener): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#commit();
    this.#closed = true;
    // The library closes the file only when its statements have been collected: what the log holds would stay there.
    if (!this.#unwritable) this.#checkpoint();
    this.#database.close();
    return Promise.resolve();
  }

  #commit(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0 || this.#closed) return;
    const changes = waiting.flatMap((entry) => entry.changes);
    try {
      this.#follow();
      this.#transact(changes);
    } catch (error) {
      const failure = notKept(error, this.#path);
      for (const { done } of waiting) done.reject(failure);
      return;
    }
    this.#tell(changes);
    for (const { done } of waiting) done.resolve();
  }

  /** Numbers the changes after those of all processes: the write lock is held from the start (BEGIN IMMEDIATE). */
  #transact(changes: readonly StoreChange[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      let sequence = this.#lastSequence();
      for (const { collection, key, value } of changes) this.#statements.write.run(collection, key, value, ++sequence);
      if (sequence > this.#tidiedAt + tidyEvery) {
        this.#statements.tidy.run(sequence - tombstonesKept);
        this.#tidiedAt = sequence;
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      // A full disk has rolled it back already.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #checkpoint(): void {
    try {
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // The next one who opens the file reads its log.
    }
  }

  /** Goes on with the file that lies under the path now; throws where it can't be written. */
  #follow(): void {
    if (this.#path === ':memory:' || (!this.#unwritable && fileAt(this.#path) === this.#file)) return;
    if (!this.#unwritable && fileAt(this.#path) === undefined) restore(this.#database, this.#path);
    const opened = openToWrite(this.#path);
    // What was put there is no state of ours: it is left alone, and what is known goes on being served.
    if (opened instanceof Error) throw isSpoiled(opened) ? new Error(`another file lies there: ${opened.message}`) : opened;
    this.#database.close();
    this.#database = opened;
    this.#statements = prepare(opened);
    this.#file = fileAt(this.#path);
    this.#unwritable = undefined;
    this.#version = this.#dataVersion();
    this.#seen = this.#lastSequence();
    for (const listener of this.#listeners) listener.reload();
  }

  #tell(changes: readonly StoreChange[]): void {
    for (const listener of this.#listeners) listener.changed(changes);
  }

  #dataVersion(): number {
    return (this.#statements.dataVersion.get() as { data_version: number }).data_version;
  }

  #lastSequence(): number {
    return (this.#statements.last.get() as { last: number }).last;
  }

  #attempt<T>(work: () => T): Promise<T> {
    try {
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(new Failure('UNAVAILABLE', `the state file can't be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error }));
    }
  }
}

/** A few microseconds. */
function fileAt(path: string): string | undefined {
  const stat = path === ':memory:' ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}

type Statement = ReturnType<DatabaseSyncInstance['prepare']>;
type Statements = Readonly<Record<'load' | 'since' | 'write' | 'tidy' | 'last' | 'dataVersion', Statement>>;

function prepare(database: DatabaseSyncInstance): Statements {
  return {
    load: database.prepare('SELECT collection, key, value FROM records WHERE collection = ? AND value IS NOT NULL ORDER BY sequence'),
    since: database.prepare('SELECT collection, key, value, sequence FROM records WHERE sequence > ? ORDER BY sequence'),
    write: database.prepare('INSERT INTO records (collection, key, value, sequence) VALUES (?, ?, ?, ?) ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value, sequence = excluded.sequence'),
    tidy: database.prepare('DELETE FROM records WHERE value IS NULL AND sequence < ?'),
    last: database.prepare('SELECT coalesce(max(sequence), 0) AS last FROM records'),
    dataVersion: database.prepare('PRAGMA data_version'),
  };
}
