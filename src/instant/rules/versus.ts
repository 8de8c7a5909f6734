import { beforeSide, contrastPhrases, contrasts, inYear, previousPeriods, sameLastYear } from '../../language/en/changes.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import type { Stretch } from '../../language/en/spans.ts';
import { type Lattice, skipStopWords, type ValueLink, wordAt } from '../link/lattice.ts';
import { momentPlace } from './columns.ts';
import { momentsMeant } from './date-filter.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import { comparison } from './operands.ts';
import type { Rule } from './rule.ts';
import { stretchSaid } from './stretch.ts';

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

/** "2025 versus 2026", "March against April": a word between two times or values that are each told by themselves; "last month against the month before". */
export const contrast: Rule = (lattice, at) => {
  const [held] = phrasesAt(contrastPhrases, at, (index) => wordAt(lattice, index));
  const between = at > 0 && held ? [fragment('contrast', { from: at, to: at + held.words.length }, [{ kind: 'link', word: 'and' }])] : [];
  return [...between, ...againstEarlier(lattice, at)];
};

/** "last month versus the month before", "this quarter compared to the same quarter last year". */
function againstEarlier(lattice: Lattice, at: number): Fragment[] {
  const stretch = stretchSaid(lattice, at);
  const [held] = stretch ? phrasesAt(contrastPhrases, stretch.to, (index) => wordAt(lattice, index)) : [];
  const earlier = stretch && held && earlierAt(lattice, stretch, skipStopWords(lattice, stretch.to + held.words.length));
  if (!earlier) return [];
  const columns = momentsMeant(lattice, at);
  return columns.map((column) => {
    const [own, other] = [stretch, earlier].map(({ from, until }): Part => ({ kind: 'filter', filter: { kind: 'period', column, ...(from ? { from } : {}), ...(until ? { until } : {}) } }));
    return fragment('contrast', { from: at, to: earlier.to }, own && other ? [own, { kind: 'link', word: 'and' }, other] : [], { ...momentPlace(column, columns), 'contrast:earlier': 1 });
  });
}

/** As long a stretch just before another one, or a year before it. */
function earlierAt(lattice: Lattice, { from, until }: Stretch, at: number): Stretch | undefined {
  if (from?.kind !== 'moment' || until?.kind !== 'moment' || from.start !== until.start || from.by !== until.by) return undefined;
  const word = (index: number) => wordAt(lattice, index);
  const [before] = phrasesAt(previousPeriods, at, word);
  const [year] = phrasesAt(sameLastYear, at, word);
  const said = before ?? year;
  const back = before ? until.shift - from.shift : inYear.get(from.by);
  return said && back !== undefined ? { from: { ...from, shift: from.shift - back }, until: { ...until, shift: until.shift - back }, to: at + said.words.length } : undefined;
}

function certain(lattice: Lattice, at: number): readonly ValueLink[] {
  return (lattice.valueLinks[at] ?? []).filter(({ match }) => match !== 'part');
}
