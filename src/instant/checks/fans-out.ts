import { manyOf } from '../compose/multiplicity.ts';
import { figuresIn, filterTables, measuresOf } from '../plan.ts';
import type { Check } from './check.ts';

/** A sum over rows that the joins repeat: the amount of an order, once for each of its items. A condition on the repeating table may pick one of them. */
export const fansOut: Check = ({ plan, path }) => {
  const summed = measuresOf(plan).flatMap(figuresIn).flatMap((measure) => (measure.kind === 'aggregate' && measure.function === 'sum' ? [measure.column.table] : []));
  if (summed.length === 0) return false;
  const filtered = new Set(plan.filters.flatMap(filterTables));
  return summed.some((table) => [...manyOf(path, table)].some((other) => !filtered.has(other)));
};
