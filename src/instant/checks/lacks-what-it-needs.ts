import type { JoinEdge, IndexedTable } from '../../catalog/index.ts';
import { joinPaths } from '../compose/paths.ts';
import type { Check } from './check.ts';

/** Rentals that have no customer, where each must have one. */
export const lacksWhatItNeeds: Check = ({ plan: { filters }, lattice: { catalog } }) =>
  filters.some((filter) => {
    if (filter.kind !== 'exists' || !filter.negated || filter.filters.length > 0 || filter.having) return false;
    const [path = []] = joinPaths(catalog, [filter.table, filter.other]);
    return path.length > 0 && path.every((edge, step) => edge.from === (path[step - 1]?.to ?? filter.table) && isRequired(edge, edge.from));
  });

/** A declared key that is never left empty. */
function isRequired({ declared, pairs }: JoinEdge, from: IndexedTable): boolean {
  return declared && pairs.every(([name]) => from.columns.some(({ column }) => column.name === name && !column.nullable));
}
