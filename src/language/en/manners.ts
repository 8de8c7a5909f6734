import { stem } from './stem.ts';

/** In what manner something was done, by the verb behind "how": what the columns are called that keep it. "by how they paid" speaks of a method of payment. */
const manners: readonly (readonly [verbs: readonly string[], names: readonly string[]])[] = [
  [['paid', 'pay', 'settled'], ['payment method', 'pay method', 'payment type', 'pay type', 'payment code', 'method', 'tender', 'payment channel']],
  [['booked', 'ordered', 'bought', 'sold', 'reserved', 'placed', 'submitted', 'reported', 'contacted'], ['channel', 'booking channel', 'sales channel', 'order channel', 'source', 'medium', 'method']],
  [['heard', 'hear', 'found', 'find', 'came', 'come', 'discovered'], ['lead source', 'referral source', 'source', 'heard', 'channel', 'campaign']],
  [['shipped', 'delivered', 'sent', 'travelled', 'transported'], ['shipping method', 'delivery method', 'ship method', 'ship mode', 'carrier', 'mode']],
];

/** By the verb, the names of columns (as stems) in the order of how well they fit. */
export const mannersOf: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(manners.flatMap(([verbs, names]) => {
  const called = names.map((name) => name.split(' ').map(stem));
  return verbs.map((verb) => [verb, called] as const);
}));

/** Between "how" and the verb: "by how they were booked", "split by how customers heard about us". */
export const mannerReach = 4;

/** Behind the verb, and part of what it says. */
export const mannerTails: ReadonlySet<string> = new Set(['about', 'of', 'us', 'for', 'it', 'to', 'in', 'them', 'with', 'by', 'through']);
