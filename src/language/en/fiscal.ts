import type { CalendarOffset } from '../../core/query.ts';
import { calendarUnits, type TruncationUnit } from './dates.ts';
import { afterOf, between, directionOf, isCount, lower, moment, ordinals, type Span, type Tokens, utc, whole } from './spans.ts';

const adjectives: ReadonlySet<string> = new Set(['fiscal', 'financial']);

/** Whether fiscal years are spoken of here, or parts of them: "FY26", "fiscal q2", "financial year". */
export function isFiscalAt(tokens: Tokens, at: number): boolean {
  if (/^fy\d{0,4}$/.test(lower(tokens, at))) return true;
  return adjectives.has(lower(tokens, at)) && (calendarUnits.has(lower(tokens, at + 1)) || partAt(tokens, at + 1) !== undefined || tokens[at + 1]?.kind === 'number');
}

/** "FY26" as two words, so that what is known of fiscal years is found by the first. */
export function fiscalApart(text: string): string {
  return text.replace(/\bfy(?=\d)/gi, 'fy ');
}

/** What dates are cut down to: "by fiscal year", "per financial quarter". */
export function fiscalUnitAt(wordAt: (at: number) => string, at: number): { readonly unit: TruncationUnit; readonly to: number } | undefined {
  const unit = adjectives.has(wordAt(at)) ? calendarUnits.get(wordAt(at + 1)) : undefined;
  if (unit === 'year' || unit === 'quarter') return { unit: `fiscal-${unit}`, to: at + 2 };
  return wordAt(at) === 'fy' ? { unit: 'fiscal-year', to: at + 1 } : undefined;
}

/** "last financial year", "the past 3 fiscal years", "FY26", "fiscal year 2025/26", "q2 of fiscal 2026", "FY26 Q2", "fiscal q2", "the second fiscal quarter of 2026". */
export function fiscalAt(tokens: Tokens, at: number, offset: CalendarOffset): Span | undefined {
  return movingAt(tokens, at, offset) ?? ofYearAt(tokens, at, offset) ?? yearFirstAt(tokens, at, offset);
}

/** "this fiscal quarter", "the last 2 fiscal years": whole ones. */
function movingAt(tokens: Tokens, at: number, offset: CalendarOffset): Span | undefined {
  const direction = directionOf(lower(tokens, at));
  if (direction === undefined) return undefined;
  const count = direction === 0 ? undefined : tokens[at + 1]?.number;
  const place = isCount(count) ? at + 2 : at + 1;
  const unit = adjectives.has(lower(tokens, place)) ? calendarUnits.get(lower(tokens, place + 1)) : undefined;
  if (unit !== 'year' && unit !== 'quarter') return undefined;
  if (!isCount(count)) return { ...whole(unit, direction, offset), to: place + 2 };
  const [first, last] = direction < 0 ? [-count, 0] : [1, count + 1];
  return { from: moment(unit, first, { offset }), until: moment(unit, last, { offset }), to: place + 2 };
}

/** A year by its name, or by how far it lies from the present one. */
type Year = { readonly named: number; readonly to: number } | { readonly shift: number; readonly to: number };

interface Part {
  readonly months: 3 | 6;
  /** Which of the year's, from 1. */
  readonly order: number;
  readonly to: number;
}

/** "q2 of fiscal 2026"; where the part itself is said to be fiscal, the year is a bare number, or the present one. */
function ofYearAt(tokens: Tokens, at: number, offset: CalendarOffset): Span | undefined {
  const isSaid = adjectives.has(lower(tokens, at));
  const part = partAt(tokens, isSaid ? at + 1 : at);
  if (!part) return undefined;
  const isFiscal = isSaid || adjectives.has(lower(tokens, part.to - 2));
  const place = afterOf(tokens, part.to);
  const year = yearAt(tokens, place, offset) ?? (isFiscal ? (numberedAt(tokens, place, offset) ?? { shift: 0, to: part.to }) : undefined);
  return year && stretchOf(year, part, offset);
}

function yearFirstAt(tokens: Tokens, at: number, offset: CalendarOffset): Span | undefined {
  const year = yearAt(tokens, at, offset);
  const part = year && partAt(tokens, year.to);
  return year && stretchOf(part ? { ...year, to: part.to } : year, part, offset);
}

/** "q2", "h1", "second quarter", "second fiscal quarter" */
function partAt(tokens: Tokens, at: number): Part | undefined {
  const [, letter, digit] = /^([qh])([1-4])$/.exec(lower(tokens, at)) ?? [];
  const order = letter === undefined ? ordinals.get(lower(tokens, at)) : Number(digit);
  const place = adjectives.has(lower(tokens, at + 1)) ? at + 2 : at + 1;
  const unit = letter === undefined ? lower(tokens, place) : letter === 'q' ? 'quarter' : 'half';
  if (order === undefined || !(unit === 'quarter' || (unit === 'half' && order <= 2))) return undefined;
  return { months: unit === 'quarter' ? 3 : 6, order, to: letter === undefined ? place + 1 : at + 1 };
}

/** "last fiscal year", "this fy", "fiscal 2026", "fy26", "financial year 2025/26" */
function yearAt(tokens: Tokens, at: number, offset: CalendarOffset): Year | undefined {
  const short = /^fy(\d{2}|\d{4})$/.exec(lower(tokens, at))?.[1];
  if (short !== undefined) return doubled(tokens, { first: Number(short), to: at + 1 }, offset);
  const direction = directionOf(lower(tokens, at));
  const place = direction === undefined ? at : at + 1;
  const behind = lower(tokens, place) === 'fy' ? place + 1 : adjectives.has(lower(tokens, place)) ? place + (lower(tokens, place + 1) === 'year' ? 2 : 1) : undefined;
  if (behind === undefined) return undefined;
  if (direction === undefined) return numberedAt(tokens, behind, offset);
  return behind > place + 1 || lower(tokens, place) === 'fy' ? { shift: direction, to: behind } : undefined;
}

function numberedAt(tokens: Tokens, at: number, offset: CalendarOffset): Year | undefined {
  const text = tokens[at]?.text ?? '';
  return /^'?(?:\d{2}|\d{4})$/.test(text) ? doubled(tokens, { first: Number(text.replace("'", '')), to: at + 1 }, offset) : undefined;
}

/** "2025/26" names both years into which it falls, "2026" the one that it is called by. */
function doubled(tokens: Tokens, { first, to }: { readonly first: number; readonly to: number }, offset: CalendarOffset): Year {
  const year = first < 100 ? 2000 + first : first;
  const second = tokens[to + 1]?.number;
  const isDouble = ['/', '-'].includes(tokens[to]?.text ?? '') && second !== undefined && second % 100 === (year + 1) % 100;
  return isDouble ? { named: offset.months < 0 ? year + 1 : year, to: to + 2 } : { named: year, to };
}

function stretchOf(year: Year, part: Part | undefined, offset: CalendarOffset): Span {
  const { months, order } = part ?? { months: 12, order: 1 };
  const [first, last] = [(order - 1) * months, order * months];
  if ('named' in year) return between(begin(year.named, first, offset), begin(year.named, last, offset), year.to);
  if (!part) return { ...whole('year', year.shift, offset), to: year.to };
  const at = (month: number) => moment('year', year.shift * 12 + month, { by: 'month', offset });
  return { from: at(first), until: at(last), to: year.to };
}

function begin(year: number, month: number, { months, days }: CalendarOffset): Date {
  return utc(year, months + month, 1 + days);
}
