import { setTimeout as sleep } from 'node:timers/promises';
import { createPool, type Pool } from 'generic-pool';
import { Failure, toFailure } from '../core/errors.ts';
import type { CallOptions, PoolHealth } from '../core/ports.ts';
import { nobody } from '../core/question.ts';
import { abortable } from '../std/abort.ts';
import { Bulkhead, QueueFullError, WaitedTooLongError } from '../std/bulkhead.ts';
import { CircuitBreaker } from '../std/circuit-breaker.ts';
import { deferred } from '../std/deferred.ts';
import type { Connection, Engine } from './engine.ts';

export interface PoolOptions {
  readonly max: number;
  readonly min: number;
  /** An unused connection is closed after this time. */
  readonly idleMs: number;
  readonly acquireTimeoutMs: number;
  /** How many callers may wait for a connection. */
  readonly waitingMax: number;
  /** Told how long a caller waited for its connection. */
  readonly onAcquired?: (ms: number) => void;
}

export const defaultPoolOptions: PoolOptions = { max: 20, min: 0, idleMs: 60_000, acquireTimeoutMs: 10_000, waitingMax: 200 };

/** The first failure opens the circuit: everybody who waits has seen the same server. */
const breaking = { failuresToOpen: 1, openMsFirst: 100, openMsMax: 5_000 };

/**
 * A generic-pool pool over raw connections. generic-pool calls a failing `create` again at once and for ever, and its callers
 * see only a timeout; so a circuit breaker stands inside `create`: after a failure everybody who waits gets the real cause, new callers
 * get it at once, and the next attempts are made when the circuit has been open for its time (doubling from 100 ms to 5 s).
 */
export class ConnectionPool {
  readonly #engine: Engine;
  readonly #options: PoolOptions;
  readonly #pool: Pool<Connection>;
  /** As many as there are connections: generic-pool itself serves whoever came first, so that nobody is to wait in it. */
  readonly #places: Bulkhead;
  readonly #live = new Set<Connection>();
  readonly #unended = new Set<Promise<void>>();
  readonly #breaker = new CircuitBreaker(breaking);
  readonly #waiters = new Set<(failure: Failure) => void>();
  #closed = false;
  #lastFailure: Failure | undefined;
  #connects = 0;
  #connectFailures = 0;

  constructor(engine: Engine, options: PoolOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#places = new Bulkhead({ concurrency: options.max, waitingMax: options.waitingMax, waitMsMax: options.acquireTimeoutMs });
    this.#pool = createPool<Connection>(
      {
        create: () => this.#connect(),
        destroy: (connection) => this.#destroy(connection),
        validate: async (connection) => !connection.dead,
      },
      {
        max: options.max,
        min: options.min,
        testOnBorrow: true,
        acquireTimeoutMillis: options.acquireTimeoutMs,
        idleTimeoutMillis: options.idleMs,
        softIdleTimeoutMillis: -1,
        evictionRunIntervalMillis: Math.min(options.idleMs, 10_000),
        autostart: false,
      },
    );
    // `#connect` tells those who wait itself; the event must only not go unheard.
    this.#pool.on('factoryCreateError', () => undefined);
  }

  /** Lends a connection to `work` and takes it back, reset, or destroys it when it is dead. Principals that wait for one take turns. */
  async use<T>({ principal = nobody, signal }: Pick<CallOptions, 'principal' | 'signal'>, work: (connection: Connection) => Promise<T>): Promise<T> {
    const askedAt = performance.now();
    this.#assertOpen();
    const lend = async () => {
      const connection = await this.#acquire(signal);
      this.#options.onAcquired?.(performance.now() - askedAt);
      try {
        return await work(connection);
      } finally {
        this.#giveBack(connection).catch(() => undefined);
      }
    };
    return this.#places.run(principal, lend, signal).catch((error: unknown) => {
      throw this.#asFailure(error, signal);
    });
  }

  health(): PoolHealth {
    return {
      size: this.#pool.size,
      inUse: this.#pool.borrowed,
      waiting: this.#places.waiting + this.#waiters.size,
      max: this.#options.max,
      breaker: this.#breaker.waitMs > 0 ? 'open' : 'closed',
      ...(this.#unended.size > 0 ? { unended: this.#unended.size } : {}),
      ...(this.#lastFailure ? { lastError: this.#lastFailure.message } : {}),
      connects: this.#connects,
      connectFailures: this.#connectFailures,
    };
  }

  /** Stops every running call, then closes every connection. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#rejectWaiters(new Failure('UNAVAILABLE', 'the server is closing'));
    const live = [...this.#live];
    await Promise.allSettled(live.map((connection) => connection.stop()));
    // generic-pool's `drain` waits for borrowers, and there may be callers that never come back: close the connections themselves.
    void this.#pool.drain().then(() => this.#pool.clear(), () => undefined);
    await Promise.allSettled(live.filter(({ unended }) => !unended).map((connection) => connection.close()));
  }

  async #acquire(signal: AbortSignal | undefined): Promise<Connection> {
    this.#assertOpen();
    const acquiring = Promise.resolve(this.#pool.acquire());
    const { promise: failed, reject: waiter } = deferred<never>();
    this.#waiters.add(waiter);
    try {
      return await abortable(Promise.race([acquiring, failed]), signal);
    } catch (error) {
      // The caller leaves: what the pool still hands out for it goes straight back.
      acquiring.then((late) => this.#pool.release(late), () => undefined);
      if (signal?.aborted) throw toFailure(signal.reason);
      if (error instanceof Failure) throw error;
      throw this.#lastFailure ?? this.#tooLate(error);
    } finally {
      this.#waiters.delete(waiter);
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new Failure('UNAVAILABLE', 'the server is closing');
    if (this.#breaker.waitMs > 0 && this.#pool.available === 0 && this.#lastFailure) throw this.#lastFailure;
  }

  /** What kept a call from its place; what its work threw is left as it is. */
  #asFailure(error: unknown, signal: AbortSignal | undefined): unknown {
    if (error instanceof QueueFullError) return new Failure('BUSY', `all ${this.#options.max} connections are in use and ${this.#places.waiting} calls wait`, { retryAfterMs: error.retryAfterMs });
    if (error instanceof WaitedTooLongError) return this.#lastFailure ?? this.#tooLate(error);
    return signal?.aborted && error === signal.reason ? toFailure(error) : error;
  }

  #tooLate(cause: unknown): Failure {
    return new Failure('BUSY', `no connection became free within ${this.#options.acquireTimeoutMs} ms`, { cause });
  }

  #rejectWaiters(failure: Failure): void {
    for (const reject of this.#waiters) reject(failure);
    this.#waiters.clear();
  }

  async #connect(): Promise<Connection> {
    const { waitMs } = this.#breaker;
    if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
    // The database has not let go of these yet: together there must not be more than may be open.
    while (this.#unended.size > 0 && this.#pool.size + this.#unended.size > this.#options.max && !this.#closed) await Promise.race(this.#unended);
    // A rejection would make generic-pool try again at once; after `close` there is nobody left to answer.
    if (this.#closed) return new Promise<never>(() => undefined);
    try {
      const connection = await this.#engine.connect();
      this.#connects += 1;
      this.#lastFailure = undefined;
      this.#breaker.succeeded();
      this.#live.add(connection);
      return connection;
    } catch (error) {
      const failure = toFailure(error);
      this.#connectFailures += 1;
      this.#lastFailure = failure;
      this.#breaker.failed();
      this.#rejectWaiters(failure);
      throw failure;
    }
  }

  async #giveBack(connection: Connection): Promise<void> {
    try {
      if (!connection.dead) await connection.reset();
      if (!connection.dead) return await this.#pool.release(connection);
      await this.#pool.destroy(connection);
    } catch {
      await Promise.resolve(this.#pool.destroy(connection)).catch(() => undefined);
    }
  }

  async #destroy(connection: Connection): Promise<void> {
    this.#live.delete(connection);
    const { unended } = connection;
    if (unended) {
      const ending = unended.catch(() => undefined).then(() => void this.#unended.delete(ending));
      this.#unended.add(ending);
      return;
    }
    await connection.close().catch(() => undefined);
  }
}
