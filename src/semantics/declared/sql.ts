import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import type { Token } from '../../sql/lexer.ts';
import type { NamedMeasure, Predicate, RowExpression, RowSql } from '../model.ts';

export interface SqlScope {
  readonly table: IndexedTable;
  readonly catalog: CatalogIndex;
  readonly dialect: Pick<SqlDialect, 'tokens'>;
}

/** Why a text can't be taken, in words. */
export class Misread {
  readonly reason: string;
  readonly hints: readonly string[];

  constructor(reason: string, hints: readonly string[] = []) {
    this.reason = reason;
    this.hints = hints;
  }
}

/** A condition on the rows of a table: as the conditions that the layer itself makes where it is one of those, else in its own SQL. */
export function readPredicate(text: string, scope: SqlScope): Predicate | Misread {
  const parts = readParts(text, scope);
  if (parts instanceof Misread) return parts;
  return conjunction(parts) ?? { kind: 'sql', table: scope.table, parts };
}

const aggregate = /^(count|sum|avg|min|max)$/i;

/** An aggregate over the rows of a table. */
export function readMeasure(text: string, scope: SqlScope): NamedMeasure | Misread {
  const tokens = significant(text, scope);
  if (tokens instanceof Misread) return tokens;
  const parts = readParts(text, scope);
  if (parts instanceof Misread) return parts;
  const [first, open, ...inside] = tokens;
  const closes = first && open?.text === '(' && aggregate.test(first.text) && closing(tokens, 1) === tokens.length - 1;
  const column = parts.find((part) => typeof part !== 'string' && part.table === scope.table);
  const grain = column === undefined || typeof column === 'string' ? grainOf(scope.table) : column;
  if (grain === undefined) return new Misread(`${scope.table.displayName} has no columns`);
  const whole = (of: RowSql): NamedMeasure => ({ table: scope.table, function: 'sum', distinct: false, column: grain, of: { ...of, aggregated: true } });
  if (!closes) return tokens.some((token, index) => aggregate.test(token.text) && tokens[index + 1]?.text === '(') ? whole({ kind: 'sql', parts }) : new Misread('a measure is an aggregate: SUM(…), AVG(…), COUNT(…)');
  const distinct = inside[0]?.text.toLowerCase() === 'distinct';
  const start = (distinct ? inside[0] : open)?.start ?? 0;
  const argument = readParts(text.slice(start + (distinct ? 'distinct'.length : 1), tokens.at(-1)?.start), scope);
  if (argument instanceof Misread) return argument;
  const [only, ...others] = argument;
  if (typeof only === 'string' && only.trim() === '*') return whole({ kind: 'sql', parts });
  const of: RowExpression = typeof only === 'object' && others.length === 0 ? { kind: 'column', column: only } : { kind: 'sql', parts: argument };
  // The pattern allows these names only.
  return { table: scope.table, function: first.text.toLowerCase() as NamedMeasure['function'], distinct, column: grain, of };
}

function grainOf({ columns, table }: IndexedTable): IndexedColumn | undefined {
  return columns.find(({ column }) => table.primaryKey.includes(column.name)) ?? columns[0];
}

/** The tokens of a text that is one expression; anything that could end it or hide a part of it is refused. */
function significant(text: string, { dialect }: SqlScope): readonly Token[] | Misread {
  let depth = 0;
  const tokens = dialect.tokens(text);
  for (const token of tokens) {
    if (token.kind === 'comment' || token.kind === 'unterminated' || token.kind === 'variable' || token.text === ';') return new Misread(`${token.text.slice(0, 20)} has no place in an expression`);
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth < 0) return new Misread('a parenthesis closes that was never opened');
  }
  if (tokens.some(({ start }, index) => /\S/.test(text.slice(endOf(tokens[index - 1]), start))) || /\S/.test(text.slice(endOf(tokens.at(-1))))) return new Misread('a comment has no place in an expression');
  if (tokens.length === 0) return new Misread('there is no expression');
  return depth === 0 ? tokens : new Misread('a parenthesis is not closed');
}

function endOf(token: Token | undefined): number {
  return token ? token.start + token.text.length : 0;
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.text === '(') depth += 1;
    if (tokens[at]?.text === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** The text with its columns told apart; what stands in a subquery stays as it is written, since names there are the subquery's own first. */
function readParts(text: string, scope: SqlScope): (string | IndexedColumn)[] | Misread {
  const tokens = significant(text, scope);
  if (tokens instanceof Misread) return tokens;
  const parts: (string | IndexedColumn)[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (token.text === '(' && /^(select|with)$/i.test(tokens[at + 1]?.text ?? '')) {
      at = closing(tokens, at);
      continue;
    }
    const found = columnAt(tokens, at, scope);
    if (found instanceof Misread) return found;
    if (!found) continue;
    parts.push(text.slice(from, token.start), found.column);
    from = endOf(tokens[found.to - 1]);
    at = found.to - 1;
  }
  return [...parts, text.slice(from)].filter((part) => typeof part !== 'string' || part.trim() !== '');
}

function columnAt(tokens: readonly Token[], at: number, { table, catalog }: SqlScope): { readonly column: IndexedColumn; readonly to: number } | Misread | undefined {
  const token = tokens[at];
  if (!token || (token.kind !== 'word' && token.kind !== 'quoted-name')) return undefined;
  const next = tokens[at + 1]?.text;
  if (next === '(') return undefined;
  const name = unquoted(token);
  if (next !== '.') {
    const column = columnCalled(table, name);
    if (column) return { column, to: at + 1 };
    return token.kind === 'word' ? undefined : unknown(`${table.displayName}.${name}`, table, catalog);
  }
  const owner = catalog.table(name);
  const member = tokens[at + 2];
  if (!owner || !member) return new Misread(`there is no table ${name}`, catalog.nearestTables(name).map((near) => `Did you mean ${near}?`));
  const column = columnCalled(owner, unquoted(member));
  return column ? { column, to: at + 3 } : unknown(`${owner.displayName}.${unquoted(member)}`, owner, catalog);
}

function unknown(name: string, table: IndexedTable, catalog: CatalogIndex): Misread {
  return new Misread(`there is no column ${name}`, catalog.nearestColumns(name, [table]).map((near) => `Did you mean ${near}?`));
}

export function columnCalled(table: IndexedTable, name: string): IndexedColumn | undefined {
  return table.columns.find(({ column }) => column.name === name) ?? table.columns.find(({ column }) => column.name.toLowerCase() === name.toLowerCase());
}

function unquoted({ kind, text }: Token): string {
  return kind === 'quoted-name' ? text.slice(1, -1) : text;
}

const comparison = /^\s*(=|<>|!=|<=|>=|<|>)\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?))\s*$/;
const listed = /^\s*in\s*\(\s*((?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?)(?:\s*,\s*(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?))*)\s*\)\s*$/i;
const missing = /^\s*is\s+(not\s+)?null\s*$/i;

/** Plain conditions joined by AND, in which each is a column and what it is compared with. */
function conjunction(parts: readonly (string | IndexedColumn)[]): Predicate | undefined {
  const conditions: (readonly [IndexedColumn, string])[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const [column, rest] = [parts[at], parts[at + 1]];
    if (typeof column !== 'object' || typeof rest !== 'string') return undefined;
    const isLast = at + 2 >= parts.length;
    const joined = isLast ? rest : /^(.*)\s+and\s*$/is.exec(rest)?.[1];
    if (joined === undefined) return undefined;
    conditions.push([column, joined]);
  }
  const found = conditions.map(([column, rest]) => plain(column, rest));
  if (found.length === 0 || found.some((predicate) => predicate === undefined)) return undefined;
  const filters = found.flatMap((predicate) => predicate ?? []);
  return filters.length === 1 ? filters[0] : { kind: 'and', filters };
}

function plain(column: IndexedColumn, rest: string): Predicate | undefined {
  const empty = missing.exec(rest);
  if (empty) return { kind: 'null', column, negated: empty[1] !== undefined };
  const [, operator, quoted, number] = comparison.exec(rest) ?? [];
  if (operator !== undefined) return compared(column, operator, quoted, number);
  const list = listed.exec(rest)?.[1]?.match(/'(?:[^']|'')*'|-?\d+(?:\.\d+)?/g) ?? [];
  const filters = list.map((item) => (item.startsWith("'") ? compared(column, '=', item.slice(1, -1), undefined) : compared(column, '=', undefined, item)));
  return filters.length > 1 && filters.every((filter) => filter !== undefined) ? { kind: 'or', filters } : undefined;
}

/** A text with a text, a number with a number: what else is compared is left to the database. */
function compared(column: IndexedColumn, operator: string, quoted: string | undefined, number: string | undefined): Predicate | undefined {
  const { family } = column.column;
  const fits = quoted === undefined ? family === 'integer' || family === 'number' : family === 'text' || family === 'enum';
  const value = quoted === undefined ? Number(number) : quoted.replaceAll("''", "'");
  // The pattern allows these operators only.
  return fits ? { kind: 'compare', column, operator: (operator === '!=' ? '<>' : operator) as '=' | '<>' | '<' | '<=' | '>' | '>=', value } : undefined;
}
