import { Failure } from '../core/errors.ts';
import type { OperationSummary, PoolHealth } from '../core/ports.ts';
import { nearest } from '../std/nearest.ts';
import type { Services } from './services.ts';
import type { Wire } from './wire.ts';

/** How fast, how right and how loaded the server is, since start. */
export function performanceReport(request: { readonly operation?: string | undefined }, services: Services): Wire {
  const { since, operations, counters } = services.telemetry.summary();
  if (request.operation !== undefined) return { operation: operationToWire(find(operations, request.operation)) };
  const question = operations.find((entry) => entry.operation === 'tool.nl2sql');
  const requests = operations.filter((entry) => entry.operation.startsWith('tool.')).reduce((sum, entry) => sum + entry.count, 0);
  const rungs = Object.fromEntries(Object.entries(counters).filter(([name]) => name.startsWith('rung.')).map(([name, count]) => [name.slice('rung.'.length), count]));
  const asked = Object.values(rungs).reduce((sum, count) => sum + count, 0);
  const hits = (rungs['instant'] ?? 0) + (rungs['remembered'] ?? 0);
  const caches = services.caches.map((cache) => cache.stats());
  const looked = caches.reduce((sum, cache) => sum + cache.hits + cache.misses, 0);
  const pools = [...services.targets.values()].map((target) => ({ database: target.name, ...poolToWire(target.database.health()) }));
  return {
    summary: headline(pools, counters),
    uptime_s: Math.round((services.clock.now() - since) / 1_000),
    total_requests: requests,
    heuristic_routing: { hits, percentage: asked === 0 ? 0 : Math.round((hits / asked) * 1_000) / 10 },
    cache_stats: { hit_rate: looked === 0 ? 0 : Math.round((caches.reduce((sum, cache) => sum + cache.hits, 0) / looked) * 1_000) / 1_000, total_entries: caches.reduce((sum, cache) => sum + cache.entries, 0) },
    response_times: question ? { average_ms: question.averageMs, p50_ms: question.p50Ms, p95_ms: question.p95Ms, p99_ms: question.p99Ms } : { average_ms: 0, p50_ms: 0, p95_ms: 0, p99_ms: 0 },
    rungs,
    pools,
    operations: operations.map((entry) => `${entry.operation} ${entry.count} × p50 ${entry.p50Ms} ms, p99 ${entry.p99Ms} ms${entry.errors > 0 ? `, ${entry.errors} failed` : ''}`),
  };
}

function headline(pools: readonly Wire[], counters: Readonly<Record<string, number>>): string {
  const down = pools.filter((pool) => pool['last_error'] !== undefined).map((pool) => `${String(pool['database'])}: ${String(pool['last_error'])}`);
  if (down.length > 0) return `Not well: ${down.join('; ')}`;
  const internal = counters['errors.INTERNAL'] ?? 0;
  return internal > 0 ? `Not well: ${internal} internal errors` : 'All is well.';
}

function find(operations: readonly OperationSummary[], name: string): OperationSummary {
  const found = operations.find((entry) => entry.operation === name);
  if (found) return found;
  const names = operations.map((entry) => entry.operation);
  const near = nearest(name, names);
  throw new Failure('BAD_ARGUMENT', `nothing was measured under "${name}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Measured: ${names.join(', ')}`] });
}

function operationToWire(entry: OperationSummary): Wire {
  return { name: entry.operation, count: entry.count, errors: entry.errors, average_ms: entry.averageMs, p50_ms: entry.p50Ms, p95_ms: entry.p95Ms, p99_ms: entry.p99Ms, max_ms: entry.maxMs };
}

function poolToWire(health: PoolHealth): Wire {
  return { size: health.size, in_use: health.inUse, waiting: health.waiting, max: health.max, breaker: health.breaker, ...(health.lastError ? { last_error: health.lastError } : {}) };
}
