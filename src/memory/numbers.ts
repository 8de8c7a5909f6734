const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const byWord: ReadonlyMap<string, string> = new Map(words.map((word, index) => [word, String(index)]));

/** Before these a number word counts something; elsewhere "one" is a pronoun as often as a number. */
export const countingCues: ReadonlySet<string> = new Set(['than', 'least', 'most', 'top', 'first', 'last', 'exactly', 'over', 'under', 'above', 'below', 'equals', 'bottom', 'precisely', 'to', 'is']);

/** The digits of a spelled-out number up to twelve. */
export function numberOfWord(word: string): string | undefined {
  return byWord.get(word);
}
