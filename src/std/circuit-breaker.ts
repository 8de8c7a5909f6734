export type CircuitState = 'closed' | 'open' | 'half-open';

export interface CircuitBreakerOptions {
  /** So many failures in a row open the circuit. */
  readonly failuresToOpen: number;
  /** How long it then stays open; twice as long after each further failure, up to `openMsMax`. */
  readonly openMsFirst: number;
  readonly openMsMax: number;
  /** A clock that never goes back. */
  readonly monotonicMs?: () => number;
}

/**
 * A circuit breaker (Nygard, Release It!): while it is closed calls are made; once so many have failed it is open, and none is
 * made for a while; then it lets one call through as a trial, and is half-open until that call's outcome closes it or opens it
 * for twice the time. It only keeps the books: the caller asks `admit` and reports the outcome. A caller that limits its trials
 * itself may ask `waitMs` alone.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  readonly #monotonicMs: () => number;
  #failuresInRow = 0;
  /** 0 while the circuit is closed. */
  #openUntilMs = 0;
  #openMs: number;
  #onTrial = false;

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
    this.#openMs = options.openMsFirst;
  }

  /** It stays open until a call has succeeded, also when a trial is due. */
  get state(): CircuitState {
    if (this.#onTrial) return 'half-open';
    return this.#openUntilMs > 0 ? 'open' : 'closed';
  }

  /** How long until a call may be made; 0 = now. */
  get waitMs(): number {
    return Math.max(0, this.#openUntilMs - this.#monotonicMs());
  }

  /** Whether a call may be made now. Whoever gets `true` reports how it ended. */
  admit(): boolean {
    if (this.#openUntilMs === 0) return true;
    if (this.waitMs > 0 || this.#onTrial) return false;
    this.#onTrial = true;
    return true;
  }

  succeeded(): void {
    this.#failuresInRow = 0;
    this.#openUntilMs = 0;
    this.#openMs = this.#options.openMsFirst;
    this.#onTrial = false;
  }

  failed(): void {
    this.#failuresInRow += 1;
    if (!this.#onTrial && this.#failuresInRow < this.#options.failuresToOpen) return;
    this.#openUntilMs = this.#monotonicMs() + this.#openMs;
    this.#openMs = Math.min(this.#options.openMsMax, this.#openMs * 2);
    this.#onTrial = false;
  }

  /** The call ended and tells nothing of the server: the caller left. */
  abandoned(): void {
    this.#onTrial = false;
  }
}
