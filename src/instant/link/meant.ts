import type { QuestionToken } from '../../language/en/tokens.ts';
import { isCommand } from '../../semantics/declared/read.ts';
import type { Meaning } from '../../semantics/model.ts';
import type { Span } from './span.ts';

/** A phrase to which somebody has given a meaning in this database. */
export interface SaidLink extends Span {
  readonly meaning: Meaning;
  readonly certainty: number;
}

/** "list the listings": a word that steers a sentence is that where the sentence begins, and wherever it is written otherwise than what was said. */
export function isMeant(tokens: readonly QuestionToken[], at: number, length: number, phrase: string): boolean {
  const word = tokens[at]?.lower ?? '';
  // "list" is the verb of which "listing" is made.
  if (at === 0 && length === 1 && phrase.endsWith('ing') && word.length < phrase.length && phrase.startsWith(word)) return false;
  return length > 1 || !isCommand(word) || (at > 0 && word === phrase);
}
