import { type Deferred, deferred } from './deferred.ts';
import { within } from './within.ts';

/** Counts the work that is under way, so that who is about to leave can wait for its end. */
export class InFlight {
  #running = 0;
  #draining: Deferred<void> | undefined;

  /** Nothing new is to begin. */
  get isDraining(): boolean {
    return this.#draining !== undefined;
  }

  /** Returns what is to be called at the end of the work. */
  enter(): () => void {
    this.#running += 1;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      this.#running -= 1;
      if (this.#running === 0) this.#draining?.resolve();
    };
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const leave = this.enter();
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Resolves when all that is under way has ended, or the time is over. */
  async drain(timeoutMs: number): Promise<void> {
    this.#draining ??= deferred();
    if (this.#running > 0) await within(timeoutMs, this.#draining.promise).catch(() => undefined);
  }
}
