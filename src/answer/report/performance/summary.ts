import type { PoolHealth } from '../../../core/ports.ts';
import { isDown } from '../../../core/probes.ts';
import type { AlertState, Gauges, Health, OperationSummary, TelemetrySummary, WindowName } from '../../../core/telemetry.ts';
import type { HealthStatus, PerformanceSummaryWire } from '../../../core/wire.ts';
import { experimentLines } from '../ab-text.ts';
import type { ReportServices } from '../report-services.ts';
import { count, ms, percent, share } from './figures.ts';

export type SummaryServices = Pick<ReportServices, 'targets' | 'reader' | 'clock' | 'caches' | 'experiment'>;

const listedMax = 6;

/** All on one page of at most 600 tokens; `health.status` says whether all is well, the first line says it to people. */
export function performanceSummary(window: WindowName, services: SummaryServices): PerformanceSummaryWire {
  const { reader, clock } = services;
  const figures = reader.summary(window);
  const health = reader.health();
  const firing = reader.alerts().filter((alert) => alert.firing);
  const pools = [...services.targets.values()].map((target) => ({ database: target.name, health: target.database.health() }));
  const rungs = rungsOf(figures);
  const troubles = troublesOf({ firing, pools, figures });
  const status = statusOf(health, troubles);
  return {
    summary: headline({ status, score: health.score, troubles, figures, rungs }),
    window,
    uptime_s: Math.round((clock.now() - figures.since) / 1_000),
    health: { status, score: health.score, costs: costsOf(health) },
    ...(firing.length > 0 ? { alerts: firing.slice(0, 5).map((alert) => alertText(alert)) } : {}),
    total_requests: requestsOf(figures),
    heuristic_routing: { hits: rungs.withoutModel, percentage: percent(rungs.withoutModel, rungs.asked) },
    cache_stats: cacheStats(services),
    response_times: responseTimes(figures),
    rungs: rungs.counts,
    abstained: percent(rungs.counts['none'] ?? 0, rungs.asked),
    ...modelFigures(figures, rungs.asked),
    ...experimentFigures(services),
    rows: figures.counters['rows'] ?? 0,
    ...latencyByTier(figures),
    pools: pools.slice(0, listedMax).map(({ database, health: pool }) => poolText(database, pool, figures)),
    process: processText(reader.gauges()),
    machine: machineText(reader.gauges()),
    operations: slowestOperations(figures.operations),
  };
}

interface Rungs {
  readonly counts: Readonly<Record<string, number>>;
  readonly asked: number;
  readonly withoutModel: number;
}

function rungsOf({ counters }: TelemetrySummary): Rungs {
  const counts = Object.fromEntries(['remembered', 'instant', 'model', 'none'].map((rung) => [rung, counters[`rung.${rung}`] ?? 0]));
  const asked = Object.values(counts).reduce((sum, value) => sum + value, 0);
  return { counts, asked, withoutModel: (counts['remembered'] ?? 0) + (counts['instant'] ?? 0) };
}

/** The costliest signals, as text. */
function costsOf({ signals }: Health): Readonly<Record<string, string>> {
  return Object.fromEntries(signals.filter((signal) => signal.cost > 0).slice(0, 4).map((signal) => [signal.name, `${round(signal.value)} of ${signal.limit} ${signal.unit}: −${signal.cost}`]));
}

interface TroubleFacts {
  readonly firing: readonly AlertState[];
  readonly pools: readonly { readonly database: string; readonly health: PoolHealth }[];
  readonly figures: TelemetrySummary;
}

/** What is not well, each as words. */
function troublesOf({ firing, pools, figures }: TroubleFacts): string[] {
  const down = pools.filter(({ health }) => isDown(health)).map(({ database, health }) => `${database} is down (${health.lastError ?? 'no connection'})`);
  const internal = figures.counters['errors.INTERNAL'] ?? 0;
  return [...down, ...firing.map((alert) => alertText(alert)), ...(internal > 0 ? [count(internal, 'internal error')] : [])];
}

function statusOf({ score }: Health, troubles: readonly string[]): HealthStatus {
  if (troubles.length > 0) return 'unwell';
  return score >= 90 ? 'well' : 'strained';
}

interface HeadlineFacts {
  readonly status: HealthStatus;
  readonly score: number;
  readonly troubles: readonly string[];
  readonly figures: TelemetrySummary;
  readonly rungs: Rungs;
}

function headline({ status, score, troubles, figures, rungs }: HeadlineFacts): string {
  if (status === 'unwell') return `Not well: ${troubles.slice(0, 4).join('; ')}. Health ${score} of 100.`;
  const { p95_ms } = responseTimes(figures);
  const asked = rungs.asked === 0 ? 'no question yet' : `${count(rungs.asked, 'question')}, p95 ${p95_ms} ms, ${percent(rungs.withoutModel, rungs.asked)} % without a model`;
  return `${status === 'well' ? 'All is well' : 'Strained'}: health ${score} of 100, ${asked}.`;
}

export function alertText({ name, value, limit, unit }: AlertState): string {
  return `alert ${name}: ${round(value)} ${unit} (limit ${limit})`;
}

function requestsOf({ operations }: TelemetrySummary): number {
  return operations.filter((entry) => entry.operation.startsWith('tool.')).reduce((sum, entry) => sum + entry.count, 0);
}

function responseTimes({ operations }: TelemetrySummary) {
  const asked = operations.find((entry) => entry.operation === 'tool.nl2sql') ?? operations.find((entry) => entry.operation === 'tool.run_sql');
  return { average_ms: ms(asked?.averageMs ?? 0), p50_ms: ms(asked?.p50Ms ?? 0), p95_ms: ms(asked?.p95Ms ?? 0), p99_ms: ms(asked?.p99Ms ?? 0) };
}

function cacheStats({ caches }: SummaryServices) {
  const stats = caches.map((cache) => cache.stats());
  const total = (read: (level: (typeof stats)[number]) => number) => stats.reduce((sum, level) => sum + read(level), 0);
  return { hit_rate: share(total((level) => level.hits), total((level) => level.hits + level.misses)), total_entries: total((level) => level.entries) };
}

/** p50 and p99 of calls by where their rows came from, of Redis's commands and of pgvector's statements. */
function latencyByTier({ operations }: TelemetrySummary): Pick<PerformanceSummaryWire, 'rows_from_p50_p99_ms'> {
  const entries = [...['memory', 'shared', 'none'].map((tier) => [tier === 'none' ? 'database' : tier, `cache.${tier}`] as const), ...['redis', 'pgvector'].map((server) => [server, server] as const)];
  const found = entries.flatMap(([name, operation]) => operations.filter((entry) => entry.operation === operation).map((entry) => [name, `${ms(entry.p50Ms)}, ${ms(entry.p99Ms)}`] as const));
  return found.length === 0 ? {} : { rows_from_p50_p99_ms: Object.fromEntries(found) };
}

/** Only where a model was asked. */
function modelFigures({ counters }: TelemetrySummary, asked: number): Pick<PerformanceSummaryWire, 'model'> {
  const calls = counters['model.calls'] ?? 0;
  if (calls === 0) return {};
  const tokens = (counters['model.tokens.input'] ?? 0) + (counters['model.tokens.output'] ?? 0);
  return { model: { calls, calls_per_question: share(calls, asked), tokens, usd: round((counters['model.cost.microusd'] ?? 0) / 1e6), ...repairFigures(counters) } };
}

/** Only where SQL of a model failed and was given back to it. */
function repairFigures(counters: TelemetrySummary['counters']): { readonly repairs?: number; readonly repaired?: number } {
  const tried = counters['repairs.tried'] ?? 0;
  return tried === 0 ? {} : { repairs: tried, repaired: percent(counters['repairs.mended'] ?? 0, tried) };
}

/** What was read from a database, not what was served again. */
function readText(database: string, { counters }: TelemetrySummary): string {
  const rows = counters[`rows.${database}`] ?? 0;
  return rows === 0 ? '' : `, ${count(rows, 'row')} read (${kilobytes(counters[`bytes.${database}`] ?? 0)} kB)`;
}

/** Both arms of a running experiment, with confidence intervals. */
function experimentFigures({ experiment }: SummaryServices): Pick<PerformanceSummaryWire, 'experiment'> {
  const report = experiment.report();
  return report ? { experiment: experimentLines(report) } : {};
}

function poolText(database: string, pool: PoolHealth, figures: TelemetrySummary): string {
  const wait = figures.operations.find((entry) => entry.operation === `pool.${database}`);
  const unended = pool.unended === undefined ? '' : `, ${pool.unended} stopped and not ended`;
  const trouble = unended + (pool.lastError === undefined ? '' : `, last error: ${pool.lastError}`);
  return `${database}: ${pool.inUse} of ${pool.size} in use (max ${pool.max}), ${pool.waiting} waiting${wait ? `, p99 wait ${ms(wait.p99Ms)} ms` : ''}${pool.breaker === 'open' ? ', breaker open' : ''}${readText(database, figures)}${trouble}`;
}

function processText(gauges: Gauges): string {
  return `CPU ${percent(gauges.processCpuShare, 1)} %, ${megabytes(gauges.rssBytes)} MB, event loop p99 ${ms(gauges.eventLoopP99Ms)} ms late`;
}

function machineText(gauges: Gauges): string {
  const disk = Number.isNaN(gauges.diskFreeBytes) ? '' : `, disk ${megabytes(gauges.diskFreeBytes)} MB free`;
  const network = Number.isNaN(gauges.networkInBytesPerSecond) ? '' : `, network ${kilobytes(gauges.networkInBytesPerSecond)} kB/s in, ${kilobytes(gauges.networkOutBytesPerSecond)} out`;
  return `CPU ${percent(gauges.machineCpuShare, 1)} %, memory ${megabytes(gauges.machineMemoryFreeBytes)} of ${megabytes(gauges.machineMemoryBytes)} MB free${disk}${network}`;
}

/** Those that took most of the time. */
function slowestOperations(operations: readonly OperationSummary[]): string[] {
  const byTime = operations.toSorted((a, b) => b.averageMs * b.count - a.averageMs * a.count);
  return byTime.slice(0, listedMax).map((entry) => `${entry.operation}: ${entry.count} × p50 ${ms(entry.p50Ms)}, p99 ${ms(entry.p99Ms)} ms${entry.errors > 0 ? `, ${entry.errors} failed` : ''}`);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1_000);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
