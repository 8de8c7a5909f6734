import type { CacheTier } from '../core/answer.ts';
import type { CallOptions } from '../core/ports.ts';
import type { Principal } from '../core/question.ts';
import type { ResultLimits, ResultSet } from '../core/result.ts';
import type { CachedResult, Services, Target } from './services.ts';

export interface ExecuteRequest {
  readonly sql: string;
  readonly target: Target;
  readonly principal: Principal;
  readonly limits: ResultLimits;
  /** Seconds; 0 = run now. Absent: cached rows are served only while the engine says that nothing changed. */
  readonly maxAge?: number;
}

export interface Executed {
  readonly result: ResultSet;
  readonly asOf: number;
  readonly cache: CacheTier;
}

/** Runs a proven statement, or serves the rows of an equal call while they are provably or acceptably fresh. */
export async function execute(request: ExecuteRequest, services: Services, call: CallOptions): Promise<Executed> {
  const key = keyOf(request);
  const cached = services.results.get(key);
  if (cached && (await isFresh(cached, request, services))) return { result: cached.result, asOf: cached.asOf, cache: 'memory' };
  // The version is read before the rows: a change in between makes the entry look old, never new.
  const dataVersion = await services.dataVersions.current(request.target);
  const asOf = services.clock.now();
  const result = await request.target.database.execute(request.sql, request.limits, call);
  services.results.set(key, { result, asOf, dataVersion, bytes: bytesOf(result) });
  return { result, asOf, cache: 'none' };
}

async function isFresh(cached: CachedResult, request: ExecuteRequest, services: Services): Promise<boolean> {
  if (request.maxAge !== undefined) return services.clock.now() - cached.asOf <= request.maxAge * 1_000 && request.maxAge > 0;
  if (cached.dataVersion === null || dependsOnMoment(request.sql)) return false;
  return (await services.dataVersions.current(request.target)) === cached.dataVersion;
}

/** The clock and chance are no data: results that may hold them are never served again without the caller's leave. */
function dependsOnMoment(sql: string): boolean {
  return /\b(now|random|rand|uuid|gen_random_uuid|current_(date|time|timestamp)|localtime(stamp)?|sysdate|curdate|curtime|clock_timestamp|date|datetime|julianday|unixepoch|strftime|unix_timestamp|utc_\w+)\b/i.test(sql);
}

function keyOf({ target, principal, limits, sql }: ExecuteRequest): string {
  return `${target.name}\n${principal}\n${limits.rowsMax},${limits.offset},${limits.cellBytesMax},${limits.bytesMax}\n${sql}`;
}

function bytesOf(result: ResultSet): number {
  let bytes = 200;
  for (const row of result.rows) for (const cell of row) bytes += typeof cell === 'string' ? cell.length * 2 + 16 : 16;
  return bytes;
}
