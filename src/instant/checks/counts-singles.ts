import { measuresOf } from '../plan.ts';
import type { Check } from './check.ts';

/** The rows of one table, counted for each of its keys: always one. */
export const countsSingles: Check = ({ plan, tables: [table, ...others] }) => {
  if (!table || others.length > 0) return false;
  const counts = measuresOf(plan).some((measure) => measure.kind === 'count' || (measure.kind === 'aggregate' && measure.function === 'count'));
  const { primaryKey } = table.table;
  return counts && plan.groups.some((key) => key === table || ('column' in key && primaryKey.length === 1 && primaryKey[0] === key.column.name));
};
