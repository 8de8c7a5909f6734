import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import { doubleQuoted } from '../../sql/quoting.ts';
import { sizeAndTime } from '../file-process/file-marks.ts';
import { attach } from './attach.ts';
import { duckdbFailure } from './errors.ts';
import { fileMark } from './file-mark.ts';
import { textOf } from './open.ts';

/** Another program that writes keeps us out: it is waited for so long. */
const patienceMs = 3_000;
const retryMs = 50;

/**
 * A DuckDB file, attached read-only while it is asked and a little longer: DuckDB gives a file either to one program that writes or to many
 * that read, and whoever attaches it anew reads anew what it held in memory.
 */
export class AttachedFile {
  readonly #connection: DuckDBConnection;
  readonly #path: string;
  readonly #heldMs: number;
  #name = '';
  #mark: string | null = null;
  /** Of the file that is attached; asked without opening it, which would cost the lock. */
  #sizeAndTime = '';
  #isAttached = false;
  #release: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<unknown> = Promise.resolve();
  #lettingGo: () => void = () => undefined;

  constructor(connection: DuckDBConnection, path: string, heldMs: number) {
    this.#connection = connection;
    this.#path = path;
    this.#heldMs = heldMs;
  }

  /** The name of the file in statements, as DuckDB makes it of the path. */
  get name(): string {
    return this.#name;
  }

  /** Differs from that of whatever the file held before. */
  get mark(): string | null {
    return this.#mark;
  }

  /** What is to be dropped with it. */
  beforeLettingGo(drop: () => void): void {
    this.#lettingGo = drop;
  }

  /** Does work while the file is attached; one piece after the other. */
  holding<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#working.then(() => this.#held(work));
    this.#working = next.catch(() => undefined);
    return next;
  }

  async #held<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#release);
    // Whoever writes over it heeds no lock.
    if (this.#isAttached && sizeAndTime(this.#path) !== this.#sizeAndTime) await this.#detach();
    if (!this.#isAttached) await this.#attach();
    try {
      return await work();
    } finally {
      this.#release = setTimeout(() => void this.letGo(), this.#heldMs);
    }
  }

  /** Others may write from then on, until the next work. */
  letGo(): Promise<void> {
    clearTimeout(this.#release);
    const next = this.#working.then(() => this.#detach());
    this.#working = next.catch(() => undefined);
    return next;
  }

  async #attach(): Promise<void> {
    if (!existsSync(this.#path)) throw new Failure('UNAVAILABLE', 'the DuckDB file does not exist', { hints: ['Correct its path in the DSN.'] });
    // Before the file is locked: the lock of a process goes with the first of its handles that is closed.
    const mark = fileMark(this.#path);
    this.#sizeAndTime = sizeAndTime(this.#path);
    await attach(this.#connection, { path: this.#path, how: '(READ_ONLY)', patienceMs, retryMs }).catch((error: unknown) => {
      throw duckdbFailure(error);
    });
    this.#isAttached = true;
    this.#name ||= await textOf(this.#connection, 'SELECT database_name FROM duckdb_databases() WHERE NOT internal AND path IS NOT NULL');
    await this.#connection.run(`USE ${doubleQuoted(this.#name)}`);
    this.#mark = mark;
  }

  async #detach(): Promise<void> {
    if (!this.#isAttached) return;
    this.#lettingGo();
    await this.#connection.run('USE memory');
    await this.#connection.run(`DETACH ${doubleQuoted(this.#name)}`);
    this.#isAttached = false;
  }
}
