import { abortable } from './abort.ts';
import { QueueFullError } from './bulkhead.ts';
import { type Deferred, deferred } from './deferred.ts';

/**
 * Lets one caller through in each turn of the event loop. Whoever then computes for milliseconds holds up only those behind:
 * the sockets of those before are served in between, where without it all would compute first and wait for the network together.
 */
export class FairQueue {
  readonly #waitingMax: number;
  readonly #queue: Deferred<void>[] = [];
  #turning = false;

  constructor(waitingMax: number) {
    this.#waitingMax = waitingMax;
  }

  /** Rejects with a QueueFullError where too many wait, and with the signal's reason on an abort. */
  async pass(signal?: AbortSignal): Promise<void> {
    if (this.#queue.length >= this.#waitingMax) throw new QueueFullError(1_000);
    const turn = deferred<void>();
    this.#queue.push(turn);
    if (!this.#turning) this.#turn();
    await abortable(turn.promise, signal);
  }

  #turn(): void {
    this.#turning = true;
    setImmediate(() => {
      this.#queue.shift()?.resolve();
      this.#turning = this.#queue.length > 0;
      if (this.#turning) this.#turn();
    });
  }
}
