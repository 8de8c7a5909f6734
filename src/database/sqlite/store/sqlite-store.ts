import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { Failure } from '../../../core/errors.ts';
import type { Store, StoreChange, StoreListener, StoreRecord } from '../../../core/ports.ts';
import { deferred, type Deferred } from '../../../std/deferred.ts';
import { openStateFile, type StateFile, tombstonesKept } from './state-file.ts';

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
 * the others' commits by SQLite's data_version (pragma section of its documentation).
 */
export class SqliteStore implements Store {
  readonly description: string;
  readonly #database: DatabaseSyncInstance;
  readonly #statements: Statements;
  readonly #listeners: StoreListener[] = [];
  #waiting: Waiting[] = [];
  #version: number;
  #seen: number;
  #tidiedAt = 0;
  #lookedAt = 0;
  #closed = false;

  private constructor({ database, path }: StateFile) {
    this.description = path;
    this.#database = database;
    this.#statements = prepare(database);
    this.#version = this.#dataVersion();
    this.#seen = this.#lastSequence();
  }

  /** Opens the file, making it and its folder where they are missing; `warn` is told when a damaged or older file was set aside. */
  static async open(path: string, warn: (message: string) => void): Promise<SqliteStore> {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    return new SqliteStore(await openStateFile(path, warn));
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
    this.#database.close();
    return Promise.resolve();
  }

  #commit(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0 || this.#closed) return;
    const changes = waiting.flatMap((entry) => entry.changes);
    try {
      this.#transact(changes);
    } catch (error) {
      for (const { done } of waiting) done.reject(new Failure('UNAVAILABLE', `the state file can't be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error }));
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
      this.#database.exec('ROLLBACK');
      throw error;
    }
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
