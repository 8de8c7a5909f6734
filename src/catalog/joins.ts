import TinyQueue from 'tinyqueue';
import { type CatalogIndex, type IndexedTable, isPlainlyCalled, type JoinEdge } from './index.ts';
import { isKeyWord } from './roles.ts';

/**
 * Hops of a path are cheap when declared and a little dearer when inferred. Of two as cheap, the key that only says what belongs together
 * comes before one in a role: those who play in a piece are not who directs it.
 */
const cost = (edge: JoinEdge) => (edge.declared ? 1 : 1.5) + (isPlainlyCalled(edge) ? 0 : roleCost);
const roleCost = 0.05;
const hopsMax = 5;

/**
 * The cheapest tree of join edges that connects the tables, grown by adding the nearest one by Dijkstra's shortest path (the
 * usual 2-approximation of a Steiner tree). `undefined` where they can't be connected. The edges come in joining order from the first table.
 */
export function joinTree(catalog: CatalogIndex, tables: readonly IndexedTable[]): JoinEdge[] | undefined {
  const [first, ...others] = tables;
  if (!first) return [];
  const reached = new Set([first]);
  const tree: JoinEdge[] = [];
  const missing = new Set(others.filter((table) => table !== first));
  while (missing.size > 0) {
    const path = shortestPath(catalog, reached, missing);
    if (!path) return undefined;
    for (const edge of path) {
      tree.push(edge);
      for (const end of [edge.from, edge.to]) {
        reached.add(end);
        missing.delete(end);
      }
    }
  }
  return tree;
}

interface Visit {
  readonly cost: number;
  readonly hops: number;
  readonly via?: JoinEdge;
  readonly before?: IndexedTable;
}

function shortestPath(catalog: CatalogIndex, from: ReadonlySet<IndexedTable>, to: ReadonlySet<IndexedTable>): JoinEdge[] | undefined {
  const best = new Map<IndexedTable, Visit>([...from].map((table) => [table, { cost: 0, hops: 0 }]));
  const open = new TinyQueue([...from].map((table): Reached => ({ table, cost: 0 })), nearestFirst);
  for (let next = open.pop(); next; next = open.pop()) {
    const { table } = next;
    const visit = best.get(table);
    // A cheaper way there was found, and gone on from, since.
    if (visit?.cost !== next.cost) continue;
    if (to.has(table)) return trace(best, table);
    if (visit.hops >= hopsMax) continue;
    for (const edge of catalog.edges(table)) {
      const other = edge.from === table ? edge.to : edge.from;
      const known = best.get(other);
      const nextCost = visit.cost + cost(edge) + (turns(visit, table, edge) ? turnCost : 0) + (edge.to === table ? downCost : 0);
      if (known && known.cost <= nextCost) continue;
      best.set(other, { cost: nextCost, hops: visit.hops + 1, via: edge, before: table });
      open.push({ table: other, cost: nextCost });
    }
  }
  return undefined;
}

/** From rows to what they all refer to, and on to others that refer to it: both belong to the same customer, and have nothing else in common. */
function turns({ via }: Visit, table: IndexedTable, next: JoinEdge): boolean {
  return via !== undefined && via.to === table && via.from !== table && next.to === table && next.from !== table;
}

const turnCost = 0.4;
/** Of two ways as long, that to what a row refers to is taken, and not that to one of several rows which refer to it. */
const downCost = 0.01;

interface Reached {
  readonly table: IndexedTable;
  readonly cost: number;
}

function nearestFirst(a: Reached, b: Reached): number {
  return a.cost - b.cost || a.table.position - b.table.position;
}

function trace(best: ReadonlyMap<IndexedTable, Visit>, end: IndexedTable): JoinEdge[] {
  const path: JoinEdge[] = [];
  let visit = best.get(end);
  while (visit?.via && visit.before) {
    path.unshift(visit.via);
    visit = best.get(visit.before);
  }
  return path;
}

/** The words of a key that name neither table: "head" of `departments.head_doctor_id`. */
export function roleOf({ from, to, pairs }: JoinEdge): readonly string[] {
  const isColumn = (word: string) => to.columns.some(({ stems }) => stems.length === 1 && stems[0] === word);
  const isOwnWord = (word: string) => isKeyWord(word) || from.stems.includes(word) || to.stems.includes(word) || isColumn(word);
  return pairs.flatMap(([name]) => from.columns.find(({ column }) => column.name === name)?.stems ?? []).filter((word) => !isOwnWord(word));
}

/** Joins that are declared, or inferred within one schema: equal names in two schemas are mostly chance. */
export function isLikely({ declared, from, to }: JoinEdge): boolean {
  return declared || from.table.schema === to.table.schema;
}

/** An edge as `orders.customer_id = customers.id`; of an inferred one how many of the values that were looked for are there. */
export function joinText({ from, to, pairs, share }: JoinEdge): string {
  const equal = pairs.map(([left, right]) => `${from.displayName}.${left} = ${to.displayName}.${right}`).join(' AND ');
  return share ? `${equal} (${share.found} of ${share.of})` : equal;
}
