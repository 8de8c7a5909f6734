import { stem } from './stem.ts';

/** Numbers that are written as one word. */
const numberWords: ReadonlyMap<string, number> = new Map([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(' ').map((word, value) => [word, value] as const),
  ...Object.entries({ thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100, thousand: 1_000, million: 1_000_000, dozen: 12 }),
]);

/** What is written behind digits to multiply them: "3k", "5 million". */
const factors: ReadonlyMap<string, number> = new Map(Object.entries({ k: 1e3, m: 1e6, mio: 1e6, million: 1e6, millions: 1e6, thousand: 1e3, grand: 1e3, bn: 1e9, billion: 1e9, billions: 1e9 }));

/** The number that a lower-case word names; undefined of any other word. */
export function numberOfWord(word: string): number | undefined {
  return numberWords.get(word);
}

/** The number that digits stand for, with thousands separators, a sign of money before and a factor behind them. */
export function numberOfDigits(digits: string, factor: string | undefined): number {
  return Number(digits.replace(/[$€£,]/g, '')) * (factor ? (factors.get(factor.trim().toLowerCase()) ?? 1) : 1);
}

/** Before these a number word counts something; elsewhere "one" is a pronoun as often as a number. */
export const countingTriggers: ReadonlySet<string> = new Set([
  'than', 'least', 'most', 'top', 'first', 'last', 'exactly', 'over', 'under', 'above', 'below', 'equals', 'bottom', 'precisely', 'to', 'is',
]);

/** Words that count how often (as stems), and the number that groups are compared with: "more than once", "multiple". */
export const countAdverbs: ReadonlyMap<string, number> = new Map([['once', 1], ['twice', 2], ['multiple', 1], ['several', 1], ['single', 1]].map(([word, count]) => [stem(String(word)), Number(count)]));

const multiples: ReadonlyMap<string, number> = new Map([['twice', 2], ['double', 2], ['thrice', 3], ['triple', 3], ['half', 0.5]]);

interface NumberedToken {
  readonly lower: string;
  readonly number?: number | undefined;
}

/** "twice", "half", "three times", "1.5x": of what follows. */
export function multipleAt(tokens: readonly NumberedToken[], at: number): { readonly times: number; readonly to: number } | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  const word = multiples.get(token?.lower ?? '');
  if (word !== undefined) return { times: word, to: at + 1 };
  return token?.number !== undefined && (next?.lower === 'times' || next?.lower === 'x') ? { times: token.number, to: at + 2 } : undefined;
}

/** Between the two ends of a range: "from 5 to 10". */
export const rangeJoiners: ReadonlySet<string> = new Set(['and', 'to', '-']);

/** "top 3", "the 3 youngest": whether a number between two words says how many are wanted, and does not stand in a name ("Formula 1"). */
export function saysHowMany({ before, after, count }: { readonly before: string; readonly after: string; readonly count: number }): boolean {
  if (/^(top|first|last|bottom|best|worst|only|least|most)$/.test(before) || /(est|most|least|top|best|worst)$/.test(after)) return true;
  return count > 1 && /^(|the|of|out|show|list|find|return|give|which|what|me|any|these|those)$/.test(before);
}

const ordinalWords = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

export function ordinalOf(place: number): string {
  return ordinalWords[place - 1] ?? `number ${place}`;
}

/** "second", "3rd": a place in an order, behind the first. */
export const placesBehind: ReadonlyMap<string, number> = new Map(ordinalWords.slice(1).flatMap((word, index): [string, number][] => [[word, index + 2], [`${index + 2}${['nd', 'rd'][index] ?? 'th'}`, index + 2]]));
