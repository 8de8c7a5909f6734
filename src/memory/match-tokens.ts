import { normaliseValue } from '../catalog/values.ts';
import { framedPart } from '../language/en/framing.ts';

/** A word, a number or a symbol of a question. Punctuation that carries no meaning is left out. */
export interface MatchToken {
  /** Normalised for comparison: lower case, without accents; numbers without separators. */
  readonly text: string;
  readonly kind: 'word' | 'number' | 'date' | 'symbol';
  readonly start: number;
  readonly end: number;
  /** Which quoted span it stands in, from 1; 0 outside. */
  readonly quote: number;
}

const pattern = /(?<date>\d{4}-\d{2}-\d{2}(?!\d))|(?<number>(?<![\p{L}\p{N}.])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\p{L}\p{N}]))|(?<word>[\p{L}\p{N}\p{M}]+)|(?<symbol>[%$€£<>=+*/#&@^~|≥≤≠±°\\])/gu;
const quotedSpan = /"([^"]*)"|(?<![\p{L}\p{N}])'((?:[^']|'(?=\p{L}))*)'(?!\p{L})|`([^`]*)`/gu;

/** Splits a question; quotes of any shape mark spans and are no tokens. */
export function matchTokens(question: string): MatchToken[] {
  const text = question.replace(/[“”„«»]/g, '"').replace(/[‘’‚]/g, "'");
  const spans = [...text.matchAll(quotedSpan)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return [...text.matchAll(pattern)].map((match) => {
    const start = match.index;
    const quote = spans.findIndex((span) => start > span.start && start < span.end) + 1;
    return { ...classify(match), start, end: start + match[0].length, quote };
  });
}

/** Those that say what is asked. */
export function askedTokens(question: string): MatchToken[] {
  const { from, to } = framedPart(question);
  return matchTokens(question).filter(({ start, end }) => start >= from && end <= to);
}

function classify(match: RegExpMatchArray): Pick<MatchToken, 'text' | 'kind'> {
  const { date, number, word } = match.groups ?? {};
  if (date !== undefined) return { text: date, kind: 'date' };
  if (number !== undefined) return { text: number.replaceAll(',', '').replace('−', '-'), kind: 'number' };
  if (word !== undefined) return { text: normaliseValue(word), kind: 'word' };
  return { text: match[0], kind: 'symbol' };
}
