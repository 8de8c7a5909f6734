import { createHash, randomBytes } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
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
import type { Config } from './config/load.ts';
import type { DatabaseConfig } from './config/schema.ts';
import { Failure } from './core/errors.ts';
import type { SqlModel } from './core/model.ts';
import { defaultPolicy, type Policy } from './core/policy.ts';
import type { CacheLevel } from './core/ports.ts';
import type { Principal } from './core/question.ts';
import type { Engine } from './database/engine.ts';
import { databaseIdentity } from './database/identity.ts';
import { defaultPoolOptions, type PoolOptions } from './database/pool.ts';
import { PooledDatabase } from './database/pooled-database.ts';
import type { RememberedPlan } from './memory/lookup.ts';
import type { SqlDialect } from './sql/dialect.ts';
import { systemClock } from './std/clock.ts';
import { dataBytes } from './std/bytes.ts';
import { digest } from './std/digest.ts';
import { Turnstile } from './std/turnstile.ts';
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
  const clock = systemClock;
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
    const { engine, dialect, pool } = await openEngine(entry, config.baseFolder);
    const onAcquired = (ms: number) => telemetry.record(`pool.${name}`, ms);
    const database = measured(new PooledDatabase(name, engine, { ...defaultPoolOptions, ...pool, ...entry.pool, onAcquired }), telemetry);
    const access = accessOf(entry, config);
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
    turnstile: new Turnstile(computingMax),
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
  const { allow = [], deny = [], columns = {}, rows = {} } = entry.access;
  const salt = createHash('sha256').update(`mask ${config.cursorSecret ?? randomBytes(32).toString('hex')}`).digest('hex');
  return { policy: { allow, deny, columns, rows }, salt, functions: entry.functions ?? [] };
}

interface OpenedEngine {
  readonly engine: Engine;
  readonly dialect: SqlDialect;
  readonly pool: Partial<PoolOptions>;
}

/** The engine of a DSN; each driver is loaded only where it is needed. */
async function openEngine(entry: DatabaseConfig, baseFolder: string): Promise<OpenedEngine> {
  const { dsn } = entry;
  if (/^(sqlite|file):/i.test(dsn) || /\.(sqlite3?|db3?)$/i.test(dsn)) {
    const [{ sqliteEngine }, { sqliteDialect }, { sqliteFunctions }] = await Promise.all([import('./database/sqlite/connect.ts'), import('./sql/sqlite/dialect.ts'), import('./sql/sqlite/functions.ts')]);
    return { engine: sqliteEngine({ path: sqlitePath(dsn, baseFolder), functions: sqliteFunctions, masking: entry.access !== undefined }), dialect: sqliteDialect, pool: { max: 2 } };
  }
  const options = { baseFolder, applicationName: entry.applicationName, timeZone: entry.timeZone, tls: entry.tls };
  if (/^postgres(ql)?:/i.test(dsn)) {
    const [{ postgresEngine }, { postgresDialect }, { parseServerDsn }] = await Promise.all([import('./database/postgres/connect.ts'), import('./sql/postgres/dialect.ts'), import('./database/dsn.ts')]);
    return { engine: postgresEngine(parseServerDsn(dsn, 5_432, options)), dialect: postgresDialect, pool: {} };
  }
  if (/^(mysql|mariadb):/i.test(dsn)) {
    const [{ mysqlEngine }, { mysqlDialect }, { parseServerDsn }] = await Promise.all([import('./database/mysql/connect.ts'), import('./sql/mysql/dialect.ts'), import('./database/dsn.ts')]);
    return { engine: mysqlEngine(parseServerDsn(dsn, 3_306, options)), dialect: mysqlDialect, pool: {} };
  }
  throw new Failure('BAD_CONFIG', `the DSN ${dsn.replace(/:.*$/s, ':…')} has no known scheme`, { hints: ['Known: sqlite:PATH, postgres://…, mysql://…, mariadb://…'] });
}

/** Whatever decides what may be seen is part of it: rows and questions kept under one access policy are never served under another. */
function identityOf({ dsn, access }: DatabaseConfig, baseFolder: string): string {
  const database = databaseIdentity(/^(sqlite|file):/i.test(dsn) || /\.(sqlite3?|db3?)$/i.test(dsn) ? `sqlite:${sqlitePath(dsn, baseFolder)}` : dsn);
  return access ? `${database}.${digest(JSON.stringify(access))}` : database;
}

function sqlitePath(dsn: string, baseFolder: string): string {
  const path = dsn.replace(/^(sqlite|file):/i, '').replace(/^\/\/(?=\/|[A-Za-z]:)/, '').replace(/\?.*$/, '');
  if (path === ':memory:' || isAbsolute(path)) return path;
  return resolve(baseFolder, path);
}

function policyOf(entry: DatabaseConfig): Policy {
  const { timeoutMs, rowsDefault, rowsMax, cellBytesMax, resultBytesMax, functions, estimatedRowsMax, estimatedCostMax, estimatedRowsWarn } = entry;
  const given = Object.fromEntries(Object.entries({ timeoutMs, rowsDefault, rowsMax, cellBytesMax, resultBytesMax, functions, estimatedRowsMax, estimatedCostMax, estimatedRowsWarn }).filter(([, value]) => value !== undefined));
  return { ...defaultPolicy, ...given };
}
