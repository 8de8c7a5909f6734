import { stem } from './stem.ts';

/** Words after which rows have some of a quantity: "orders with a discount". */
export const havingSome: ReadonlySet<string> = new Set(['with', 'have', 'has', 'had', 'having']);

/** Articles that say "some" and no particular one. */
export const someArticles: ReadonlySet<string> = new Set(['a', 'an', 'any', 'some']);

/** Words after which rows have partners: "students who own a pet". */
export const havingPartner: ReadonlySet<string> = new Set(['have', 'has', 'had', 'having', 'own', 'owns', 'with', 'owning']);

/** What may stand between these and the partners: "at least one". */
export const partnerArticles: ReadonlySet<string> = new Set(['a', 'an', 'any', 'some', 'the', 'at', 'least', 'one']);

/** Words between things that are listed together: "actors and the musicals". */
export const companionArticles: ReadonlySet<string> = new Set(['the', 'their', 'its', 'his', 'her', 'respective', 'corresponding', 'associated', 'each', 'of', 'which']);

/** Join what is listed together: "products with their categories". */
export const companionJoiners: ReadonlySet<string> = new Set(['and', ',', 'with']);

/** Before what is listed beside something: "together with". */
export const togetherWords: ReadonlySet<string> = new Set(['together', 'along', 'alongside']);

/** End a clause that asks who somebody is: "and who their boss is". */
export const beingWords: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were']);

/** Say that something belongs to what was named before. */
export const possessives: ReadonlySet<string> = new Set(['their', 'its', 'his', 'her']);

/** Say of a group that it is the row's own: "the average of their own team", "of the same team". */
export const ownGroup: ReadonlySet<string> = new Set([...possessives, 'same', 'own', 'respective']);

/** Behind "twice": it says how many times as much of what follows. */
export const multiplied: ReadonlySet<string> = new Set([...possessives, 'as', 'what']);

/** Open a clause on what was named: "the products that they sell". */
export const clauseOpenings: ReadonlySet<string> = new Set(['that', 'which', 'who', 'whom']);

/** Speak again of those who were named before: "the products they sell". */
export const ownersAgain: ReadonlySet<string> = new Set(['they', 'it', 'he', 'she']);

/** Ask how many people there are. */
export const headcounts: ReadonlySet<string> = new Set(['headcount', 'headcounts']);

/** Who is meant where no people are named (as stems). */
export const staffNouns: ReadonlySet<string> = new Set(['employee', 'staff', 'worker', 'personnel', 'people', 'person', 'user', 'member'].map(stem));

/** Whoever owes has not paid. */
export const owing: ReadonlySet<string> = new Set(['owe', 'owes', 'owed', 'owing']);

/** What people do when rows come to be that are theirs: who has done no visit has none. */
export const lightVerbs: ReadonlySet<string> = new Set(['done', 'given', 'held', 'run', 'sold', 'written', 'filed']);

/** Between such a verb and what is missing. */
export const afterLightVerbs: ReadonlySet<string> = new Set(['a', 'an', 'any', 'single', 'one']);

/** Before what belongs to whoever was named: "and their number". */
export const theirs: ReadonlySet<string> = new Set(['their', 'there', 'his', 'her', 'its']);

/** In the names of columns by which somebody is called (as stems). */
export const phoneWords: ReadonlySet<string> = new Set(['phone', 'telephone', 'mobile', 'cell', 'cellphone'].map(stem));
