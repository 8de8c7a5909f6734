import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { displayColumns } from '../../catalog/roles.ts';
import { joinTree } from '../../catalog/joins.ts';

const pathsMax = 4;
const cachedMax = 5_000;
const caches = new WeakMap<CatalogIndex, Map<string, readonly JoinPath[]>>();

export type JoinPath = readonly JoinEdge[];

/**
 * The cheapest join tree over the tables, and beside it those that take another of several keys between two tables (a flight
 * has a source and a destination airport), or go through another table (a lesson has a person as its coach, and one as its
 * pupil). Empty where the tables can't be joined. Remembered for each catalog.
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
  return [...paths, ...detours(catalog, tree, tables).slice(0, Math.max(0, pathsMax - paths.length))];
}

/** Other tables through which the same rows meet: in place of one that nobody named, and in place of a key that says who somebody is. */
function detours(catalog: CatalogIndex, tree: readonly JoinEdge[], tables: readonly IndexedTable[]): JoinEdge[][] {
  const between = [...new Set(tree.flatMap(({ from, to }) => [from, to]))].filter((table) => !tables.includes(table));
  const around = between.flatMap((table) => {
    const edges = tree.filter(({ from, to }) => from === table || to === table);
    const [first, second, ...more] = edges;
    if (!first || !second || more.length > 0) return [];
    return others(catalog, first, second, table).map((edgesOfOther) => [...tree.filter((edge) => !edges.includes(edge)), ...edgesOfOther]);
  });
  const roles = tree.filter((edge) => displayColumns(edge.from).length === 0 && displayColumns(edge.to).length > 0);
  return [...around, ...roles.flatMap((edge) => referringToBoth(catalog, edge).map((edges) => [...tree.filter((kept) => kept !== edge), ...edges]))];
}

/** The ways between the ends of two keys that meet in `table` through another table, along keys of the same directions. */
function others(catalog: CatalogIndex, first: JoinEdge, second: JoinEdge, table: IndexedTable): JoinEdge[][] {
  const like = (edge: JoinEdge) => catalog.edges(edge.from === table ? edge.to : edge.from).filter((other) => (edge.from === table ? other.to === edge.to : other.from === edge.from) && !connects(other, edge));
  const middle = (edge: JoinEdge, model: JoinEdge) => (model.from === table ? edge.from : edge.to);
  return like(first).flatMap((one) => like(second).filter((other) => middle(one, first) === middle(other, second) && middle(one, first) !== table).map((other) => [one, other]));
}

/** Tables that refer to both ends of a key: whom a coach teaches is a person, too. */
function referringToBoth(catalog: CatalogIndex, { from, to }: JoinEdge): JoinEdge[][] {
  return catalog.edges(from).filter((edge) => edge.to === from && edge.from !== to).flatMap((one) => catalog.edges(to).filter((other) => other.to === to && other.from === one.from && other.from !== from).map((other) => [one, other]));
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
