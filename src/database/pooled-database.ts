import type { CatalogSnapshot } from '../core/catalog.ts';
import type { DialectName } from '../core/dialect.ts';
import { Failure, toFailure } from '../core/errors.ts';
import type { BindOptions, CallOptions, Database, PoolHealth, TogetherOptions } from '../core/ports.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from '../core/proof.ts';
import type { ResultLimits, ResultSet, RowSink, Streamed } from '../core/result.ts';
import { assertIssued, limitsWithin, type VerifiedSql } from '../core/verified-sql.ts';
import { Deadline } from '../std/deadline.ts';
import type { Bounded, Connection, Engine } from './engine.ts';
import { LimitedSink } from './limited-sink.ts';
import { type Borrowing, ConnectionPool, type PoolOptions } from './pool.ts';
import { withShortComments } from './short-comments.ts';

/** The Database port over any engine: pool, deadline, cancellation. The engines know only raw connections. */
export class PooledDatabase implements Database {
  readonly name: string;
  readonly dialect: DialectName;
  readonly dataVersionNow?: () => string | null;
  readonly rowsTellVersion?: boolean;
  readonly schemaMarkNow?: () => string;
  readonly isLocal?: boolean;
  readonly connectAhead?: () => void;
  readonly #engine: Engine;
  readonly #pool: ConnectionPool;

  constructor(name: string, engine: Engine, options: PoolOptions) {
    this.name = name;
    this.dialect = engine.dialect;
    if (engine.dataVersionNow) this.dataVersionNow = engine.dataVersionNow;
    if (engine.rowsTellVersion) this.rowsTellVersion = true;
    if (engine.schemaMarkNow) this.schemaMarkNow = engine.schemaMarkNow;
    if (engine.isLocal) this.isLocal = true;
    if (engine.connectAhead) this.connectAhead = engine.connectAhead;
    this.#engine = engine;
    this.#pool = new ConnectionPool(engine, options);
  }

  async introspect(options: CallOptions): Promise<CatalogSnapshot> {
    return withShortComments(await this.#call(options, (connection) => connection.introspect()));
  }

  schemaVersion(options: CallOptions): Promise<string> {
    return this.#call(options, (connection) => connection.schemaVersion());
  }

  dataVersion(options: CallOptions): Promise<string | null> {
    return this.#call(options, (connection) => connection.dataVersion());
  }

  resolve(names: Inspection, options: CallOptions): Promise<NameFacts> {
    const known = this.#engine.known?.(names, options.identity);
    return known ? Promise.resolve(known) : this.#call(options, (connection) => connection.resolve(names));
  }

  bind(sql: string, kind: StatementKind, options: BindOptions): Promise<Binding | Refusal> {
    if (this.#engine.bindsAsItRuns && !options.needsEstimate && !options.reads) return Promise.resolve({ tables: [] });
    if (this.#engine.judgesAsItRuns && options.isRunNext && !options.needsEstimate && !options.reads) return Promise.resolve({ tables: [], isLeftToRun: true });
    return this.#call(options, (connection) => connection.bind(sql, kind, options));
  }

  async execute(statement: VerifiedSql, limits: ResultLimits, options: CallOptions): Promise<ResultSet> {
    assertIssued(statement);
    const within = limitsWithin(statement, limits);
    return this.#call(options, (connection) => connection.execute(statement, within, options.timeoutMs));
  }

  async executeAll(statements: readonly VerifiedSql[], limits: ResultLimits, { eachMs, ...options }: TogetherOptions): Promise<readonly (ResultSet | Failure)[]> {
    statements.forEach(assertIssued);
    const bounded = statements.map((statement) => ({ statement, limits: limitsWithin(statement, limits) }));
    let done: (ResultSet | Failure)[] = [];
    const runAll = async (connection: Connection) => {
      done = [];
      if (connection.executeAll) done.push(...(await connection.executeAll(bounded, eachMs)));
      else await oneByOne(connection, bounded, { eachMs, until: performance.now() + options.timeoutMs / 2, done });
    };
    await this.#call(options, runAll).catch((error: unknown) => {
      const failure = toFailure(error);
      if (failure.code !== 'TIMEOUT') throw error;
      while (done.length < statements.length) done.push(failure);
    });
    return done;
  }

  expectedMs(statements: readonly VerifiedSql[], options: CallOptions): Promise<readonly (number | undefined)[]> {
    statements.forEach(assertIssued);
    return this.#call(options, (connection) => connection.expectedMs(statements, options.timeoutMs));
  }

  async stream(statement: VerifiedSql, sink: RowSink, options: CallOptions): Promise<Streamed> {
    assertIssued(statement);
    const limited = new LimitedSink(sink, statement.rowsMax ?? Infinity);
    const stream = (connection: Connection) => connection.stream(statement, limited, options.timeoutMs);
    const columns = await this.#call(options, stream, () => !limited.hasBegun).catch((error: unknown) => {
      throw limited.failure ?? error;
    });
    return { columns, endedByPolicy: limited.isOver };
  }

  diagnose(options: CallOptions): Promise<readonly string[]> {
    return this.#call(options, (connection) => connection.diagnose());
  }

  health(): PoolHealth {
    return this.#pool.health();
  }

  async close(): Promise<void> {
    await this.#pool.close();
    this.#engine.close?.();
  }

  /** Which of several databases it is, and on which host. */
  #named({ code, message, hints, where = this.#engine.place?.(), cause }: Failure): Failure {
    return new Failure(code, `${this.name}: ${message}`, { hints, cause, ...(where === undefined ? {} : { where }) });
  }

  /** The deadline begins here: waiting for a connection counts. */
  async #call<T>({ timeoutMs, signal: within, principal, identity }: CallOptions, work: (connection: Connection) => Promise<T>, mayRepeat = () => true): Promise<T> {
    if (within?.aborted) throw toFailure(within.reason);
    const deadline = new Deadline(timeoutMs, { within, reason: () => new Failure('TIMEOUT', `the statement was stopped after ${timeoutMs} ms`) });
    try {
      return await this.#used({ deadline, ...(principal === undefined ? {} : { principal }) }, (connection) => {
        connection.actAs?.(identity);
        return runStoppable(connection, deadline, work);
      }, mayRepeat);
    } catch (error) {
      throw isLost(error) ? this.#named(error) : error;
    } finally {
      deadline.clear();
    }
  }

  /** Reading twice is reading once, as long as no rows were handed on: where another host may take over, a call whose connection was lost goes on there. Others of that host may be lent before. */
  async #used<T>(options: Borrowing, work: (connection: Connection) => Promise<T>, mayRepeat: () => boolean): Promise<T> {
    for (let left = this.#engine.failsOver ? this.#pool.health().max : 0; ; left -= 1) {
      let isConnected = false;
      try {
        return await this.#pool.use(options, (connection) => {
          isConnected = true;
          return work(connection);
        });
      } catch (error) {
        if (left === 0 || !isConnected || !isLost(error) || !mayRepeat() || options.deadline?.over) throw error;
      }
    }
  }
}

function isLost(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'UNAVAILABLE';
}

/** Adds to `done`; begins none after `until`, so that a deadline, which ends some connections, seldom comes. */
async function oneByOne(connection: Connection, statements: readonly Bounded[], { eachMs, until, done }: { readonly eachMs: number; readonly until: number; readonly done: (ResultSet | Failure)[] }): Promise<void> {
  for (const { statement, limits } of statements) {
    const isLate = performance.now() > until;
    done.push(isLate ? new Failure('TIMEOUT', 'the statements before it took all the time') : await connection.execute(statement, limits, eachMs).catch((error: unknown) => unlessLost(error, connection)));
  }
}

function unlessLost(error: unknown, { dead }: Connection): Failure {
  if (dead || isLost(error)) throw error;
  return toFailure(error);
}

/** Runs work on a connection; when the deadline comes, has the database stop first, then rejects, even if the work itself never settles. */
async function runStoppable<T>(connection: Connection, deadline: Deadline, work: (connection: Connection) => Promise<T>): Promise<T> {
  const { over: wasOver } = deadline;
  if (wasOver) throw toFailure(wasOver.reason);
  let leave = () => undefined as void;
  let stopping: Promise<void> | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      leave = deadline.onOver((reason) => {
        stopping = connection.stop().then(() => reject(toFailure(reason)));
      });
      work(connection).then(resolve, reject);
    });
  } catch (error) {
    throw toFailure(deadline.over ? deadline.over.reason : error);
  } finally {
    leave();
    // A stop request that comes late must not hit the next borrower's statement.
    await stopping;
  }
}
