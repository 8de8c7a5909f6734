import { Failure } from '../../core/errors.ts';
import type { CacheLevel } from '../../core/ports.ts';
import type { CacheClearedWire } from '../../core/wire.ts';
import { cut } from '../../std/cut.ts';
import { nearest } from '../../std/nearest.ts';
import type { ReportServices } from './report-services.ts';

/** Empties one level or all of them: here, in the shared tier, and in every process of the same state. What was taught stays. */
export async function clearCaches(level: string | undefined, services: Pick<ReportServices, 'caches' | 'memory' | 'clock'>): Promise<CacheClearedWire> {
  const names = services.caches.map((cache) => cache.stats().name);
  if (level !== undefined && !names.includes(level)) {
    const near = nearest(level, names);
    throw new Failure('BAD_ARGUMENT', `there is no cache "${cut(level, 60)}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `One of ${names.join(', ')}`] });
  }
  const chosen = services.caches.filter((cache) => level === undefined || cache.stats().name === level);
  const entries = chosen.reduce((sum, cache) => sum + cache.stats().entries, 0);
  await Promise.all(chosen.map(async (cache) => cache.clear()));
  const { store } = await services.memory();
  await store.write(chosen.map((cache) => ({ collection: clearedCollection, key: cache.stats().name, value: String(services.clock.now()) })));
  return { cleared: chosen.map((cache) => cache.stats().name), entries };
}

/** Where processes of the same state tell one another what to clear. */
export const clearedCollection = 'cleared';

/** Clears what other processes say. */
export function followClearing(caches: readonly CacheLevel[], changes: readonly { readonly collection: string; readonly key: string }[]): void {
  for (const { collection, key } of changes) {
    if (collection !== clearedCollection) continue;
    for (const cache of caches) if (cache.stats().name === key) void cache.clear();
  }
}
