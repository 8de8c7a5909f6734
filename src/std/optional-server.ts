import { setTimeout as sleep } from 'node:timers/promises';
import { CircuitBreaker } from './circuit-breaker.ts';

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

export interface OptionalServerOptions {
  /** Whether the server answers again; asked after growing pauses. May reject. */
  readonly probe: () => Promise<boolean>;
  /** Told when the server is back. */
  readonly onBack?: () => void;
}

/**
 * A server that we can do without, behind a circuit breaker that one failure opens. Then nothing is asked of it, without a wait,
 * while a probe in the background, and never a caller, is the trial that closes the circuit; so a stalled server costs one call's
 * own timeout, once.
 */
export class OptionalServer {
  readonly #options: OptionalServerOptions;
  readonly #breaker = new CircuitBreaker({ failuresToOpen: 1, openMsFirst: 250, openMsMax: 15_000 });
  #closed = false;
  #failures = 0;

  constructor(options: OptionalServerOptions) {
    this.#options = options;
  }

  get isReachable(): boolean {
    return this.#breaker.state === 'closed';
  }

  get failures(): number {
    return this.#failures;
  }

  /** Runs a work, which brings its own timeout, or gives `ok: false` at once while the circuit is open. Never rejects. */
  async run<T>(work: () => Promise<T>): Promise<Outcome<T>> {
    if (!this.isReachable || this.#closed) return { ok: false };
    try {
      return { ok: true, value: await work() };
    } catch {
      this.#failures += 1;
      if (this.isReachable) void this.#probe();
      return { ok: false };
    }
  }

  close(): void {
    this.#closed = true;
  }

  async #probe(): Promise<void> {
    this.#breaker.failed();
    while (!this.#closed) {
      await sleep(this.#breaker.waitMs, undefined, { ref: false });
      if (!this.#breaker.admit()) continue;
      if (await this.#options.probe().catch(() => false)) {
        this.#breaker.succeeded();
        return this.#options.onBack?.();
      }
      this.#breaker.failed();
    }
  }
}
