import { companionArticles, companionJoiners, possessives } from '../../language/en/possession.ts';
import { nameWords } from '../../language/en/naming.ts';
import { columnToValue } from '../../language/en/linking-words.ts';
import { told } from '../features.ts';
import { type Lattice, skipStopWords, triggerAt, wordAt } from '../link/lattice.ts';
import { flagValues } from './flag-filter.ts';
import { fragment } from './fragment.ts';
import { moneyNounAt } from './money-measures.ts';
import type { Rule } from './rule.ts';
import type { Span } from '../link/span.ts';
import { isPlural } from '../../language/en/inflection.ts';

/** "customers in Rome and their emails", "products with the price", "clients and how much each spent": shown beside what the rows are called. */
export const beside: Rule = (lattice, at) => {
  const joiner = wordAt(lattice, at);
  if (!companionJoiners.has(joiner) || joiner === ',' || !isNamedBefore(lattice, at)) return [];
  let to = at + 1;
  while (companionArticles.has(wordAt(lattice, to))) to += 1;
  const isOwned = lattice.tokens.slice(at + 1, to).some(({ lower }) => possessives.has(lower));
  // "by guide and difficulty" names two of a kind.
  const isColumn = (joiner === 'with' || to > at + 1) && tellsColumn(lattice, to, joiner);
  const isName = joiner === 'with' && namesAnother(lattice, at, to);
  if (!isColumn && !isName && !tellsFigure(lattice, to)) return [];
  const manner = isOwned ? 'beside:possessive' : joiner === 'with' ? 'beside:with' : 'beside:and';
  return [fragment('beside', { from: at, to }, [{ kind: 'beside' }], told(manner))];
};

/** What is listed: customers, or whoever is called so ("all CTOs with their email"). */
function isNamedBefore(lattice: Lattice, at: number): boolean {
  const isBefore = (links: readonly Span[]) => links.some(({ to }) => to <= at);
  return lattice.tables.slice(0, at).some(isBefore) || lattice.valueLinks.slice(0, at).some((links) => isBefore(links.filter(({ match, to }) => match !== 'part' && isPlural(wordAt(lattice, to - 1)))));
}

/** Whether a column is named at a place, and nothing that it is compared with: "with the channel web" tells which, and so does "with floodlights" of what has some or none. */
function tellsColumn(lattice: Lattice, at: number, joiner: string): boolean {
  return (lattice.columns[at] ?? []).some(({ column, score, to }) => {
    const next = skipStopWords(lattice, to, columnToValue);
    const isCompared = (lattice.valueLinks[next] ?? []).some((value) => value.column === column) || lattice.tokens[next]?.number !== undefined || isComparison(lattice, next);
    const isFlag = joiner === 'with' && flagValues(lattice, column) !== undefined;
    return score > linkedMin && !isCompared && !isFlag && !lattice.semantics.entity(column.table).display.includes(column);
  });
}

/** "albums of 2026 with the name of the artist", "unpaid royalties with author name": of another table than is listed. */
function namesAnother(lattice: Lattice, at: number, place: number): boolean {
  const listed = new Set(lattice.tables.slice(0, at).flatMap((links) => links.map(({ table }) => table)));
  if (nameWords.has(wordAt(lattice, place))) return wordAt(lattice, place + 1) === 'of' && (lattice.tables[skipStopWords(lattice, place + 2)] ?? []).some(({ table }) => !listed.has(table));
  return (lattice.tables[place] ?? []).some(({ table, to }) => !listed.has(table) && nameWords.has(wordAt(lattice, to)));
}

function isComparison(lattice: Lattice, at: number): boolean {
  return triggerAt(lattice, at, 'gt', 'ge', 'lt', 'le', 'high', 'low') !== undefined;
}

function tellsFigure(lattice: Lattice, at: number): boolean {
  return triggerAt(lattice, at, 'count', 'average', 'amount') !== undefined || moneyNounAt(lattice, at) !== undefined || triggerAt(lattice, at, 'when') !== undefined || wordAt(lattice, at) === 'how';
}

const linkedMin = 0.6;
