import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { followClearing } from './answer/report/clear-caches.ts';
import { cacheLevels, type CacheLevelName, copyTtlMsMax, sharedBudget } from './cache/levels.ts';
import { MemoryCache } from './cache/memory-cache.ts';
import { type Codec, MemoryOverShared } from './cache/tiered-cache.ts';
import { stateFolder } from './config/folders.ts';
import type { Config } from './config/load.ts';
import type { Cache, CacheLevel, SharedCache, SharedCacheHealth, Store, TieredCache, VectorIndex } from './core/ports.ts';
import { fileEngine } from './database/engines.ts';
import { type Memory, openMemory } from './memory/memory.ts';
import type { RememberedPlan } from './memory/lookup.ts';
import { MemoryVectorIndex } from './memory/vector-index.ts';
import { VolatileStore } from './memory/volatile-store.ts';
import type { Clock } from './std/clock.ts';
import { lazy } from './std/lazy.ts';
import type { Budget } from './std/shares.ts';

/** Remembered questions: those that were verified, and those that hosts and models supplied, each within so much. */
const memoryBudget: Budget = { entriesMax: 20_000, bytesMax: 64 * 1_024 * 1_024 };
const namespaceDefault = 'nl2sql';

/** Where a warning goes that has no request to go with. */
export const warn = (message: string): void => void process.stderr.write(`nl2sql-mcp: ${message}\n`);

export interface StateOptions {
  readonly config: Config;
  /** Identity by name. */
  readonly databases: ReadonlyMap<string, string>;
  readonly plans: Cache<RememberedPlan>;
  /** All levels, for those who clear them from elsewhere. */
  readonly caches: () => readonly CacheLevel[];
  readonly clock: Clock;
  /** Told how long each command of Redis, or statement of pgvector, took. */
  readonly onCommand: (server: 'redis' | 'pgvector', ms: number, failed: boolean) => void;
}

export interface State {
  readonly memory: () => Promise<Memory>;
  refresh(): void;
  readonly sharedHealth: () => SharedCacheHealth | undefined;
  /** Where the vectors of verified questions are. */
  readonly vectors: VectorIndex;
  /** A cache level in memory, over the shared tier where one is configured. */
  tiered<V extends object>(name: CacheLevelName, codec: Codec<V>, bytesOf: (value: V) => number): TieredCache<V>;
  close(): Promise<void>;
}

/** What outlives a call: memory, opened on the first call, and the caches. State that can't be opened fails no request. */
export async function composeState({ config, databases, plans, caches, clock, onCommand }: StateOptions): Promise<State> {
  const redis = config.state?.redis === undefined ? undefined : await openRedis(config.state.redis, config.state.namespace ?? namespaceDefault, sharedSecret(config), (ms, failed) => onCommand('redis', ms, failed));
  const vectors = await openVectors(config, (ms, failed) => onCommand('pgvector', ms, failed));
  let opened: Store | undefined;
  const memory = lazy(async () => {
    opened = redis?.store ?? (await openFile(config));
    opened.listen({ changed: (changes) => followClearing(caches(), changes), reload: () => undefined });
    return openMemory({ store: opened, plans, clock, budget: memoryBudget, databases, warn, ...(config.knowledge === undefined ? {} : { knowledge: resolve(config.baseFolder, config.knowledge) }) });
  });
  return {
    memory,
    refresh: () => opened?.refresh(),
    sharedHealth: () => redis?.cache.health(),
    vectors,
    tiered: (name, codec, bytesOf) => {
      const level = cacheLevels[name];
      const ttlMs = redis && level.ttlMs > copyTtlMsMax ? copyTtlMsMax : level.ttlMs;
      return new MemoryOverShared({ name, codec, memory: new MemoryCache(name, { ...level, ttlMs }, bytesOf), sharedTtlMs: level.ttlMs, sharedBudget, ...(redis ? { shared: redis.cache } : {}) });
    },
    close: async () => {
      if (opened) await (await memory()).asked.flush().catch(() => undefined);
      await Promise.all([opened?.close(), redis?.cache.close(), vectors.close()]);
    },
  };
}

interface OpenedRedis {
  readonly store: Store;
  readonly cache: SharedCache;
}

/** The client is loaded only where Redis is configured; it connects in the background. */
async function openRedis(url: string, namespace: string, secret: Buffer, onCommand: (ms: number, failed: boolean) => void): Promise<OpenedRedis> {
  const [{ RedisLink }, { RedisCache }, { RedisStore }] = await Promise.all([import('./cache/redis/link.ts'), import('./cache/redis/redis-cache.ts'), import('./cache/redis/redis-store.ts')]);
  const link = new RedisLink(url, onCommand);
  return { store: new RedisStore(link, namespace, `Redis, ${namespace}:*`), cache: new RedisCache(link, namespace, secret) };
}

/**
 * By what entries of the shared tier are authenticated: the cursor secret, else whatever secrets the configurations of all replicas
 * hold: where there is none (files, servers without a password), only who can't write to Redis is kept from forging rows.
 */
function sharedSecret({ cursorSecret, databases, state }: Config): Buffer {
  const known = cursorSecret ?? JSON.stringify([state?.redis, ...Object.entries(databases).map(([name, { dsn }]) => [name, dsn])]);
  return createHash('sha256').update(`shared entries ${known}`).digest();
}

/** In memory, or in pgvector where that is configured. Nothing connects yet. */
async function openVectors({ databases, state, baseFolder }: Config, onStatement: (ms: number, failed: boolean) => void): Promise<VectorIndex> {
  const fallback = new MemoryVectorIndex();
  if (state?.pgvector === undefined) return fallback;
  const { openVectorIndex } = await import('./database/open-vector-index.ts');
  return openVectorIndex({ key: 'state.pgvector', dsn: state.pgvector, databases, baseFolder, namespace: state.namespace ?? namespaceDefault, fallback, warn, onStatement });
}

async function openFile(config: Config): Promise<Store> {
  try {
    return await fileEngine.openStore(statePath(config), warn);
  } catch (error) {
    warn(`what is taught will be forgotten at exit: ${error instanceof Error ? error.message : String(error)}`);
    return new VolatileStore();
  }
}

function statePath({ state, baseFolder }: Config): string {
  if (state?.file === ':memory:') return state.file;
  return state?.file === undefined ? join(stateFolder(process.env, process.platform), `memory.${fileEngine.extensions[0]}`) : resolve(baseFolder, state.file);
}
