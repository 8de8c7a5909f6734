import type { IndexedTable } from '../../catalog/index.ts';
import { manyOf } from '../compose/multiplicity.ts';
import { type Measure, measuresOf } from '../plan.ts';
import type { Check } from './check.ts';

/** A figure over the one row that each group has: the average rating of a product's supplier; the average defects of each inspection, by kind. */
export const averagesSingles: Check = ({ plan, path, lattice: { semantics } }) => {
  const [key, ...others] = plan.groups;
  if (path.length === 0 && plan.groups.some((group) => !('column' in group)) && plan.projections.some((measure) => measure.kind === 'aggregate' && measure.function === 'avg')) return true;
  if (!key || others.length > 0) return false;
  const owner = 'column' in key ? (key.table.table.primaryKey.length === 1 && key.table.table.primaryKey[0] === key.column.name ? key.table : undefined) : key;
  if (!owner) return false;
  const many = manyOf(path, owner);
  const isSingle = (table: IndexedTable) => many.size === 0 || (table !== owner && !many.has(table));
  // What is left of a row's price, and what its stock is worth, is told of it by a sum.
  const isOwn = ({ column, of }: Measure & { readonly kind: 'aggregate' }) => of?.kind === 'arithmetic' && (of.operator === '-' || semantics.stock(column.table)?.column === column);
  const isTold = (measure: Measure) => measure.kind === 'aggregate' && (measure.function === 'count' || (measure.function === 'sum' && isOwn(measure)));
  return measuresOf(plan).some((measure) => measure.kind === 'aggregate' && !isTold(measure) && isSingle(measure.column.table));
};
