import { stem } from './stem.ts';
import { phraseTable, type PhraseTable } from './lexicon.ts';

/** What leads from somebody to the one above ("who does Lee report to"), or to those below ("who reports to Lee"). */
export type ReportingWay = 'above' | 'below';

/** Behind a name, or before it. */
export const reportingPhrases: PhraseTable<ReportingWay> = phraseTable([
  ...[
    'reports to', 'report to', 'reporting to', 'works for', 'work for', 'working for', 'works under', 'work under', 'under', 'led by',
    ...['boss', 'manager', 'line manager', 'supervisor', 'superior', 'lead'].flatMap((noun) => [`whose ${noun} is`, `with ${noun}`]),
    'is managed by', 'are managed by', 'managed by', 'supervised by', 'owned by', 'subsidiaries of', 'subsidiary of',
  ].map((phrase) => [phrase, 'below'] as const),
  ...[
    'supervises', 'manages', 'oversees', 'boss of', 'manager of', 'supervisor of', 'line manager of',
    'is the manager of', 'is the boss of', 'is the supervisor of', 'is in charge of',
  ].map((phrase) => [phrase, 'above'] as const),
]);

/** What leads to those whom somebody brought, by keys that are called so. */
export const referralPhrases: PhraseTable<true> = phraseTable([
  'brought in by', 'came through', 'came via', 'came to us through', 'came to us via', 'introduced by', 'recommended by', 'invited by', 'referred by', 'recruited by',
].map((phrase) => [phrase, true] as const));

/** Words of the names of such keys, as stems. */
export const referralKeys: ReadonlySet<string> = new Set(['refer', 'referr', 'recommend', 'introduc', 'recruit', 'invit', 'sponsor']);

/** Behind a name: "Lee's boss". */
export const superiorNouns: ReadonlySet<string> = new Set(['boss', 'manager', 'supervisor', 'superior', 'lead', 'chief', 'head']);

/** Words of the names of keys that lead to the one above, as stems. */
export const reportingKeys: ReadonlySet<string> = new Set(['manag', 'supervisor', 'supervis', 'report', 'boss', 'lead', 'chief', 'superior', 'parent', 'head']);

/** Short for the one above in the names of keys, where they may be short for something else: `sup_no`. */
export const shortSuperiors: ReadonlySet<string> = new Set(['sup', 'mgr', 'spv']);

/** What people do for their pay. */
export const payVerbs: ReadonlySet<string> = new Set(['earn', 'earns', 'earned', 'earning', 'make', 'makes', 'making', 'paid']);

/** How the pay of two compares. */
export const comparedPay: ReadonlyMap<string, 'gt' | 'lt'> = new Map([['more', 'gt'], ['less', 'lt']]);

/** What pay is called, as stems. */
export const payNouns: ReadonlySet<string> = new Set(['salary', 'wage', 'pay', 'sal'].map(stem));

/** Anybody at all. */
export const somebody: ReadonlySet<string> = new Set(['someone', 'somebody', 'others']);

/** Before a word for whoever is above: that of each is meant. */
export const beforeSuperiors: ReadonlySet<string> = new Set(['their', 'his', 'her', 'its', 'the']);
