import { framedPart } from '../language/en/framing.ts';

/** A question as memory compares it: case, white space, quotes' shape and closing punctuation do not matter; nothing else is ignored. */
export function normaliseQuestion(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim().replace(/\s*[?.!]+$/, '');
}

/** The words of a question with those before it, in one database, without those that frame it. Two that are equal ask the same, as far as words go. */
export function wordsKey(database: string, history: readonly string[], text: string): string {
  return [database, ...history.map(askedWords), askedWords(text)].join('\n');
}

function askedWords(text: string): string {
  const words = normaliseQuestion(text);
  const { from, to } = framedPart(words);
  return words.slice(from, to);
}
