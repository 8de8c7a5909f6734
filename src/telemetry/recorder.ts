import type { Telemetry } from '../core/ports.ts';
import type { FinishedCall, OperationSummary, TelemetrySummary, WindowName } from '../core/telemetry.ts';
import type { Clock } from '../std/clock.ts';
import { FrequentQuestions } from './frequent.ts';
import type { Histogram } from './histogram.ts';
import type { TextPolicy } from './redact.ts';
import { Traces } from './traces.ts';
import { Counter, coveredSeconds, Series } from './windows.ts';

/** A series may take 85 kB, so that all together stay below 7 MB. What comes later is counted under `other`. */
const seriesMax = 80;
const countersMax = 300;

export interface RecorderOptions {
  readonly clock: Clock;
  readonly texts: TextPolicy;
}

/** Figures in fixed memory: durations and counts by window, slow and failed calls, frequent questions. */
export class Recorder implements Telemetry {
  readonly enabled = true;
  readonly #clock: Clock;
  readonly #listeners: ((call: FinishedCall) => void)[] = [];
  readonly #series = new Map<string, Series>();
  /** Some of the series, by the bare names of tools, steps and tiers of the cache: a recording must not build a name. */
  readonly #tools = new Map<string, Series>();
  readonly #steps = new Map<string, Series>();
  readonly #tiers = new Map<string, Series>();
  readonly #counters = new Map<string, Counter>();
  readonly traces: Traces;
  readonly frequent = new FrequentQuestions();
  #since: number;

  constructor({ clock, texts }: RecorderOptions) {
    this.#clock = clock;
    this.#since = clock.now();
    this.traces = new Traces(texts);
  }

  /** Told of each finished call; must neither throw nor wait. */
  onCall(listener: (call: FinishedCall) => void): void {
    this.#listeners.push(listener);
  }

  record(operation: string, durationMs: number, code?: string): void {
    this.#seriesOf(operation).record(durationMs, code, this.#clock.now());
  }

  step(name: string, startedMs: number, endedMs: number, code?: string): void {
    this.#stepOf(name).record(endedMs - startedMs, code, this.#clock.now());
  }

  count(counter: string, by = 1): void {
    this.#counterOf(counter).add(by, this.#clock.now());
  }

  began(tool: string): void {
    this.#toolOf(tool).inFlight += 1;
  }

  ended(call: FinishedCall): void {
    const now = this.#clock.now();
    const series = this.#toolOf(call.tool);
    series.inFlight = Math.max(0, series.inFlight - 1);
    series.record(call.ms, call.code, now);
    for (const step of call.steps) this.#stepOf(step.name).record(step.ms, step.code, now);
    if (call.cache !== undefined) (this.#tiers.get(call.cache) ?? this.#name(this.#tiers, 'cache', call.cache)).record(call.ms, call.code, now);
    this.#counterOf('calls').add(1, now);
    if (call.code !== undefined) this.#counterOf(`errors.${call.code}`).add(1, now);
    if (call.rows !== undefined && call.rows > 0) this.#counterOf('rows').add(call.rows, now);
    this.traces.add(call);
    this.frequent.add(call);
    for (const listener of this.#listeners) listener(call);
  }

  summary(window: WindowName = 'all'): TelemetrySummary {
    const now = this.#clock.now();
    const seconds = coveredSeconds(window, this.#since, now);
    const operations = [...this.#series].map(([operation, series]) => summarise(operation, series, series.read(window, now), seconds));
    const counters = [...this.#counters].map(([name, counter]) => [name, counter.read(window, now)] as const);
    return {
      since: this.#since,
      window,
      seconds,
      operations: operations.filter((entry) => entry.count > 0 || entry.inFlight > 0).toSorted((a, b) => (a.operation < b.operation ? -1 : 1)),
      counters: Object.fromEntries(counters.filter(([, count]) => count !== 0)),
    };
  }

  /** One operation in one window, for signals that are read often. */
  histogram(operation: string, window: WindowName): Histogram | undefined {
    return this.#series.get(operation)?.read(window, this.#clock.now());
  }

  counter(name: string, window: WindowName): number {
    return this.#counters.get(name)?.read(window, this.#clock.now()) ?? 0;
  }

  /** The operations whose names begin with the prefix, since start. */
  *histograms(prefix: string): Iterable<readonly [string, Histogram]> {
    for (const [operation, series] of this.#series) if (operation.startsWith(prefix)) yield [operation, series.read('all', 0)];
  }

  /** Begins anew; calls in flight stay counted. */
  reset(): void {
    const inFlight = [...this.#series].filter(([, series]) => series.inFlight > 0).map(([name, series]) => [name, series.inFlight] as const);
    this.#series.clear();
    this.#tools.clear();
    this.#steps.clear();
    this.#tiers.clear();
    this.#counters.clear();
    this.traces.clear();
    this.frequent.clear();
    this.#since = this.#clock.now();
    for (const [name, count] of inFlight) this.#seriesOf(name).inFlight = count;
  }

  #counterOf(counter: string): Counter {
    const known = this.#counters.get(counter);
    if (known) return known;
    const name = this.#counters.size < countersMax ? counter : 'other';
    const made = this.#counters.get(name) ?? new Counter();
    this.#counters.set(name, made);
    return made;
  }

  #toolOf(tool: string): Series {
    return this.#tools.get(tool) ?? this.#name(this.#tools, 'tool', tool);
  }

  #stepOf(step: string): Series {
    return this.#steps.get(step) ?? this.#name(this.#steps, 'step', step);
  }

  #name(known: Map<string, Series>, kind: string, name: string): Series {
    const series = this.#seriesOf(`${kind}.${name}`);
    known.set(name, series);
    return series;
  }

  #seriesOf(operation: string): Series {
    const known = this.#series.get(operation);
    if (known) return known;
    const name = this.#series.size < seriesMax ? operation : 'other';
    const series = this.#series.get(name) ?? new Series();
    this.#series.set(name, series);
    return series;
  }
}

function summarise(operation: string, series: Series, histogram: Histogram, seconds: number): OperationSummary {
  const [p50Ms = 0, p90Ms = 0, p95Ms = 0, p99Ms = 0] = histogram.percentiles([0.5, 0.9, 0.95, 0.99]);
  const { count, errors, sumMs, maxMs } = histogram;
  return { operation, count, errors, averageMs: count === 0 ? 0 : sumMs / count, p50Ms, p90Ms, p95Ms, p99Ms, maxMs, perSecond: count / seconds, inFlight: series.inFlight, codes: Object.fromEntries(series.codes) };
}
