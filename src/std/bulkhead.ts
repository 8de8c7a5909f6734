import { abortable } from './abort.ts';
import { type Deferred, deferred } from './deferred.ts';

export interface BulkheadOptions {
  readonly concurrency: number;
  /** How many may wait; one more is turned away at once. */
  readonly waitingMax: number;
}

/** Thrown to the caller who finds the queue full. */
export class QueueFullError extends Error {
  /** About how long the queue takes to drain, from the durations seen so far. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('the queue is full');
    this.retryAfterMs = retryAfterMs;
  }
}

/** A bulkhead (Nygard, Release It!): lets a bounded number of works run at once and a bounded number wait, first come, first served. */
export class Bulkhead {
  readonly #options: BulkheadOptions;
  readonly #queue: Deferred<void>[] = [];
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
    return this.#queue.length;
  }

  /** Runs the work when its turn comes. An abort while it waits takes it out of the queue. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      this.#averageMs += (performance.now() - startedAt - this.#averageMs) * 0.2;
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    if (this.#running < this.#options.concurrency) return void (this.#running += 1);
    if (this.#queue.length >= this.#options.waitingMax) throw new QueueFullError(this.#drainMs());
    const turn = deferred<void>();
    this.#queue.push(turn);
    try {
      await abortable(turn.promise, signal);
    } catch (error) {
      const place = this.#queue.indexOf(turn);
      if (place >= 0) this.#queue.splice(place, 1);
      // The turn came in the same moment as the abort: it is handed on.
      else this.#leave();
      throw error;
    }
  }

  /** The place is handed to the next in line, so that `running` never dips in between. */
  #leave(): void {
    const next = this.#queue.shift();
    if (next) next.resolve();
    else this.#running -= 1;
  }

  #drainMs(): number {
    return Math.ceil((this.#averageMs * (this.#queue.length + 1)) / this.#options.concurrency);
  }
}
