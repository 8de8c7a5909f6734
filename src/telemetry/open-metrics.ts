import type { PoolHealth } from '../core/ports.ts';
import type { Readings } from './signals.ts';

/** Upper bounds of the exported buckets, in milliseconds. */
const boundsMs = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000];

export interface MetricsSource extends Readings {
  readonly databases: readonly { readonly database: string; readonly health: PoolHealth }[];
  readonly score: number;
}

type Labels = Readonly<Record<string, string>>;

/** All figures in the text format of OpenMetrics 1.0: base units, bounded label sets, no question and no SQL. */
export function openMetrics(source: MetricsSource): string {
  const lines = [...operations(source), ...counters(source), ...pools(source), ...caches(source), ...machine(source)];
  return `${lines.join('\n')}\n# EOF\n`;
}

function* operations({ recorder }: MetricsSource): Iterable<string> {
  yield* head('nl2sql_operation_duration_seconds', 'histogram', 'How long operations took: tools, steps, databases, providers.', 'seconds');
  for (const [operation, histogram] of recorder.histograms('')) {
    const labels = { operation };
    for (const [index, count] of histogram.cumulative(boundsMs).entries()) yield sample('nl2sql_operation_duration_seconds_bucket', count, { ...labels, le: String((boundsMs[index] ?? 0) / 1_000) });
    yield sample('nl2sql_operation_duration_seconds_bucket', histogram.count, { ...labels, le: '+Inf' });
    yield sample('nl2sql_operation_duration_seconds_count', histogram.count, labels);
    yield sample('nl2sql_operation_duration_seconds_sum', histogram.sumMs / 1_000, labels);
  }
  yield* head('nl2sql_in_flight', 'gauge', 'Calls of a tool that are not answered yet.');
  for (const { operation, inFlight } of recorder.summary().operations) if (operation.startsWith('tool.')) yield sample('nl2sql_in_flight', inFlight, { tool: operation.slice('tool.'.length) });
}

const families = [
  { prefix: 'rung.', name: 'nl2sql_questions', label: 'rung', help: 'Questions by the rung that answered; none where nobody did.' },
  { prefix: 'errors.', name: 'nl2sql_errors', label: 'code', help: 'Failed calls by error code.' },
  { prefix: 'rows.', name: 'nl2sql_database_rows', label: 'database', help: 'Rows read from a database.' },
  { prefix: 'bytes.', name: 'nl2sql_database_bytes', label: 'database', help: 'Estimated size in memory of the rows read from a database.' },
  { prefix: 'lost.', name: 'nl2sql_lost_records', label: 'sink', help: 'Records that could not be delivered.' },
  { prefix: '', name: 'nl2sql_events', label: 'event', help: 'Everything else that is counted.' },
];

function* counters({ recorder }: MetricsSource): Iterable<string> {
  const all = Object.entries(recorder.summary().counters);
  const familyOf = (counter: string) => families.find(({ prefix }) => counter.startsWith(prefix));
  for (const family of families) {
    yield* head(family.name, 'counter', family.help);
    for (const [counter, count] of all) if (familyOf(counter) === family) yield sample(`${family.name}_total`, count, { [family.label]: counter.slice(family.prefix.length) });
  }
}

function* pools({ databases }: MetricsSource): Iterable<string> {
  const gauges = [
    ['nl2sql_pool_connections', 'Open connections.', (health: PoolHealth) => health.size],
    ['nl2sql_pool_connections_in_use', 'Connections that are lent.', (health: PoolHealth) => health.inUse],
    ['nl2sql_pool_connections_max', 'Connections at most.', (health: PoolHealth) => health.max],
    ['nl2sql_pool_waiting', 'Calls that wait for a connection.', (health: PoolHealth) => health.waiting],
    ['nl2sql_pool_breaker_open', '1 while the database cannot be reached.', (health: PoolHealth) => (health.breaker === 'open' ? 1 : 0)],
  ] as const;
  for (const [name, help, read] of gauges) {
    yield* head(name, 'gauge', help);
    for (const { database, health } of databases) yield sample(name, read(health), { database });
  }
  yield* head('nl2sql_pool_connects', 'counter', 'Connections made.');
  for (const { database, health } of databases) yield sample('nl2sql_pool_connects_total', health.connects, { database });
  yield* head('nl2sql_pool_connect_failures', 'counter', 'Connections that could not be made.');
  for (const { database, health } of databases) yield sample('nl2sql_pool_connect_failures_total', health.connectFailures, { database });
}

function* caches({ caches: levels }: MetricsSource): Iterable<string> {
  yield* head('nl2sql_cache_entries', 'gauge', 'Entries of a cache.');
  for (const level of levels) yield sample('nl2sql_cache_entries', level.entries, { cache: level.name });
  for (const what of ['hits', 'misses', 'evictions'] as const) {
    yield* head(`nl2sql_cache_${what}`, 'counter', `Cache ${what}.`);
    for (const level of levels) yield sample(`nl2sql_cache_${what}_total`, level[what], { cache: level.name });
  }
}

function* machine({ gauges, score }: MetricsSource): Iterable<string> {
  const values: readonly (readonly [name: string, type: 'gauge' | 'counter', help: string, value: number, unit?: string])[] = [
    ['nl2sql_health_score', 'gauge', 'Health, 0 to 100.', score],
    ['process_cpu_seconds', 'counter', 'CPU time of the process.', gauges.processCpuSeconds, 'seconds'],
    ['process_resident_memory_bytes', 'gauge', 'Resident memory of the process.', gauges.rssBytes, 'bytes'],
    ['nodejs_heap_used_bytes', 'gauge', 'Used JavaScript heap.', gauges.heapUsedBytes, 'bytes'],
    ['nodejs_eventloop_lag_p99_seconds', 'gauge', 'Delay of the event loop, 99th percentile of the last sample.', gauges.eventLoopP99Ms / 1_000, 'seconds'],
    ['nl2sql_machine_cpu_ratio', 'gauge', 'Share of the machine that is busy.', gauges.machineCpuShare, 'ratio'],
    ['nl2sql_machine_memory_free_bytes', 'gauge', 'Free memory of the machine.', gauges.machineMemoryFreeBytes, 'bytes'],
    ['nl2sql_machine_network_receive_bytes_per_second', 'gauge', 'What the machine receives, without loopback.', gauges.networkInBytesPerSecond],
    ['nl2sql_machine_network_transmit_bytes_per_second', 'gauge', 'What the machine sends, without loopback.', gauges.networkOutBytesPerSecond],
    ['nl2sql_disk_free_bytes', 'gauge', 'Free space where this server writes.', gauges.diskFreeBytes, 'bytes'],
  ];
  for (const [name, type, help, value, unit] of values) {
    if (Number.isNaN(value)) continue;
    yield* head(name, type, help, unit);
    yield sample(type === 'counter' ? `${name}_total` : name, value);
  }
}

function* head(name: string, type: string, help: string, unit?: string): Iterable<string> {
  yield `# TYPE ${name} ${type}`;
  if (unit !== undefined) yield `# UNIT ${name} ${unit}`;
  yield `# HELP ${name} ${help}`;
}

function sample(name: string, value: number, labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}
