import { Failure } from '../../core/errors.ts';
import type { CacheStats, SharedCacheHealth, VectorIndexHealth } from '../../core/ports.ts';
import type { Principal } from '../../core/question.ts';
import type { CacheLevelWire, CacheStatusWire, RecallWire, RememberedWire, SchemaCacheWire, SharedCacheWire, VectorsWire } from '../../core/wire.ts';
import { needsHistory } from '../../language/en/follow-ups.ts';
import type { RememberedQuestion } from '../../memory/record.ts';
import { cut } from '../../std/cut.ts';
import { nearest } from '../../std/nearest.ts';
import { recollect } from '../ask/recollection.ts';
import { questionOf } from '../ask/requests.ts';
import { targetOf, type Targets } from '../target/target.ts';
import { compact } from '../wire.ts';
import type { ReportServices } from './report-services.ts';

export interface CacheStatusRequest {
  readonly level?: string | undefined;
  readonly question?: string | undefined;
  readonly database?: string | undefined;
  readonly principal: Principal;
}

type CacheServices = Pick<ReportServices, 'targets' | 'memory' | 'clock' | 'caches' | 'sharedHealth' | 'vectors'>;

/** What the caches hold, and whether one question would be served from memory. */
export async function cacheStatus(request: CacheStatusRequest, services: CacheServices): Promise<CacheStatusWire> {
  if (request.question !== undefined) return { question: await explain(request.question, request, services) };
  const levels = services.caches.map((cache) => levelToWire(cache.stats()));
  const details = new Map<string, () => Promise<CacheStatusWire> | CacheStatusWire>([['schema', () => ({ schemas: schemas(services) })], ['remembered', async () => ({ remembered: await remembered(services) })]]);
  if (request.level === undefined) return compact<CacheStatusWire>({ levels, schemas: schemas(services), remembered: await remembered(services), shared: sharedToWire(services.sharedHealth()) });
  const detail = details.get(request.level);
  if (detail) return detail();
  const level = levels.find((candidate) => candidate.name === request.level);
  if (level) return compact<CacheStatusWire>({ levels: [level], shared: sharedToWire(services.sharedHealth()) });
  const names = [...levels.map((candidate) => candidate.name), ...details.keys()];
  const near = nearest(request.level, names);
  throw new Failure('BAD_ARGUMENT', `there is no cache "${cut(request.level, 60)}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `level: one of ${names.join(', ')}`] });
}

function levelToWire(stats: CacheStats): CacheLevelWire {
  const asked = stats.hits + stats.misses;
  return compact<CacheLevelWire>({
    name: stats.name,
    entries: stats.entries,
    entries_max: stats.entriesMax,
    bytes: stats.bytes,
    bytes_max: stats.bytesMax,
    hits: stats.hits,
    misses: stats.misses,
    hit_rate: asked === 0 ? 0 : Math.round((stats.hits / asked) * 1_000) / 1_000,
    shared_hits: stats.sharedHits,
    evictions: stats.evictions,
    stale_drops: stats.staleDrops,
    coalesced: stats.coalesced,
    ttl_s: stats.ttlMs / 1_000,
    oldest_s: stats.oldestMs === undefined ? undefined : Math.round(stats.oldestMs / 1_000),
  });
}

function schemas({ targets }: Targets): SchemaCacheWire[] {
  return [...targets.values()].map((target) => {
    const { loaded, ageMs, tables, values, hits, loads } = target.knowledge.stats();
    return { database: target.name, loaded, age_s: Math.round(ageMs / 1_000), tables, values, hits, loads };
  });
}

/** What is kept durably, and where. */
async function remembered(services: CacheServices): Promise<RememberedWire> {
  const memory = await services.memory();
  const databases = [...services.targets.values()].map((target) => ({ database: target.name, verified: memory.remembered.verified(target.identity).length, terms: memory.glossaries.of(target.identity).terms.length }));
  return compact<RememberedWire>({ kept_in: memory.store.description, questions: memory.remembered.size, databases, vectors: vectorsToWire(services.vectors?.health()) });
}

function vectorsToWire(health: VectorIndexHealth | undefined): VectorsWire | undefined {
  return health && compact<VectorsWire>({ kept_in: health.keptIn, reachable: health.reachable, vectors: health.vectors, failures: health.failures, problem: health.problem });
}

function sharedToWire(health: SharedCacheHealth | undefined): SharedCacheWire | undefined {
  return health && { reachable: health.reachable, hits: health.hits, misses: health.misses, failures: health.failures, garbage: health.garbage };
}

async function explain(text: string, request: CacheStatusRequest, services: CacheServices): Promise<RecallWire> {
  const target = targetOf(services, request.database);
  const { scope, glossary, memory } = await recollect(target, request.principal, await target.knowledge.get(), services);
  const question = questionOf(request, text, target);
  const recall = memory.remembered.find(question, scope, glossary);
  if (recall) return compact<RecallWire>({ remembered: true, via: recall.via, reason: reasons[recall.via], sql: recall.proposal.sql, verified: recall.proposal.verified, ...(recall.record ? entryToWire(recall.record) : {}) });
  // What another principal supplied is not shown, not even that it is there.
  const own = memory.remembered.explain(question, scope, glossary).find(({ record }) => record.verified || record.owner === request.principal);
  if (own) return compact<RecallWire>({ remembered: false, reason: own.invalidationReason ?? 'it was corrected', ...entryToWire(own.record) });
  return { remembered: false, reason: needsHistory(text) ? 'it builds on an earlier question: give the history' : 'neither its words nor its template were answered before' };
}

function entryToWire(record: RememberedQuestion): Pick<RecallWire, 'answered_question' | 'origin' | 'since'> {
  return { answered_question: record.question, origin: record.origin, since: new Date(record.at).toISOString() };
}

const reasons = {
  words: 'answered before in the same words: served again, proven again',
  template: 'a verified question differs in its literals only, and each of them re-binds to the same column',
  plan: 'compiled before on the same schema: served again, proven again',
} as const;
