import { phrasesAt } from '../../language/en/lexicon.ts';
import { rateWords } from '../../language/en/units.ts';
import { statePhrases } from '../../semantics/states.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import { tablesBeside, tablesInPlay } from './columns.ts';
import { eventFilter } from './event-filter.ts';
import { flagFilter } from './flag-filter.ts';
import { type Fragment, fragment } from './fragment.ts';
import type { Rule } from './rule.ts';
import { state } from './state.ts';
import { valueFilter } from './value-filter.ts';

const wordsMax = 3;
const conditions: readonly Rule[] = [state, flagFilter, valueFilter, eventFilter];

/** "pass rate", "no-show rate by month": the share of the rows of which that holds. */
export const rate: Rule = (lattice, at) => {
  const end = Array.from({ length: wordsMax }, (_, offset) => at + offset + 1).find((place) => rateWords.has(wordAt(lattice, place)));
  if (end === undefined) return [];
  const near = nearStates(lattice, at, end);
  const said = conditions.flatMap((rule) => rule(lattice, at)).filter(({ to, parts }) => to === end && parts.every(({ kind }) => kind === 'filter'));
  return [...said, ...near].map(({ parts, features }) => {
    const filters = parts.flatMap((part) => (part.kind === 'filter' ? [part.filter] : []));
    return fragment('rate', { from: at, to: end + 1 }, [{ kind: 'share', filters }, ...parts], features);
  });
};

/** "cancellation rate by vet" speaks of the appointments, which it does not name. */
function nearStates(lattice: Lattice, at: number, end: number): Fragment[] {
  const played = tablesInPlay(lattice);
  const near = tablesBeside(lattice, played);
  const phrases = phrasesAt(statePhrases, at, (index) => lattice.tokens[index]?.stem).filter(({ words }) => at + words.length === end);
  return phrases.flatMap(({ meaning }) => near.flatMap((table) => lattice.semantics.states(meaning, table).slice(0, 1).map((filter) => fragment('rate', { from: at, to: end }, [{ kind: 'filter', filter }], { 'rate:near': 1 }))));
}
