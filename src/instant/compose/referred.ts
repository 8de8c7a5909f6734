import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { ColumnRef, Join } from '../../core/query.ts';
import type { Filter, Measure } from '../plan.ts';
import { ref, source } from './from.ts';
import { referredAlias, referredRef } from './references.ts';

/** The joins to single rows, by the keys to them: the manager who is shown, the team that was at home. A row that refers to nothing is kept: somebody has no manager. */
export function referredJoins(projections: readonly Measure[], filters: readonly Filter[], catalog: CatalogIndex): Join[] {
  const shown = projections.flatMap((measure) => (measure.kind === 'referred' ? stepsTo(measure) : []));
  const compared = filters.flatMap(singles).flatMap((filter) => {
    if (filter.kind === 'columns') return filter.via ? stepsTo({ column: filter.right, via: filter.via }) : [];
    return filter.kind === 'compare' && filter.via ? stepsTo({ ...filter, via: filter.via }) : [];
  });
  return [...new Map([...shown, ...compared].map((step) => [step.alias, step])).values()].flatMap(({ key, own, to, alias }): Join[] => {
    const edge = catalog.edges(key.table).find(({ from, to: other, pairs }) => from === key.table && other === to && pairs[0]?.[0] === key.column.name);
    const target = edge?.pairs[0]?.[1];
    return target === undefined ? [] : [{ kind: 'left', source: { ...source(to, catalog), alias }, on: [[own, { kind: 'column', source: alias, column: target }]] }];
  });
}

/** A key that is followed to a row by itself. */
interface Step {
  readonly key: IndexedColumn;
  readonly own: ColumnRef;
  readonly to: IndexedTable;
  readonly alias: string;
}

function stepsTo({ column, via, through }: { readonly column: IndexedColumn; readonly via: IndexedColumn; readonly through?: IndexedColumn }): Step[] {
  const first = { key: via, own: ref(via), to: through?.table ?? column.table, alias: referredAlias(via) };
  return through ? [first, { key: through, own: referredRef(through, via), to: column.table, alias: referredAlias(via, through) }] : [first];
}

/** The conditions that others are made of. */
function singles(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' || filter.kind === 'or' ? filter.filters.flatMap(singles) : [filter];
}
