import { rmSync } from 'node:fs';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import { Failure } from '../../core/errors.ts';
import type { Masking } from '../../core/policy.ts';
import { type Binding, type Inspection, isRefusal, type NameFacts, type Refusal, type StatementKind } from '../../core/proof.ts';
import type { ResultColumn, ResultLimits, ResultSet, RowSink } from '../../core/result.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
import { within } from '../../std/within.ts';
import { scratchFolder } from '../duckdb/scratch-folder.ts';
import type { BindCall, Connection, Engine } from '../engine.ts';
import { compiledModule, FileProcess, guardedByChild } from '../file-process/connection.ts';
import { type Loaded, LoadedFiles } from './loaded-files.ts';

/** Within the deadline of a usual call: who asks is told why it takes so long. */
const patienceMs = 25_000;

export interface FilesRequest {
  readonly patterns: readonly string[];
  /** That a statement may call. */
  readonly functions: readonly string[];
  readonly masking?: Masking;
  readonly timeZone?: string | undefined;
}

/** Files as one database: a scratch database is made of them, and asked as any DuckDB file is. */
export function filesEngine(request: FilesRequest): Engine {
  const { patterns, functions, masking, timeZone } = request;
  const files = new LoadedFiles(patterns, masking !== undefined);
  const connect = async (signal: AbortSignal): Promise<Connection> => {
    // The two processes start side by side; what fails here is told to whoever asks.
    files.current().catch(() => undefined);
    const reads = files.readInPlace();
    const child = { path: files.database, functions, reads, timeZone, ...(masking ? { masking } : {}) };
    const ended = (pid: number) => rmSync(scratchFolder(pid), { recursive: true, force: true });
    const options = { child, module: compiledModule('duckdb', import.meta.url), title: 'DuckDB', rowsPerMs: 50_000, dataVersion: () => files.markNow(), ended };
    return new FilesConnection(await FileProcess.open(options, signal), files, reads);
  };
  return { dialect: 'duckdb', ...guardedByChild(request), schemaMarkNow: () => files.markNow(), dataVersionNow: () => files.markNow(), connect, close: () => files.close() };
}

/** A process on the scratch database, asked once that is as the files are now. */
class FilesConnection implements Connection {
  readonly #process: FileProcess;
  readonly #files: LoadedFiles;
  readonly #reads: string;
  readonly #endReading: () => void;

  constructor(process: FileProcess, files: LoadedFiles, reads: readonly string[]) {
    this.#process = process;
    this.#files = files;
    this.#reads = reads.join('\n');
    this.#endReading = files.readBy(process);
  }

  get dead(): boolean {
    return this.#process.dead;
  }

  /** Where other files are to be read in their place: the process was told which it may. */
  get outdated(): boolean {
    return this.#process.outdated || this.#files.readInPlace().join('\n') !== this.#reads;
  }

  introspect(): Promise<CatalogSnapshot> {
    return this.#ask(async (loaded) => {
      const snapshot = await this.#process.introspect();
      const rows = new Map(loaded.report.tables.map((table) => [table.name, table.rows]));
      const tables = snapshot.tables.map((table) => ({ ...table, rowEstimate: rows.get(table.name) ?? 0 }));
      return { ...snapshot, tables, version: loaded.mark };
    });
  }

  /** Of the files, since the tables follow from them. Waits as long as its caller does. */
  async schemaVersion(): Promise<string> {
    return (await this.#files.current()).mark;
  }

  dataVersion(): Promise<string | null> {
    return this.#process.dataVersion();
  }

  resolve(names: Inspection): Promise<NameFacts> {
    return this.#ask(() => this.#process.resolve(names));
  }

  bind(sql: string, kind: StatementKind, options: BindCall): Promise<Binding | Refusal> {
    return this.#ask(async ({ report }) => {
      const binding = await this.#process.bind(sql, kind, options);
      return isRefusal(binding) ? binding : withFaults(binding, report);
    });
  }

  execute(statement: VerifiedSql, limits: ResultLimits): Promise<ResultSet> {
    return this.#ask(async ({ report }) => {
      const result = await this.#process.execute(statement, limits);
      return result.told?.tables ? { ...result, told: withFaults(result.told, report) } : result;
    });
  }

  expectedMs(statements: readonly VerifiedSql[]): Promise<readonly (number | undefined)[]> {
    return this.#ask(() => this.#process.expectedMs(statements));
  }

  stream(statement: VerifiedSql, sink: RowSink): Promise<readonly ResultColumn[]> {
    return this.#ask(() => this.#process.stream(statement, sink));
  }

  /** Files that are no table, and what is not in the tables as it is in the files. */
  diagnose(): Promise<readonly string[]> {
    return this.#ask(({ report }) => Promise.resolve([...report.problems, ...report.tables.flatMap(({ warnings }) => warnings)]));
  }

  stop(): Promise<void> {
    return this.close();
  }

  reset(): undefined {
    return this.#process.reset();
  }

  close(): Promise<void> {
    this.#endReading();
    return this.#process.close();
  }

  async #ask<T>(work: (loaded: Loaded) => Promise<T>): Promise<T> {
    for (;;) {
      const loaded = await this.#loaded();
      const running = this.#files.asking(() => work(loaded));
      if (running) return running;
    }
  }

  #loaded(): Promise<Loaded> {
    return within(patienceMs, this.#files.current()).catch((error: unknown) => {
      throw error instanceof Failure ? error : new Failure('UNAVAILABLE', `the files are still being read after ${patienceMs / 1_000} s`, { hints: ['Ask again in a moment: the reading goes on.'], retryAfterMs: 10_000 });
    });
  }
}

/** What is not in the tables that are read as it is in their files. */
function withFaults<T extends Partial<Binding>>(binding: T, { tables, problems }: Loaded['report']): T {
  const read = new Set(binding.tables);
  const faults = [...tables.filter(({ name }) => read.has(name)).flatMap(({ warnings }) => warnings), ...problems];
  return faults.length === 0 ? binding : { ...binding, warnings: [...(binding.warnings ?? []), ...faults] };
}
