import { beforeSide, contrastPhrases, contrasts } from '../../language/en/changes.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { type Lattice, skipStopWords, type ValueLink, wordAt } from '../link/lattice.ts';
import { fragment } from './fragment.ts';
import { comparison } from './operands.ts';
import type { Rule } from './rule.ts';

/** "business versus private customers", "cash against card", "web vs phone vs counter": one figure for each of some values of a column. */
export const versus: Rule = (lattice, at) => certain(lattice, at).flatMap((one) => opposed(lattice, [one]).map((sides) => {
  const filters = sides.map(({ value }) => comparison(lattice, one.column, '=', value));
  const loss = 1 - Math.min(1, ...sides.map(({ score }) => score));
  return fragment('versus', { from: at, to: sides.at(-1)?.to ?? one.to }, [{ kind: 'group', key: one.column }, { kind: 'filter', filter: { kind: 'or', filters } }], { 'value:loss': loss });
}));

/** What stands against these values, of the same column, each behind a word that says so; all of them are meant. */
function opposed(lattice: Lattice, sides: readonly [ValueLink, ...ValueLink[]]): (readonly ValueLink[])[] {
  const [one] = sides;
  const to = sides.at(-1)?.to ?? one.to;
  const others = contrasts.has(wordAt(lattice, to)) ? certain(lattice, skipStopWords(lattice, to + 1, beforeSide)).filter(({ column, value }) => column === one.column && !sides.some((side) => side.value === value)) : [];
  if (others.length === 0) return sides.length > 1 ? [sides] : [];
  return others.flatMap((other) => opposed(lattice, [...sides, other]));
}

/** "2025 versus 2026", "March against April": a word between two times or values that are each told by themselves. */
export const contrast: Rule = (lattice, at) => {
  const [held] = phrasesAt(contrastPhrases, at, (index) => wordAt(lattice, index));
  return at > 0 && held ? [fragment('contrast', { from: at, to: at + held.words.length }, [{ kind: 'link', word: 'and' }])] : [];
};

function certain(lattice: Lattice, at: number): readonly ValueLink[] {
  return (lattice.valueLinks[at] ?? []).filter(({ match }) => match !== 'part');
}
