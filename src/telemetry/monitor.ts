import type { TelemetryReader } from '../core/ports.ts';
import type { Probes } from '../core/probes.ts';
import type { AlertState, FrequentQuestion, Gauges, Health, HistoryPoint, TelemetrySummary, Trace, WindowName } from '../core/telemetry.ts';
import type { Clock } from '../std/clock.ts';
import { type AlertRule, Alerts } from './alerts.ts';
import type { GaugeReader } from './gauges.ts';
import { healthOf, type Limits } from './health.ts';
import { openMetrics } from './open-metrics.ts';
import type { Recorder } from './recorder.ts';
import type { Readings } from './signals.ts';

/** Half an hour at one point every five seconds. */
const historyMax = 360;

export interface MonitorOptions {
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly gauges: Pick<GaugeReader, 'read'>;
  readonly probes: Probes;
  readonly rules: readonly AlertRule[];
  readonly limits: Limits;
}

/** Looks at process, pools and signals every few seconds (`tick`), and reads everything out. */
export class Monitor implements TelemetryReader {
  readonly #options: MonitorOptions;
  readonly #alerts: Alerts;
  readonly #listeners = new Set<(alert: AlertState) => void>();
  #gauges: Gauges = unread;
  #history: HistoryPoint[] = [];
  #calls = 0;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#alerts = new Alerts(options.rules, options.clock.now());
  }

  async tick(): Promise<void> {
    const { clock, gauges, recorder } = this.#options;
    const now = clock.now();
    this.#gauges = await gauges.read(now);
    this.#history = [...this.#history, this.#point(now)].slice(-historyMax);
    recorder.traces.forgetOld(now);
    for (const alert of this.#alerts.check(this.#readings(), now)) for (const tell of this.#listeners) tell(alert);
  }

  summary(window?: WindowName): TelemetrySummary {
    return this.#options.recorder.summary(window);
  }

  gauges(): Gauges {
    return this.#gauges;
  }

  health(): Health {
    return healthOf(this.#readings(), this.#options.limits);
  }

  alerts(): readonly AlertState[] {
    return this.#alerts.states();
  }

  onAlert(listener: (alert: AlertState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  traces(): { readonly slow: readonly Trace[]; readonly failed: readonly Trace[] } {
    return this.#options.recorder.traces.read(this.#options.clock.now());
  }

  frequent(): readonly FrequentQuestion[] {
    return this.#options.recorder.frequent.read();
  }

  history(): readonly HistoryPoint[] {
    return this.#history;
  }

  openMetrics(): string {
    return openMetrics({ ...this.#readings(), databases: this.#options.probes.pools(), score: this.health().score });
  }

  reset(): void {
    this.#options.recorder.reset();
    this.#history = [];
    this.#calls = 0;
  }

  #readings(): Readings {
    const { recorder, probes } = this.#options;
    return { recorder, gauges: this.#gauges, pools: probes.pools().map(({ health }) => health), caches: probes.caches() };
  }

  #point(now: number): HistoryPoint {
    const { recorder } = this.#options;
    const calls = recorder.counter('calls', 'all');
    const before = this.#history.at(-1);
    const seconds = before ? (now - before.at) / 1_000 : 0;
    const [p50Ms = 0, p95Ms = 0, p99Ms = 0] = recorder.histogram('tool.nl2sql', '1m')?.percentiles([0.5, 0.95, 0.99]) ?? [];
    const callsPerSecond = seconds > 0 ? Math.max(0, calls - this.#calls) / seconds : 0;
    this.#calls = calls;
    return { at: now, callsPerSecond, p50Ms, p95Ms, p99Ms, eventLoopMs: this.#gauges.eventLoopP99Ms, rssBytes: this.#gauges.rssBytes, cpuShare: this.#gauges.processCpuShare, score: this.health().score };
  }
}

/** Before the first tick. */
const unread: Gauges = {
  at: 0,
  processCpuShare: 0,
  processCpuSeconds: 0,
  rssBytes: 0,
  heapUsedBytes: 0,
  eventLoopP50Ms: 0,
  eventLoopP99Ms: 0,
  machineCpuShare: 0,
  machineLoad1: 0,
  machineMemoryBytes: 0,
  machineMemoryFreeBytes: 0,
  diskBytes: Number.NaN,
  diskFreeBytes: Number.NaN,
  networkInBytesPerSecond: 0,
  networkOutBytesPerSecond: 0,
};
