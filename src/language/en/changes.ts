import type { CalendarUnit } from '../../core/query.ts';
import { phraseTable, type PhraseTable } from './lexicon.ts';

/** Behind "how many" and "how much": "how many fewer orders in 2025 than in 2024". */
export const fewerWords: ReadonlySet<string> = new Set(['fewer', 'less', 'lower']);
export const comparatives: ReadonlySet<string> = new Set([...fewerWords, 'more', 'higher', 'greater']);

/** The stretch of time before the one that is spoken of. */
export const previousPeriods: PhraseTable<true> = phraseTable(
  ['year', 'month', 'quarter', 'week', 'season'].flatMap((unit) => [`${unit} before`, `previous ${unit}`, `prior ${unit}`, `preceding ${unit}`]).map((phrase) => [phrase, true]),
);

/** "the same month last year": as long a stretch of the year before. */
export const sameLastYear: PhraseTable<true> = phraseTable(
  ['month', 'quarter', 'period', 'time'].flatMap((unit) => [`same ${unit} last year`, `same ${unit} of last year`, `same ${unit} a year ago`, `same ${unit} the year before`]).map((phrase) => [phrase, true]),
);

/** How many of a unit make a year. */
export const inYear: ReadonlyMap<CalendarUnit, number> = new Map([['month', 12], ['quarter', 4], ['year', 1]]);

/** "year on year": each stretch of time against the one before. */
export const periodOnPeriod: PhraseTable<true> = phraseTable(
  ['year', 'month', 'quarter', 'week'].flatMap((unit) => [`${unit} on ${unit}`, `${unit} over ${unit}`, `${unit} to ${unit}`]).map((phrase) => [phrase, true]),
);

/** "running total": each stretch of time together with all before it. */
export const runningPhrases: PhraseTable<true> = phraseTable([
  'cumulative', 'cumulatively', 'cumulated', 'accumulated',
  ...['running', 'cumulative'].flatMap((word) => ['total', 'totals', 'sum', 'count', 'number'].flatMap((noun) => [`${word} ${noun}`, `${word} ${noun} of`])),
].map((phrase) => [phrase, true]));

/** Say that figures are held against those of before. */
export const changeWords: ReadonlySet<string> = new Set(['difference', 'differences', 'change', 'changes', 'compare', 'compares', 'compared', 'comparison', 'versus', 'against', 'growth', 'up', 'down']);

/** Say how a figure went from one stretch of time to another. */
export const growthWords: ReadonlySet<string> = new Set([
  'grow', 'grew', 'grown', 'growth', 'change', 'changed', 'increase', 'increased', 'rise', 'rose', 'risen', 'drop', 'dropped', 'fall', 'fell', 'decline', 'declined', 'decrease', 'decreased', 'up', 'down',
]);

/** Ask for that in percent. */
export const percentOpenings: PhraseTable<true> = phraseTable(
  ['by how many percent', 'by how much percent', 'by what percentage', 'by what percent', 'how many percent', 'what percentage', 'in percent', 'in %', '%', 'percent', 'percentage'].map((phrase) => [phrase, true]),
);

/** Before two stretches of time, and between them: "from 2024 to 2025". */
export const stretchOpenings: ReadonlySet<string> = new Set(['from', 'between']);
export const stretchJoiners: ReadonlySet<string> = new Set(['to', 'and']);

/** Between two values of which each gets its figure. */
export const contrasts: ReadonlySet<string> = new Set(['versus', 'against']);
/** Before each of them: "on the web vs at the counter". */
export const beforeSide: ReadonlySet<string> = new Set(['on', 'at', 'by', 'in', 'from', 'via', 'with']);
export const contrastPhrases: PhraseTable<true> = phraseTable([...contrasts, 'compared to', 'compared with', 'in comparison to', 'in comparison with', 'as opposed to'].map((phrase) => [phrase, true]));

/** Ask how far two figures lie apart: "by how much did sales in May differ from those in April". */
export const differWords: ReadonlySet<string> = new Set([
  'differ', 'differs', 'differed', 'change', 'changed', 'vary', 'varied', 'rise', 'rose', 'grow', 'grew', 'fall', 'fell', 'drop', 'dropped', 'increase', 'increased',
  'decrease', 'decreased', 'go',
]);
export const differOpenings: PhraseTable<true> = phraseTable(['by how much', 'how much', 'how did', 'how has', 'how have'].map((phrase) => [phrase, true]));
/** "the difference between May and June". */
export const differenceNouns: ReadonlySet<string> = new Set(['difference', 'gap']);
/** Behind "more" and "less", where either may be: "how much more or less". */
export const eitherWay: PhraseTable<true> = phraseTable(['or less', 'or fewer', 'or more'].map((phrase) => [phrase, true]));
