/** Openings that go on from something said before. */
const openings = /^(and|or|but|what about|how about|what if|same|the same|also|instead|then|now|only|just|again|more|next|continue|go on|ok|okay|yes|no|why|order(ed)? (it|them))\b/i;

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
  return words.length <= 1 || openings.test(plain) || words.slice(0, earlyWords).some((word) => anaphors.has(word)) || (words.length <= fragmentWords && fragment.test(plain));
}
