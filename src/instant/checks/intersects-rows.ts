import type { IndexedTable } from '../../catalog/index.ts';
import { isIdentity } from '../../catalog/roles.ts';
import { excludes, filterTables, type Measure } from '../plan.ts';
import type { Check } from './check.ts';

/** Rentals of 2025 that are rentals of 2026: a customer may have both, but no row is of both. */
export const intersectsRows: Check = ({ plan: { combined, projections, filters } }) => {
  if (combined?.operator !== 'intersect') return false;
  const rows = projections.flatMap(rowsOf);
  return filters.some((one) => combined.plan.filters.some((other) => excludes(one, other)) && filterTables(one).some((table) => rows.includes(table)));
};

/** Whose rows a column tells apart, by key or by name, or all columns do. */
function rowsOf(measure: Measure): readonly IndexedTable[] {
  if (measure.kind === 'all') return [measure.table];
  if (measure.kind !== 'column') return [];
  const { table } = measure.column;
  return isIdentity(measure.column) ? [table] : [];
}
