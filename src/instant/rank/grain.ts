import type { IndexedTable, JoinEdge } from '../../catalog/index.ts';
import type { Lattice } from '../link/lattice.ts';
import { filterTables, type Measure, measuresOf, type Plan, tablesOf } from '../plan.ts';

/**
 * Whether a plan adds up the lines of what keeps its own total, though nothing that it speaks of belongs to the lines: revenue per month is
 * what the orders came to, with their discounts and freight, and only revenue per product has to be told line by line.
 */
export function addsNeedlessLines(plan: Plan, path: readonly JoinEdge[], { catalog, semantics }: Lattice): boolean {
  const figures = measuresOf(plan).flatMap(moneyIn);
  return figures.some(({ column: { table: line } }) => {
    if (semantics.entity(line).kind !== 'line') return false;
    const isHead = (table: IndexedTable) => table !== line && semantics.money(table).some(({ minor }) => !minor) && ['transaction', 'event'].includes(semantics.entity(table).kind);
    const heads = catalog.edges(line).flatMap(({ from, to }) => (from === line && isHead(to) ? [to] : []));
    if (heads.length === 0) return false;
    const beyond = path.flatMap(({ from, to }) => (from === line ? [to] : to === line ? [from] : [])).filter((table) => !heads.includes(table));
    return beyond.length === 0 && !conditionTables(plan).has(line);
  });
}

function moneyIn(measure: Measure): (Measure & { readonly kind: 'aggregate' })[] {
  switch (measure.kind) {
    case 'aggregate':
      return measure.function === 'sum' ? [measure] : [];
    case 'arithmetic':
      return [...moneyIn(measure.left), ...moneyIn(measure.right)];
    case 'within':
    case 'portion':
    case 'change':
    case 'running':
      return moneyIn(measure.of);
    case 'share':
      return measure.of ? moneyIn(measure.of) : [];
    case 'age':
    case 'all':
    case 'column':
    case 'count':
    case 'number':
    case 'part':
    case 'referred':
      return [];
  }
}

function conditionTables(plan: Plan): ReadonlySet<IndexedTable> {
  const parted = plan.projections.flatMap((measure) => ('filters' in measure ? measure.filters.flatMap(filterTables) : measure.kind === 'aggregate' ? [] : tablesOf(measure)));
  return new Set([...plan.filters.flatMap(filterTables), ...plan.groups.map((key) => ('column' in key ? key.table : key)), ...parted]);
}
