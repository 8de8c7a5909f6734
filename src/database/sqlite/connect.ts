import { type ChildProcess, fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CatalogSnapshot } from '../../core/catalog.ts';
import { Failure } from '../../core/errors.ts';
import { type Binding, type Inspection, isRefusal, type NameFacts, type Refusal, type StatementKind } from '../../core/proof.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { RefusedAsItRan, type VerifiedSql } from '../../core/verified-sql.ts';
import { type Deferred, deferred } from '../../std/deferred.ts';
import type { Connection, Engine } from '../engine.ts';
import { fileVersion } from './file-version.ts';
import type { ChildOptions, ChildReply, ChildRequest } from './protocol.ts';

const childModule = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../../dist/database/sqlite/child.js' : './child.js', import.meta.url));

/**
 * SQLite behind a child process. A statement that runs away inside SQLite can't be stopped from its own process, so the file is
 * opened by a child, and stopping means killing it (4 ms); the next call gets a new one.
 */
export function sqliteEngine(options: ChildOptions): Engine {
  return { dialect: 'sqlite', connect: () => SqliteConnection.open(options) };
}

class SqliteConnection implements Connection {
  readonly #child: ChildProcess;
  readonly #path: string;
  /** Which file lay under the path before the child opened it. */
  readonly #file: string | undefined;
  #pending: Deferred<ChildReply> | undefined;
  #dead = false;
  #isClosing = false;

  private constructor(child: ChildProcess, path: string, file: string | undefined) {
    this.#child = child;
    this.#path = path;
    this.#file = file;
    child.on('message', (reply) => this.#settle(reply as ChildReply));
    child.on('exit', (_, signal) => this.#end(signal));
    child.on('error', () => this.#end(null));
  }

  static async open(options: ChildOptions): Promise<SqliteConnection> {
    const file = fileAt(options.path);
    const child = fork(childModule, [], { serialization: 'json', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const connection = new SqliteConnection(child, options.path, file);
    child.send(options);
    await connection.#reply();
    // The child must not keep this process alive: it goes when the channel closes.
    child.unref();
    child.channel?.unref();
    return connection;
  }

  /** Also where another file was put into the place of the one that is open: the pool looks before it lends. */
  get dead(): boolean {
    return this.#dead || this.#isReplaced();
  }

  #isReplaced(): boolean {
    const now = fileAt(this.#path);
    return now !== undefined && now !== this.#file;
  }

  introspect(): Promise<CatalogSnapshot> {
    return this.#ask({ operation: 'introspect' }) as Promise<CatalogSnapshot>;
  }

  schemaVersion(): Promise<string> {
    return this.#ask({ operation: 'schemaVersion' }) as Promise<string>;
  }

  dataVersion(): Promise<string | null> {
    return Promise.resolve(fileVersion(this.#path));
  }

  /** The authorizer sees every function and looks through views while the statement is compiled. */
  resolve({ tables }: Inspection): Promise<NameFacts> {
    return tables.length === 0 ? Promise.resolve({ functions: [], definitions: [] }) : (this.#ask({ operation: 'views', names: tables }) as Promise<NameFacts>);
  }

  bind(sql: string, kind: StatementKind): Promise<Binding | Refusal> {
    return this.#ask({ operation: 'bind', sql, kind }) as Promise<Binding | Refusal>;
  }

  async execute({ statement: sql }: VerifiedSql, limits: ResultLimits): Promise<ResultSet> {
    const result = (await this.#ask({ operation: 'execute', sql, limits })) as ResultSet | Refusal;
    if (isRefusal(result)) throw new RefusedAsItRan(result);
    return result;
  }

  diagnose(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  stop(): Promise<void> {
    return this.close();
  }

  /** A child keeps nothing between statements: no transaction stays open and the authorizer allows no PRAGMA, ATTACH or temporary object. */
  reset(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    this.#isClosing = true;
    const exited = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.ref();
    this.#child.kill('SIGKILL');
    return exited;
  }

  /** The reply types follow from the operations; the casts in the callers state the pairs of `protocol.ts`. */
  #ask(request: ChildRequest): Promise<ChildReply extends infer R ? (R extends { ok: true; value: infer V } ? V : never) : never> {
    if (this.#dead) return Promise.reject(new Failure('UNAVAILABLE', 'the SQLite process has ended'));
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
    this.#pending?.reject(signal === null || this.#isClosing ? new Failure('UNAVAILABLE', 'the SQLite process ended') : tooMuchMemory());
    this.#pending = undefined;
  }
}

/** A few microseconds; undefined for a database in memory and where there is no file for now. */
function fileAt(path: string): string | undefined {
  const stat = path === ':memory:' ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}

function tooMuchMemory(): Failure {
  return new Failure('QUERY_FAILED', 'the statement needed more memory than a SQLite process may take', { hints: ['Read fewer or shorter values, or aggregate.'] });
}
