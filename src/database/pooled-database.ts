import type { CatalogSnapshot } from '../core/catalog.ts';
import type { DialectName } from '../core/dialect.ts';
import { Failure, toFailure } from '../core/errors.ts';
import type { BindOptions, CallOptions, Database, PoolHealth } from '../core/ports.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from '../core/proof.ts';
import type { ResultLimits, ResultSet } from '../core/result.ts';
import { assertIssued, limitsWithin, type VerifiedSql } from '../core/verified-sql.ts';
import { deferred } from '../std/deferred.ts';
import type { Connection, Engine } from './engine.ts';
import { ConnectionPool, type PoolOptions } from './pool.ts';

/** The Database port over any engine: pool, deadline, cancellation. The engines know only raw connections. */
export class PooledDatabase implements Database {
  readonly name: string;
  readonly dialect: DialectName;
  readonly #engine: Engine;
  readonly #pool: ConnectionPool;

  constructor(name: string, engine: Engine, options: PoolOptions) {
    this.name = name;
    this.dialect = engine.dialect;
    this.#engine = engine;
    this.#pool = new ConnectionPool(engine, options);
  }

  introspect(options: CallOptions): Promise<CatalogSnapshot> {
    return this.#call(options, (connection) => connection.introspect());
  }

  schemaVersion(options: CallOptions): Promise<string> {
    return this.#call(options, (connection) => connection.schemaVersion());
  }

  dataVersion(options: CallOptions): Promise<string | null> {
    return this.#call(options, (connection) => connection.dataVersion());
  }

  resolve(names: Inspection, options: CallOptions): Promise<NameFacts> {
    const known = this.#engine.known?.(names);
    return known ? Promise.resolve(known) : this.#call(options, (connection) => connection.resolve(names));
  }

  bind(sql: string, kind: StatementKind, options: BindOptions): Promise<Binding | Refusal> {
    if (this.#engine.bindsAsItRuns && !options.needsEstimate && !options.reads) return Promise.resolve({ tables: [] });
    return this.#call(options, (connection) => connection.bind(sql, kind, options.timeoutMs, options.reads));
  }

  async execute(statement: VerifiedSql, limits: ResultLimits, options: CallOptions): Promise<ResultSet> {
    assertIssued(statement);
    const within = limitsWithin(statement, limits);
    return this.#call(options, (connection) => connection.execute(statement, within, options.timeoutMs));
  }

  diagnose(options: CallOptions): Promise<readonly string[]> {
    return this.#call(options, (connection) => connection.diagnose());
  }

  health(): PoolHealth {
    return this.#pool.health();
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #call<T>(options: CallOptions, work: (connection: Connection) => Promise<T>): Promise<T> {
    if (options.signal?.aborted) throw toFailure(options.signal.reason);
    return this.#pool.use(options, (connection) => runStoppable(connection, options, work));
  }
}

/** Runs work on a connection; on abort or deadline has the database stop first, then rejects, even if the work itself never settles. */
async function runStoppable<T>(connection: Connection, options: CallOptions, work: (connection: Connection) => Promise<T>): Promise<T> {
  const stopped = deferred<never>();
  let stopping: Promise<void> | undefined;
  const stop = (failure: Failure) => {
    stopping ??= connection.stop().catch(() => undefined).then(() => stopped.reject(failure));
  };
  const onAbort = () => stop(toFailure(options.signal?.reason));
  const deadline = setTimeout(() => stop(new Failure('TIMEOUT', `the statement was stopped after ${options.timeoutMs} ms`)), options.timeoutMs);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(connection), stopped.promise]);
  } catch (error) {
    // A stop request that comes late must not hit the next borrower's statement.
    await stopping;
    throw stopping ? await stopped.promise.catch((failure: unknown) => failure) : toFailure(error);
  } finally {
    clearTimeout(deadline);
    options.signal?.removeEventListener('abort', onAbort);
    await stopping;
  }
}
