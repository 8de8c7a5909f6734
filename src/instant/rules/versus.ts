import { contrastPhrases, contrasts } from '../../language/en/changes.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { type Lattice, skipStopWords, type ValueLink, wordAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import { comparison } from './operands.ts';
import type { Rule } from './rule.ts';

/** "business versus private customers", "cash against card": one figure for each of two values of a column. */
export const versus: Rule = (lattice, at) => certain(lattice, at).flatMap((one) => {
  if (!contrasts.has(wordAt(lattice, one.to))) return [];
  const others = certain(lattice, skipStopWords(lattice, one.to + 1)).filter(({ column, value }) => column === one.column && value !== one.value);
  return others.map((other) => fragment('versus', { from: at, to: other.to }, [
    { kind: 'group', key: one.column },
    { kind: 'filter', filter: { kind: 'or', filters: [one, other].map(({ value }) => comparison(lattice, one.column, '=', value)) } },
  ], { 'value:loss': 1 - Math.min(1, one.score, other.score) }));
});

/** "2025 versus 2026", "March against April": a word between two times or values that are each told by themselves. */
export const contrast: Rule = (lattice, at) => {
  const [held] = phrasesAt(contrastPhrases, at, (index) => wordAt(lattice, index));
  return at > 0 && held ? [fragment('contrast', { from: at, to: at + held.words.length }, [{ kind: 'link', word: 'and' }])] : [];
};

function certain(lattice: Lattice, at: number): readonly ValueLink[] {
  return (lattice.valueLinks[at] ?? []).filter(({ match }) => match !== 'part');
}
