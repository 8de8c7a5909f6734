import { needsHistory, withoutOpening } from '../language/en/follow-ups.ts';

const wordsMax = 8;
/** How many more words than the follow-up has may give way to it. */
const longerMax = 2;
const turnsMax = 6;

/**
 * The whole question that a follow-up asks ("and in Italy?" after "who buys most in France?"): the last question that stands
 * alone, with the words of each follow-up since in place of some of its own. `meaningOf` tells whether a text is understood, and
 * what two texts that mean the same have in common. Undefined unless there is exactly one meaning at each turn.
 */
export function restated(history: readonly string[], followUp: string, meaningOf: (text: string) => string | undefined): string | undefined {
  let current: string | undefined;
  for (const said of [...history.slice(-turnsMax), followUp]) {
    if (!needsHistory(said)) current = said;
    else if (current !== undefined) current = onlyMeaning(restatements(current, said), meaningOf);
  }
  return current;
}

function onlyMeaning(texts: Iterable<string>, meaningOf: (text: string) => string | undefined): string | undefined {
  const found = new Map<string, string>();
  for (const text of texts) {
    const meaning = meaningOf(text);
    if (meaning !== undefined && !found.has(meaning)) found.set(meaning, text);
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** The question with the follow-up in place of each run of its words. */
function* restatements(question: string, followUp: string): Iterable<string> {
  const words = withoutOpening(followUp);
  const length = words.split(/\s+/).length;
  if (words === '' || length > wordsMax) return;
  const places = [...question.matchAll(/[^\s?!]+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  for (const [index, { start }] of places.entries()) {
    for (const { end } of places.slice(index, index + length + longerMax)) yield question.slice(0, start) + words + question.slice(end);
  }
}
