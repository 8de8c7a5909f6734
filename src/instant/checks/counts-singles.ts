import type { IndexedColumn } from '../../catalog/index.ts';
import { manyOf } from '../compose/multiplicity.ts';
import { type Filter, measuresOf } from '../plan.ts';
import type { Check } from './check.ts';

/** The rows of one table and of what they refer to, counted for each of its keys: always one. So are those of a list of codes that have one code. */
export const countsSingles: Check = ({ plan, tables, path, lattice: { semantics } }) => {
  const counts = measuresOf(plan).some((measure) => measure.kind === 'count' || (measure.kind === 'aggregate' && measure.function === 'count'));
  if (!counts) return false;
  const isOne = (filter: Filter) => filter.kind === 'compare' && filter.operator === '=' && filter.unit === undefined && isKey(filter.column) && semantics.entity(filter.column.table).kind === 'code list';
  return plan.groups.some((key) => (!('column' in key) || isKey(key)) && manyOf(path, 'column' in key ? key.table : key).size === 0) || (tables.length === 1 && plan.filters.some(isOne));
};

function isKey({ column, table: { table: { primaryKey } } }: IndexedColumn): boolean {
  return primaryKey.length === 1 && primaryKey[0] === column.name;
}
