import { readData } from './data.ts';
import { phrasesAt, phraseTable } from './lexicon.ts';
import { stem } from './stem.ts';

interface Doing {
  readonly verbs: readonly string[];
  readonly nouns: readonly string[];
}

const phrases = phraseTable((readData('doers.json') as readonly Doing[]).flatMap(({ verbs, nouns }) => verbs.map((verb) => [verb.split(' ').map(stem).join(' '), nouns.map(stem)] as const)));

/** Who does what the verbs among these words say, as stems: a film is directed by its director, a book written by its author. */
export function doersSaid(words: readonly { readonly stem: string }[]): ReadonlySet<string> {
  return new Set(words.flatMap((_, at) => phrasesAt(phrases, at, (index) => words[index]?.stem).flatMap(({ meaning }) => meaning)));
}
