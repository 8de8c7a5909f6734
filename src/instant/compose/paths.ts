import { type CatalogIndex, type IndexedColumn, type IndexedTable, isPlainlyCalled, type JoinEdge } from '../../catalog/index.ts';
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
  const around = detours(catalog, tree, tables).flatMap((edges) => inJoiningOrder(edges, tables) ?? []);
  return [...paths, ...around.slice(0, Math.max(0, pathsMax - paths.length))];
}

/** The edges such that each joins one more table, from the first table on; undefined where one of them joins none. */
function inJoiningOrder(edges: readonly JoinEdge[], [first]: readonly IndexedTable[]): JoinEdge[][] | undefined {
  const joined = new Set(first ? [first] : []);
  const ordered: JoinEdge[] = [];
  while (ordered.length < edges.length) {
    const next = edges.find(({ from, to }) => joined.has(from) !== joined.has(to));
    if (!next) return undefined;
    ordered.push(next);
    joined.add(next.from).add(next.to);
  }
  return [ordered];
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
  const insteadOf = (edge: JoinEdge) => [...referringToBoth(catalog, edge), ...(tables.includes(edge.from) ? throughAnother(catalog, tree, edge) : [])];
  return [...around, ...roles.flatMap((edge) => insteadOf(edge).map((edges) => [...tree.filter((kept) => kept !== edge), ...edges]))];
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

/** Others who are kept among the same people, to whom the rows refer: who gave a lesson, where lessons are spoken of, before the coaches of swimmers. */
function throughAnother(catalog: CatalogIndex, tree: readonly JoinEdge[], { from, to }: JoinEdge): JoinEdge[][] {
  const known = new Set(tree.flatMap((edge) => [edge.from, edge.to]));
  const spoken = [...known].filter((table) => table !== to && table !== from);
  const outward = [...spoken, from].flatMap((table) => catalog.edges(table).filter((edge) => edge.from === table));
  const behind = (first: JoinEdge) => catalog.edges(first.to).filter((edge) => edge.from === first.to && edge.to === to && isPlainlyCalled(edge));
  return outward.filter((first) => !known.has(first.to) && first.to !== from).flatMap((first) => behind(first).map((second) => [first, second]));
}

/** Whether two keys join the same tables. */
export function connects(a: JoinEdge, b: JoinEdge): boolean {
  return (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
}

const stepsMax = 2;

/** Whether each row of a table has one row of another, by what it refers to: a loan its book, by its copy. */
export function leadsTo(catalog: CatalogIndex, from: IndexedTable, to: IndexedTable, steps = stepsMax): boolean {
  const next = catalog.edges(from).flatMap((edge) => (edge.from === from && edge.to !== from ? [edge.to] : []));
  return next.includes(to) || (steps > 1 && next.some((table) => leadsTo(catalog, table, to, steps - 1)));
}

/** The column of a table that refers to another one, declared or inferred. */
export function keyTo(catalog: CatalogIndex, other: IndexedTable, table: IndexedTable): IndexedColumn | undefined {
  const edge = catalog.edges(table).find(({ from, to, pairs }) => from === table && to === other && pairs.length === 1);
  return edge && table.columns.find(({ column: { name } }) => name === edge.pairs[0]?.[0]);
}
