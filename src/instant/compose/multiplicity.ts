import { identityColumns, type IndexedTable, type JoinEdge } from '../../catalog/index.ts';
import type { Plan } from '../plan.ts';
import type { JoinPath } from './paths.ts';

const manyKnown = new WeakMap<JoinPath, Map<IndexedTable, ReadonlySet<IndexedTable>>>();

/** The tables along a path of which a row of this one may have several. Remembered with the path, which lives as long as its catalog. */
export function manyOf(path: JoinPath, table: IndexedTable): ReadonlySet<IndexedTable> {
  const known = manyKnown.get(path) ?? new Map<IndexedTable, ReadonlySet<IndexedTable>>();
  manyKnown.set(path, known);
  const found = known.get(table) ?? new Set(path.flatMap((edge) => [edge.from, edge.to]).filter((other) => other !== table && hasMany(path, table, other, [])));
  known.set(table, found);
  return found;
}

/** Each row that is shown has many of those that it is ordered by: the greatest of one customer's payments ranks no customers. */
export function ordersMultiplied(plan: Plan, path: JoinPath): boolean {
  const { within } = plan;
  // Of each group the rows come first that are shown beside it.
  const owner = within && ('column' in within ? within.table : within);
  const shown = plan.projections.find((projection) => !(projection.kind === 'column' && projection.column.table === owner)) ?? plan.projections[0];
  const [first] = plan.order;
  const table = shown?.kind === 'column' ? shown.column.table : shown?.kind === 'all' ? shown.table : undefined;
  if (!table || first?.measure.kind !== 'column' || plan.groups.length > 0 || plan.limit === undefined) return false;
  return hasMany(path, table, first.measure.column.table, []);
}

/** Whether one row of a table may have several in another, along the joins between them. */
function hasMany(path: readonly JoinEdge[], table: IndexedTable, goal: IndexedTable, passed: readonly JoinEdge[]): boolean {
  return path.some((edge) => {
    if (passed.includes(edge) || (edge.from !== table && edge.to !== table)) return false;
    const next = edge.from === table ? edge.to : edge.from;
    const columns = edge.pairs.map(([from, to]) => (next === edge.from ? from : to));
    const { primaryKey } = next.table;
    // Where no key is declared, it is the column that is called so.
    const key = primaryKey.length > 0 ? primaryKey : identityColumns(next).slice(0, 1).map(({ column }) => column.name);
    const single = key.length > 0 && key.every((name) => columns.includes(name));
    if (next === goal) return !single;
    return reaches(path, next, goal, [...passed, edge]) && (!single || hasMany(path, next, goal, [...passed, edge]));
  });
}

function reaches(path: readonly JoinEdge[], table: IndexedTable, goal: IndexedTable, passed: readonly JoinEdge[]): boolean {
  return table === goal || path.some((edge) => !passed.includes(edge) && (edge.from === table || edge.to === table) && reaches(path, edge.from === table ? edge.to : edge.from, goal, [...passed, edge]));
}
