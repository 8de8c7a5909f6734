import { manyOf } from '../compose/multiplicity.ts';
import { figuresIn, filterTables, measuresOf, tablesOf } from '../plan.ts';
import type { Check } from './check.ts';

/**
 * A sum over rows that the joins repeat: the amount of an order, once for each of its items. A condition on the repeating table may pick one of them.
 * A portion of rows is one of a sum, too: an order that is of two categories would stand in the whole twice.
 */
export const fansOut: Check = ({ plan, path }) => {
  const measures = measuresOf(plan);
  const portioned = measures.flatMap((measure) => (measure.kind === 'portion' ? tablesOf(measure) : []));
  const summed = [...portioned, ...measures.flatMap(figuresIn).flatMap((measure) => (measure.kind === 'aggregate' && measure.function === 'sum' ? [measure.column.table] : []))];
  if (summed.length === 0) return false;
  const filtered = new Set(plan.filters.flatMap(filterTables));
  // Of each of those that repeat it there would be the whole again.
  const grouped = new Set(plan.groups.map((key) => ('column' in key ? key.table : key)));
  return summed.some((table) => [...manyOf(path, table)].some((other) => !filtered.has(other) || grouped.has(other)));
};
