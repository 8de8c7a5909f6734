import { abortable } from './abort.ts';
import { type Deferred, deferred } from './deferred.ts';
import { extend } from './extend.ts';
import { RoundRobinQueue } from './round-robin-queue.ts';

export interface BulkheadOptions {
  readonly concurrency: number;
  /** How many may wait; of more the last of whoever has most in line is turned away. */
  readonly waitingMax: number;
  /** How long one may wait (default: as long as it takes). */
  readonly waitMsMax?: number;
  /** Whether an owner leaves places to others who may come; where there is but one, it may have all. */
  readonly isShared?: boolean;
}

interface Waiting extends Deferred<void> {
  readonly owner: string;
}

/** How many places an owner may hold for each that it leaves free. */
const heldPerFree = 4;

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

/**
 * A bulkhead (Nygard, Release It!): lets a bounded number of works run at once and a bounded number wait; owners take turns, each of
 * them first come, first served. Where it is shared, what an owner may hold falls with what is free (dynamic thresholds, Choudhury
 * and Hahne 1998): however many hold much, whoever holds nothing finds a place, since works that run can't be asked to leave.
 */
export class Bulkhead {
  readonly #options: BulkheadOptions;
  readonly #queue = new RoundRobinQueue<Waiting>();
  /** How many places each owner holds. */
  readonly #held = new Map<string, number>();
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

  /** Runs the work when its turn comes. An abort while it waits takes it out of the queue; the signal is not looked at before. */
  async run<T>(owner: string, work: () => Promise<T>, stop: { readonly signal?: AbortSignal | undefined } = {}): Promise<T> {
    await this.#enter(owner, stop);
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      this.#averageMs += (performance.now() - startedAt - this.#averageMs) * 0.2;
      this.#leave(owner);
    }
  }

  async #enter(owner: string, stop: { readonly signal?: AbortSignal | undefined }): Promise<void> {
    if (this.#mayEnter(owner)) return this.#take(owner);
    if (this.#queue.size >= this.#options.waitingMax) this.#makeRoom(owner);
    const turn: Waiting = extend(deferred<void>(), { owner });
    const { waitMsMax } = this.#options;
    const late = waitMsMax === undefined ? undefined : setTimeout(() => turn.reject(new WaitedTooLongError(`waited for ${waitMsMax} ms`)), waitMsMax);
    this.#queue.push(owner, turn);
    try {
      await abortable(turn.promise, stop.signal);
    } catch (error) {
      // The turn came in the same moment as the abort: it is handed on. Who was turned away never had one.
      if (!this.#queue.delete(owner, turn) && !(error instanceof QueueFullError)) this.#leave(owner);
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

  #mayEnter(owner: string): boolean {
    const free = this.#options.concurrency - this.#running;
    if (free <= 0) return false;
    const held = this.#held.get(owner) ?? 0;
    return !this.#options.isShared || held === 0 || held + 1 <= heldPerFree * (free - 1);
  }

  #take(owner: string): void {
    this.#running += 1;
    this.#held.set(owner, (this.#held.get(owner) ?? 0) + 1);
  }

  /** What is free now goes to those in line, so that nobody who comes later is before them. */
  #leave(owner: string): void {
    const held = (this.#held.get(owner) ?? 1) - 1;
    if (held > 0) this.#held.set(owner, held);
    else this.#held.delete(owner);
    this.#running -= 1;
    for (let next = this.#next(); next; next = this.#next()) {
      this.#take(next.owner);
      next.resolve();
    }
  }

  #next(): Waiting | undefined {
    return this.#queue.shift((owner) => this.#mayEnter(owner));
  }

  #drainMs(): number {
    return Math.ceil((this.#averageMs * (this.#queue.size + 1)) / this.#options.concurrency);
  }
}
