import { wordAt } from '../link/lattice.ts';
import { isQuantity } from './columns.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "out of stock": none of a quantity is left. A flag is none: what is "out of service" has it. */
export const noneLeft: Rule = (lattice, at) => {
  if (wordAt(lattice, at) !== 'out' || wordAt(lattice, at + 1) !== 'of') return [];
  return (lattice.columns[at + 2] ?? []).filter(({ column }) => isQuantity(lattice, column) && lattice.semantics.attribute(column).role !== 'flag').map((link) =>
    fragment('none-left', { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'compare', column: link.column, operator: '=', value: 0 } }], linkFeatures(link)));
};
