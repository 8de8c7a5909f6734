import { rmSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import { SingleFlight } from '../../std/single-flight.ts';
import { Loader } from './loader.ts';
import { filesOf, type FoundFile, markOf } from './paths.ts';
import type { LoadReport } from './protocol.ts';
import { makeWorkFolder, scratchDatabase } from './work-folder.ts';

/** What was loaded, of files as they were then. */
export interface Loaded {
  readonly mark: string;
  readonly report: LoadReport;
}

/** Holds the scratch database open between statements. */
interface Reader {
  /** Told before the database is written to. */
  letGo(): Promise<void>;
}

/**
 * The files behind one DSN and the scratch database that is made of them. Files that have changed are loaded before the next
 * answer; what is asked meanwhile waits, and what is still asked of the database as it was is waited for.
 */
export class LoadedFiles {
  readonly #patterns: readonly string[];
  readonly #isCopied: boolean;
  readonly #loader = new Loader();
  readonly #flights = new SingleFlight<Loaded>();
  readonly #asking = new Set<Promise<unknown>>();
  readonly #readers = new Set<Reader>();
  #isLoading = false;
  #folder: string | undefined;
  #loaded: Loaded | undefined;

  constructor(patterns: readonly string[], isCopied: boolean) {
    this.#patterns = patterns;
    this.#isCopied = isCopied;
    process.once('exit', this.#remove);
  }

  get folder(): string {
    this.#folder ??= makeWorkFolder();
    return this.#folder;
  }

  /** Where the tables are. */
  get database(): string {
    return scratchDatabase(this.folder);
  }

  /** Differs from that of any other state of the files; a few microseconds a file. */
  markNow(): string {
    return markOf(this.#now());
  }

  /** The files that are asked where they lie. */
  readInPlace(): string[] {
    return this.#isCopied ? [] : this.#now().filter(({ format }) => format === 'parquet').map(({ path }) => path);
  }

  /** What was made of the files as they are now. Fails where there is none, or no table in any. */
  async current(): Promise<Loaded> {
    const files = this.#now();
    if (files.length === 0) throw new Failure('UNAVAILABLE', `there is no file ${this.#patterns.join(', ')}`, { hints: ['A path, a folder, or a pattern such as data/*.csv.'] });
    const loaded = this.#loaded?.mark === markOf(files) ? this.#loaded : await this.#flights.run('load', () => this.#load(files));
    const [problem] = loaded.report.tables.length === 0 ? loaded.report.problems : [];
    if (problem !== undefined) throw new Failure('UNAVAILABLE', problem, { hints: ['Mend the file, or name others: the next question looks anew.'] });
    return loaded.mark === this.markNow() ? loaded : this.current();
  }

  /** Work on the database as it was found to be, which no loading may disturb; undefined where one has begun meanwhile. */
  asking<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#isLoading) return undefined;
    const running = work().finally(() => this.#asking.delete(running));
    this.#asking.add(running);
    return running;
  }

  /** Gives what ends it. */
  readBy(reader: Reader): () => void {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  close(): void {
    this.#loader.close();
    process.off('exit', this.#remove);
    this.#remove();
  }

  #now(): FoundFile[] {
    return filesOf(this.#patterns);
  }

  async #load(files: readonly FoundFile[]): Promise<Loaded> {
    this.#isLoading = true;
    try {
      return await this.#loadAlone(files);
    } finally {
      this.#isLoading = false;
    }
  }

  async #loadAlone(files: readonly FoundFile[]): Promise<Loaded> {
    await Promise.allSettled(this.#asking);
    await Promise.allSettled([...this.#readers].map((reader) => reader.letGo()));
    const report = await this.#loader.load({ files, folder: this.folder, isCopied: this.#isCopied, known: this.#loaded?.report.tables ?? [] });
    this.#loaded = { mark: markOf(files), report };
    return this.#loaded;
  }

  readonly #remove = (): void => {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  };
}
