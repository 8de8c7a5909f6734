import {
  changeWords, comparatives, differenceNouns, differOpenings, differWords, eitherWay, fewerWords, growthWords, percentOpenings, periodOnPeriod, previousPeriods, runningPhrases, stretchJoiners, stretchOpenings,
} from '../../language/en/changes.ts';
import { phrasesAt } from '../../language/en/lexicon.ts';
import { stretchAt } from '../../language/en/stretches.ts';
import { type Lattice, wordAt } from '../link/lattice.ts';
import type { Filter } from '../plan.ts';
import { temporalColumns } from './columns.ts';
import { type Fragment, fragment, type Part } from './fragment.ts';
import { enclosing, inside } from './inside.ts';
import { comparison, dateAt } from './operands.ts';
import { once, onceAt } from './once.ts';
import type { Rule } from './rule.ts';
import { stretchSaid } from './stretch.ts';

/** "how many more orders in 2025 than in 2024", "the difference between": of two stretches of time, the first less the second. */
export const difference: Rule = (lattice, at) => {
  // "how much more revenue": the figure is said behind it.
  const isWhole = wordAt(lattice, at) === 'how' && ['many', 'much'].includes(wordAt(lattice, at + 1));
  const place = isWhole ? at + 2 : at;
  const word = wordAt(lattice, place);
  if (!comparatives.has(word) || !followsHowMany(lattice, place)) return [];
  const than = lattice.tokens.findIndex(({ lower }, index) => index > place && lower === 'than');
  if (than < 0) return [];
  const previous = [than + 1, than + 2, than + 3].some((next) => previousAt(lattice, next) !== undefined);
  const part: Part = { kind: 'difference', reversed: fewerWords.has(word), previous, percent: false };
  const [either] = phrasesAt(eitherWay, place + 1, (index) => lattice.tokens[index]?.lower);
  return [fragment('difference', { from: at, to: place + 1 + (either?.words.length ?? 0) }, [part], previous ? { 'difference:previous': 1 } : {})];
};

/** "how many more", "how many litres more" */
function followsHowMany(lattice: Lattice, at: number): boolean {
  const isCount = (place: number) => wordAt(lattice, place - 1) === 'how' && ['many', 'much'].includes(wordAt(lattice, place));
  return isCount(at - 1) || (isCount(at - 2) && lattice.tokens[at - 1]?.kind === 'word');
}

/** "by how much did sales in May differ from those in April", "how did sales change from April to May", "the difference in sales between April and May". */
export const apart: Rule = (lattice, at) => {
  const { noun, verb, opening, isVerb } = apartSaid(lattice);
  if ((noun < 0 && !isVerb) || percentSaid(lattice) >= 0) return [];
  const isFromTo = saysStretches(lattice);
  const told = (to: number) => [fragment('apart', { from: at, to }, [{ kind: 'difference', reversed: isFromTo, previous: false, percent: false }])];
  if (at === noun) return told(at + 1);
  if (isVerb && at === opening) return told(openingAt(lattice, at) ?? at + 1);
  if (isVerb && at === verb) return [fragment('apart', { from: at, to: at + (!isFromTo && wordAt(lattice, at + 1) === 'from' ? 2 : 1) }, [])];
  return at > (isVerb ? opening : noun) ? stretches(lattice, at) : [];
};

const apartSaid = once((lattice) => {
  const { tokens } = lattice;
  const noun = tokens.findIndex(({ lower }, place) => differenceNouns.has(lower) && ['in', 'between', 'of'].includes(wordAt(lattice, place + 1)));
  const verb = tokens.findIndex(({ lower }) => differWords.has(lower));
  const opening = tokens.findIndex((_, place) => openingAt(lattice, place) !== undefined);
  return { noun, verb, opening, isVerb: noun < 0 && opening >= 0 && verb > opening };
});

function openingAt({ tokens }: Lattice, at: number): number | undefined {
  const [phrase] = phrasesAt(differOpenings, at, (index) => tokens[index]?.lower);
  return phrase && at + phrase.words.length;
}

/** "by how many percent did sales grow from 2024 to 2025", "growth in loans 2024 to 2025 in %". */
export const growth: Rule = (lattice, at) => {
  const grows = growthSaid(lattice);
  const percent = grows < 0 ? -1 : percentSaid(lattice);
  if (percent < 0 || !saysStretches(lattice)) return [];
  if (at === percent) return [fragment('growth-percent', { from: at, to: percentAt(lattice, at) ?? at + 1 }, [])];
  if (at === grows) return [fragment('growth', { from: at, to: at + 1 }, [{ kind: 'difference', reversed: true, previous: false, percent: true }])];
  return stretches(lattice, at);
};

const growthSaid = once(({ tokens }) => tokens.findIndex(({ lower }) => growthWords.has(lower)));
const percentSaid = once((lattice) => lattice.tokens.findIndex((_, at) => percentAt(lattice, at) !== undefined));
const saysStretches = once((lattice) => lattice.tokens.some((_, at) => stretches(lattice, at).length > 0));

function percentAt({ tokens }: Lattice, at: number): number | undefined {
  const [phrase] = phrasesAt(percentOpenings, at, (index) => tokens[index]?.lower);
  return phrase && at + phrase.words.length;
}

/** "from 2024 to 2025", "from September to October 2026": where something grew, not one stretch of time but two. */
const stretches = onceAt((lattice, at): readonly Fragment[] => {
  const start = stretchOpenings.has(wordAt(lattice, at)) ? at + 1 : at;
  const to = [start + 1, start + 2].find((place) => stretchJoiners.has(wordAt(lattice, place)));
  if (to === undefined) return [];
  return temporalColumns(lattice).flatMap((column, rank) => {
    const { calendar } = lattice.semantics.customs;
    const second = stretchSaid(lattice, to + 1);
    const first = stretchAt([...lattice.tokens.slice(start, to), ...(second && lattice.tokens[to - 1]?.number === undefined ? lattice.tokens.slice(second.to - 1, second.to) : [])], 0, calendar);
    const years = [dateAt(lattice, start, column), dateAt(lattice, to + 1, column)];
    const filters: readonly Filter[] = years.every((year) => year !== undefined)
      ? years.map(({ value }) => comparison(lattice, column, '=', value))
      : [first, second].flatMap((stretch) => (stretch ? [{ kind: 'period' as const, column, ...(stretch.from ? { from: stretch.from } : {}), ...(stretch.until ? { until: stretch.until } : {}) }] : []));
    const end = years[1]?.to ?? second?.to;
    return filters.length === 2 && end !== undefined ? [fragment('growth-stretches', { from: at, to: end }, filters.map((filter): Part => ({ kind: 'filter', filter })), { 'moment:rank': rank })] : [];
  });
});

const reach = 7;

/** "hours per year and how does that compare with the year before", "sales year on year": each stretch of time against the one before. */
export const change: Rule = (lattice, at) => {
  const [each] = phrasesAt(periodOnPeriod, at, (index) => lattice.tokens[index]?.lower);
  if (each) return [fragment('change', { from: at, to: at + each.words.length }, [{ kind: 'change' }])];
  if (!changeWords.has(wordAt(lattice, at))) return [];
  const place = Array.from({ length: reach }, (_, offset) => at + 1 + offset).find((index) => previousAt(lattice, index) !== undefined);
  const to = place && previousAt(lattice, place);
  return to === undefined ? [] : [enclosing('change', { from: at, to }, { parts: [{ kind: 'change' }], features: {} }, inside(lattice, [{ from: at + 1, to: place ?? to }], []))];
};

/** "running total of orders by month", "cumulative revenue per month": each stretch of time with all before it. */
export const running: Rule = (lattice, at) =>
  phrasesAt(runningPhrases, at, (index) => lattice.tokens[index]?.lower).map(({ words }) => fragment('running', { from: at, to: at + words.length }, [{ kind: 'running' }]));

function previousAt({ tokens }: Lattice, at: number): number | undefined {
  const [phrase] = phrasesAt(previousPeriods, at, (index) => tokens[index]?.lower);
  return phrase && at + phrase.words.length;
}
