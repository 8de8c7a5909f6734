import type { CacheTier } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import type { CallOptions, Telemetry, TieredCache, TogetherOptions } from '../../core/ports.ts';
import type { Principal } from '../../core/question.ts';
import type { ResultLimits, ResultSet } from '../../core/result.ts';
import { StaleProof, type VerifiedSql } from '../../core/verified-sql.ts';
import { readsClock } from '../../memory/reads-clock.ts';
import type { Clock } from '../../std/clock.ts';
import { extend } from '../../std/extend.ts';
import { meanwhile } from '../../std/meanwhile.ts';
import { policyFingerprint } from '../target/policy-fingerprint.ts';
import { keyOf as keyOfTarget, type Target } from '../target/target.ts';
import { whileItStands } from '../verify/standing.ts';
import { cachedResult, type CachedResult } from './cached-result.ts';
import type { DataVersions } from './freshness.ts';

export interface ExecuteRequest {
  readonly statement: VerifiedSql;
  readonly target: Target;
  readonly principal: Principal;
  readonly limits: ResultLimits;
  /** When the call came, by the monotonic clock: rows whose reading began later are as good as rows read for this call. */
  readonly askedAt: number;
  /** Seconds; 0 = run now. Absent: cached rows are served only where the engine said, after the call came, that nothing has changed. */
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
  const found = await services.results.get(key, request.principal);
  // What was looked at for this very call is no rows of an earlier one.
  if (found && (await isFresh(found.value, key, request, services, call))) return executed(found.value, isOfCall(found.value, request) ? 'none' : found.tier);
  const shared = await shareRun(request, key, services, call);
  if (shared.isOwn || (await isFresh(shared.value, key, request, services, call))) return executed(shared.value, shared.tier);
  // It joined an execution that began before this call came; whatever runs now began after it.
  const later = await shareRun(request, key, services, call);
  return executed(later.value, later.tier);
}

/**
 * Several statements of one call, those that are not at hand sent together; undefined at the place of each that fails or takes longer than `eachMs`.
 * What is read is kept as the rows of any statement are.
 */
export async function executeAll(requests: readonly ExecuteRequest[], services: ExecutionServices, call: TogetherOptions): Promise<readonly (ResultSet | undefined)[]> {
  const [first] = requests;
  if (!first) return [];
  services.refreshState();
  const known = await Promise.all(requests.map((request) => atHand(request, services, call)));
  const missing = requests.filter((_, index) => !known[index]);
  if (missing.length === 0) return known;
  const { target, limits } = first;
  const moment = await before(target, services, call);
  const read = await target.database.executeAll(missing.map(({ statement }) => statement), limits, call);
  const kept = await Promise.all(missing.map(async (request, index) => {
    const result = read[index];
    // What the catalog has overtaken is proven anew.
    if (result instanceof StaleProof) return run(request, services, call).then((cached) => keep(request, cached, services), () => undefined);
    if (!result || result instanceof Failure) return undefined;
    const cached = await keptOf(request, result, { ...moment, seesClock: lookedInto(request.statement) }, services);
    return keep(request, cached, services);
  }));
  return requests.map((_, index) => known[index] ?? kept.shift());
}

function keep(request: ExecuteRequest, cached: CachedResult, { results }: ExecutionServices): ResultSet {
  results.set(keyOf(request), cached, request.principal);
  return cached.result;
}

/** Rows that an answer under other limits would be given as well: nothing was cut, and there are no more than it asks for. */
export function keepAlso(request: ExecuteRequest, read: ExecuteRequest, services: ExecutionServices): void {
  const [key, at] = [keyOf(request), services.results.peek(keyOf(read))];
  if (!at || key === keyOf(read)) return;
  const { truncated, cellsCut, rows, rowCut } = at.result;
  if (!truncated && cellsCut === 0 && rowCut !== true && rows.length <= request.limits.rowsMax) services.results.set(key, at, request.principal);
}

async function atHand(request: ExecuteRequest, services: ExecutionServices, call: CallOptions): Promise<ResultSet | undefined> {
  const key = keyOf(request);
  const near = services.results.peek(key);
  if (!near) return undefined;
  if (request.maxAge === 0) return isOfCall(near, request) ? near.result : undefined;
  return (await isFresh(near, key, request, services, call)) ? near.result : undefined;
}

/** Runs it once for all who ask at the same time; `isOwn` where this call was the first of them. */
async function shareRun(request: ExecuteRequest, key: string, services: ExecutionServices, call: CallOptions) {
  let isOwn = false;
  const accept = (value: CachedResult) => isFresh(value, key, request, services, call);
  const options = { accept, timeoutMs: call.timeoutMs, owner: request.principal, ...(call.signal ? { signal: call.signal } : {}) };
  const computed = await services.results.compute(key, options, (signal) => {
    isOwn = true;
    return run(request, services, extend(call, { signal }));
  });
  return extend(computed, { isOwn });
}

/** The rows of an equal call that are in memory and known to be fresh; undefined where the statement would have to be run. */
export async function freshRows(request: ExecuteRequest, services: ExecutionServices, call: CallOptions): Promise<Executed | undefined> {
  if (request.maxAge === 0) return undefined;
  const key = keyOf(request);
  const near = services.results.peek(key);
  return near && (await isFresh(near, key, request, services, call)) ? executed(near, 'memory') : undefined;
}

/** Shares nobody's execution: what was written a moment ago must be seen, as it was by a reading that began after the call came. */
async function runNow(request: ExecuteRequest, key: string, services: ExecutionServices, call: CallOptions): Promise<CachedResult> {
  const near = services.results.peek(key);
  if (near && isOfCall(near, request)) return near;
  const cached = await run(request, services, call);
  services.results.set(key, cached, request.principal);
  return cached;
}

async function run(request: ExecuteRequest, services: ExecutionServices, call: CallOptions): Promise<CachedResult> {
  const { statement, target, limits } = request;
  const moment = await before(target, services, call);
  const reading = whileItStands(statement, target.prover, call, (standing) => target.database.execute(standing, limits, call));
  const [result, seesClock] = await meanwhile(reading, () => lookedInto(statement));
  return keptOf(request, result, { ...moment, seesClock }, services);
}

/** When a reading begins, and which version of the data it sees at least. */
interface Moment {
  readonly asOf: number;
  readonly readAt: number;
  readonly version: string | null;
}

/** The version is read before the rows, or with them: a change in between makes the entry look old, never new. */
async function before(target: Target, { dataVersions, clock }: ExecutionServices, { signal }: CallOptions): Promise<Moment> {
  const version = target.database.rowsTellVersion ? null : await dataVersions.before(target, signal);
  return { asOf: clock.now(), readAt: clock.monotonicMs(), version };
}

async function keptOf(request: ExecuteRequest, result: ResultSet, { asOf, readAt, version, seesClock }: Moment & { readonly seesClock: boolean }, services: ExecutionServices): Promise<CachedResult> {
  const { target } = request;
  const isTimeless = !seesClock && !(await readsView(request, result));
  const cached = cachedResult(result, { asOf, readAt, dataVersion: result.dataVersion ?? version, isTimeless });
  services.telemetry.count(`rows.${target.name}`, result.rows.length);
  services.telemetry.count(`bytes.${target.name}`, cached.bytes);
  return cached;
}

/** Whether a reading began after the call came. */
function isOfCall({ readAt }: CachedResult, { askedAt }: ExecuteRequest): boolean {
  return readAt !== undefined && readAt >= askedAt;
}

async function isFresh(cached: CachedResult, key: string, request: ExecuteRequest, services: ExecutionServices, call: CallOptions): Promise<boolean> {
  if (isOfCall(cached, request)) return true;
  if (request.maxAge !== undefined) return services.clock.now() - cached.asOf <= request.maxAge * 1_000;
  if (cached.dataVersion === null || !cached.isTimeless) return false;
  const { target, askedAt } = request;
  const version = services.dataVersions.known(target, askedAt) ?? (await services.dataVersions.since(target, askedAt, call.signal));
  if (version !== cached.dataVersion) services.results.dropStale(key);
  return version === cached.dataVersion;
}

/** What its text tells of a statement that is being run: its warnings, which the proof then has at hand, and whether it reads the clock. */
function lookedInto({ sql, proof }: VerifiedSql): boolean {
  const { warnings: _ } = proof;
  return readsClock(sql);
}

/** A view may read the clock where nobody sees it. */
async function readsView({ target, statement }: ExecuteRequest, { told }: ResultSet): Promise<boolean> {
  const catalog = await target.knowledge.catalog();
  return (told?.tables ?? statement.proof.tables).some((name) => catalog.table(name)?.table.kind === 'view');
}

function executed({ result, asOf }: CachedResult, cache: CacheTier): Executed {
  return { result, asOf, cache };
}

function keyOf({ target, principal, limits, statement }: ExecuteRequest): string {
  return `${keyOfTarget(target)}\n${target.knowledge.version}\n${principal}\n${policyFingerprint(target.policy)}\n${limits.rowsMax},${limits.offset},${limits.cellBytesMax},${limits.bytesMax}\n${statement.sql}`;
}
