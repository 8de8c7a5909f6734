import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { isPlural } from '../../language/en/inflection.ts';
import { pluralLimit } from '../../language/en/superlatives.ts';
import { buyingWords, goneWords, pieceWords, sellingWords, soldHelpers } from '../../language/en/selling.ts';
import { bestsellerPhrases } from '../../semantics/measures.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { type Fragment, fragment, linkFeatures, type MeasureLink, type Part } from './fragment.ts';
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
  // "sold the most units" says once more what is counted.
  const end = place + phrase.words.length;
  const to = end + piecesAt(lattice, end).slice(0, 1).length;
  return sold(lattice).map(({ thing, quantity }, rank): Fragment => {
    // "best sellers", "best selling rolls", "which rolls sell best"
    const several = isPlural(wordAt(lattice, end - 1)) || [end, at - 1].some((place) => isPluralOf(lattice, place, thing));
    const limit = number ?? (several ? pluralLimit : 1);
    const parts: readonly Part[] = [{ kind: 'entity', table: thing }, { kind: 'top', measure: { kind: 'aggregate', function: 'sum', column: quantity, distinct: false }, direction: 'desc', limit }];
    return fragment('bestsellers', { from: at, to }, parts, { 'bestsellers:rank': rank, ...(lattice.named.has(thing) ? { 'bestsellers:named': 1 } : {}) });
  });
};

/** Whether a plural stands there that is a word for the rows of a table. */
function isPluralOf(lattice: Lattice, at: number, thing: IndexedTable): boolean {
  return isPlural(wordAt(lattice, at)) && lattice.tables.flat().some(({ table, from, to }) => table === thing && from <= at && at < to);
}

/** What is sold line by line: how many pieces each of its rows stands for. */
const quantities = once(({ catalog, semantics }: Lattice): readonly IndexedColumn[] => {
  if (catalog.tables.length > scannedMax) return [];
  return catalog.tables.filter((table) => semantics.entity(table).kind === 'line' && semantics.money(table).some(({ minor }) => !minor)).flatMap((line) => semantics.quantity(line) ?? []);
});

/** The things to which such lines refer, and how many of them. */
const sold = once((lattice: Lattice): readonly Sold[] => quantities(lattice).flatMap((quantity) => {
  const { catalog, semantics } = lattice;
  const isThing = (table: IndexedTable) => semantics.entity(table).kind === 'thing' && semantics.entity(table).display.length > 0;
  const things = catalog.edges(quantity.table).flatMap(({ from, to }) => (from === quantity.table && isThing(to) ? [to] : []));
  return [...new Set(things)].map((thing) => ({ thing, quantity }));
}));

/** "rolls that were never sold", "which rolls did nobody buy": things of which no line was written. */
export const neverSold: Rule = (lattice, at) => {
  const negation = triggerAt(lattice, at, 'without', 'ne');
  const verb = negation && [0, 1, 2].map((more) => negation.to + more).find((place) => !soldHelpers.has(wordAt(lattice, place)));
  if (verb === undefined || !(sellingWords.has(wordAt(lattice, verb)) || buyingWords.has(wordAt(lattice, verb)))) return [];
  // "that we no longer sell" is a state.
  if (lattice.tokens.slice(at, verb).some(({ lower }) => lower === 'longer')) return [];
  const lines = new Set(sold(lattice).flatMap(({ thing, quantity }) => (lattice.named.has(thing) ? [quantity.table] : [])));
  return [...lines].map((table) => fragment('never-sold', { from: at, to: verb + 1 }, [{ kind: 'without' }, { kind: 'entity', table }]));
};

/** "how many baguettes did we sell", "how many units were sold in May": pieces, and not the rows of what is for sale. */
export const piecesSold: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'count');
  // Different products are products, however many of each.
  if (!trigger || triggerAt(lattice, trigger.to, 'distinct') || triggerAt(lattice, trigger.to - 1, 'distinct') || !lattice.tokens.some(({ lower }, index) => index > trigger.to && sellingWords.has(lower))) return [];
  const place = skipStopWords(lattice, trigger.to);
  return sold(lattice).flatMap(({ thing, quantity }) => {
    const summed: Part = { kind: 'projection', measure: { kind: 'aggregate', function: 'sum', column: quantity, distinct: false } };
    const things = (lattice.tables[place] ?? []).filter(({ table }) => table === thing && isOver(lattice)).map((link) => fragment('pieces-sold', { from: at, to: link.to }, [summed], linkFeatures(link)));
    const called = (lattice.valueLinks[place] ?? []).filter(({ column, match }) => column.table === thing && match !== 'part').map((link) =>
      fragment('pieces-sold', { from: at, to: link.to }, [summed, { kind: 'filter', filter: comparison(lattice, link.column, '=', link.value) }], { 'value:loss': 1 - Math.min(1, link.score) }));
    return [...things, ...called];
  }).concat(piecesAt(lattice, place).map(({ to, measure, features }) => fragment('pieces-sold', { from: at, to }, [{ kind: 'projection', measure }], features)));
};

/** "how many products do we sell" asks what is for sale; "did we sell", "are sold", "sell a month" for what is gone. */
function isOver({ tokens, triggers }: Lattice): boolean {
  return tokens.some(({ lower }) => goneWords.has(lower)) || triggers.some((links) => links.some(({ name }) => name === 'each' || name === 'by'));
}

/** "which wines sold the most bottles", "who bought the fewest pieces": ranked by pieces, and not by money. */
export const mostPieces: Rule = (lattice, at) => {
  const trigger = triggerAt(lattice, at, 'most', 'fewest');
  if (!trigger) return [];
  const direction = trigger.name === 'most' ? 'desc' as const : 'asc' as const;
  return piecesAt(lattice, skipStopWords(lattice, trigger.to)).map(({ to, measure, features }) => fragment('most-pieces', { from: at, to }, [{ kind: 'top', measure, direction, limit: 1 }], features));
};

/** "units", "bottles": how many pieces the lines of what is sold or bought stand for. */
export function piecesAt(lattice: Lattice, at: number): MeasureLink[] {
  if (!lattice.tokens.some(({ lower }) => sellingWords.has(lower) || buyingWords.has(lower))) return [];
  const word = lattice.tokens[at];
  // "25 orders" are rows, however many pieces were ordered with them.
  if ((lattice.tables[at] ?? []).some(({ score }) => score > 0.75)) return [];
  const isPiece = (quantity: IndexedColumn): boolean => word !== undefined && (pieceWords.has(word.lower) || quantity.stems.includes(word.stem));
  return quantities(lattice).filter(isPiece).map((column, rank) =>
    ({ from: at, to: at + 1, measure: { kind: 'aggregate', function: 'sum', column, distinct: false }, features: { 'measure:pieces': 1, 'bestsellers:rank': rank } }));
}
