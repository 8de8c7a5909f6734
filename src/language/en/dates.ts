import type { CalendarUnit } from '../../core/query.ts';

/** How a date may be compared. */
type DateOperator = '=' | '<=' | '>=';

/** What dates can be truncated to. */
export type TruncationUnit = Exclude<CalendarUnit, 'week'>;

/** Words before a date, and how it is compared: "in 2014", "since 2014". */
export const dateOperators: ReadonlyMap<string, DateOperator> = new Map([...['in', 'on', 'during', 'of', 'for', 'year', 'at', 'from', 'within'].map((word) => [word, '='] as const), ['since', '>='], ['until', '<='], ['by', '<=']]);

/** Between these and the date: "in the year 2014". */
export const dateFiller: ReadonlySet<string> = new Set(['year', 'the', 'date']);

/** The months in order; their first three letters stand for them. */
export const monthNames: readonly string[] = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** Particles of verbs that a date may follow: "signed up last month". */
export const verbParticles: ReadonlySet<string> = new Set(['up', 'out', 'off', 'in', 'on']);

/** Units of the calendar, one or many. */
export const calendarUnits: ReadonlyMap<string, CalendarUnit> = new Map([...(['day', 'week', 'month', 'year'] as const)].flatMap((unit) => [[unit, unit] as const, [`${unit}s`, unit] as const]));

/** Before a period: "in the last month". */
export const periodPrepositions: ReadonlySet<string> = new Set(['in', 'during', 'from', 'of', 'for', 'within', 'the', 'over', 'since']);

/** Say that a period has gone by. */
export const pastWords: ReadonlySet<string> = new Set(['last', 'past', 'previous', 'prior']);

/** Say that a period is the one we are in. */
export const presentWords: ReadonlySet<string> = new Set(['this', 'current']);

/** Say that a period is to come. */
export const nextWords: ReadonlySet<string> = new Set(['next', 'coming', 'following']);

/** Days by their distance from today. */
export const dayWords: ReadonlyMap<string, number> = new Map([['today', 0], ['yesterday', -1], ['tomorrow', 1]]);

/** What dates are truncated to behind "per" and "by". */
export const truncationUnits: ReadonlyMap<string, TruncationUnit> = new Map([['year', 'year'], ['years', 'year'], ['month', 'month'], ['months', 'month'], ['day', 'day'], ['days', 'day'], ['date', 'day']]);

/** The same as adverbs: "monthly". */
export const truncationAdverbs: ReadonlyMap<string, TruncationUnit> = new Map([['yearly', 'year'], ['annual', 'year'], ['annually', 'year'], ['monthly', 'month'], ['daily', 'day']]);

/** Say of rows that their day is to come. */
export const upcomingWords: ReadonlySet<string> = new Set(['upcoming', 'future']);

/** Before a month: "in March 2012". */
export const monthPrepositions: ReadonlySet<string> = new Set(['in', 'during', 'of', 'for']);
