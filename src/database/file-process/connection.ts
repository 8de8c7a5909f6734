import { type ChildProcess, fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import { Failure } from '../../core/errors.ts';
import { type Binding, type Inspection, isRefusal, type NameFacts, type Refusal, type StatementKind } from '../../core/proof.ts';
import type { ResultColumn, ResultLimits, ResultSet, RowSink } from '../../core/result.ts';
import { RefusedAsItRan, type VerifiedSql } from '../../core/verified-sql.ts';
import { abortable } from '../../std/abort.ts';
import { type Deferred, deferred } from '../../std/deferred.ts';
import { within } from '../../std/within.ts';
import type { BindCall, Connection, Engine } from '../engine.ts';
import { patience } from '../patience.ts';
import type { ChildOptions, ChildReply, ChildRequest, ChildStart, Piece } from './protocol.ts';

export interface FileProcessOptions {
  readonly child: ChildOptions;
  /** The module that the process runs. */
  readonly module: string;
  /** What people call the engine. */
  readonly title: string;
  /** Rows that it visits in a millisecond. */
  readonly rowsPerMs: number;
  /** A mark of what the file holds, in a few microseconds; null where there is none. */
  readonly dataVersion: (path: string) => string | null;
  /** Told when a process has ended, however it did. */
  readonly ended?: (pid: number) => void;
}

/** Where a compiled module of an engine lies, also for tests, which run from the sources. */
export function compiledModule(folder: string, from: string, name = 'child'): string {
  return fileURLToPath(new URL(from.endsWith('.ts') ? `../../../dist/database/${folder}/${name}.js` : `../${folder}/${name}.js`, from));
}

/** What holds of an engine whose child has the guard: it judges functions, and looks through views, as it compiles a statement. Only an access policy asks for views before. */
export function guardedByChild({ masking }: Pick<ChildOptions, 'masking'>): Pick<Engine, 'isLocal' | 'judgesAsItRuns' | 'known'> {
  return { isLocal: true, judgesAsItRuns: masking === undefined, known: ({ tables }) => (tables.length === 0 ? { functions: [], definitions: [] } : undefined) };
}

/**
 * A file behind a child process. A statement that runs away inside an embedded engine can't be stopped from its own process, so
 * the file is opened by a child, and stopping means killing it (4 ms); the next call gets a new one.
 */
export class FileProcess implements Connection {
  readonly #child: ChildProcess;
  readonly #options: FileProcessOptions;
  /** Which file lay under the path before the child opened it. */
  readonly #file: string | undefined;
  #pending: Deferred<ChildReply> | undefined;
  #dead = false;
  #isClosing = false;

  private constructor(child: ChildProcess, options: FileProcessOptions, file: string | undefined) {
    this.#child = child;
    this.#options = options;
    this.#file = file;
    child.on('message', (reply) => this.#settle(reply as ChildReply));
    child.on('exit', (_, signal) => this.#end(signal));
    child.on('error', () => this.#end(null));
  }

  static async open(options: FileProcessOptions, signal: AbortSignal): Promise<FileProcess> {
    const file = fileAt(options.child.path);
    const { timeZone } = options.child;
    const child = fork(options.module, [], { ...(timeZone === undefined ? {} : { env: { ...process.env, TZ: timeZone } }), serialization: 'json', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const connection = new FileProcess(child, options, file);
    child.send({ ...options.child, starter: process.pid } satisfies ChildStart);
    try {
      await abortable(connection.#reply(), signal);
    } catch (error) {
      await connection.close();
      throw error;
    }
    // The child must not keep this process alive: it goes when the channel closes.
    child.unref();
    child.channel?.unref();
    return connection;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Where the file is gone or another was put into its place. */
  get outdated(): boolean {
    return this.#options.child.reads === undefined && fileAt(this.#options.child.path) !== this.#file;
  }

  introspect(): Promise<CatalogSnapshot> {
    return this.#ask({ operation: 'introspect' }) as Promise<CatalogSnapshot>;
  }

  schemaVersion(): Promise<string> {
    return this.#ask({ operation: 'schemaVersion' }) as Promise<string>;
  }

  dataVersion(): Promise<string | null> {
    return Promise.resolve(this.#options.dataVersion(this.#options.child.path));
  }

  resolve({ tables: names }: Inspection): Promise<NameFacts> {
    return this.#ask({ operation: 'views', names }) as Promise<NameFacts>;
  }

  bind(sql: string, kind: StatementKind, { needsEstimate }: Pick<BindCall, 'needsEstimate'>): Promise<Binding | Refusal> {
    return this.#ask({ operation: 'bind', sql, kind, needsEstimate }) as Promise<Binding | Refusal>;
  }

  async execute({ statement: sql, proof: { statement: kind, estimatedRows } }: VerifiedSql, limits: ResultLimits): Promise<ResultSet> {
    const needsPlan = kind === 'select' && estimatedRows === undefined;
    const result = (await this.#ask({ operation: 'execute', sql, kind, limits, needsPlan })) as ResultSet | Refusal;
    if (isRefusal(result)) throw new RefusedAsItRan(result);
    return result;
  }

  async expectedMs(statements: readonly VerifiedSql[]): Promise<readonly (number | undefined)[]> {
    const expected: (number | undefined)[] = [];
    for (const { statement: sql, proof } of statements) {
      const binding = await this.bind(sql, proof.statement, { needsEstimate: true }).catch((error: unknown) => {
        if (this.#dead) throw error;
        return undefined;
      });
      const rows = binding && !isRefusal(binding) ? binding.estimatedCost : undefined;
      expected.push(rows === undefined ? undefined : rows / this.#options.rowsPerMs);
    }
    return expected;
  }

  async stream({ statement: sql }: VerifiedSql, sink: RowSink): Promise<readonly ResultColumn[]> {
    let piece = await this.#piece({ operation: 'open', sql });
    const { columns } = piece;
    sink.begin(columns.map(({ name }) => name));
    try {
      while ((piece.rows.length === 0 || (await sink.take(piece.rows))) && !piece.isLast) piece = await this.#piece({ operation: 'next' });
    } finally {
      if (!piece.isLast && !this.#dead) await this.#ask({ operation: 'end' });
    }
    return columns;
  }

  async #piece(request: ChildRequest): Promise<Piece> {
    const piece = (await this.#ask(request)) as Piece | Refusal;
    if (isRefusal(piece)) throw new RefusedAsItRan(piece);
    return piece;
  }

  /** Until the next request others may write to the file. */
  async letGo(): Promise<void> {
    if (!this.#dead) await this.#ask({ operation: 'letGo' });
  }

  diagnose(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  stop(): Promise<void> {
    return this.close();
  }

  /** A child keeps nothing between statements: it runs nothing that opens a transaction, sets anything or makes a temporary object. */
  reset(): undefined {
    return undefined;
  }

  close(): Promise<void> {
    // From now on, and not only once the system has told of its end, which may take longer than we wait.
    this.#dead = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    this.#isClosing = true;
    const exited = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.ref();
    this.#child.kill('SIGKILL');
    // One that the system keeps (a file on a server that hangs) ends later.
    return within(patience.closeMs, exited).catch(() => this.#child.unref());
  }

  /** The reply types follow from the operations; the casts in the callers state the pairs of `protocol.ts`. */
  #ask(request: ChildRequest): Promise<ChildReply extends infer R ? (R extends { ok: true; value: infer V } ? V : never) : never> {
    if (this.#dead) return Promise.reject(new Failure('UNAVAILABLE', `the ${this.#options.title} process has ended`));
    this.#child.channel?.ref();
    this.#child.send(request);
    return this.#reply().finally(() => this.#child.channel?.unref());
  }

  async #reply() {
    this.#pending = deferred<ChildReply>();
    const reply = await this.#pending.promise;
    if (reply.ok) return reply.value;
    const { code, message, hints, position } = reply;
    throw new Failure(code, message, { ...(hints ? { hints } : {}), ...(position === undefined ? {} : { position }) });
  }

  #settle(reply: ChildReply): void {
    this.#pending?.resolve(reply);
    this.#pending = undefined;
  }

  /** It is killed by us, by its watchdog or by the system: the last two for the memory that it takes. */
  #end(signal: NodeJS.Signals | null): void {
    this.#dead = true;
    this.#pending?.reject(signal === null || this.#isClosing ? new Failure('UNAVAILABLE', `the ${this.#options.title} process ended`) : tooMuchMemory(this.#options.title));
    this.#pending = undefined;
    if (this.#child.pid !== undefined) this.#options.ended?.(this.#child.pid);
  }
}

/** A few microseconds; undefined for a database in memory and where there is no file. */
function fileAt(path: string): string | undefined {
  const stat = path === ':memory:' ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}

function tooMuchMemory(title: string): Failure {
  return new Failure('QUERY_FAILED', `the statement needed more memory than a ${title} process may take`, { hints: ['Read fewer or shorter values, or aggregate.'] });
}
