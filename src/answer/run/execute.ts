import type { CacheTier } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import type { CallOptions, Telemetry, TieredCache } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import { readsClock } from '../../memory/reads-clock.ts';
import type { Clock } from '../../std/clock.ts';
import { policyFingerprint } from '../target/policy-fingerprint.ts';
import type { Target } from '../target/target.ts';
import { cachedResult, type CachedResult } from './cached-result.ts';
import type { DataVersions } from './freshness.ts';

export interface ExecuteRequest {
  readonly statement: VerifiedSql;
  readonly target: Target;
  readonly principal: Principal;
  readonly limits: ResultLimits;
  /** Epoch milliseconds: rows that were read later than this are as good as rows read for this call. */
  readonly askedAt: number;
  /** Seconds; 0 = run now. Absent: cached rows are served only while the engine says that nothing changed. */
  readonly maxAge?: number;
}

/** What rows are read and kept with. */
export interface ExecutionServices {
  readonly results: TieredCache<CachedResult>;
  readonly dataVersions: DataVersions;
  /** Brings in what other processes of the same state wrote; microseconds where there is nothing. */
  refreshState(): void;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

export interface Executed {
  readonly result: ResultSet;
  readonly asOf: number;
  readonly cache: CacheTier;
}

/** Runs a proven statement, or serves the rows of an equal call while they are provably or acceptably fresh. */
export async function execute(request: ExecuteRequest, services: ExecutionServices, call: CallOptions): Promise<Executed> {
  services.refreshState();
  const key = keyOf(request);
  if (request.maxAge === 0) return executed(await runNow(request, key, services, call), 'none');
  const near = services.results.peek(key);
  const found = near ? { value: near, tier: 'memory' as const } : await services.results.get(key, request.principal);
  if (found && (await isFresh(found.value, key, request, services))) return executed(found.value, found.tier);
  const accept = (value: CachedResult) => isFresh(value, key, request, services);
  const options = { accept, timeoutMs: call.timeoutMs, owner: request.principal, ...(call.signal ? { signal: call.signal } : {}) };
  const computed = await services.results.compute(key, options, (signal) => run(request, services, { ...call, signal }));
  return executed(computed.value, computed.tier);
}

/** The rows of an equal call that are in memory and known to be fresh, at once; undefined where anything would have to be asked or run. */
export function freshRows(request: ExecuteRequest, services: ExecutionServices): Executed | undefined {
  if (request.maxAge === 0) return undefined;
  const near = services.results.peek(keyOf(request));
  return near && judge(near, services.dataVersions.known(request.target), request, services) ? executed(near, 'memory') : undefined;
}

/** Shares nobody's execution: what was written a moment ago must be seen. */
async function runNow(request: ExecuteRequest, key: string, services: ExecutionServices, call: CallOptions): Promise<CachedResult> {
  const cached = await run(request, services, call);
  services.results.set(key, cached, request.principal);
  return cached;
}

/** The version is read before the rows: a change in between makes the entry look old, never new. */
async function run(request: ExecuteRequest, services: ExecutionServices, call: CallOptions): Promise<CachedResult> {
  const dataVersion = await services.dataVersions.current(request.target);
  const asOf = services.clock.now();
  const result = await runVerified(request, call);
  const cached = cachedResult(result, { asOf, dataVersion, isTimeless: !readsClock(request.statement.sql) && !(await readsView(request)) });
  services.telemetry.count(`rows.${request.target.name}`, result.rows.length);
  services.telemetry.count(`bytes.${request.target.name}`, cached.bytes);
  return cached;
}

/** A proof that the catalog has overtaken is made anew, once. */
async function runVerified({ statement, target, limits }: ExecuteRequest, call: CallOptions): Promise<ResultSet> {
  try {
    return await target.database.execute(statement, limits, call);
  } catch (error) {
    if (!(error instanceof StaleProof)) throw error;
    const renewed = await target.prover.renew(statement, call);
    if (isRefusal(renewed)) throw new Failure('PERMISSION_DENIED', renewed.reason, { hints: renewed.hints, cause: error });
    return target.database.execute(renewed, limits, call);
  }
}

async function isFresh(cached: CachedResult, key: string, request: ExecuteRequest, services: ExecutionServices): Promise<boolean> {
  const fresh = judge(cached, undefined, request, services) ?? judge(cached, await services.dataVersions.current(request.target), request, services) ?? false;
  if (!fresh && cached.dataVersion !== null && cached.isTimeless && request.maxAge === undefined) services.results.dropStale(key);
  return fresh;
}

/** Whether the rows may be served while the data has this version; undefined where that hangs on the version and it is not known. */
function judge(cached: CachedResult, version: string | null | undefined, request: ExecuteRequest, services: ExecutionServices): boolean | undefined {
  if (cached.asOf > request.askedAt) return true;
  if (request.maxAge !== undefined) return services.clock.now() - cached.asOf <= request.maxAge * 1_000;
  if (cached.dataVersion === null || !cached.isTimeless) return false;
  return version === undefined ? undefined : version === cached.dataVersion;
}

/** A view may read the clock where nobody sees it. */
async function readsView({ target, statement }: ExecuteRequest): Promise<boolean> {
  const catalog = await target.knowledge.catalog();
  return statement.proof.tables.some((name) => catalog.table(name)?.table.kind === 'view');
}

function executed({ result, asOf }: CachedResult, cache: CacheTier): Executed {
  return { result, asOf, cache };
}

function keyOf({ target, principal, limits, statement }: ExecuteRequest): string {
  return `${target.identity}\n${target.knowledge.version}\n${principal}\n${policyFingerprint(target.policy)}\n${limits.rowsMax},${limits.offset},${limits.cellBytesMax},${limits.bytesMax}\n${statement.sql}`;
}
