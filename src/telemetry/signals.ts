import type { CacheStats, PoolHealth } from '../core/ports.ts';
import { isDown } from '../core/probes.ts';
import type { Gauges } from '../core/telemetry.ts';
import type { Recorder } from './recorder.ts';

/** What signals are read from. */
export interface Readings {
  readonly recorder: Recorder;
  readonly gauges: Gauges;
  readonly pools: readonly PoolHealth[];
  readonly caches: readonly CacheStats[];
}

export interface Signal {
  readonly name: string;
  readonly unit: string;
  /** NaN where there is nothing to read. */
  readonly read: (readings: Readings) => number;
  /** The value at which all points are lost; from half of it on they go gradually. */
  readonly limit: number;
  /** Points of the health score; 0 = for alerts only. */
  readonly weight: number;
}

/** Failures that are this server's or a database's, not the caller's. */
const ownFaults = ['INTERNAL', 'UNAVAILABLE', 'TIMEOUT', 'BUSY'];
const callsMin = 5;

/** Everything that health and alerts look at; the weights add up to 100. Rates and percentiles are those of the last 15 minutes. */
export const signals: readonly Signal[] = [
  { name: 'error_rate', unit: 'share', limit: 0.1, weight: 25, read: errorRate },
  { name: 'databases_down', unit: 'databases', limit: 1, weight: 25, read: ({ pools }) => pools.filter(isDown).length },
  { name: 'p95_ms', unit: 'ms', limit: 5_000, weight: 15, read: ({ recorder }) => percentile(recorder, 'tool.nl2sql', 0.95) },
  { name: 'pool_waiting', unit: 'calls', limit: 20, weight: 10, read: ({ pools }) => pools.reduce((sum, pool) => sum + pool.waiting, 0) },
  { name: 'event_loop_p99_ms', unit: 'ms', limit: 200, weight: 10, read: ({ gauges }) => gauges.eventLoopP99Ms },
  { name: 'rss_mb', unit: 'MB', limit: 2_048, weight: 5, read: ({ gauges }) => gauges.rssBytes / 2 ** 20 },
  { name: 'disk_used', unit: 'share', limit: 0.98, weight: 5, read: ({ gauges }) => nearFull(1 - gauges.diskFreeBytes / gauges.diskBytes) },
  { name: 'losses', unit: 'records', limit: 1, weight: 5, read: ({ recorder }) => losses.reduce((sum, name) => sum + recorder.counter(name, '15m'), 0) },
  { name: 'hit_rate', unit: 'share', limit: 0, weight: 0, read: hitRate },
  { name: 'abstention_rate', unit: 'share', limit: 0, weight: 0, read: abstentionRate },
  { name: 'provider_usd_24h', unit: 'USD', limit: 0, weight: 0, read: ({ recorder }) => recorder.counter('model.cost.microusd', '24h') / 1e6 },
  { name: 'provider_calls_24h', unit: 'calls', limit: 0, weight: 0, read: ({ recorder }) => recorder.counter('model.calls', '24h') },
];

/** Counters of records that could not be delivered. */
export const losses = ['lost.audit', 'lost.webhook', 'lost.otlp', 'lost.log'];

function errorRate({ recorder }: Readings): number {
  const calls = recorder.counter('calls', '15m');
  const faults = ownFaults.reduce((sum, code) => sum + recorder.counter(`errors.${code}`, '15m'), 0);
  return calls < callsMin ? 0 : faults / calls;
}

function percentile(recorder: Recorder, operation: string, share: number): number {
  return recorder.histogram(operation, '15m')?.percentiles([share])[0] ?? 0;
}

/** A disk is no concern below 80 %. */
function nearFull(used: number): number {
  return used < 0.8 ? 0 : used;
}

function hitRate({ caches }: Readings): number {
  const hits = caches.reduce((sum, cache) => sum + cache.hits, 0);
  const asked = caches.reduce((sum, cache) => sum + cache.hits + cache.misses, 0);
  return asked === 0 ? Number.NaN : hits / asked;
}

function abstentionRate({ recorder }: Readings): number {
  const [none = 0, ...rest] = ['none', 'remembered', 'instant', 'model'].map((rung) => recorder.counter(`rung.${rung}`, '15m'));
  const asked = rest.reduce((sum, count) => sum + count, none);
  return asked < callsMin ? Number.NaN : none / asked;
}
