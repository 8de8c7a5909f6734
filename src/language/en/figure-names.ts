import type { DateUnit } from '../../core/query.ts';

/** Before the name of a column, what is told of it. */
export const figurePrefixes = { sum: 'total', avg: 'avg', min: 'min', max: 'max' } as const;

/** What stretches of time are called that their unit does not name. */
export const unitNames: ReadonlyMap<DateUnit, string> = new Map([
  ['year-text', 'year'], ['weekday-name', 'weekday'], ['month-of-year', 'month'], ['fiscal-year', 'fiscal_year'], ['fiscal-quarter', 'fiscal_quarter'],
]);

/** In the names of amounts that are kept in them, and may be told in larger ones. */
export const smallerUnitWords: ReadonlySet<string> = new Set([
  'cent', 'cents', 'ct', 'cts', 'pence', 'minor', 'minute', 'minutes', 'mins', 'min', 'second', 'seconds', 'secs', 'sec', 'millisecond', 'milliseconds', 'ms', 'gram', 'grams', 'g', 'hour', 'hours',
]);

/** What an amount is told in, by the unit in which it is kept and how many of those make one of it. */
export const toldUnits: ReadonlyMap<string, string> = new Map([
  ['millisecond 1000', 'seconds'], ['second 60', 'minutes'], ['second 3600', 'hours'], ['minute 60', 'hours'], ['minute 1440', 'days'], ['hour 24', 'days'], ['gram 1000', 'kg'],
]);
