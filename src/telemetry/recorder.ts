import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { OperationSummary, Telemetry, TelemetrySummary } from '../core/ports.ts';

interface Series {
  readonly histogram: RecordableHistogram;
  errors: number;
}

const seriesMax = 500;

/** Figures since start in fixed memory: one HDR histogram (microseconds) an operation. */
export class Recorder implements Telemetry {
  readonly #since = Date.now();
  readonly #series = new Map<string, Series>();
  readonly #counters = new Map<string, number>();

  record(operation: string, durationMs: number, code?: string): void {
    const series = this.#seriesOf(operation);
    series.histogram.record(Math.max(1, Math.round(durationMs * 1_000)));
    if (code === undefined) return;
    series.errors += 1;
    this.count(`errors.${code}`);
  }

  count(counter: string, by = 1): void {
    if (this.#counters.has(counter) || this.#counters.size < seriesMax) this.#counters.set(counter, (this.#counters.get(counter) ?? 0) + by);
  }

  summary(): TelemetrySummary {
    return {
      since: this.#since,
      operations: [...this.#series].map(([operation, series]) => summarise(operation, series)).toSorted((a, b) => (a.operation < b.operation ? -1 : 1)),
      counters: Object.fromEntries(this.#counters),
    };
  }

  #seriesOf(operation: string): Series {
    const known = this.#series.get(operation);
    if (known) return known;
    const name = this.#series.size < seriesMax ? operation : 'other';
    const series = this.#series.get(name) ?? { histogram: createHistogram({ figures: 3 }), errors: 0 };
    this.#series.set(name, series);
    return series;
  }
}

function summarise(operation: string, { histogram, errors }: Series): OperationSummary {
  const ms = (microseconds: number) => Math.round(microseconds) / 1_000;
  return { operation, count: histogram.count, errors, averageMs: ms(histogram.mean), p50Ms: ms(histogram.percentile(50)), p95Ms: ms(histogram.percentile(95)), p99Ms: ms(histogram.percentile(99)), maxMs: ms(histogram.max) };
}
