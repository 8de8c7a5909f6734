import { Failure } from '../core/errors.ts';
import type { CacheStats } from '../core/ports.ts';
import type { Principal } from '../core/question.ts';
import { needsHistory } from '../memory/follow-up.ts';
import { nearest } from '../std/nearest.ts';
import { recollect } from './recollection.ts';
import { type Services, targetOf } from './services.ts';
import type { Wire } from './wire.ts';

export interface CacheStatusRequest {
  readonly level?: string | undefined;
  readonly question?: string | undefined;
  readonly database?: string | undefined;
  readonly principal: Principal;
}

/** What the caches hold, and whether one question would be served from memory. */
export async function cacheStatus(request: CacheStatusRequest, services: Services): Promise<Wire> {
  const levels = services.caches.map((cache) => levelToWire(cache.stats()));
  const schemas = [...services.targets.values()].map((target) => ({ database: target.name, ...schemaToWire(target.knowledge.stats()) }));
  if (request.question !== undefined) return { question: await explain(request.question, request, services) };
  if (request.level === undefined) return { levels, schemas };
  if (request.level === 'schema') return { schemas };
  const level = levels.find((candidate) => candidate['name'] === request.level);
  if (level) return { levels: [level] };
  const names = [...levels.map((candidate) => String(candidate['name'])), 'schema'];
  const near = nearest(request.level, names);
  throw new Failure('BAD_ARGUMENT', `there is no cache "${request.level}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `level: one of ${names.join(', ')}`] });
}

function levelToWire(stats: CacheStats): Wire {
  const asked = stats.hits + stats.misses;
  return { name: stats.name, entries: stats.entries, entries_max: stats.entriesMax, hits: stats.hits, misses: stats.misses, hit_rate: asked === 0 ? 0 : Math.round((stats.hits / asked) * 1_000) / 1_000, evictions: stats.evictions, ttl_s: stats.ttlMs / 1_000 };
}

function schemaToWire(stats: { readonly loaded: boolean; readonly ageMs: number; readonly tables: number; readonly values: number; readonly hits: number; readonly loads: number }): Wire {
  return { loaded: stats.loaded, age_s: Math.round(stats.ageMs / 1_000), tables: stats.tables, values: stats.values, hits: stats.hits, loads: stats.loads };
}

async function explain(text: string, request: CacheStatusRequest, services: Services): Promise<Wire> {
  const target = targetOf(services, request.database);
  const { scope, glossary, memory } = await recollect(target, request.principal, await target.knowledge.get(), services);
  const question = { text, history: [], database: target.name, principal: request.principal };
  const recall = memory.remembered.find(question, scope, glossary);
  const records = memory.remembered.explain(question, scope, glossary);
  const others = records.filter(({ hindrance }) => hindrance !== undefined).map(({ hindrance }) => hindrance);
  if (recall) return { remembered: true, via: recall.via, reason: reasons[recall.via], sql: recall.proposal.sql, verified: recall.proposal.verified };
  const reason = others[0] ?? (needsHistory(text) ? 'it builds on an earlier question: give the history' : 'neither its words nor its template were answered before');
  return { remembered: false, reason };
}

const reasons = {
  words: 'answered before in the same words: served again, proven again',
  template: 'a verified question differs in its literals only, and each of them re-binds to the same column',
  plan: 'compiled before on the same schema: served again, proven again',
} as const;
