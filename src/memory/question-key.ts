/** A question as memory compares it: case, white space, quotes' shape and closing punctuation do not matter; nothing else is ignored. */
export function normaliseQuestion(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim().replace(/\s*[?.!]+$/, '');
}
