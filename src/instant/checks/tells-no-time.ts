import type { IndexedColumn } from '../../catalog/index.ts';
import { displayColumns, isKey } from '../../catalog/roles.ts';
import { auxiliaries } from '../../language/en/questions.ts';
import type { Measure } from '../plan.ts';
import type { Check } from './check.ts';

/** "when did Dot Field join": nobody who asks when wants to hear a name. */
export const tellsNoTime: Check = ({ plan: { projections }, lattice: { tokens: [first, second] } }) =>
  first?.lower === 'when' && second !== undefined && auxiliaries.has(second.lower) && projections.every(tellsWho);

function tellsWho(measure: Measure): boolean {
  const isName = (column: IndexedColumn) => isKey(column) || displayColumns(column.table).includes(column);
  if (measure.kind === 'all') return measure.table.columns.every(({ column }) => column.family === 'text' || column.family === 'integer');
  return measure.kind === 'referred' || (measure.kind === 'column' && isName(measure.column));
}
