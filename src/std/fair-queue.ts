import { abortable } from './abort.ts';
import { QueueFullError } from './bulkhead.ts';
import { type Deferred, deferred } from './deferred.ts';
import { RoundRobinQueue } from './round-robin-queue.ts';

/**
 * Lets one caller through in each turn of the event loop. Whoever then computes for milliseconds holds up only those behind:
 * the sockets of those before are served in between, where without it all would compute first and wait for the network together.
 * Owners take turns.
 */
export class FairQueue {
  readonly #waitingMax: number;
  readonly #queue = new RoundRobinQueue<Deferred<void>>();
  #turning = false;

  constructor(waitingMax: number) {
    this.#waitingMax = waitingMax;
  }

  /** Rejects with a QueueFullError where too many wait, and with the signal's reason on an abort. */
  async pass(owner: string, signal?: AbortSignal): Promise<void> {
    if (this.#queue.size >= this.#waitingMax) this.#makeRoom(owner);
    const turn = deferred<void>();
    this.#queue.push(owner, turn);
    if (!this.#turning) this.#turn();
    try {
      await abortable(turn.promise, signal);
    } catch (error) {
      this.#queue.delete(owner, turn);
      throw error;
    }
  }

  #makeRoom(owner: string): void {
    const displaced = this.#queue.yieldTo(owner);
    if (!displaced) throw new QueueFullError(1_000);
    displaced.reject(new QueueFullError(1_000));
  }

  #turn(): void {
    this.#turning = true;
    setImmediate(() => {
      this.#queue.shift()?.resolve();
      this.#turning = this.#queue.size > 0;
      if (this.#turning) this.#turn();
    });
  }
}
