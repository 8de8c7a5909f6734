import { isTimeWord } from './dates.ts';
import { tokenize } from './tokens.ts';

/** Where the question itself begins: behind a sentence, or behind "so". */
const turn = /(?:[.:;!?]\s+|,?\s+so,?\s+)(?=(?:which|who|whose|how|what|where|when)\b)/gi;
/** What may speak of something that was said before. */
const anaphora = /\b(?:it|its|they|them|their|theirs|those|these|that|there|ones?|he|she|him|his|her|hers|some|such|same|both|any|others?|then|so|this(?! (?:day|week|month|quarter|year|season|morning|weekend)))\b/i;
const wordsMin = 4;

/**
 * How many characters at the beginning of a question only tell why it is asked: "I need room on the shelves. Which titles has nobody bought?" Nought where the question does
 * not stand by itself, or where what goes before tells a number, a time, a name, or what the data holds: that may be a condition.
 */
export function preambleLength(question: string, isHeld: (word: string) => boolean): number {
  const at = [...question.matchAll(turn)].at(-1);
  if (!at) return 0;
  const end = at.index + at[0].length;
  const asked = question.slice(end);
  if (asked.split(/\s+/).length < wordsMin || anaphora.test(asked)) return 0;
  const before = tokenize(question.slice(0, end)).filter(({ kind }) => kind !== 'punctuation');
  const isTold = before.some(({ text, lower, number, kind, start }) => kind !== 'word' || number !== undefined || isTimeWord(lower) || (start > 0 && isName(text, question, start)) || isHeld(text));
  return isTold ? 0 : end;
}

/** Written with a capital where no sentence begins. */
function isName(text: string, question: string, start: number): boolean {
  return /^\p{Lu}/u.test(text) && !/^I(?:['’]|$)/.test(text) && !/[.!?:]\s*$/.test(question.slice(0, start));
}
