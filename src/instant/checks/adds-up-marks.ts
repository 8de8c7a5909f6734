import type { IndexedColumn } from '../../catalog/index.ts';
import type { Role } from '../../semantics/model.ts';
import { figuresIn, measuresOf } from '../plan.ts';
import type { Check } from './check.ts';

/** What tells rows apart or places them, and is no amount: a customer's number, a plate, a day; and parts of different wholes. */
const marks: ReadonlySet<Role> = new Set(['key', 'name', 'code', 'moment', 'year', 'contact', 'coordinate', 'percentage']);

/** Numbers by which things are called are not added up, unless somebody said that they are. */
export const addsUpMarks: Check = ({ plan, lattice: { semantics, terms } }) => {
  const isSaid = (column: IndexedColumn) => terms.some(({ meaning }) => meaning.kind === 'measure' && meaning.measure.kind === 'aggregate' && meaning.measure.column === column);
  return measuresOf(plan).flatMap(figuresIn).some((measure) =>
    measure.kind === 'aggregate' && measure.function === 'sum' && measure.of === undefined && marks.has(semantics.attribute(measure.column).role) && !isSaid(measure.column));
};
