import { changeWords, growthWords } from './changes.ts';
import { isTimeWord } from './dates.ts';
import { stem } from './stem.ts';
import { functionWords } from './stop-words.ts';
import { isNear } from '../../std/nearest.ts';
import type { TriggerName, Lexicon } from './lexicon.ts';
import type { QuestionToken } from './tokens.ts';

/** Kinds of phrase whose words are put right; of the others a near word may be another one ("loss" and "less"). */
const kinds: ReadonlySet<TriggerName> = new Set([
  'count', 'amount', 'average', 'minimum', 'maximum', 'distinct', 'orderBy', 'descending', 'ascending', 'alphabetical', 'percentage', 'high', 'low',
  'between',
]);
const wordsKnown = new WeakMap<Lexicon, ReadonlyMap<string, readonly string[]>>();

/** "how meny", "avrage": a word that nothing knows, one slip away from a single word of the language. Names, with their capitals, stay as they are, and so does what `isKnown` finds in the database. */
export function respelled(tokens: readonly QuestionToken[], lexicon: Lexicon, isKnown: (token: QuestionToken) => boolean): readonly QuestionToken[] {
  const unknown = (token: QuestionToken) => token.kind === 'word' && token.number === undefined && token.lower.length >= 4 && /^[a-z]+$/.test(token.start === 0 ? token.lower : token.text) && !functionWords.has(token.lower) && !isTimeWord(token.lower)
    && !lexicon.synonyms.has(token.stem) && !isSpoken(token.lower, lexicon) && !isKnown(token);
  return tokens.map((token) => {
    if (!unknown(token)) return token;
    const near = (wordsOf(lexicon).get(token.lower[0] ?? '') ?? []).filter((word) => isSlip(token.lower, word));
    const [word, ...others] = near;
    return word === undefined || others.length > 0 ? token : { ...token, lower: word, stem: stem(word) };
  });
}

/** In short words the ends must hold, too. */
function isSlip(word: string, other: string): boolean {
  return isNear(word, other) && (word.length > 5 || word.at(-1) === other.at(-1));
}

function isSpoken(word: string, { triggers, adjectives, units, measures }: Lexicon): boolean {
  return changeWords.has(word) || growthWords.has(word) || triggers.has(word) || adjectives.has(word) || units.has(word) || measures.has(word);
}

/** The words that may be meant, by their first letter. */
function wordsOf(lexicon: Lexicon): ReadonlyMap<string, readonly string[]> {
  const known = wordsKnown.get(lexicon);
  if (known) return known;
  const words = new Map<string, string[]>();
  const phrases = [...[...lexicon.triggers.values()].flat().filter(({ meaning }) => kinds.has(meaning)), ...[...lexicon.adjectives.values()].flat()];
  for (const word of new Set(phrases.flatMap((phrase) => phrase.words))) if (word.length >= 4 && /^[a-z]+$/.test(word)) words.set(word[0] ?? '', [...(words.get(word[0] ?? '') ?? []), word]);
  wordsKnown.set(lexicon, words);
  return words;
}
