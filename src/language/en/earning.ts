import { phraseTable, type PhraseTable } from './lexicon.ts';

const past = ['spent', 'paid', 'earned', 'billed', 'invoiced', 'charged', 'brought in', 'came in', 'owe', 'owes', 'owed'];
const base = ['spend', 'pay', 'earn', 'bill', 'invoice', 'charge', 'cost', 'bring in', 'come in'];
const ourPast = ['took', 'taken', 'made', 'collected', 'took in', 'taken in'];
const ourBase = ['take', 'make', 'collect', 'take in'];

interface Earning {
  /** Only of ourselves: what students take are courses, what "we took" is money. */
  readonly ours: boolean;
  /** Only behind "did": what "we charge" is a price. */
  readonly base: boolean;
}

/** Verbs whose object is money where none is named: "what did she spend", "what each class earned". */
export const earningVerbs: PhraseTable<Earning> = phraseTable<Earning>([
  ...past.map((verb) => [verb, { ours: false, base: false }] as const), ...base.map((verb) => [verb, { ours: false, base: true }] as const),
  ...ourPast.map((verb) => [verb, { ours: true, base: false }] as const), ...ourBase.map((verb) => [verb, { ours: true, base: true }] as const),
]);

/** Behind "what", before who does it: "what did we take", "what has she spent". */
export const pastHelpers: ReadonlySet<string> = new Set(['did', 'have', 'has', 'had']);

/** Before money that is a noun: "the pay", and not "did they pay". */
export const nounOpenings: ReadonlySet<string> = new Set(['the', 'a', 'an', 'our', 'my', 'your', 'his', 'her', 'their', 'each', 'every', 'in', 'of', 'total', 'average']);

/** What may stand behind "what" where it is no determiner: "what our guests spent", and not "what percentage". */
export const subjectOpenings: ReadonlySet<string> = new Set([
  'the', 'a', 'an', 'our', 'his', 'her', 'their', 'each', 'every', 'everybody', 'everyone', 'we', 'they', 'he', 'she', 'it', 'came',
]);
