import { readData } from './data.ts';
import { phrasesAt, phraseTable } from './lexicon.ts';
import { stem } from './stem.ts';

interface Doing {
  readonly verbs: readonly string[];
  readonly nouns: readonly string[];
}

const phrases = phraseTable((readData('doers.json') as readonly Doing[]).flatMap(({ verbs, nouns }) => verbs.map((verb) => [verb.split(' ').map(stem).join(' '), nouns.map(stem)] as const)));

/** The longest verb that begins at a place, with who does it, as stems. */
export function doerAt(words: readonly { readonly stem: string }[], at: number): { readonly to: number; readonly nouns: ReadonlySet<string> } | undefined {
  const found = phrasesAt(phrases, at, (index) => words[index]?.stem);
  const length = Math.max(0, ...found.map((phrase) => phrase.words.length));
  return length === 0 ? undefined : { to: at + length, nouns: new Set(found.flatMap(({ words: said, meaning }) => (said.length === length ? meaning : []))) };
}

/** Who does what the verbs among these words say, as stems: a film is directed by its director, a book written by its author. */
export function doersSaid(words: readonly { readonly stem: string }[]): ReadonlySet<string> {
  return new Set(words.flatMap((_, at) => phrasesAt(phrases, at, (index) => words[index]?.stem).flatMap(({ meaning }) => meaning)));
}
