import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { isName, nameOf } from '../sql/identifiers.ts';
import { type Token, tokenize } from '../sql/lexer.ts';
import { SqlNames } from './sql-names.ts';

/** What a literal is compared with, as far as it decides which other literals may stand in its place. */
export type LiteralPlace =
  | { readonly kind: 'column'; readonly column: IndexedColumn }
  | { readonly kind: 'pattern'; readonly column: IndexedColumn }
  | { readonly kind: 'aggregate' }
  | { readonly kind: 'function' }
  | { readonly kind: 'limit' }
  /** A place that is not understood: this literal must stay as it is. */
  | { readonly kind: 'fixed' };

export interface SqlLiteral {
  readonly start: number;
  readonly end: number;
  readonly form: 'text' | 'number';
  /** Without quotes. */
  readonly value: string;
  readonly place: LiteralPlace;
  /** The upper bound of a BETWEEN; the literal before it is the lower one. */
  readonly upperBound: boolean;
}

const fixed: LiteralPlace = { kind: 'fixed' };
const aggregates = /^(count|sum|avg|min|max)$/i;
const typedLiteralPrefix = /^(e|x|n|b|u|date|time|timestamp|interval|datetime)$/i;

export interface ReadSql {
  /** In order. */
  readonly literals: readonly SqlLiteral[];
  readonly tables: ReadonlySet<IndexedTable>;
}

/** The literals and tables of a statement; undefined where the text holds what is not understood (comments, variables, dollar quotes). */
export function readSql(sql: string, dialect: SqlDialect, catalog: CatalogIndex): ReadSql | undefined {
  const tokens = tokenize(sql, dialect.lexer);
  if (tokens.some((token) => token.kind === 'comment' || token.kind === 'unterminated' || token.kind === 'variable' || token.text.startsWith('$'))) return undefined;
  const names = new SqlNames(tokens, catalog);
  const text = { tokens, names, ...parenthesesOf(tokens) };
  return { literals: tokens.flatMap((token, index) => readLiteral(token, index, text) ?? []), tables: names.tables };
}

interface SqlText {
  readonly tokens: readonly Token[];
  readonly names: SqlNames;
  /** Where the parenthesis opens that closes here. */
  readonly openings: ReadonlyMap<number, number>;
  /** Where the parenthesis opens that stands before a list of single tokens, of which this is one. */
  readonly lists: ReadonlyMap<number, number>;
}

function parenthesesOf(tokens: readonly Token[]): Pick<SqlText, 'openings' | 'lists'> {
  const openings = new Map<number, number>();
  const lists = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { text }] of tokens.entries()) {
    if (text === ')') openings.set(index, open.pop() ?? 0);
    const before = tokens[index - 1]?.text;
    const opening = before === '(' ? index - 1 : before === ',' ? lists.get(index - 2) : undefined;
    if (opening !== undefined) lists.set(index, opening);
    if (text === '(') open.push(index);
  }
  return { openings, lists };
}

function readLiteral(token: Token, index: number, text: SqlText): SqlLiteral | undefined {
  const { tokens, names } = text;
  const isText = token.kind === 'string' || isTextInDoubleQuotes(token, index, tokens, names);
  if (!isText && token.kind !== 'number') return undefined;
  const form = isText ? 'text' : 'number';
  const quote = token.text.charAt(0);
  const value = isText ? token.text.slice(1, -1).replaceAll(quote + quote, quote) : token.text;
  const understood = isText ? !value.includes('\\') && !typedLiteralPrefix.test(tokens[index - 1]?.text ?? '') : /^\d+(\.\d+)?$/.test(value);
  const place = understood ? placeOf(index, text) : fixed;
  return { start: token.start, end: token.start + token.text.length, form, value, place, upperBound: isUpperBound(index, tokens) };
}

/** Some engines read "x" as text where no column x exists. */
function isTextInDoubleQuotes(token: Token, index: number, tokens: readonly Token[], names: SqlNames): boolean {
  if (token.kind !== 'quoted-name' || !token.text.startsWith('"')) return false;
  const before = tokens[index - 1]?.text.toLowerCase() ?? '';
  return (/^[=<>,(]$/.test(before) || before === 'like' || before === 'between' || before === 'and') && tokens[index + 1]?.text !== '.' && !names.knows(nameOf(token));
}

function isUpperBound(index: number, tokens: readonly Token[]): boolean {
  return /^and$/i.test(tokens[index - 1]?.text ?? '') && /^between$/i.test(tokens[index - 3]?.text ?? '');
}

function placeOf(index: number, text: SqlText): LiteralPlace {
  const { tokens, lists } = text;
  const before = tokens[index - 1]?.text.toLowerCase() ?? '';
  if (/^[-+*/%|]$/.test(before) || /^[-+*/%|:.([]$/.test(tokens[index + 1]?.text ?? '')) return fixed;
  if (before === 'limit') return tokens[index + 1]?.text === ',' ? fixed : { kind: 'limit' };
  if (/^[=<>]$/.test(before)) return operandPlace(skipOperator(index - 1, tokens), text);
  if (before === 'like' || before === 'ilike') return asPattern(operandPlace(skipNot(index - 2, tokens), text));
  if (before === 'between') return operandPlace(skipNot(index - 2, tokens), text);
  if (isUpperBound(index, tokens)) return operandPlace(skipNot(index - 4, tokens), text);
  const opening = lists.get(index);
  return opening === undefined || !/^in$/i.test(tokens[opening - 1]?.text ?? '') ? fixed : operandPlace(skipNot(opening - 2, tokens), text);
}

/** Back over `=`, `<>`, `!=`, `<=` …: to the last token of the left operand. */
function skipOperator(at: number, tokens: readonly Token[]): number {
  let left = at;
  while (/^[=<>!]$/.test(tokens[left]?.text ?? '')) left -= 1;
  return left;
}

function skipNot(at: number, tokens: readonly Token[]): number {
  return /^not$/i.test(tokens[at]?.text ?? '') ? at - 1 : at;
}

function asPattern(place: LiteralPlace): LiteralPlace {
  return place.kind === 'column' ? { kind: 'pattern', column: place.column } : place.kind === 'function' ? place : fixed;
}

/** What ends at this token: a column, an aggregate, another function of something, or something that is not understood. */
function operandPlace(end: number, { tokens, names, openings }: SqlText): LiteralPlace {
  const last = tokens[end];
  if (last?.text === ')') {
    const called = tokens[(openings.get(end) ?? 0) - 1];
    if (!called || called.kind !== 'word' || /^(and|or|where|having|not|in|exists|select|on)$/i.test(called.text)) return fixed;
    return { kind: aggregates.test(called.text) ? 'aggregate' : 'function' };
  }
  if (!isName(last)) return fixed;
  const qualifier = tokens[end - 1]?.text === '.' ? tokens[end - 2] : undefined;
  const beforeAll = tokens[end - (qualifier ? 3 : 1)]?.text ?? '';
  if (/^[-+*/%|.]$/.test(beforeAll)) return fixed;
  const column = names.column(isName(qualifier) ? nameOf(qualifier) : undefined, nameOf(last));
  return column ? { kind: 'column', column } : fixed;
}
