import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { isNoValue } from './no-value.ts';
import { countingCues, numberOfWord } from './numbers.ts';
import { type QuestionToken, questionTokens } from './question-tokens.ts';
import type { RememberedQuestion } from './record.ts';
import { readSql, type SqlLiteral } from './sql-literals.ts';

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

export interface Slot {
  readonly type: SlotKind;
  /** As the verified question had it. */
  readonly original: string;
  /** As the verified SQL had it. */
  readonly literal: string;
}

/** A piece of SQL that stays, or a place with what surrounds its literal inside the quotes. */
export type SqlPart = string | { readonly slot: number; readonly form: 'text' | 'number'; readonly before: string; readonly after: string };

/** A verified question with its literals lifted out of words and SQL: fixed runs of words around slots, `runs.length = slots.length + 1`. */
export interface Template {
  readonly record: RememberedQuestion;
  readonly tables: ReadonlySet<IndexedTable>;
  readonly runs: readonly (readonly string[])[];
  readonly slots: readonly Slot[];
  readonly parts: readonly SqlPart[];
  /** Pairs of slots whose first must not be above the second (BETWEEN). */
  readonly ordered: readonly (readonly [number, number])[];
}

interface Span {
  readonly first: number;
  readonly last: number;
  readonly key: string;
}

/** The template of a verified question, or undefined where none is safe: then it answers its own words only. */
export function makeTemplate(record: RememberedQuestion, dialect: SqlDialect, catalog: CatalogIndex): Template | undefined {
  const read = readSql(record.sql, dialect, catalog);
  const tokens = questionTokens(record.question);
  if (!read || record.history.length > 0) return undefined;
  const placed = read.literals.map((literal) => ({ literal, found: placeIn(tokens, literal) }));
  const spans = distinctSpans(placed.flatMap(({ found }) => found?.span ?? []));
  if (!spans || spans.length === 0) return undefined;
  const slots: Slot[] = [];
  for (const span of spans) {
    const same = placed.filter(({ found }) => found?.span.key === span.key);
    const type = same[0]?.found?.type;
    if (!type || !same.every(({ found }) => found && sameType(found.type, type))) return undefined;
    slots.push({ type, original: rawText(record.question, tokens, span), literal: same[0]?.literal.value ?? '' });
  }
  const stays = placed.filter(({ found }) => !found).map(({ literal }) => literal.value.toLowerCase());
  if (slots.some((slot) => stays.some((value) => value === slot.original.toLowerCase() || (value.length > 3 && slot.original.length > 1 && value.includes(slot.original.toLowerCase()))))) return undefined;
  const slotOf = (found: { readonly span: Span } | undefined) => spans.findIndex((span) => span.key === found?.span.key);
  return { record, tables: read.tables, runs: runsOf(tokens, spans), slots, parts: partsOf(record.sql, placed.map(({ literal, found }) => ({ literal, slot: slotOf(found), ...(found ? { before: found.before, after: found.after } : { before: '', after: '' }) }))), ordered: orderedOf(placed.map(({ literal, found }) => ({ literal, slot: slotOf(found) }))) };
}

interface Placed {
  readonly span: Span;
  readonly type: SlotKind;
  readonly before: string;
  readonly after: string;
}

/** Where the question says this literal, if exactly once and in a way that can be re-bound. */
function placeIn(tokens: readonly QuestionToken[], literal: SqlLiteral): Placed | undefined {
  const { place, form, value } = literal;
  if (place.kind === 'fixed') return undefined;
  if (form === 'number') {
    const span = onlyOne(tokens.flatMap((_, index) => (Number(numberAt(tokens, index) ?? Number.NaN) === Number(value) ? [spanOf(index, index)] : [])));
    if (!span || (place.kind === 'limit' && !isCounted(tokens, span.first, Number(value)))) return undefined;
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

export function numberAt(tokens: readonly QuestionToken[], index: number): string | undefined {
  const token = tokens[index];
  if (token?.kind === 'number') return token.text;
  const before = tokens[index - 1]?.text ?? '';
  return token?.kind === 'word' && countingCues.has(before) ? numberOfWord(token.text) : undefined;
}

/** "top 3", "the 3 youngest": a number that says how many are wanted, not one that stands in a name ("Formula 1"). */
function isCounted(tokens: readonly QuestionToken[], at: number, count: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  const after = tokens[at + 1]?.text ?? '';
  if (/^(top|first|last|bottom|best|worst|only|least|most)$/.test(before) || /(est|most|least|top|best|worst)$/.test(after)) return true;
  return count > 1 && /^(|the|of|out|show|list|find|return|give|which|what|me|any|these|those)$/.test(before);
}

export function isYear(text: string): boolean {
  return /^(1[0-9]|20)\d\d$/.test(text);
}

function findText(tokens: readonly QuestionToken[], text: string): Span[] {
  const wanted = questionTokens(text).map((token) => token.text);
  if (wanted.length === 0) return [];
  return tokens.flatMap((_, first) => (wanted.every((word, offset) => tokens[first + offset]?.text === word) ? [spanOf(first, first + wanted.length - 1)] : []));
}

/** Whether a span is all that stands between two quotes. */
export function isQuoted(tokens: readonly QuestionToken[], { first, last }: { readonly first: number; readonly last: number }): boolean {
  const quote = tokens[first]?.quote ?? 0;
  return quote > 0 && tokens[last]?.quote === quote && tokens[first - 1]?.quote !== quote && tokens[last + 1]?.quote !== quote;
}

function spanOf(first: number, last: number): Span {
  return { first, last, key: `${first}-${last}` };
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** In order, once each; undefined where two overlap. */
function distinctSpans(spans: readonly Span[]): Span[] | undefined {
  const distinct = [...new Map(spans.map((span) => [span.key, span])).values()].toSorted((a, b) => a.first - b.first);
  return distinct.every((span, index) => index === 0 || span.first > (distinct[index - 1]?.last ?? -1)) ? distinct : undefined;
}

function sameType(a: SlotKind, b: SlotKind): boolean {
  if (a.kind === 'value' && b.kind === 'value') return a.column === b.column;
  return JSON.stringify(a.kind === 'value' ? a.kind : a) === JSON.stringify(b.kind === 'value' ? b.kind : b);
}

export function rawText(question: string, tokens: readonly QuestionToken[], { first, last }: { readonly first: number; readonly last: number }): string {
  return question.slice(tokens[first]?.start ?? 0, tokens[last]?.end ?? 0);
}

function runsOf(tokens: readonly QuestionToken[], spans: readonly Span[]): string[][] {
  const starts = [0, ...spans.map((span) => span.last + 1)];
  const ends = [...spans.map((span) => span.first), tokens.length];
  return starts.map((start, index) => tokens.slice(start, ends[index]).map((token) => token.text));
}

function partsOf(sql: string, literals: readonly { readonly literal: SqlLiteral; readonly slot: number; readonly before: string; readonly after: string }[]): SqlPart[] {
  const parts: SqlPart[] = [];
  let at = 0;
  for (const { literal, slot, before, after } of literals) {
    if (slot < 0) continue;
    parts.push(sql.slice(at, literal.start), { slot, form: literal.form, before, after });
    at = literal.end;
  }
  return [...parts, sql.slice(at)];
}

function orderedOf(literals: readonly { readonly literal: SqlLiteral; readonly slot: number }[]): [number, number][] {
  return literals.flatMap(({ literal, slot }, index) => {
    const low = literals[index - 1]?.slot ?? -1;
    return literal.upperBound && slot >= 0 && low >= 0 ? [[low, slot] as [number, number]] : [];
  });
}
