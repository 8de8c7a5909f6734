import { randomBytes } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import { CursorCodec } from './answer/cursor.ts';
import { DataVersions } from './answer/freshness.ts';
import { defaultKnowledgeOptions, KnowledgeBase } from './answer/knowledge.ts';
import { cachedResultCodec, type CachedResult } from './answer/cached-result.ts';
import type { CachedProof, Services, Target } from './answer/services.ts';
import { instantSource } from './answer/sources/instant.ts';
import { rememberedSource } from './answer/sources/remembered.ts';
import { cacheLevels } from './cache/levels.ts';
import { composeState } from './compose-state.ts';
import { MemoryCache } from './cache/memory-cache.ts';
import { composeExperiment, composeModel } from './compose-model.ts';
import type { Config } from './config/load.ts';
import type { DatabaseConfig } from './config/schema.ts';
import { Failure } from './core/errors.ts';
import type { SqlModel } from './core/model.ts';
import { defaultPolicy, type Policy } from './core/policy.ts';
import type { Engine } from './database/engine.ts';
import { databaseIdentity } from './database/identity.ts';
import { defaultPoolOptions, type PoolOptions } from './database/pool.ts';
import { PooledDatabase } from './database/pooled-database.ts';
import type { RememberedPlan } from './memory/remembered.ts';
import type { SqlDialect } from './sql/dialect.ts';
import { systemClock } from './std/clock.ts';
import { startTelemetry } from './telemetry/start.ts';
import { measured } from './telemetry/measured-database.ts';

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
  const proofs = new MemoryCache<CachedProof>('proofs', cacheLevels.proofs);
  const identities = new Map(Object.entries(config.databases).map(([name, entry]) => [name, identityOf(entry, config.baseFolder)]));
  const state = await composeState({ config, databases: identities, plans, caches: () => caches, clock });
  const results = state.tiered('results', cachedResultCodec, (cached: CachedResult) => cached.bytes);
  const caches: Services['caches'][number][] = [plans, proofs, results];
  const targets = new Map<string, Target>();
  const running = await startTelemetry({
    ...config.telemetry,
    clock,
    folder: config.baseFolder,
    audit: config.audit ? { ...config.audit, folder: resolve(config.baseFolder, config.audit.folder) } : undefined,
    probes: { pools: () => [...targets.values()].map((target) => ({ database: target.name, health: target.database.health() })), caches: () => caches.map((cache) => cache.stats()) },
  });
  const { telemetry, reader } = running;
  const model = await composeModel(config, options.model, clock, telemetry);
  caches.push(...(model?.caches ?? []));
  for (const [name, entry] of Object.entries(config.databases)) {
    const { engine, dialect, pool } = await openEngine(entry, config.baseFolder);
    const onAcquired = (ms: number) => telemetry.record(`pool.${name}`, ms);
    const database = measured(new PooledDatabase(name, engine, { ...defaultPoolOptions, ...pool, ...entry.pool, onAcquired }), telemetry);
    targets.set(name, { name, identity: identities.get(name) ?? '', timeZone: entry.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, database, dialect, policy: policyOf(entry), knowledge: new KnowledgeBase(database, dialect, clock, defaultKnowledgeOptions) });
  }
  return {
    targets,
    sources: [rememberedSource, instantSource({ careful: config.careful ?? options.careful, look: options.look ?? true }), ...(model ? [model.source] : [])],
    ...(model ? { model: model.model } : {}),
    experiment: composeExperiment(config, clock),
    memory: state.memory,
    acceptProven: config.memory?.accept === 'proven',
    proofs,
    results,
    caches,
    refreshState: () => state.refresh(),
    sharedHealth: state.sharedHealth,
    dataVersions: new DataVersions(clock),
    cursors: new CursorCodec(config.cursorSecret === undefined ? randomBytes(32) : Buffer.from(config.cursorSecret)),
    telemetry,
    reader,
    clock,
    close: async () => {
      await Promise.allSettled([...[...targets.values()].map((target) => target.database.close()), state.close(), running.close()]);
    },
  };
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
    return { engine: sqliteEngine({ path: sqlitePath(dsn, baseFolder), functions: sqliteFunctions }), dialect: sqliteDialect, pool: { max: 2 } };
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

function identityOf({ dsn }: DatabaseConfig, baseFolder: string): string {
  return databaseIdentity(/^(sqlite|file):/i.test(dsn) || /\.(sqlite3?|db3?)$/i.test(dsn) ? `sqlite:${sqlitePath(dsn, baseFolder)}` : dsn);
}

function sqlitePath(dsn: string, baseFolder: string): string {
  const path = dsn.replace(/^(sqlite|file):/i, '').replace(/^\/\/(?=\/|[A-Za-z]:)/, '').replace(/\?.*$/, '');
  if (path === ':memory:' || isAbsolute(path)) return path;
  return resolve(baseFolder, path);
}

function policyOf(entry: DatabaseConfig): Policy {
  const { timeoutMs, rowsDefault, rowsMax, cellBytesMax, resultBytesMax, functions } = entry;
  const given = Object.fromEntries(Object.entries({ timeoutMs, rowsDefault, rowsMax, cellBytesMax, resultBytesMax, functions }).filter(([, value]) => value !== undefined));
  return { ...defaultPolicy, ...given };
}
