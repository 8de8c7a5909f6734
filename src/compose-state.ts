import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { followClearing } from './answer/report/clear-caches.ts';
import { cacheLevels, type CacheLevelName, copyTtlMsMax, sharedBudget } from './cache/levels.ts';
import { MemoryCache } from './cache/memory-cache.ts';
import { type Codec, MemoryOverShared } from './cache/tiered-cache.ts';
import { version } from './cli/version.ts';
import { stateFolder } from './config/folders.ts';
import { alikeOf } from './config/secret.ts';
import type { Config } from './config/load.ts';
import type { Cache, CacheLevel, SharedCache, SharedCacheHealth, Store, TieredCache, VectorIndex } from './core/ports.ts';
import { fileEngine } from './database/engines.ts';
import { toFailure } from './core/errors.ts';
import type { ImportedPath } from './memory/imported-files.ts';
import { type Memory, openMemory } from './memory/memory.ts';
import type { RememberedPlan } from './memory/lookup.ts';
import { MemoryVectorIndex } from './memory/vector-index.ts';
import { VolatileStore } from './memory/volatile-store.ts';
import type { Clock } from './std/clock.ts';
import { lazy } from './std/lazy.ts';
import type { Budget } from './std/shares.ts';
import { keepText } from './telemetry/redact.ts';

/** Remembered questions: those that were verified, and those that hosts and models supplied, each within so much. */
const memoryBudget: Budget = { entriesMax: 20_000, bytesMax: 64 * 1_024 * 1_024 };
const namespaceDefault = 'nl2sql';

/** Where a warning goes that has no request to go with. */
export const warn = (message: string): void => void process.stderr.write(`nl2sql-mcp: ${message}\n`);

export interface StateOptions {
  readonly config: Config;
  /** Each view of a database: the name, and its identity. */
  readonly databases: Iterable<readonly [name: string, identity: string]>;
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
  const { redis: place, namespace = namespaceDefault } = config.state ?? {};
  const redis = place === undefined ? undefined : await openRedis(place, namespace, config, (ms, failed) => onCommand('redis', ms, failed));
  const vectors = await openVectors(config, (ms, failed) => onCommand('pgvector', ms, failed));
  let opened: Store | undefined;
  const memory = lazy(async () => {
    opened = redis?.store ?? (await openFile(config));
    opened.listen({ changed: (changes) => followClearing(caches(), changes), reload: () => undefined });
    const keep = (text: string) => keepText(text, config.telemetry?.texts ?? 'redacted');
    const files = { semanticModels: semanticModelsOf(config), ...(config.knowledge === undefined ? {} : { knowledge: resolve(config.baseFolder, config.knowledge) }) };
    return openMemory({ store: opened, plans, clock, budget: memoryBudget, databases, warn, keep, ...files });
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
      if (opened) await flushed(await memory());
      await Promise.all([opened?.close(), redis?.cache.close(), vectors.close()]);
    },
  };
}

function semanticModelsOf({ databases, baseFolder }: Config): ReadonlyMap<string, readonly ImportedPath[]> {
  return new Map(Object.entries(databases).map(([name, { semanticModels = [] }]) => [name, semanticModels.map((file) => ({ file, path: resolve(baseFolder, file) }))]));
}

/** Counts and the inbox; what can't be written is lost with the process. */
async function flushed({ asked, unanswered }: Memory): Promise<void> {
  await asked.flush().catch(() => undefined);
  await unanswered.flush().catch(() => undefined);
}

interface OpenedRedis {
  readonly store: Store;
  readonly cache: SharedCache;
}

/** The client is loaded only where Redis is configured; it connects in the background. */
async function openRedis(url: string, namespace: string, config: Config, onCommand: (ms: number, failed: boolean) => void): Promise<OpenedRedis> {
  const [{ RedisLink }, { RedisCache }, { RedisStore }] = await Promise.all([import('./cache/redis/link.ts'), import('./cache/redis/redis-cache.ts'), import('./cache/redis/redis-store.ts')]);
  const link = new RedisLink(url, onCommand);
  // Rows are what a version of ours made of a policy, and the next one may know better.
  const sealing = config.state?.secret === undefined ? {} : { secret: createHash('sha256').update(`shared state ${config.state.secret}`).digest() };
  return { store: new RedisStore({ link, namespace, ...sealing, warn }), cache: new RedisCache(link, `${namespace}:${version()}`, alikeOf(config, 'shared entries')) };
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
    const failure = toFailure(error);
    warn(`what is taught will be forgotten at exit: ${failure.message}`);
    return new VolatileStore(failure);
  }
}

/** Where the state lies in a file; elsewhere nothing is kept on this machine. */
export function fileOfState(config: Config): string | undefined {
  return config.state?.redis !== undefined || config.state?.file === ':memory:' ? undefined : statePath(config);
}

function statePath({ state, baseFolder }: Config): string {
  if (state?.file === ':memory:') return state.file;
  return state?.file === undefined ? join(stateFolder(process.env, process.platform), `memory.${fileEngine.extensions[0]}`) : resolve(baseFolder, state.file);
}
