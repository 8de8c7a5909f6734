import type { Clock } from '../std/clock.ts';

const failuresToOpen = 5;
const openMsFirst = 5_000;
const openMsMax = 120_000;

export type BreakerState = 'closed' | 'open' | 'probing';

/**
 * A circuit breaker (Nygard, Release It!): after five failures in a row nothing is tried for a while; then one call probes,
 * and its outcome closes the circuit or opens it for twice the time.
 */
export class Breaker {
  readonly #clock: Clock;
  #failures = 0;
  #openUntil = 0;
  #openMs = openMsFirst;
  #probing = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get state(): BreakerState {
    if (this.#probing) return 'probing';
    return this.#openUntil > 0 ? 'open' : 'closed';
  }

  /** How long until a call may be tried; 0 = now. */
  get waitMs(): number {
    return Math.max(0, this.#openUntil - this.#clock.monotonicMs());
  }

  /** Whether a call may be made now. Whoever gets `true` reports its outcome. */
  admit(): boolean {
    if (this.#openUntil === 0) return true;
    if (this.waitMs > 0 || this.#probing) return false;
    this.#probing = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntil = 0;
    this.#openMs = openMsFirst;
    this.#probing = false;
  }

  failed(): void {
    this.#failures += 1;
    if (!this.#probing && this.#failures < failuresToOpen) return;
    this.#openUntil = this.#clock.monotonicMs() + this.#openMs;
    this.#openMs = Math.min(openMsMax, this.#openMs * 2);
    this.#probing = false;
  }

  /** The call ended without telling anything of the provider (the caller left). */
  abandoned(): void {
    this.#probing = false;
  }
}
