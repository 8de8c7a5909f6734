import { quantityToAmount } from '../../language/en/linking-words.ts';
import { havingSome, someArticles } from '../../language/en/possession.ts';
import { type Lattice, skipStopWords, wordAt } from '../link/lattice.ts';
import { isQuantity } from './columns.ts';
import { fragment, linkFeatures } from './fragment.ts';
import type { Rule } from './rule.ts';

/** "orders with a discount": of a quantity there is some. */
export const hasSome: Rule = (lattice, at) => {
  if (!havingSome.has(wordAt(lattice, at)) || !someArticles.has(wordAt(lattice, at + 1))) return [];
  return (lattice.columns[at + 2] ?? []).filter(({ column, to }) => isQuantity(lattice, column) && !isMeasured(lattice, to)).map((link) =>
    fragment('has-some', { from: at, to: link.to }, [{ kind: 'filter', filter: { kind: 'compare', column: link.column, operator: '>', value: 0 } }], linkFeatures(link)));
};

/** "with a length of 90", "with a price above 20" */
function isMeasured(lattice: Lattice, to: number): boolean {
  const next = skipStopWords(lattice, to);
  return lattice.tokens[next]?.number !== undefined || (lattice.triggers[next] ?? []).length > 0 || quantityToAmount.has(wordAt(lattice, to));
}
