import type { CalendarOffset, CalendarUnit, Day, Moment } from '../../core/query.ts';
import { nextWords, pastWords, presentWords } from './dates.ts';
import type { QuestionToken } from './tokens.ts';

/** A stretch of time: from the beginning of a day until before another; open where nothing is said. */
export interface Stretch {
  readonly from?: Day | Moment;
  readonly until?: Day | Moment;
  /** The token behind the phrase. */
  readonly to: number;
}

export interface Span extends Stretch {
  readonly from: Day | Moment;
}

export type Tokens = readonly QuestionToken[];

/** The present unit, or one that lies so many of it away. */
export function whole(unit: CalendarUnit, shift: number, offset?: CalendarOffset): Omit<Span, 'to'> {
  return { from: moment(unit, shift, { offset }), until: moment(unit, shift + 1, { offset }) };
}

export function moment(start: CalendarUnit, shift: number, { by = start, offset }: { readonly by?: CalendarUnit; readonly offset?: CalendarOffset | undefined } = {}): Moment {
  return { kind: 'moment', start, shift, by, ...(offset ? { offset } : {}) };
}

export function between(from: Date, until: Date, to: number): Span {
  return { from: day(from), until: day(until), to };
}

function day(date: Date): Day {
  return { kind: 'day', value: date.toISOString().slice(0, 10) };
}

export function utc(year: number, month: number, date: number): Date {
  return new Date(Date.UTC(year, month, date));
}

export function lower(tokens: Tokens, at: number): string {
  return tokens[at]?.lower ?? '';
}

export function isCount(count: number | undefined): count is number {
  return count !== undefined && Number.isInteger(count) && count > 0 && count < countMax;
}

const countMax = 1_000;

/** The place behind "of the" and the like. */
export function afterOf(tokens: Tokens, at: number): number {
  let place = at;
  while (place - at < 2 && (lower(tokens, place) === 'of' || lower(tokens, place) === 'in' || lower(tokens, place) === 'the')) place += 1;
  return place;
}

/** -1 for what has gone by, 0 for the one we are in, 1 for the next. */
export function directionOf(word: string): -1 | 0 | 1 | undefined {
  return pastWords.has(word) ? -1 : nextWords.has(word) ? 1 : presentWords.has(word) ? 0 : undefined;
}

export const ordinals: ReadonlyMap<string, number> = new Map([['first', 1], ['1st', 1], ['second', 2], ['2nd', 2], ['third', 3], ['3rd', 3], ['fourth', 4], ['4th', 4], ['last', 4]]);
