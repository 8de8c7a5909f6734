import { setMaxListeners } from 'node:events';

export interface DeadlineOptions {
  /** Aborts the deadline's signal too, with its own reason. */
  readonly within?: AbortSignal | undefined;
  /** What the signal is aborted with when the time is over (default: as `AbortSignal.timeout` does). */
  readonly reason?: () => unknown;
}

/**
 * Comes when the time is over, or as soon as the signal that it stands within aborts; its own signal aborts with it. To be cleared when the work has
 * ended. AbortSignal.timeout and AbortSignal.any would not do: on Node 20 the garbage collector takes a timeout that only a joined
 * signal waits for, and a long-lived signal keeps whatever it was joined with.
 */
export class Deadline {
  #controller: AbortController | undefined;
  #over: { readonly reason: unknown } | undefined;
  readonly #listeners = new Set<(reason: unknown) => void>();
  readonly #options: DeadlineOptions;
  readonly #leave: () => void;
  #leftMs: number;
  #startedAt = 0;
  #suspended = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number, options: DeadlineOptions = {}) {
    this.#leftMs = ms;
    this.#options = options;
    // Many wait for one call, and many calls for the end of the server.
    if (options.within) setMaxListeners(0, options.within);
    this.#leave = () => this.#end(options.within?.reason);
    options.within?.addEventListener('abort', this.#leave, { once: true });
    if (options.within?.aborted) this.#leave();
    else this.#start();
  }

  /** Made when it is first asked for: most calls are over before anybody has to be told. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      setMaxListeners(0, this.#controller.signal);
      if (this.#over) this.#controller.abort(this.#over.reason);
    }
    return this.#controller.signal;
  }

  /** That it has come, and why. */
  get over(): { readonly reason: unknown } | undefined {
    return this.#over;
  }

  /** Tells when it comes, until the function that is given is called. */
  onOver(listener: (reason: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs = Infinity;
    this.#options.within?.removeEventListener('abort', this.#leave);
  }

  /** Runs work whose time does not count: the deadline comes so much later. */
  async suspend<T>(work: () => Promise<T>): Promise<T> {
    this.#suspended += 1;
    if (this.#timer !== undefined) this.#stop();
    try {
      return await work();
    } finally {
      this.#suspended -= 1;
      if (this.#suspended === 0) this.#start();
    }
  }

  #start(): void {
    if (this.#leftMs === Infinity || this.#over) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => this.#end((this.#options.reason ?? timedOut)()), this.#leftMs).unref();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs = Math.max(1, this.#leftMs - (performance.now() - this.#startedAt));
  }

  #end(reason: unknown): void {
    this.clear();
    this.#over = { reason };
    this.#controller?.abort(reason);
    for (const listener of this.#listeners) listener(reason);
  }
}

function timedOut(): DOMException {
  return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
}
