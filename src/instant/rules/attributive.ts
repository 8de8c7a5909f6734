import { phrasesAt } from '../../language/en/lexicon.ts';
import { statePhrases } from '../../semantics/states.ts';
import type { Lattice } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';

/** "the oldest open ticket": of tickets that are open, neither the day when one was opened nor that it was. */
export function isAttributiveState(lattice: Lattice, { from, to }: Span): boolean {
  const isNoun = (lattice.tables[to] ?? []).some(({ score }) => score > 0.75);
  const isBase = !/(?:ed|ing)$/.test(lattice.tokens[to - 1]?.lower ?? '');
  return isNoun && isBase && phrasesAt(statePhrases, from, (place) => lattice.tokens[place]?.stem).some(({ words }) => from + words.length === to);
}
