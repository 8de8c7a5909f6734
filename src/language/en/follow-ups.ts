import type { QuestionToken } from './tokens.ts';

// Two questions are asked here, and their answers differ on purpose. Memory asks whether a text means the same in every conversation
// (`needsHistory`): taking too many for follow-ups only costs a hit. The rules ask whether a question that comes after another one
// takes something over from it (`referenceOf`): taking too many would add conditions that nobody asked for.

/** Openings that go on from something said before. */
const goingOn = /^(and|or|but|what about|how about|what if|same|the same|also|instead|then|now|only|just|again|more|next|continue|go on|ok|okay|yes|no|why|order(ed)? (it|them))\b/i;

/** A fragment that only adds a condition ("in France?", "by country"); with a question word or more to it, it stands alone. */
const fragment = /^(for|in|from|with|without|by|sorted|per|of)\b(?!.*\b(each|every|which|what|who|how|show|list|find|give|count)\b)/i;
const fragmentWords = 5;

/** Words that stand for something said before, where they come so early that the question itself can't have said it. */
const anaphors: ReadonlySet<string> = new Set('them those these they it that this one ones he she his her their its former latter previous above said'.split(' '));
const earlyWords = 4;
const determiner = /\b(this|that|these|those)\s+(?:week|month|quarter|year|day|morning|evening|season|decade|century)s?\b/gi;
const relative = /\b(\p{L}+)\s+that\b/giu;

/**
 * Whether a question seems to need the ones before it. Without its history such a question is neither stored nor looked up:
 * the same words mean something else in another conversation. Taking too many for follow-ups only costs a hit.
 */
export function needsHistory(text: string): boolean {
  const plain = text.trim().replaceAll(determiner, ' ').replaceAll(relative, '$1 ');
  const words = plain.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length <= 1 || goingOn.test(plain) || words.slice(0, earlyWords).some((word) => anaphors.has(word)) || (words.length <= fragmentWords && fragment.test(plain));
}

/** What opens a follow-up that puts something else in a place of the question before. "or" and "also" would add to it. */
const replacing = /^(?:(?:and|what about|how about|what if|now|then|ok(?:ay)?|(?:the )?same for)\b[\s,:]*)+/i;

/** A follow-up without what opens it and without the signs at its end: "Italy" of "and what about Italy?". */
export function withoutOpening(followUp: string): string {
  return followUp.trim().replace(replacing, '').replace(/[\s?.!]+$/, '');
}

/** What a question takes over from the one before it. */
export interface Reference {
  /** It asks for something besides what was asked for. */
  readonly also: boolean;
  /** It refers back, or goes on with what was said. */
  readonly refers: boolean;
}

/** Words that refer to what the question before was about, or to its result. */
const referring: ReadonlySet<string> = new Set([
  'those', 'these', 'them', 'their', 'theirs', 'its', 'it', 'they', 'ones', 'he', 'she', 'his', 'her', 'him', 'same', 'above', 'previous', 'former',
  'latter', 'result', 'results',
]);
/** Openings that change the question before. */
const changing = /^(and|also|only|just|now|then|but|instead|or|sort|order|rank|limit|group|filter|exclude|except|how about|what about|same|which (one|of)|who of|of (those|these|them)|among|in (that|those|this)|for (each|those|these|that)|show (only|just)|make it|keep|reverse|descending|ascending|(please )?also|what are (the )?(all )?(the )?(details|names?|ids?)$|how many are there|how many$|without duplicates|remove duplicates|show all distinct)/;
/** Words that ask for something besides. */
const adding = /\b(also|as well|too|along with|in addition|additionally|besides|together with)\b/;

/** How a question refers to the one before it. */
export function referenceOf(tokens: readonly QuestionToken[]): Reference {
  const words = tokens.filter((token) => token.kind === 'word').map((token) => token.lower);
  const text = words.join(' ');
  const demonstrative = /\b(that|this) (one|\w+)\b/.test(text) && /\b(of|in|for|from|by|with|is|about) (that|this)\b/.test(text);
  return { also: adding.test(text), refers: words.some((word) => referring.has(word)) || demonstrative || changing.test(text) };
}
