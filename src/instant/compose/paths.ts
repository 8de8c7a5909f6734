import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { joinTree } from '../../catalog/joins.ts';

const pathsMax = 4;
const cachedMax = 5_000;
const caches = new WeakMap<CatalogIndex, Map<string, readonly JoinPath[]>>();

export type JoinPath = readonly JoinEdge[];

/**
 * The cheapest join tree over the tables, and beside it those that take another of several keys between two tables (a flight
 * has a source and a destination airport). Empty where the tables can't be joined. Remembered for each catalog.
 */
export function joinPaths(catalog: CatalogIndex, tables: readonly IndexedTable[]): readonly JoinPath[] {
  const cache = caches.get(catalog) ?? new Map<string, readonly JoinPath[]>();
  caches.set(catalog, cache);
  const key = tables.map((table) => table.position).join(',');
  const known = cache.get(key);
  if (known) return known;
  if (cache.size > cachedMax) cache.clear();
  const paths = findPaths(catalog, tables);
  cache.set(key, paths);
  return paths;
}

function findPaths(catalog: CatalogIndex, tables: readonly IndexedTable[]): JoinEdge[][] {
  const tree = joinTree(catalog, tables);
  if (!tree) return [];
  const paths = [tree];
  for (const [index, edge] of tree.entries()) {
    for (const other of catalog.edges(edge.from)) {
      if (other === edge || !connects(other, edge) || paths.length >= pathsMax) continue;
      paths.push(tree.map((kept, place) => (place === index ? other : kept)));
    }
  }
  return paths;
}

/** Whether two keys join the same tables. */
export function connects(a: JoinEdge, b: JoinEdge): boolean {
  return (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
}

/** The column of a table that refers to another one, declared or inferred. */
export function keyTo(catalog: CatalogIndex, other: IndexedTable, table: IndexedTable): IndexedColumn | undefined {
  const edge = catalog.edges(table).find(({ from, to, pairs }) => from === table && to === other && pairs.length === 1);
  return edge && table.columns.find(({ column: { name } }) => name === edge.pairs[0]?.[0]);
}
