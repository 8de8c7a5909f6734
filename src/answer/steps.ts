import type { Telemetry } from '../core/ports.ts';
import type { Clock } from '../std/clock.ts';
import { toFailure } from '../core/errors.ts';

/** Measures the steps of one call, for its answer and for the telemetry. */
export class Steps {
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  readonly #startedAt: number;
  /** When the call came, in epoch milliseconds. */
  readonly askedAt: number;
  readonly #steps: Record<string, number> = {};

  constructor(clock: Clock, telemetry: Telemetry) {
    this.#clock = clock;
    this.#telemetry = telemetry;
    this.#startedAt = clock.monotonicMs();
    this.askedAt = clock.now();
  }

  async run<T>(step: string, work: () => Promise<T>): Promise<T> {
    const startedAt = this.#clock.monotonicMs();
    let code: string | undefined;
    try {
      return await work();
    } catch (error) {
      code = toFailure(error).code;
      throw error;
    } finally {
      const took = this.#clock.monotonicMs() - startedAt;
      this.#steps[step] = (this.#steps[step] ?? 0) + took;
      this.#telemetry.record(`step.${step}`, took, code);
    }
  }

  timings(): Record<string, number> {
    return { ...this.#steps, total: this.#clock.monotonicMs() - this.#startedAt };
  }
}
