import type { IndexedColumn } from '../../catalog/index.ts';
import { type Filter, measuresOf } from '../plan.ts';
import type { Check } from './check.ts';

/** The rows of one table, counted for each of its keys: always one. So are those of a list of codes that have one code. */
export const countsSingles: Check = ({ plan, tables: [table, ...others], lattice: { semantics } }) => {
  if (!table || others.length > 0) return false;
  const counts = measuresOf(plan).some((measure) => measure.kind === 'count' || (measure.kind === 'aggregate' && measure.function === 'count'));
  const { primaryKey } = table.table;
  const isKey = (column: IndexedColumn['column']) => primaryKey.length === 1 && primaryKey[0] === column.name;
  const isOne = (filter: Filter) => filter.kind === 'compare' && filter.operator === '=' && filter.unit === undefined && isKey(filter.column.column);
  return counts && (plan.groups.some((key) => key === table || ('column' in key && isKey(key.column))) || (plan.filters.some(isOne) && semantics.entity(table).kind === 'code list'));
};
