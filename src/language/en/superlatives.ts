import { stem } from './stem.ts';

/** Words that ask for the first rows by something: "top 5". */
export const rankingWords: ReadonlySet<string> = new Set(['top', 'bottom', 'best', 'worst', 'leading', 'biggest', 'largest']);

/** Superlatives with which the names of columns begin that hold the greatest of something (as stems): `highest_point`. */
export const greatestWords: ReadonlySet<string> = new Set(['highest', 'largest', 'longest', 'maximum', 'max', 'best', 'greatest', 'latest', 'peak'].map(stem));

/** The same of the least: `min_salary`. */
export const leastWords: ReadonlySet<string> = new Set(['lowest', 'smallest', 'shortest', 'minimum', 'min', 'worst', 'least', 'earliest'].map(stem));

/** What asks for the order of how often something occurs: "sorted by popularity". */
export const frequencyWords: ReadonlySet<string> = new Set(['frequency', 'popularity', 'count', 'occurrence', 'occurrences', 'counts', 'frequencies']);

/** "our best sellers": as many of the first are shown where more than one is asked for and no number is said. */
export const pluralLimit = 10;

/** What may stand before a number and a superlative: "the top 3 highest". */
export const superlativeLeads: ReadonlySet<string> = new Set(['top', 'first', 'last', 'bottom']);
