import { setTimeout as sleep } from 'node:timers/promises';
import { createPool, type Pool } from 'generic-pool';
import { Failure, toFailure } from '../core/errors.ts';
import type { CallOptions, PoolHealth } from '../core/ports.ts';
import { nobody } from '../core/question.ts';
import { abortable } from '../std/abort.ts';
import { Bulkhead, QueueFullError, WaitedTooLongError } from '../std/bulkhead.ts';
import { CircuitBreaker } from '../std/circuit-breaker.ts';
import { Deadline } from '../std/deadline.ts';
import { type Deferred, deferred } from '../std/deferred.ts';
import { within } from '../std/within.ts';
import type { Connection, Engine } from './engine.ts';
import { patience } from './patience.ts';

export interface PoolOptions {
  readonly max: number;
  readonly min: number;
  /** An unused connection is closed after this time. */
  readonly idleMs: number;
  /** How long a call waits for a connection, its own deadline aside, and how long one may take to be made. */
  readonly acquireTimeoutMs: number;
  /** How many callers may wait for a connection. */
  readonly waitingMax: number;
  /** Whether several principals ask: each then leaves connections to others who may come. */
  readonly isShared: boolean;
  /** Told how long a caller waited for its connection. */
  readonly onAcquired?: (ms: number) => void;
}

export const defaultPoolOptions: PoolOptions = { max: 20, min: 0, idleMs: 60_000, acquireTimeoutMs: 10_000, waitingMax: 200, isShared: false };

/** For whom a connection is borrowed, and how long that may be waited for. */
export interface Borrowing extends Pick<CallOptions, 'principal'> {
  readonly deadline?: Deadline;
}

/** The first failure opens the circuit: everybody who waits has seen the same server. A server that is back is found within three seconds. */
const breaking = { failuresToOpen: 1, openMsFirst: 100, openMsMax: 2_000 };

/**
 * A generic-pool pool over raw connections. generic-pool calls a failing `create` again at once and for ever, and its callers
 * see only a timeout; so a circuit breaker stands inside `create`: after a failure everybody who waits gets the real cause, new callers
 * get it at once, and the next attempts are made when the circuit has been open for its time (doubling from 100 ms to 2 s).
 */
export class ConnectionPool {
  readonly #engine: Engine;
  readonly #options: PoolOptions;
  readonly #pool: Pool<Connection>;
  /** As many as there are connections: generic-pool itself serves whoever came first, so that nobody is to wait in it. */
  readonly #places: Bulkhead;
  readonly #live = new Set<Connection>();
  /** Closed by us and not yet let go of by the database: together with those that are open there must not be more than may be. */
  readonly #unended = new Set<Connection>();
  /** Settles when one of these has ended; then there is another. */
  #oneEnded: Deferred<void> = deferred();
  readonly #breaker = new CircuitBreaker(breaking);
  readonly #waiters = new Set<(failure: Failure) => void>();
  readonly #closing = new AbortController();
  #lastFailure: Failure | undefined;
  #connecting = 0;
  #connects = 0;
  #connectFailures = 0;

  constructor(engine: Engine, options: PoolOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#places = new Bulkhead({ concurrency: options.max, waitingMax: options.waitingMax, waitMsMax: options.acquireTimeoutMs, isShared: options.isShared });
    this.#pool = createPool<Connection>(
      {
        create: () => this.#connect(),
        destroy: (connection) => this.#destroy(connection),
        validate: async (connection) => !connection.dead && connection.outdated !== true,
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
  async use<T>({ principal = nobody, deadline }: Borrowing, work: (connection: Connection) => Promise<T>): Promise<T> {
    const askedAt = performance.now();
    this.#assertOpen();
    let hasPlace = false;
    const lend = async () => {
      hasPlace = true;
      const connection = await this.#acquire(deadline);
      this.#options.onAcquired?.(performance.now() - askedAt);
      try {
        return await work(connection);
      } finally {
        void this.#giveBack(connection);
      }
    };
    return this.#places.run(principal, lend, deadline).catch((error: unknown) => {
      throw hasPlace ? error : this.#withoutPlace(error, deadline);
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

  /** Stops every running call, then closes every connection; takes no longer than their patience. Those that have not ended close by the signal. */
  async close(): Promise<void> {
    const closing = new Failure('UNAVAILABLE', 'the server is closing');
    this.#closing.abort(closing);
    this.#rejectWaiters(closing);
    const live = [...this.#live];
    // generic-pool's `drain` waits for borrowers, and there may be callers that never come back: close the connections themselves.
    void this.#pool.drain().then(() => this.#pool.clear(), () => undefined);
    await Promise.all(live.map((connection) => connection.stop().then(() => connection.close())));
    this.#engine.close?.();
  }

  async #acquire(deadline: Deadline | undefined): Promise<Connection> {
    this.#assertOpen();
    const acquiring = Promise.resolve(this.#pool.acquire());
    let waiter: (failure: Failure) => void = () => undefined;
    const acquired = new Promise<Connection>((resolve, reject) => {
      waiter = reject;
      acquiring.then(resolve, reject);
    });
    this.#waiters.add(waiter);
    const leave = deadline?.onOver((reason) => waiter(toFailure(reason)));
    try {
      if (deadline?.over) waiter(toFailure(deadline.over.reason));
      return await acquired;
    } catch (error) {
      // The caller leaves: what the pool still hands out for it goes straight back.
      acquiring.then((late) => this.#pool.release(late), () => undefined);
      if (deadline?.over) throw this.#lateFailure(deadline.over.reason, new Failure('TIMEOUT', 'the database gave no connection in time'));
      throw error instanceof Failure ? error : (this.#lastFailure ?? this.#tooLate(error));
    } finally {
      this.#waiters.delete(waiter);
      leave?.();
    }
  }

  #assertOpen(): void {
    if (this.#closing.signal.aborted) throw toFailure(this.#closing.signal.reason);
    if (this.#breaker.waitMs > 0 && this.#pool.available === 0 && this.#lastFailure) throw this.#lastFailure;
  }

  /** What kept a call from its place. */
  #withoutPlace(error: unknown, deadline: Deadline | undefined): unknown {
    if (error instanceof QueueFullError) return new Failure('BUSY', `all ${this.#options.max} connections are in use and ${this.#places.waiting} calls wait`, { retryAfterMs: error.retryAfterMs });
    if (error instanceof WaitedTooLongError) return this.#lastFailure ?? this.#tooLate(error);
    return deadline?.over ? this.#lateFailure(deadline.over.reason, new Failure('BUSY', `all ${this.#options.max} connections were in use all the time`)) : error;
  }

  /** No statement was stopped for a call whose time was over before it had a connection. */
  #lateFailure(reason: unknown, otherwise: Failure): Failure {
    const failure = toFailure(reason);
    return failure.code === 'TIMEOUT' ? (this.#lastFailure ?? otherwise) : failure;
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
    const closing = this.#closing.signal;
    while (this.#unended.size > 0 && this.#open >= this.#options.max && !closing.aborted) await abortable(this.#oneEnded.promise, closing).catch(() => undefined);
    // A rejection would make generic-pool try again at once; after `close` there is nobody left to answer.
    if (closing.aborted) return new Promise<never>(() => undefined);
    const deadline = new Deadline(this.#options.acquireTimeoutMs, { within: closing, reason: () => new Failure('UNAVAILABLE', 'the server does not answer') });
    this.#connecting += 1;
    try {
      const connection = await this.#engine.connect(deadline.signal);
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
    } finally {
      this.#connecting -= 1;
      deadline.clear();
    }
  }

  /** Sessions that the database holds for us, or is about to. */
  get #open(): number {
    return this.#live.size + this.#connecting + this.#unended.size;
  }

  /** A connection that can't be made as good as new in time is in a state that nobody knows. */
  async #giveBack(connection: Connection): Promise<void> {
    const resetting = connection.dead ? undefined : connection.reset();
    const isReset = resetting === undefined || (await within(patience.resetMs, resetting).then(() => true, () => false));
    const giving = isReset && !connection.dead ? this.#pool.release(connection) : this.#pool.destroy(connection);
    await Promise.resolve(giving).catch(() => undefined);
  }

  async #destroy(connection: Connection): Promise<void> {
    this.#live.delete(connection);
    if (connection.unended) void this.#outlast(connection, connection.unended);
    else await connection.close();
  }

  async #outlast(connection: Connection, unended: Promise<void>): Promise<void> {
    this.#unended.add(connection);
    const deadline = new Deadline(patience.unendedMs, { within: this.#closing.signal });
    await abortable(unended, deadline.signal).catch(() => undefined);
    deadline.clear();
    await connection.close();
    this.#unended.delete(connection);
    this.#oneEnded.resolve();
    this.#oneEnded = deferred();
  }
}
