import { stem } from './stem.ts';

/** What turns an adjective into its opposite: "inactive", "unverified". */
export const negativePrefixes = ['in', 'un', 'non', 'dis'];

/** In the name of a flag, as stems: with these it says the opposite of its other words. */
export const negatingParts: ReadonlySet<string> = new Set(['out', 'not', 'non', 'no', 'off', 'without', 'never'].map(stem));

/** Behind them stands what was not done: "never booked a trip", and not "no booked trip". */
export const neverWords: ReadonlySet<string> = new Set(['never', 'not', 'yet']);
