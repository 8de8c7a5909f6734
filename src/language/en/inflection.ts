import type { QuestionToken } from './tokens.ts';

/** How verbs end that tell what was done: "shipped", "written", "sent". */
const participle = /(?:ed|en|wn|id|nt|lt|ld|pt|ft)$/;

/** Whether a word may tell what was done. */
export function isParticiple(word: string): boolean {
  return participle.test(word) && !adjectives.has(word);
}

/** What ends like a participle, and tells how something is: an open ticket was opened, too, but so was a closed one. */
const adjectives: ReadonlySet<string> = new Set(['open', 'even', 'golden', 'wooden']);

/** Whether a verb tells what goes on or is to come: "expiring", "starting". */
export function isProgressive(word: string): boolean {
  return word.length > 5 && word.endsWith('ing');
}

/** Whether a word compares: "longer", "more". */
export function isComparative(word: string): boolean {
  return (word.endsWith('er') && word.length > 4) || irregularComparatives.has(word);
}

const irregularComparatives: ReadonlySet<string> = new Set(['more', 'less', 'worse', 'fewer']);

/** Whether a noun speaks of more than one. */
export function isPlural(word: string): boolean {
  return /[^s]s$/.test(word) || word === 'people';
}

const nounEndings = ['al', 'ment', 'ion', 'ation', 'eri', 'r', 'ance'];

/** What is made of a verb: "rented" for rentals, "prescribed" for prescriptions, "shipped" for shipments; as stems. */
export function nounsOfVerb({ lower, stem: verb }: Pick<QuestionToken, 'lower' | 'stem'>): string[] {
  if (!/(?:ed|ing)$/.test(lower) || verb.length < 4) return [];
  return [...nounEndings.map((ending) => verb + ending), ...(verb.endsWith('b') ? [`${verb.slice(0, -1)}pt`] : [])];
}

/** A verb as it is called and as it was done: "win" and "won". */
export function verbForms(word: string): readonly string[] {
  const past = irregularPasts.get(word);
  return past ? [word, past] : [word];
}

const irregularPasts: ReadonlyMap<string, string> = new Map([
  ['win', 'won'], ['loss', 'lost'], ['lose', 'lost'], ['draw', 'drawn'], ['sell', 'sold'], ['sale', 'sold'], ['break', 'broken'], ['send', 'sent'], ['pay', 'paid'],
  ['payment', 'paid'], ['hold', 'held'], ['withdraw', 'withdrawn'], ['rejection', 'rejected'], ['acceptance', 'accepted'], ['failure', 'failed'], ['approval', 'approved'],
  ['completion', 'completed'], ['success', 'successful'],
]);

/** Other forms in which data may hold the words that a question says, the singular first; the words themselves and empty ones may be among them. */
export function numberForms(words: string): readonly [singular: string, plural: string, bare: string] {
  const singular = words.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
  const plural = words.endsWith('s') ? words : `${words}s`;
  return [singular, plural, words.replace(/es$/, '')];
}

/** Endings that stand by themselves, as in "the singer 's name": without them, one word is left. */
export const looseEndings: ReadonlySet<string> = new Set(['s', 'es']);
