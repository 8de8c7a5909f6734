import { selfReferencingKey } from '../../catalog/roles.ts';
import { personQuestions } from '../../language/en/questions.ts';
import { filterTables } from '../plan.ts';
import type { Check } from './check.ts';

/** "who manages the Harbour Grill": whoever manages those who work there manages people, and not the place. */
export const asksWhoLeadsAnother: Check = ({ plan: { projections, filters, groups }, lattice: { tokens, named, semantics } }) => {
  const told = filters.filter(({ kind }) => kind !== 'null').flatMap(filterTables);
  if (told.length === 0 || groups.length > 0 || !personQuestions.has(tokens[0]?.lower ?? '')) return false;
  return projections.some((measure) => {
    if (measure.kind !== 'referred' || !selfReferencingKey(measure.via)) return false;
    const { table } = measure.via;
    // Those who stand there, or the people whose part that is.
    const own = [table, ...(semantics.entity(table).bearer?.display ?? []).map((column) => column.table)];
    return !named.has(table) && !told.some((spoken) => own.includes(spoken));
  });
};
