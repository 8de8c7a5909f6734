import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { priceNouns, priceWords } from '../../language/en/selling.ts';
import { stem } from '../../language/en/stem.ts';
import { type Lattice, skipStopWords, wordAt } from '../link/lattice.ts';
import { isQuantity } from './columns.ts';
import { type Fragment, fragment } from './fragment.ts';
import { once } from './once.ts';
import type { Rule } from './rule.ts';

/** "how much is a baguette", "what does a rye loaf cost", "price of the baguette": what it is sold for, and not what it cost the house. */
export const priceOf: Rule = (lattice, at) => {
  const to = asksPrice(lattice, at);
  if (to === undefined) return [];
  const place = skipStopWords(lattice, to);
  const named = [...new Set(lattice.valueLinks.slice(to).flatMap((links) => links.filter(({ match }) => match !== 'part').map(({ column }) => column.table)))];
  return named.flatMap((table) => pricesOf(lattice, table, lattice.tokens[place]?.stem ?? '').map(({ column, isSaid }, rank): Fragment =>
    fragment('price-of', { from: at, to: isSaid ? place + 1 : to }, [{ kind: 'projection', measure: { kind: 'column', column } }], { 'dimension:rank': rank })));
};

/** Whether the cost of something is its price. */
export const asksPriceOf = once((lattice): boolean => lattice.tokens.some((_, at) => priceOf(lattice, at).length > 0));

/** The end of "how much is", of "price of", and of "what does", where "cost" follows. */
function asksPrice(lattice: Lattice, at: number): number | undefined {
  const [first, second, third] = [0, 1, 2].map((offset) => wordAt(lattice, at + offset));
  const costs = (from: number) => lattice.tokens.slice(from).some(({ lower }) => lower === 'cost');
  // "selling price of" is called so itself.
  if (second === 'of' && priceWords.has(first ?? '') && !(lattice.columns[at - 1] ?? []).some(({ to }) => to > at)) return at + 2;
  if (first === 'how' && second === 'much' && third !== undefined) return ['is', 'are', 's'].includes(third) || (['does', 'do'].includes(third) && costs(at + 3)) ? at + 3 : undefined;
  return first === 'what' && (second === 'does' || second === 'do') && costs(at + 2) ? at + 2 : undefined;
}

interface Price {
  readonly column: IndexedColumn;
  /** The question says for what: an hour, a night. */
  readonly isSaid: boolean;
}

/** What a table calls a price, that of the thing which is said first. */
function pricesOf(lattice: Lattice, table: IndexedTable, said: string): Price[] {
  const isPrice = (column: IndexedColumn) => isQuantity(lattice, column) && !column.stems.includes(cost) && (lattice.semantics.attribute(column).role === 'price' || column.stems.some((word) => nouns.has(word)));
  const found = table.columns.filter(isPrice).map((column) => ({ column, isSaid: said.length >= 3 && column.stems.some((word) => word.startsWith(said)) }));
  return found.toSorted((a, b) => Number(b.isSaid) - Number(a.isSaid)).slice(0, pricesMax);
}

const cost = stem('cost');
const nouns: ReadonlySet<string> = new Set([...priceNouns].map(stem));
const pricesMax = 3;
