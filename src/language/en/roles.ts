import { stem } from './stem.ts';

/** What two keys to one table are called that lead from one place to another (as stems). */
const ways = [
  ['from', 'to'], ['origin', 'destination'], ['source', 'destination'], ['source', 'target'], ['departure', 'arrival'], ['pickup', 'dropoff'], ['start', 'end'],
];
/** What the two are called that meet (as stems). */
const contests = [
  ['home', 'away'], ['home', 'visitor'], ['home', 'guest'], ['host', 'guest'], ['winner', 'loser'], ['white', 'black'], ['challenger', 'opponent'],
];

const stemmed = (pairs: readonly (readonly string[])[]) => pairs.map((pair) => pair.map(stem));

export const wayRoles: readonly (readonly string[])[] = stemmed(ways);
export const contestRoles: readonly (readonly string[])[] = stemmed(contests);

/** Between two that meet: "Rovers against Wanderers". */
export const opponentWords: ReadonlySet<string> = new Set(['against', 'versus', 'vs', 'v', 'beat', 'played', 'host', 'hosted']);

/** Behind what is written down of somebody: a phone number, an email address. */
export const numberedWords: ReadonlySet<string> = new Set(['number', 'no', 'address']);

/** Before a name, and between it and the name of somebody's part: "the phone number of Lee's next of kin". */
export const ownershipWords: ReadonlySet<string> = new Set(['of', 'for', 'from']);

/** What those do who work for others, and what those do for whom they work. */
export const giving: ReadonlySet<string> = new Set(['give', 'gives', 'gave', 'given', 'teach', 'teaches', 'taught', 'hold', 'holds', 'held', 'lead', 'leads', 'led']);
export const taking: ReadonlySet<string> = new Set(['take', 'takes', 'took', 'taken', 'attend', 'attended', 'pay', 'pays', 'paid', 'book', 'booked', 'buy', 'bought']);

/** In what parts people work for others (as stems). */
export const staffRoles: ReadonlySet<string> = new Set([
  'coach', 'teacher', 'instructor', 'tutor', 'trainer', 'lecturer', 'professor', 'doctor', 'nurse', 'therapist', 'carer', 'guide', 'employee', 'staff', 'worker', 'driver',
].map(stem));
