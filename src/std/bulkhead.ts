import { abortable } from './abort.ts';
import { type Deferred, deferred } from './deferred.ts';
import { RoundRobinQueue } from './round-robin-queue.ts';

export interface BulkheadOptions {
  readonly concurrency: number;
  /** How many may wait; of more the last of whoever has most in line is turned away. */
  readonly waitingMax: number;
  /** How long one may wait (default: as long as it takes). */
  readonly waitMsMax?: number;
}

/** Thrown to the caller who waited for as long as one may. */
export class WaitedTooLongError extends Error {}

/** Thrown to the caller who finds the queue full, or must leave it to somebody who has less in it. */
export class QueueFullError extends Error {
  /** About how long the queue takes to drain, from the durations seen so far. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('the queue is full');
    this.retryAfterMs = retryAfterMs;
  }
}

/** A bulkhead (Nygard, Release It!): lets a bounded number of works run at once and a bounded number wait; owners take turns, each of them first come, first served. */
export class Bulkhead {
  readonly #options: BulkheadOptions;
  readonly #queue = new RoundRobinQueue<Deferred<void>>();
  #running = 0;
  /** Smoothed duration of a work, in milliseconds. */
  #averageMs = 1_000;

  constructor(options: BulkheadOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Runs the work when its turn comes. An abort while it waits takes it out of the queue. */
  async run<T>(owner: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(owner, signal);
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      this.#averageMs += (performance.now() - startedAt - this.#averageMs) * 0.2;
      this.#leave();
    }
  }

  async #enter(owner: string, signal: AbortSignal | undefined): Promise<void> {
    if (this.#running < this.#options.concurrency) return void (this.#running += 1);
    if (this.#queue.size >= this.#options.waitingMax) this.#makeRoom(owner);
    const turn = deferred<void>();
    const { waitMsMax } = this.#options;
    const late = waitMsMax === undefined ? undefined : setTimeout(() => turn.reject(new WaitedTooLongError(`waited for ${waitMsMax} ms`)), waitMsMax);
    this.#queue.push(owner, turn);
    try {
      await abortable(turn.promise, signal);
    } catch (error) {
      // The turn came in the same moment as the abort: it is handed on. Who was turned away never had one.
      if (!this.#queue.delete(owner, turn) && !(error instanceof QueueFullError)) this.#leave();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  #makeRoom(owner: string): void {
    const displaced = this.#queue.yieldTo(owner);
    if (!displaced) throw new QueueFullError(this.#drainMs());
    displaced.reject(new QueueFullError(this.#drainMs()));
  }

  /** The place is handed to the next in line, so that `running` never dips in between. */
  #leave(): void {
    const next = this.#queue.shift();
    if (next) next.resolve();
    else this.#running -= 1;
  }

  #drainMs(): number {
    return Math.ceil((this.#averageMs * (this.#queue.size + 1)) / this.#options.concurrency);
  }
}
