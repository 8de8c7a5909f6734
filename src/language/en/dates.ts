import type { CalendarUnit, DateUnit, ElapsedUnit } from '../../core/query.ts';
import { phraseTable, type PhraseTable } from './lexicon.ts';

/** How a date may be compared. */
type DateOperator = '=' | '<=' | '>=';

/** What dates can be truncated to. */
export type TruncationUnit = Exclude<DateUnit, 'age'>;

/** Words before a date, and how it is compared: "in 2014", "since 2014". */
export const dateOperators: ReadonlyMap<string, DateOperator> = new Map([
  ...['in', 'on', 'during', 'of', 'for', 'year', 'at', 'from', 'within'].map((word) => [word, '='] as const), ['since', '>='], ['until', '<='], ['by', '<='],
]);

/** Between these and the date: "in the year 2014". */
export const dateFiller: ReadonlySet<string> = new Set(['year', 'the', 'date']);

/** The months in order; their first three letters stand for them. */
export const monthNames: readonly string[] = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** The months by all that they are called. */
export const monthWords: ReadonlyMap<string, number> = new Map([...monthNames.flatMap((name, month) => [[name, month] as const, [name.slice(0, 3), month] as const]), ['sept', 8]]);

/** Particles of verbs that a date may follow: "signed up last month". */
export const verbParticles: ReadonlySet<string> = new Set(['up', 'out', 'off', 'in', 'on']);

/** Units of the calendar, one or many. */
export const calendarUnits: ReadonlyMap<string, CalendarUnit> = new Map([...(['day', 'week', 'month', 'quarter', 'year'] as const)].flatMap((unit) => [[unit, unit] as const, [`${unit}s`, unit] as const]));

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
export const truncationUnits: ReadonlyMap<string, TruncationUnit> = new Map([
  ...(['year', 'quarter', 'month', 'week', 'day', 'weekday', 'hour'] as const).flatMap((unit) => [[unit, unit] as const, [`${unit}s`, unit] as const]), ['date', 'day'],
]);

/** Before a stretch of time that is asked for: "which month". */
export const stretchQuestions: ReadonlySet<string> = new Set(['which', 'what', 'whats']);

/** Behind "hourly", what an hour costs or earns. */
export const hourlyNouns: ReadonlySet<string> = new Set(['rate', 'rates', 'wage', 'wages', 'pay', 'cost', 'costs', 'price', 'charge', 'fee', 'salary']);

/** The same as adverbs: "monthly". */
export const truncationAdverbs: ReadonlyMap<string, TruncationUnit> = new Map([
  ['yearly', 'year'], ['annual', 'year'], ['annually', 'year'], ['monthly', 'month'], ['daily', 'day'], ['weekly', 'week'], ['quarterly', 'quarter'], ['hourly', 'hour'],
]);

/** Ask how long something takes, and in which unit that is told. */
export const durationOpenings: PhraseTable<ElapsedUnit> = phraseTable([
  ['how long', 'day'], ['how many days', 'day'], ['how many hours', 'hour'], ['how many minutes', 'minute'],
  ['how quickly', 'day'], ['how fast', 'day'], ['how soon', 'day'], ['days', 'day'], ['hours', 'hour'], ['minutes', 'minute'],
  ['number of days', 'day'], ['number of hours', 'hour'], ['turnaround time', 'day'], ['lead time', 'day'], ['time to', 'day'],
]);

/** Between the moments from and to which time goes by: "from booking to delivery". */
export const elapsedJoiners: ReadonlySet<string> = new Set(['to', 'until', 'till', 'and']);

/** Before the moment until which time goes by: "between signing up and getting the licence". */
export const reachingWords: ReadonlySet<string> = new Set(['getting', 'receiving', 'reaching', 'having', 'obtaining', 'first', 'actual', 'being']);

/** What people call a moment by what stands for it, and what its column may be called: an order reaches the door. */
export const momentNouns: ReadonlyMap<string, readonly string[]> = new Map([
  ['door', ['delivered', 'arrived', 'delivery']], ['doorstep', ['delivered', 'arrived', 'delivery']],
  ['payment', ['paid', 'payment']], ['payout', ['paid', 'payout']], ['application', ['applied', 'application']], ['invoice', ['invoiced', 'invoice', 'issued']],
  ['call', ['called', 'requested', 'received', 'booked', 'created']], ['request', ['requested', 'created']],
]);

/** Say that something was fixed before its day: "booked ahead", "how many days in advance". */
export const aheadWords: ReadonlySet<string> = new Set(['ahead', 'advance', 'beforehand']);
/** What the moment is called at which it was fixed. */
export const fixedNames: readonly string[] = ['booked', 'reserved', 'ordered', 'placed', 'bought', 'sold', 'created'];

/** Behind what lasts: "the average rental length", "how long does a repair take". */
export const lengthNouns: ReadonlySet<string> = new Set(['length', 'duration', 'term', 'stay', 'stays', 'stayed', 'last', 'lasts', 'take', 'takes', 'run', 'runs', 'out']);

/** The units in which time that went by is told. */
export const elapsedUnits: ReadonlyMap<string, ElapsedUnit> = new Map([['days', 'day'], ['hours', 'hour'], ['minutes', 'minute']]);

/** Compare amounts, and no years: "flats under 1500". */
export const amountComparisons: ReadonlySet<string> = new Set(['over', 'under', 'above', 'below', 'more', 'less', 'fewer', 'exceeding']);

/** "days", and "day". */
export function elapsedUnitAt(word: string): ElapsedUnit | undefined {
  return elapsedUnits.get(word) ?? elapsedUnits.get(`${word}s`);
}

/** Say that time went by: "took more than 3 days". */
export const takingTime: ReadonlySet<string> = new Set(['take', 'takes', 'took', 'taken', 'taking', 'last', 'lasts', 'lasted', 'lasting']);
/** "to be delivered" */
export const passives: ReadonlySet<string> = new Set(['be', 'get']);
/** Behind what has happened, before the time in which it did: "resolved within 2 hours", "paid after more than 30 days". */
export const inWhichTime: ReadonlySet<string> = new Set(['within', 'in', 'after']);

/** Behind "average": "average days to". */
export const durationNouns: ReadonlyMap<string, ElapsedUnit> = new Map([
  ['days', 'day'], ['hours', 'hour'], ['minutes', 'minute'], ...['time', 'duration', 'length', 'wait', 'delay', 'stay'].map((noun) => [noun, 'day'] as const),
]);

/** Days of the week, 0 for Sunday, by the words that name them. */
export const weekdays: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].flatMap((name, day) => [[name, [day]] as const, [`${name}s`, [day]] as const]),
  ...['weekend', 'weekends'].map((name) => [name, [0, 6]] as const), ...['workdays', 'workday'].map((name) => [name, [1, 2, 3, 4, 5]] as const),
]);

/** Which day of the week a text is that is nothing else: "Saturday", "Sat", "sa."; the first is Sunday. */
export function weekdayWritten(text: string): number | undefined {
  return weekdayBeginnings.get(text.toLowerCase().replace(/\.$/, ''));
}

/** Two letters and more that each day begins with; of those that begin alike, the first. */
const weekdayBeginnings: ReadonlyMap<string, number | undefined> = new Map([...weekdays].filter(([name]) => name.endsWith('day')).toReversed().flatMap(([name, [day]]) =>
  Array.from({ length: name.length - 1 }, (_, index) => [name.slice(0, index + 2), day] as const)));

/** Before the day of one certain week: "this Wednesday". */
export const weekdayLeads: ReadonlySet<string> = new Set(['this', 'next']);

/** Before a day of the week. */
export const weekdayPrepositions: ReadonlySet<string> = new Set(['on', 'at', 'a', 'an', 'the', 'any', 'every', 'during']);

/** All words that tell a time; none of them is a misspelling of another. */
export function isTimeWord(word: string): boolean {
  if (/^fy\d{0,4}$/.test(word)) return true;
  return timeWords.has(word);
}

const timeWords: ReadonlySet<string> = new Set([
  ...pastWords, ...nextWords, ...presentWords, ...dayWords.keys(), ...calendarUnits.keys(), ...truncationUnits.keys(), ...truncationAdverbs.keys(), ...monthNames.flatMap((name) => [name, name.slice(0, 3)]),
]);

/** Verbs behind which "late" tells how it was done: "came back late". */
export const comeVerbs: ReadonlySet<string> = new Set(['came', 'come', 'comes', 'back', 'went', 'arrive', 'arrives', 'pay', 'pays', 'finish', 'finishes', 'paid']);

/** Behind "should", before what was expected to happen by now. */
export const expecting: ReadonlySet<string> = new Set(['have', 'be']);

/** Before "now": "by now", "before now", "already". */
export const nowLeads: ReadonlySet<string> = new Set(['by', 'before', 'until']);

/** Before a stretch of time, say of what goes on that it did so then: "running in June". */
export const ongoingWords: ReadonlySet<string> = new Set(['running', 'active', 'live', 'valid', 'ongoing', 'open']);

/** Before so many days or months for which something has gone on: "open for more than 30 days", "older than a month". */
export const lastingOpenings: PhraseTable<true> = phraseTable([
  'for more than', 'for over', 'for longer than', 'for at least', 'older than', 'more than', 'over',
].map((phrase) => [phrase, true]));
/** Of these, the ones that say so without "for" only behind a word for what goes on. */
export const lastingStates: ReadonlySet<string> = new Set(['open', 'waiting', 'pending', 'unresolved', 'unsolved', 'unpaid', 'outstanding', 'lying', 'sitting', 'standing', 'around']);

/** With these begin the names of moments that have gone by when they are kept. */
export const doneNames: ReadonlySet<string> = new Set(['booked', 'created', 'ordered', 'placed', 'paid', 'sold', 'bought', 'signed', 'registered', 'updated', 'modified', 'cancelled', 'received']);

/** Behind what is to come: "which events are coming up". */
export const approaching: ReadonlySet<string> = new Set(['coming up']);

/** Say of rows that their day is to come. */
export const upcomingWords: ReadonlySet<string> = new Set(['upcoming', 'future']);

