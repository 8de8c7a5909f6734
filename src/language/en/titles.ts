import type { DateUnit } from '../../core/query.ts';

/** Before the name of a column, what is told of it. */
export const figurePrefixes = { sum: 'total', avg: 'avg', min: 'min', max: 'max' } as const;

/** What stretches of time are called that their unit does not name. */
export const unitNames: ReadonlyMap<DateUnit, string> = new Map([
  ['year-text', 'year'], ['weekday-name', 'weekday'], ['month-of-year', 'month'], ['fiscal-year', 'fiscal_year'], ['fiscal-quarter', 'fiscal_quarter'],
]);

/** In the names of amounts that are kept in them, and told in larger ones. */
export const minorUnitWords: ReadonlySet<string> = new Set(['cent', 'cents', 'ct', 'cts', 'pence', 'minor', 'minutes', 'mins', 'min', 'seconds', 'secs', 'sec', 'ms', 'grams', 'g']);
