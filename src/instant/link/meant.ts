import type { QuestionToken } from '../../language/en/tokens.ts';
import { behindParticles, particles } from '../../language/en/stop-words.ts';
import { isCommand } from '../../semantics/declared/read.ts';
import type { Meaning } from '../../semantics/model.ts';
import type { Span } from './span.ts';

/** A phrase to which somebody has given a meaning in this database. */
export interface SaidLink extends Span {
  readonly meaning: Meaning;
  readonly certainty: number;
}

/**
 * "list the listings": a word that steers a sentence is that where the sentence begins, and wherever it is written otherwise than what was said.
 * A quality is not what has it, and a preposition before what it governs is one.
 */
export function isMeant(tokens: readonly QuestionToken[], at: number, length: number, phrase: string): boolean {
  const word = tokens[at]?.lower ?? '';
  if (isQuality(tokens[at + length - 1]?.lower ?? '') && !isQuality(phrase)) return false;
  if (length === 1 && particles.has(phrase)) return isPredicate(tokens, at);
  // "list" is the verb of which "listing" is made.
  if (at === 0 && length === 1 && phrase.endsWith('ing') && word.length < phrase.length && phrase.startsWith(word)) return false;
  return length > 1 || !isCommand(word) || (at > 0 && word === phrase);
}

/** "severity" is no "severe", for all that they have one stem. */
function isQuality(word: string): boolean {
  return /(?:it(?:y|ies)|ness(?:es)?)$/.test(word);
}

/** "which are out", "the copies that are in today" */
export function isPredicate(tokens: readonly QuestionToken[], at: number): boolean {
  const next = tokens[at + 1];
  const moment = next?.lower === 'at' && tokens.slice(at + 2, at + 4).some(({ lower }) => lower === 'moment');
  return next === undefined || next.kind === 'punctuation' || behindParticles.has(next.lower) || moment;
}
