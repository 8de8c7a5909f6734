import type { Day, HouseCalendar, Moment } from '../../core/query.ts';
import { calendarUnits, dayWords, monthWords, periodPrepositions, weekdayLeads, weekdays } from './dates.ts';
import { fiscalAt } from './fiscal.ts';
import { phrasesAt, phraseTable, type PhraseTable } from './lexicon.ts';
import { afterOf, between, directionOf, isCount, lower, moment, ordinals, type Span, type Stretch, type Tokens, utc, whole } from './spans.ts';
import { singleArticles } from './stop-words.ts';

/** The stretch of time that is said at a place: "in March 2026", "between 10 and 20 March 2026", "since last summer", "q2 2026", "in the last 90 days". Years alone are left to whoever compares years. */
export function stretchAt(tokens: Tokens, at: number, calendar: HouseCalendar = {}): Stretch | undefined {
  const distant = distantAt(tokens, at);
  if (distant) return distant;
  const word = lower(tokens, at);
  const opened = openings.get(word);
  if (opened) {
    const edge = edgeAt(tokens, at + 1);
    if (edge && opened !== 'range') return opened === 'until' ? { until: edge.day, to: edge.to } : { from: edge.day, to: edge.to };
    const start = afterEnd(tokens, at + 1);
    const span = spanAt(tokens, afterFiller(tokens, start), calendar);
    // "since the end of October"
    const over = start > at + 1 ? span?.until : undefined;
    if (span && over) return opened === 'until' ? { until: over, to: span.to } : { from: over, to: span.to };
    const range = word === 'between' || word === 'from' ? rangeAt(tokens, afterFiller(tokens, at + 1), calendar) : undefined;
    if (range) return range;
    if (span && opened === 'since') return { from: word === 'after' ? (span.until ?? span.from) : span.from, to: span.to };
    if (span && opened === 'until') return { until: inclusive.has(word) ? (span.until ?? span.from) : span.from, to: span.to };
    if (word !== 'from') return undefined;
  }
  return rangeAt(tokens, at, calendar) ?? spanAt(tokens, afterFiller(tokens, at), calendar);
}

const openings: ReadonlyMap<string, 'since' | 'until' | 'range'> = new Map([
  ['since', 'since'], ['after', 'since'], ['starting', 'since'], ['before', 'until'], ['until', 'until'], ['till', 'until'], ['by', 'until'], ['between', 'range'], ['from', 'range'],
]);
/** "the start of 2025", "the beginning of the year", "the end of last month": where a year or a stretch of the calendar begins or ends. */
function edgeAt(tokens: Tokens, at: number): { readonly day: Day | Moment; readonly to: number } | undefined {
  const noun = lower(tokens, at) === 'the' ? at + 1 : at;
  const isEnd = lower(tokens, noun) === 'end';
  if ((!isEnd && !beginnings.has(lower(tokens, noun))) || lower(tokens, noun + 1) !== 'of') return undefined;
  const place = lower(tokens, noun + 2) === 'the' ? noun + 3 : noun + 2;
  const { number, kind } = tokens[place] ?? {};
  if (kind === 'number' && number !== undefined && number >= 1900 && number < 2100) return { day: between(utc(number + (isEnd ? 1 : 0), 0, 1), utc(number + 1, 0, 1), place).from, to: place + 1 };
  const shift = directionOf(lower(tokens, place));
  const unit = calendarUnits.get(lower(tokens, shift === undefined ? place : place + 1));
  return unit && { day: moment(unit, (shift ?? 0) + (isEnd ? 1 : 0)), to: (shift === undefined ? place : place + 1) + 1 };
}

const beginnings: ReadonlySet<string> = new Set(['start', 'beginning']);

/** The place behind "the end of": a stretch that is named by where it ends. */
function afterEnd(tokens: Tokens, at: number): number {
  const end = lower(tokens, at) === 'the' ? at + 1 : at;
  return lower(tokens, end) === 'end' && lower(tokens, end + 1) === 'of' ? end + 2 : at;
}

/** Up to and with what follows. */
const inclusive: ReadonlySet<string> = new Set(['until', 'till', 'by']);

function afterFiller(tokens: Tokens, at: number): number {
  let place = at;
  // "have not been in since June": what is open begins anew.
  while (place - at < 4 && !(place > at && openings.get(lower(tokens, place)) === 'since') && (periodPrepositions.has(lower(tokens, place)) || filler.has(lower(tokens, place)))) place += 1;
  return place;
}

const filler: ReadonlySet<string> = new Set(['on', 'at', 'the', 'beginning', 'start', 'whole', 'all', 'year', 'month', 'date', 'week', 'back']);
const joiners: ReadonlySet<string> = new Set(['and', 'to', 'until', 'till', 'through', '-', '–']);

/** "10 and 20 March 2026", "1 July to 31 December 2025", "March to May 2026": what the first end leaves out, the second says. */
function rangeAt(tokens: Tokens, at: number, calendar: HouseCalendar): Stretch | undefined {
  for (let joint = at + 1; joint < Math.min(at + 5, tokens.length); joint += 1) {
    if (!joiners.has(lower(tokens, joint)) && !joiners.has(tokens[joint]?.text ?? '')) continue;
    const last = spanAt(tokens, afterFiller(tokens, afterEnd(tokens, joint + 1)), calendar);
    const joined = last && latestFirst(tokens, at, joint, last);
    if (joined) return joined;
    if (last?.until?.kind !== 'day') continue;
    const dated = spanAt(tokens, at, calendar);
    const first = dated?.from.kind === 'day' ? dated : completed(tokens, at, joint, last);
    if (first && first.to === joint && first.from.kind === 'day') return { from: first.from, until: last.until, to: last.to };
  }
  return undefined;
}

/** "June to August" without a year: the months up to the latest August. */
function latestFirst(tokens: Tokens, at: number, joint: number, { from, until, to }: Span): Stretch | undefined {
  const month = monthAt(tokens, at);
  if (month === undefined || joint !== at + 1 || from.kind !== 'moment' || !from.offset || until === undefined) return undefined;
  return { from: { ...from, shift: -((from.offset.months - month + 12) % 12), by: 'month' }, until, to };
}

/** The first end of a range in the month or the year of the second. */
function completed(tokens: Tokens, at: number, joint: number, last: Span): Span | undefined {
  const end = new Date(`${(last.from as Day).value}T00:00:00Z`);
  const [year, month] = [end.getUTCFullYear(), end.getUTCMonth()];
  const named = monthAt(tokens, at);
  const number = dayNumber(tokens, at);
  if (named !== undefined && joint === at + 1) return monthSpan(year, named, joint);
  if (named !== undefined && joint === at + 2) return dayOf(year, named, dayNumber(tokens, at + 1), joint);
  if (number !== undefined && joint === at + 1) return dayOf(year, month, number, joint);
  const later = monthAt(tokens, at + 1);
  return number !== undefined && later !== undefined && joint === at + 2 ? dayOf(year, later, number, joint) : undefined;
}

function spanAt(tokens: Tokens, at: number, calendar: HouseCalendar): Span | undefined {
  const fiscal = calendar.fiscal && fiscalAt(tokens, at, calendar.fiscal);
  return fiscal ?? dayAt(tokens, at) ?? partAt(tokens, at) ?? feastAt(tokens, at) ?? seasonAt(tokens, at) ?? monthYearAt(tokens, at) ?? latestAt(tokens, at) ?? relativeAt(tokens, at, calendar);
}

/** "in October", "since 5 September", "q3": without a year, the latest that has begun. It is what moves a year on with each 1 October. */
function latestAt(tokens: Tokens, at: number): Span | undefined {
  const month = monthAt(tokens, at);
  const first = dayNumber(tokens, at);
  const of = lower(tokens, at + 1) === 'of' ? at + 2 : at + 1;
  const behind = first === undefined ? undefined : monthAt(tokens, of);
  if (first !== undefined && behind !== undefined) return latest(behind, { days: 1, by: 'day', to: of + 1, date: first });
  const date = month === undefined ? undefined : dayNumber(tokens, at + 1);
  if (month !== undefined && date !== undefined && lower(tokens, at).length > 2 && ordinalDay.test(lower(tokens, at + 1))) return latest(month, { days: 1, by: 'day', to: at + 2, date });
  if (month !== undefined) return isSurelyMonth(tokens, at) && tokens[at + 1]?.kind !== 'number' ? latest(month, { days: 1, by: 'month', to: at + 1 }) : undefined;
  const [, digit] = /^q([1-4])$/.exec(lower(tokens, at)) ?? [];
  const order = digit === undefined ? ordinals.get(lower(tokens, at)) : Number(digit);
  if (order === undefined || order > 4 || (digit === undefined && lower(tokens, at + 1) !== 'quarter')) return undefined;
  const to = digit === undefined ? at + 2 : at + 1;
  const relative = directionOf(lower(tokens, afterOf(tokens, to)));
  // "the third quarter of this year", "q1 last year"
  const ofYear = relative !== undefined && calendarUnits.get(lower(tokens, afterOf(tokens, to) + 1)) === 'year';
  if (!ofYear) return latest((order - 1) * 3, { days: 3, by: 'month', to });
  const start = relative * 12 + (order - 1) * 3;
  return { from: moment('year', start, { by: 'month' }), until: moment('year', start + 3, { by: 'month' }), to: afterOf(tokens, to) + 2 };
}

const ordinalDay = /^\d{1,2}(?:st|nd|rd|th)$/;

/** So many days or months from the latest day of this month and date on. */
function latest(month: number, { days, by, to, date = 1 }: { readonly days: number; readonly by: 'day' | 'month'; readonly to: number; readonly date?: number }): Span {
  const offset = { months: month, days: date - 1 };
  return { from: moment('year', 0, { offset }), until: moment('year', days, { by, offset }), to };
}

/** Whether a month is meant that bears no year: "may", "march" and "June" are other words, too. */
function isSurelyMonth(tokens: Tokens, at: number): boolean {
  return onlyMonths.has(lower(tokens, at)) || beforeMonths.has(lower(tokens, at - 1));
}

const onlyMonths: ReadonlySet<string> = new Set(['january', 'february', 'july', 'september', 'sept', 'october', 'oct', 'november', 'nov', 'december', 'dec']);
const beforeMonths: ReadonlySet<string> = new Set(['in', 'during', 'since', 'until', 'till', 'of', 'for', 'from', 'to', 'before', 'after', 'last', 'this', 'and', 'early', 'late', 'through']);

/** "2026-11-20", "14 August 2025", "August 14th, 2025" */
function dayAt(tokens: Tokens, at: number): Span | undefined {
  const token = tokens[at];
  if (token?.kind === 'date') {
    const [year = 0, month = 1, day = 1] = token.text.slice(0, 10).split('-').map(Number);
    return dayOf(year, month - 1, day, at + 1);
  }
  const first = dayNumber(tokens, at);
  const of = lower(tokens, at + 1) === 'of' ? at + 2 : at + 1;
  const behind = first === undefined ? undefined : monthAt(tokens, of);
  if (first !== undefined && behind !== undefined) return withYear(tokens, of + 1, (year, to) => dayOf(year, behind, first, to));
  const month = monthAt(tokens, at);
  const day = month === undefined ? undefined : dayNumber(tokens, at + 1);
  return month === undefined || day === undefined ? undefined : withYear(tokens, at + 2, (year, to) => dayOf(year, month, day, to));
}

/** "q2 2026", "the second quarter of 2026", "h1 2026", "the first half of November 2026", "the first week of October 2026" */
function partAt(tokens: Tokens, at: number): Span | undefined {
  const [, letter = '', digit = ''] = /^([qh])([1-4])$/.exec(lower(tokens, at)) ?? [];
  const order = letter === '' ? ordinals.get(lower(tokens, at)) : Number(digit);
  const unit = letter === 'q' ? 'quarter' : letter === 'h' ? 'half' : lower(tokens, at + 1);
  if (order === undefined || !['quarter', 'half', 'week'].includes(unit)) return undefined;
  const place = afterOf(tokens, letter === '' ? at + 2 : at + 1);
  const month = monthAt(tokens, place);
  if (month !== undefined) return withYear(tokens, place + 1, (year, to) => partOfMonth(year, month, unit, order, to));
  const months = unit === 'quarter' ? 3 : 6;
  return unit === 'week' ? undefined : withYear(tokens, place, (year, to) => between(utc(year, (order - 1) * months, 1), utc(year, order * months, 1), to));
}

function partOfMonth(year: number, month: number, unit: string, order: number, to: number): Span {
  if (unit === 'week') return between(utc(year, month, 1 + (order - 1) * 7), utc(year, month, 1 + order * 7), to);
  return order === 1 ? between(utc(year, month, 1), utc(year, month, 16), to) : between(utc(year, month, 16), utc(year, month + 1, 1), to);
}

/** Days with a name, by month and day. */
const feasts: PhraseTable<{ readonly month: number; readonly day: number }> = phraseTable(([
  ['new year eve', 11, 31], ['new years eve', 11, 31], ['new year day', 0, 1], ['new years day', 0, 1], ['christmas eve', 11, 24], ['christmas day', 11, 25], ['boxing day', 11, 26],
  ['christmas', 11, 25], ['halloween', 9, 31], ['valentine day', 1, 14], ['valentines day', 1, 14],
] as const).map(([words, month, day]) => [words, { month, day }]));

function feastAt(tokens: Tokens, at: number): Span | undefined {
  const [found] = phrasesAt(feasts, at, (index) => lower(tokens, index));
  return found && withYear(tokens, afterOf(tokens, at + found.words.length), (year, to) => dayOf(year, found.meaning.month, found.meaning.day, to));
}

const seasons: ReadonlyMap<string, number> = new Map([['spring', 2], ['summer', 5], ['autumn', 8], ['fall', 8]]);

function seasonAt(tokens: Tokens, at: number): Span | undefined {
  const month = seasons.get(lower(tokens, at));
  return month === undefined ? undefined : withYear(tokens, afterOf(tokens, at + 1), (year, to) => between(utc(year, month, 1), utc(year, month + 3, 1), to));
}

/** "March 2026", "mar 26" */
function monthYearAt(tokens: Tokens, at: number): Span | undefined {
  const month = monthAt(tokens, at);
  if (month === undefined) return undefined;
  return withYear(tokens, afterOf(tokens, at + 1), (year, to) => monthSpan(year, month, to)) ?? shortYear(tokens, at + 1, month);
}

/** Behind a month that no day stands before, two digits of twenty and more are a year. */
function shortYear(tokens: Tokens, at: number, month: number): Span | undefined {
  const token = tokens[at];
  return token?.kind === 'number' && /^'?[2-4]\d$/.test(token.text) && tokens[at + 1]?.number === undefined ? monthSpan(2000 + Number(token.number), month, at + 1) : undefined;
}

/** "last month", "this year", "the past 30 days", "yesterday", "90 days ago" */
function relativeAt(tokens: Tokens, at: number, { week }: HouseCalendar): Span | undefined {
  const day = dayWords.get(lower(tokens, at));
  if (day !== undefined) return { ...whole('day', day), to: at + 1 };
  const word = lower(tokens, at);
  const direction = directionOf(word);
  if (direction === undefined) return agoAt(tokens, at);
  const count = tokens[at + 1]?.number;
  const counted = calendarUnits.get(lower(tokens, at + 2));
  if (direction !== 0 && isCount(count) && counted) {
    const to = at + 3;
    return direction < 0 ? { from: moment('day', -count, { by: counted }), to } : { from: moment('day', 0), until: moment('day', count, { by: counted }), to };
  }
  const weekday = direction < 0 || !weekdayLeads.has(word) ? undefined : weekdays.get(lower(tokens, at + 1));
  if (weekday?.length === 1) return { ...weekdayOf(weekday[0] ?? 0, direction), to: at + 2 };
  const unit = calendarUnits.get(lower(tokens, at + 1));
  return unit && { ...whole(unit, direction, unit === 'week' ? week : undefined), to: at + 2 };
}

/** "this Wednesday", "next Monday": a day of this week, or of the next. */
function weekdayOf(day: number, weeks: number): Omit<Span, 'to'> {
  const shift = weeks * 7 + ((day + 6) % 7);
  return { from: moment('week', shift, { by: 'day' }), until: moment('week', shift + 1, { by: 'day' }) };
}

function agoAt(tokens: Tokens, at: number, count = tokens[at]?.number): Span | undefined {
  const unit = calendarUnits.get(lower(tokens, at + 1));
  if (!isCount(count) || !unit || lower(tokens, at + 2) !== 'ago') return undefined;
  return { from: moment('day', -count, { by: unit }), until: moment('day', 1 - count, { by: unit }), to: at + 3 };
}

/** "over 30 days ago", "less than a year ago": before that day, or since. */
function distantAt(tokens: Tokens, at: number): Stretch | undefined {
  const [phrase] = phrasesAt(distances, at, (index) => lower(tokens, index));
  const start = at + (phrase?.words.length ?? 0);
  const ago = phrase && agoAt(tokens, start, singleArticles.has(lower(tokens, start)) ? 1 : tokens[start]?.number);
  return ago && (phrase.meaning === 'before' ? { until: ago.from, to: ago.to } : { from: ago.from, to: ago.to });
}

const distances: PhraseTable<'before' | 'since'> = phraseTable([
  ...['over', 'more than', 'longer than', 'at least'].map((words) => [words, 'before'] as const),
  ...['under', 'less than', 'fewer than', 'no more than', 'not more than', 'at most', 'up to'].map((words) => [words, 'since'] as const),
]);

function withYear<T>(tokens: Tokens, at: number, make: (year: number, to: number) => T): T | undefined {
  const place = tokens[at]?.text === ',' ? at + 1 : at;
  const token = tokens[place];
  const year = token?.kind === 'number' && token.number !== undefined && Number.isInteger(token.number) && token.number >= 1900 && token.number <= 2199 ? token.number : undefined;
  return year === undefined ? undefined : make(year, place + 1);
}

function monthAt(tokens: Tokens, at: number): number | undefined {
  return monthWords.get(lower(tokens, at));
}

function dayNumber(tokens: Tokens, at: number): number | undefined {
  const token = tokens[at];
  const day = token?.number ?? Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(token?.lower ?? '')?.[1] ?? Number.NaN);
  return Number.isInteger(day) && day >= 1 && day <= 31 ? day : undefined;
}

function dayOf(year: number, month: number, day: number | undefined, to: number): Span | undefined {
  return day === undefined ? undefined : between(utc(year, month, day), utc(year, month, day + 1), to);
}

function monthSpan(year: number, month: number, to: number): Span {
  return between(utc(year, month, 1), utc(year, month + 1, 1), to);
}
