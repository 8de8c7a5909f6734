import type { CatalogIndex, IndexedTable } from '../catalog/index.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { placeIn, rawText, type SlotKind, type TokenRange } from './literal-place.ts';
import { askedTokens, type MatchToken } from './match-tokens.ts';
import type { RememberedQuestion } from './record.ts';
import { readSql, type SqlLiteral } from './sql-literals.ts';

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

/** The SQL of a template with other literals; each text as its dialect writes it. */
export function sqlOf({ parts }: Template, bound: readonly string[], dialect: Pick<SqlDialect, 'literal'>): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = bound[part.slot] ?? '';
      return part.form === 'number' ? value : dialect.literal(`${part.before}${value}${part.after}`);
    })
    .join('');
}

/** A statement of more literals holds a list that no question says. */
const literalsMax = 200;

/** The template of a verified question, or undefined where none is safe: then it answers its own words only. */
export function makeTemplate(record: RememberedQuestion, dialect: SqlDialect, catalog: CatalogIndex): Template | undefined {
  const read = readSql(record.sql, dialect, catalog);
  const tokens = askedTokens(record.question);
  if (!read || read.literals.length > literalsMax || record.history.length > 0) return undefined;
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
  const slotOf = (found: { readonly span: TokenRange } | undefined) => spans.findIndex((span) => span.key === found?.span.key);
  return { record, tables: read.tables, runs: runsOf(tokens, spans), slots, parts: partsOf(record.sql, placed.map(({ literal, found }) => ({ literal, slot: slotOf(found), ...(found ? { before: found.before, after: found.after } : { before: '', after: '' }) }))), ordered: orderedOf(placed.map(({ literal, found }) => ({ literal, slot: slotOf(found) }))) };
}

/** In order, once each; undefined where two overlap. */
function distinctSpans(spans: readonly TokenRange[]): TokenRange[] | undefined {
  const distinct = [...new Map(spans.map((span) => [span.key, span])).values()].toSorted((a, b) => a.first - b.first);
  return distinct.every((span, index) => index === 0 || span.first > (distinct[index - 1]?.last ?? -1)) ? distinct : undefined;
}

function sameType(a: SlotKind, b: SlotKind): boolean {
  if (a.kind === 'value' && b.kind === 'value') return a.column === b.column;
  return JSON.stringify(a.kind === 'value' ? a.kind : a) === JSON.stringify(b.kind === 'value' ? b.kind : b);
}

function runsOf(tokens: readonly MatchToken[], spans: readonly TokenRange[]): string[][] {
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
