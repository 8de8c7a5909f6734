import type { IndexedColumn } from '../catalog/index.ts';
import { isNoValue } from './no-value.ts';
import { countingTriggers, numberOfWord, saysHowMany } from '../language/en/numbers.ts';
import { type MatchToken, matchTokens } from './match-tokens.ts';
import type { SqlLiteral } from './sql-literals.ts';

/** What may stand in a place of the question, and so in the SQL. */
export type SlotKind =
  /** A value that the same column holds. */
  | { readonly kind: 'value'; readonly column: IndexedColumn }
  | { readonly kind: 'number'; readonly integer: boolean; readonly year: boolean }
  /** Digits of the same count inside a text, such as a year. */
  | { readonly kind: 'digits'; readonly count: number }
  | { readonly kind: 'date' }
  /** A quoted piece of text inside a LIKE pattern. */
  | { readonly kind: 'pattern' };

/** Some tokens of a question, first and last included. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
  readonly key: string;
}

/** Where a question says a literal of its SQL, and what else may stand there. */
export interface Placed {
  readonly span: TokenRange;
  readonly type: SlotKind;
  readonly before: string;
  readonly after: string;
}

/** Where the question says this literal, if exactly once and in a way that can be re-bound. */
export function placeIn(tokens: readonly MatchToken[], literal: SqlLiteral): Placed | undefined {
  const { place, form, value } = literal;
  if (place.kind === 'fixed') return undefined;
  if (form === 'number') {
    const span = onlyOne(tokens.flatMap((_, index) => (Number(numberAt(tokens, index) ?? Number.NaN) === Number(value) ? [spanOf(index, index)] : [])));
    if (!span || (place.kind === 'limit' && !saysHowMany({ before: tokens[span.first - 1]?.text ?? '', after: tokens[span.first + 1]?.text ?? '', count: Number(value) }))) return undefined;
    return { span, before: '', after: '', type: { kind: 'number', integer: place.kind === 'limit' || !value.includes('.'), year: isYear(value) } };
  }
  const [, before = '', core = '', after = ''] = /^(%?)(.*?)(%?)$/s.exec(value) ?? [];
  const isPattern = place.kind === 'pattern';
  const text = isPattern ? core : value;
  const type = textType(place, text);
  const span = onlyOne(findText(tokens, text));
  if (!span || !type || isNoValue(text)) return undefined;
  if (type.kind === 'pattern' && (/[%_]/.test(text) || !isQuoted(tokens, span))) return undefined;
  return { span, type, before: isPattern ? before : '', after: isPattern ? after : '' };
}

function textType(place: SqlLiteral['place'], text: string): SlotKind | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { kind: 'date' };
  if (place.kind === 'column' && (place.column.column.family === 'text' || place.column.column.family === 'enum')) return { kind: 'value', column: place.column };
  if (/^\d+$/.test(text)) return { kind: 'digits', count: text.length };
  if (place.kind === 'column') return { kind: 'value', column: place.column };
  return place.kind === 'pattern' ? { kind: 'pattern' } : undefined;
}

export function numberAt(tokens: readonly MatchToken[], index: number): string | undefined {
  const token = tokens[index];
  if (token?.kind === 'number') return token.text;
  const before = tokens[index - 1]?.text ?? '';
  const number = token?.kind === 'word' && countingTriggers.has(before) ? numberOfWord(token.text) : undefined;
  return number === undefined || number > spelledMax ? undefined : String(number);
}

/** Above it, numbers that are spelled out stay part of the fixed words. */
const spelledMax = 12;

export function isYear(text: string): boolean {
  return /^(1[0-9]|20)\d\d$/.test(text);
}

function findText(tokens: readonly MatchToken[], text: string): TokenRange[] {
  const wanted = matchTokens(text).map((token) => token.text);
  if (wanted.length === 0) return [];
  return tokens.flatMap((_, first) => (wanted.every((word, offset) => tokens[first + offset]?.text === word) ? [spanOf(first, first + wanted.length - 1)] : []));
}

/** Whether a span is all that stands between two quotes. */
export function isQuoted(tokens: readonly MatchToken[], { first, last }: { readonly first: number; readonly last: number }): boolean {
  const quote = tokens[first]?.quote ?? 0;
  return quote > 0 && tokens[last]?.quote === quote && tokens[first - 1]?.quote !== quote && tokens[last + 1]?.quote !== quote;
}

function spanOf(first: number, last: number): TokenRange {
  return { first, last, key: `${first}-${last}` };
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

export function rawText(question: string, tokens: readonly MatchToken[], { first, last }: { readonly first: number; readonly last: number }): string {
  return question.slice(tokens[first]?.start ?? 0, tokens[last]?.end ?? 0);
}
