import type { IndexedColumn } from '../../catalog/index.ts';
import { keyColumns } from '../../catalog/roles.ts';
import { personQuestions } from '../../language/en/questions.ts';
import type { Measure } from '../plan.ts';
import type { Check, Composition } from './check.ts';

/** "who coaches Cy Marsh", "swimmers of Ann Reed": whoever is asked for is not the one whose name was said. */
export const asksWhoWasNamed: Check = ({ plan: { projections, filters }, path, lattice }) => {
  const names = filters.flatMap((filter) => (filter.kind === 'compare' && filter.operator === '=' && !filter.via ? [filter.column] : []));
  if (names.length === 0) return false;
  const asksWho = personQuestions.has(lattice.tokens[0]?.lower ?? '');
  const shown = projections.map((measure) => selfKey(measure, lattice));
  const isNamedBy = (key: IndexedColumn | undefined) =>
    path.some(({ from, to, pairs }) => from === key?.table && pairs[0]?.[0] === key.column.name && names.some(({ table }) => table === to));
  // "the phone of Lee's next of kin": the key in a part leads to somebody else than Lee.
  const isPart = (key: IndexedColumn) => lattice.semantics.entity(key.table).bearer?.key !== key;
  if (projections.some((measure) => measure.kind === 'referred' && isPart(measure.via) && isNamedBy(measure.via))) return true;
  const isFixed = (column: IndexedColumn) => names.includes(column) || (keyColumns(column.table).includes(column) && names.some(({ table }) => table === column.table));
  if (asksWho && projections.length > 0 && projections.every((measure) => measure.kind === 'column' && isFixed(measure.column))) return true;
  return projections.length > 0 && shown.every((key) => key !== undefined) && shown.some(isNamedBy);
};

/** The key by which a row is the one that it is, where nothing but that is shown of it: its names, or its own number. */
function selfKey(measure: Measure, { semantics }: Composition['lattice']): IndexedColumn | undefined {
  if (measure.kind === 'referred') return measure.via;
  return measure.kind === 'column' && keyColumns(measure.column.table).includes(measure.column) ? semantics.entity(measure.column.table).bearer?.key : undefined;
}
