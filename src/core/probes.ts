import type { CacheStats, PoolHealth } from './ports.ts';

/** What lies outside the recorder and is read when it is needed. */
export interface Probes {
  readonly pools: () => readonly { readonly database: string; readonly health: PoolHealth }[];
  readonly caches: () => readonly CacheStats[];
}

/** A pool whose last attempt to connect failed and that holds no connection. */
export function isDown(pool: PoolHealth): boolean {
  return pool.breaker === 'open' || (pool.lastError !== undefined && pool.size === 0);
}
