import { toFailure } from '../../core/errors.ts';
import type { Telemetry } from '../../core/ports.ts';
import type { Clock } from '../../std/clock.ts';
import { extend } from '../../std/extend.ts';

/** Measures the steps of one call, for its answer and for the telemetry, and tells whoever waits for it. */
export class Steps {
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  readonly #progress: ((message: string) => void) | undefined;
  readonly #startedAt: number;
  /** When the call came, by the monotonic clock. */
  readonly askedAt: number;
  readonly #steps: Record<string, number> = {};

  constructor(clock: Clock, telemetry: Telemetry, progress?: (message: string) => void) {
    this.#clock = clock;
    this.#telemetry = telemetry;
    this.#progress = progress;
    this.#startedAt = clock.monotonicMs();
    this.askedAt = this.#startedAt;
  }

  async run<T>(step: string, work: () => Promise<T>): Promise<T> {
    const startedAt = this.#clock.monotonicMs();
    let code: string | undefined;
    this.#progress?.(messages[step] ?? step);
    try {
      return await work();
    } catch (error) {
      code = toFailure(error).code;
      throw error;
    } finally {
      const endedAt = this.#clock.monotonicMs();
      this.#steps[step] = (this.#steps[step] ?? 0) + endedAt - startedAt;
      this.#telemetry.step(step, startedAt, endedAt, code);
    }
  }

  timings(): Record<string, number> {
    return extend(this.#steps, { total: this.#clock.monotonicMs() - this.#startedAt });
  }
}

/** What a person reads while a step runs. */
const messages: Readonly<Record<string, string>> = {
  catalog: 'reading the schema',
  remembered: 'looking into the memory',
  instant: 'compiling the question',
  context: 'choosing the tables that matter',
  examples: 'looking for similar questions',
  model: 'asking the model',
  repair: 'giving the error back to the model',
  vote: 'comparing several replies',
  prove: 'proving that the SQL only reads',
  execute: 'running the SQL',
  emptied: 'looking for what leaves no rows',
  export: 'writing the rows',
};
