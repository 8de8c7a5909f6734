import { createHash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { exampleFinder } from './answer/ask/examples.ts';
import type { CachedResponse } from './answer/ask/response-cache.ts';
import { instantSource } from './answer/ask/sources/instant.ts';
import { rememberedSource } from './answer/ask/sources/remembered.ts';
import { cachedResultCodec, type CachedResult } from './answer/run/cached-result.ts';
import { CursorCodec } from './answer/run/cursor.ts';
import { DataVersions } from './answer/run/freshness.ts';
import type { Services } from './answer/services.ts';
import { openTarget, type Target } from './answer/target/target.ts';
import type { AccessOptions } from './answer/verify/access-control.ts';
import type { CachedProof } from './answer/verify/prover.ts';
import { cacheLevels } from './cache/levels.ts';
import { MemoryCache } from './cache/memory-cache.ts';
import { composeExperiment, composeModel } from './compose-model.ts';
import { composeState } from './compose-state.ts';
import { clockOf } from './config/clock.ts';
import type { Config } from './config/load.ts';
import type { DatabaseConfig } from './config/schema.ts';
import type { SqlModel } from './core/model.ts';
import { defaultPolicy, groupRowsMinDefault, type Policy } from './core/policy.ts';
import type { CacheLevel } from './core/ports.ts';
import type { Principal } from './core/question.ts';
import { identityOf, openEngine } from './database/engines.ts';
import { defaultPoolOptions } from './database/pool.ts';
import { PooledDatabase } from './database/pooled-database.ts';
import type { RememberedPlan } from './memory/lookup.ts';
import { dataBytes } from './std/bytes.ts';
import { FairQueue } from './std/fair-queue.ts';
import { measured } from './telemetry/measured-database.ts';
import { startTelemetry } from './telemetry/start.ts';

/** Questions that may wait for the processor; at a few milliseconds each that is some seconds. */
const computingMax = 1_000;

export interface ComposeOptions {
  /** Whether somebody stands behind the instant rung who can take over. */
  readonly careful: boolean;
  /** In place of the configured providers. */
  readonly model?: SqlModel;
  /** Whether the instant rung runs its best few queries before it trusts one (default true). */
  readonly look?: boolean;
}

/** Wires everything. Nothing connects yet: databases may be down, and are asked when a question comes. */
export async function compose(config: Config, options: ComposeOptions): Promise<Services> {
  const clock = clockOf(process.env);
  const plans = new MemoryCache<RememberedPlan>('plans', cacheLevels.plans);
  const answers = new MemoryCache<CachedResponse>('answers', cacheLevels.answers, ({ answer }) => dataBytes(answer));
  const proofs = new MemoryCache<CachedProof>('proofs', cacheLevels.proofs);
  const identities = new Map(Object.entries(config.databases).map(([name, entry]) => [name, identityOf(entry, config.baseFolder)]));
  const targets = new Map<string, Target>();
  const caches: CacheLevel[] = [answers, plans, proofs];
  const running = await startTelemetry({
    ...config.telemetry,
    clock,
    folder: config.baseFolder,
    audit: config.audit ? { ...config.audit, folder: resolve(config.baseFolder, config.audit.folder) } : undefined,
    probes: { pools: () => [...targets.values()].map((target) => ({ database: target.name, health: target.database.health() })), caches: () => caches.map((cache) => cache.stats()) },
  });
  const { telemetry, reader } = running;
  const onCommand = (server: 'redis' | 'pgvector', ms: number, failed: boolean) => telemetry.record(server, ms, failed ? 'UNAVAILABLE' : undefined);
  const state = await composeState({ config, databases: identities, plans, caches: () => caches, clock, onCommand });
  const results = state.tiered('results', cachedResultCodec, (cached: CachedResult) => cached.bytes);
  caches.push(results);
  const model = await composeModel(config, options.model, clock, telemetry);
  caches.push(...(model?.caches ?? []));
  for (const [name, entry] of Object.entries(config.databases)) {
    const access = accessOf(entry, config);
    const { engine, dialect, pool } = await openEngine(entry, config.baseFolder, access);
    const onAcquired = (ms: number) => telemetry.record(`pool.${name}`, ms);
    const database = measured(new PooledDatabase(name, engine, { ...defaultPoolOptions, ...pool, ...entry.pool, onAcquired }), telemetry);
    const timeZone = entry.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    targets.set(name, openTarget({ name, identity: identities.get(name) ?? '', timeZone, database, dialect, policy: policyOf(entry), proofs, clock, ...(access ? { access } : {}) }));
  }
  const embedder = model?.model.embedder?.();
  const services: Services = {
    targets,
    sources: [rememberedSource, instantSource({ careful: config.careful ?? options.careful, beforeModel: model !== undefined, look: options.look ?? true }), ...(model ? [model.source] : [])],
    ...(model ? { model: model.model } : {}),
    experiment: composeExperiment(config, clock),
    memory: state.memory,
    refreshState: () => state.refresh(),
    mayTeach: (principal) => isTrusted(principal, 'teaches', config.http?.tokens ?? []),
    mayOperate: (principal) => isTrusted(principal, 'operates', config.http?.tokens ?? []),
    acceptProven: config.memory?.accept === 'proven',
    examples: exampleFinder({ services: () => services, ...(embedder ? { meaning: { embedder, index: state.vectors, clock } } : {}) }),
    sharedHealth: state.sharedHealth,
    ...(embedder || config.state?.pgvector !== undefined ? { vectors: state.vectors } : {}),
    turnstile: new FairQueue(computingMax),
    answers,
    results,
    caches,
    dataVersions: new DataVersions(clock),
    cursors: new CursorCodec(config.cursorSecret === undefined ? randomBytes(32) : Buffer.from(config.cursorSecret)),
    telemetry,
    reader,
    clock,
    close: async () => {
      await Promise.allSettled([...[...targets.values()].map((target) => target.database.close()), running.close(), state.close()]);
    },
  };
  return services;
}

/** Who has no token is on this machine. Among several tokens none does what all others notice unless the operator says so. */
function isTrusted(principal: Principal, right: 'teaches' | 'operates', tokens: NonNullable<NonNullable<Config['http']>['tokens']>): boolean {
  const token = tokens.find(({ name }) => name === principal);
  return token ? (token[right] ?? tokens.length === 1) : true;
}

/** The access policy of a database, where it has one. Replicas with one cursor secret hash alike. */
function accessOf(entry: DatabaseConfig, config: Config): AccessOptions | undefined {
  if (!entry.access) return undefined;
  const { allow = [], deny = [], columns = {}, rows = {}, groupRowsMin = groupRowsMinDefault } = entry.access;
  const salt = createHash('sha256').update(`mask ${config.cursorSecret ?? randomBytes(32).toString('hex')}`).digest('hex');
  return { policy: { allow, deny, columns, rows, groupRowsMin }, salt, functions: entry.functions ?? [] };
}

function policyOf(entry: DatabaseConfig): Policy {
  const { timeoutMs, rowsDefault, rowsMax, cellBytesMax, resultBytesMax, functions, estimatedRowsMax, estimatedCostMax, estimatedRowsWarn } = entry;
  const given = Object.fromEntries(Object.entries({ timeoutMs, rowsDefault, rowsMax, cellBytesMax, resultBytesMax, functions, estimatedRowsMax, estimatedCostMax, estimatedRowsWarn }).filter(([, value]) => value !== undefined));
  return { ...defaultPolicy, ...given };
}
