import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';

const hopsMax = 5;
const caches = new WeakMap<CatalogIndex, Map<IndexedTable, Map<IndexedTable, number>>>();

/** Joins between two tables, `undefined` where they are not connected within a few. Remembered for each catalog. */
export function hops(catalog: CatalogIndex, from: IndexedTable, to: IndexedTable): number | undefined {
  const cache = caches.get(catalog) ?? new Map<IndexedTable, Map<IndexedTable, number>>();
  caches.set(catalog, cache);
  let reached = cache.get(from);
  if (!reached) {
    if (cache.size > 2_000) cache.clear();
    reached = explore(catalog, from);
    cache.set(from, reached);
  }
  return reached.get(to);
}

const reachedMax = 2_000;

function explore(catalog: CatalogIndex, from: IndexedTable): Map<IndexedTable, number> {
  const reached = new Map([[from, 0]]);
  let frontier = [from];
  for (let depth = 1; depth <= hopsMax && frontier.length > 0; depth += 1) {
    const next: IndexedTable[] = [];
    for (const table of frontier) for (const edge of catalog.edges(table)) {
      const other = edge.from === table ? edge.to : edge.from;
      if (reached.has(other) || reached.size >= reachedMax) continue;
      reached.set(other, depth);
      next.push(other);
    }
    frontier = next;
  }
  return reached;
}
