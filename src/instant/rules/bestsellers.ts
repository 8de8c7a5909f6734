import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { pluralLimit } from '../../language/en/superlatives.ts';
import { pieceWords, sellingWords } from '../../language/en/selling.ts';
import { bestsellerPhrases } from '../../semantics/measures.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { type Fragment, fragment, linkFeatures, type Part } from './fragment.ts';
import { comparison } from './operands.ts';
import { once } from './once.ts';
import type { Rule } from './rule.ts';

const scannedMax = 300;

interface Sold {
  readonly thing: IndexedTable;
  readonly quantity: IndexedColumn;
}

/** "our 3 best sellers", "what sold best in May": things, by how many of them were sold. */
export const bestsellers: Rule = (lattice, at) => {
  const number = lattice.tokens[at]?.number;
  const place = number === undefined ? at : at + 1;
  const [phrase] = phrasesAt(bestsellerPhrases, place, (index) => lattice.tokens[index]?.stem);
  if (!phrase) return [];
  const to = place + phrase.words.length;
  const limit = number ?? (isPlural(wordAt(lattice, to - 1)) ? pluralLimit : 1);
  return sold(lattice).map(({ thing, quantity }, rank): Fragment => {
    const parts: readonly Part[] = [{ kind: 'entity', table: thing }, { kind: 'top', measure: { kind: 'aggregate', function: 'sum', column: quantity, distinct: false }, direction: 'desc', limit }];
    return fragment('bestsellers', { from: at, to }, parts, { 'bestsellers:rank': rank, ...(lattice.named.has(thing) ? { 'bestsellers:named': 1 } : {}) });
  });
};

/** What is sold line by line: the things that such lines refer to, and how many of them. */
const sold = once(({ catalog, semantics }: Lattice): readonly Sold[] => {
  if (catalog.tables.length > scannedMax) return [];
  return catalog.tables.filter((table) => semantics.entity(table).kind === 'line' && semantics.money(table).some(({ minor }) => !minor)).flatMap((line) => {
    const quantity = semantics.quantity(line);
    const things = catalog.edges(line).flatMap(({ from, to }) => (from === line && semantics.entity(to).kind === 'thing' && semantics.entity(to).display.length > 0 ? [to] : []));
    return quantity ? [...new Set(things)].map((thing) => ({ thing, quantity })) : [];
  });
});

/** "how many baguettes did we sell", "how many units were sold in May": pieces, and not the rows of what is for sale. */
export const piecesSold: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'count');
  if (!trigger || !lattice.tokens.some(({ lower }, index) => index > trigger.to && sellingWords.has(lower))) return [];
  const place = skipStopWords(lattice, trigger.to);
  return sold(lattice).flatMap(({ thing, quantity }) => {
    const summed: Part = { kind: 'projection', measure: { kind: 'aggregate', function: 'sum', column: quantity, distinct: false } };
    const things = (lattice.tables[place] ?? []).filter(({ table }) => table === thing).map((link) => fragment('pieces-sold', { from: at, to: link.to }, [summed], linkFeatures(link)));
    const called = (lattice.valueLinks[place] ?? []).filter(({ column, match }) => column.table === thing && match !== 'part').map((link) =>
      fragment('pieces-sold', { from: at, to: link.to }, [summed, { kind: 'filter', filter: comparison(lattice, link.column, '=', link.value) }], { 'value:loss': 1 - Math.min(1, link.score) }));
    const isPiece = pieceWords.has(wordAt(lattice, place)) || quantity.stems.includes(lattice.tokens[place]?.stem ?? '');
    return [...things, ...called, ...(isPiece ? [fragment('pieces-sold', { from: at, to: place + 1 }, [summed])] : [])];
  });
};
