import type { CatalogIndex, IndexedTable } from '../../catalog/index.ts';
import type { Condition, Expression, Join, OrderItem, OwnSql, Select, SelectItem, Source } from '../../core/query.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { isName, nameOf } from '../../sql/identifiers.ts';
import type { Token } from '../../sql/lexer.ts';

/** A part of a statement: its tokens, none of them a comment. */
type Piece = readonly Token[];

interface Scope {
  readonly sql: string;
  readonly catalog: CatalogIndex;
  readonly tables: Map<string, IndexedTable>;
}

const clauseNames = ['from', 'where', 'group', 'having', 'order', 'limit'] as const;
type ClauseName = (typeof clauseNames)[number];
const setWords = /^(?:union|intersect|except|window|offset|with)$/i;

/**
 * One SELECT that somebody wrote, as a tree: its clauses told apart, what stands in them left in their own words, columns of its own tables
 * told apart. Undefined where it is more than tables joined by equal columns: a set operation, a subquery in FROM, WITH.
 */
export function readSelect(sql: string, { catalog, dialect }: { readonly catalog: CatalogIndex; readonly dialect: Pick<SqlDialect, 'tokens'> }): Select | undefined {
  const tokens = dialect.tokens(sql).filter(({ kind, text }) => kind !== 'comment' && text !== ';');
  if (tokens[0]?.text.toLowerCase() !== 'select' || tokens.some(({ kind }) => kind === 'unterminated')) return undefined;
  const clauses = clausesOf(tokens);
  const scope: Scope = { sql, catalog, tables: new Map() };
  const sources = clauses?.from && sourcesIn(clauses.from, scope);
  if (!clauses || !sources) return undefined;
  const distinct = clauses.items[0]?.text.toLowerCase() === 'distinct';
  const limit = clauses.limit?.length === 1 ? Number(clauses.limit[0]?.text) : undefined;
  if (clauses.limit && !Number.isInteger(limit)) return undefined;
  return {
    kind: 'select',
    distinct,
    items: split(distinct ? clauses.items.slice(1) : clauses.items, ',').map((piece) => itemOf(piece, scope)),
    ...sources,
    ...(clauses.where ? { where: conditionOf(clauses.where, scope) } : {}),
    groupBy: split(clauses.group?.slice(1) ?? [], ',').map((piece) => expressionOf(piece, scope)),
    ...(clauses.having ? { having: ownOf(clauses.having, scope) } : {}),
    orderBy: split(clauses.order?.slice(1) ?? [], ',').map((piece) => orderOf(piece, scope)),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** The clauses by the word that opens each, that word left out; undefined where the statement has others. */
function clausesOf(tokens: Piece): (Partial<Record<ClauseName, Piece>> & { readonly items: Piece }) | undefined {
  const found: Partial<Record<ClauseName, Piece>> = {};
  let open: { readonly name: ClauseName | 'items'; readonly from: number } = { name: 'items', from: 1 };
  let items: Piece = [];
  const close = (to: number) => {
    if (open.name === 'items') items = tokens.slice(open.from, to);
    else found[open.name] = tokens.slice(open.from, to);
  };
  for (const [at, token] of outermost(tokens)) {
    if (token.kind !== 'word') continue;
    if (setWords.test(token.text)) return undefined;
    const name = clauseNames.find((one) => one === token.text.toLowerCase());
    if (name === undefined) continue;
    close(at);
    open = { name, from: at + 1 };
  }
  close(tokens.length);
  return { ...found, items };
}

/** The tokens that stand in no parentheses, with their places. */
function* outermost(tokens: Piece): Generator<readonly [number, Token]> {
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    else if (depth === 0) yield [at, token];
  }
}

function split(tokens: Piece, by: string): Piece[] {
  if (tokens.length === 0) return [];
  const places = [...outermost(tokens)].filter(([, { text }]) => text.toLowerCase() === by).map(([at]) => at);
  return [...places, tokens.length].map((to, index) => tokens.slice(index === 0 ? 0 : (places[index - 1] ?? 0) + 1, to));
}

/** FROM and its joins: plain tables, joined by columns that are equal. */
function sourcesIn(tokens: Piece, scope: Scope): Pick<Select, 'from' | 'joins'> | undefined {
  const pieces = split(tokens, 'join');
  const from = sourceOf(withoutJoinWords(pieces[0] ?? []), scope);
  if (!from) return undefined;
  const joins: Join[] = [];
  for (const [index, piece] of pieces.slice(1).entries()) {
    const [named = [], on, ...more] = split(withoutJoinWords(piece), 'on');
    const source = sourceOf(named, scope);
    const pairs = on && split(on, 'and').map((pair) => pairOf(pair, scope));
    if (!source || more.length > 0 || !pairs?.every((pair) => pair !== undefined)) return undefined;
    joins.push({ kind: /^(?:left|outer)$/i.test(pieces[index]?.at(-1)?.text ?? '') ? 'left' : 'inner', source, on: pairs });
  }
  return { from, joins };
}

function withoutJoinWords(tokens: Piece): Piece {
  const end = tokens.findLastIndex(({ text }) => !/^(?:inner|left|outer|cross)$/i.test(text));
  return tokens.slice(0, end + 1);
}

/** `table`, `schema.table`, each with or without an alias. */
function sourceOf(tokens: Piece, { catalog, tables }: Scope): Source | undefined {
  const [named, alias] = tokens[1]?.text === '.' ? [tokens[2], tokens.slice(3)] : [tokens[0], tokens.slice(1)];
  const table = named && isName(named) ? catalog.table(nameOf(named)) : undefined;
  const called = alias.filter(({ text }) => text.toLowerCase() !== 'as');
  if (!table || called.length > 1 || called.some((token) => !isName(token))) return undefined;
  const name = called[0] ? nameOf(called[0]) : table.table.name;
  tables.set(name.toLowerCase(), table);
  return { ...(tokens[1]?.text === '.' && tokens[0] ? { schema: nameOf(tokens[0]) } : {}), table: table.table.name, alias: name };
}

function pairOf(tokens: Piece, scope: Scope): Join['on'][number] | undefined {
  const [left, right, ...more] = split(tokens, '=').map((side) => expressionOf(side, scope));
  return left?.kind === 'column' && right?.kind === 'column' && more.length === 0 ? [left, right] : undefined;
}

function itemOf(tokens: Piece, scope: Scope): SelectItem {
  const as = [...outermost(tokens)].findLast(([, { text }]) => text.toLowerCase() === 'as')?.[0];
  const alias = as === undefined ? undefined : tokens[as + 1];
  return { expression: expressionOf(as === undefined ? tokens : tokens.slice(0, as), scope), ...(isName(alias) ? { alias: nameOf(alias) } : {}) };
}

function orderOf(tokens: Piece, scope: Scope): OrderItem {
  const last = tokens.at(-1)?.text.toLowerCase();
  const isSaid = last === 'asc' || last === 'desc';
  return { expression: expressionOf(isSaid ? tokens.slice(0, -1) : tokens, scope), direction: last === 'desc' ? 'desc' : 'asc' };
}

function conditionOf(tokens: Piece, scope: Scope): Condition {
  const between = tokens.some(({ text }) => text.toLowerCase() === 'between');
  const parts = between ? [tokens] : split(tokens, 'and');
  return parts.length > 1 ? { kind: 'and', conditions: parts.map((part) => ownOf(part, scope)) } : ownOf(tokens, scope);
}

const aggregate = /^(count|sum|avg|min|max)$/i;

function expressionOf(tokens: Piece, scope: Scope): Expression {
  const column = columnAt(tokens, 0, scope);
  if (column?.to === tokens.length) return column.ref;
  const name = aggregate.exec(tokens[0]?.text ?? '')?.[1]?.toLowerCase();
  if (tokens.length === 1 && tokens[0]?.text === '*') return { kind: 'star' };
  const isWhole = name !== undefined && tokens[1]?.text === '(' && [...outermost(tokens)].length === 1 && tokens.at(-1)?.text === ')';
  if (!isWhole) return ownOf(tokens, scope);
  const distinct = tokens[2]?.text.toLowerCase() === 'distinct';
  // The pattern allows these names only.
  return { kind: 'aggregate', function: name as 'count', distinct, argument: expressionOf(tokens.slice(distinct ? 3 : 2, -1), scope) };
}

function ownOf(tokens: Piece, scope: Scope): OwnSql {
  const parts: OwnSql['parts'][number][] = [];
  let from = tokens[0]?.start ?? 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const found = columnAt(tokens, at, scope);
    if (!found) continue;
    parts.push(scope.sql.slice(from, tokens[at]?.start), found.ref);
    from = endOf(tokens[found.to - 1]);
    at = found.to - 1;
  }
  return { kind: 'sql', parts: [...parts, scope.sql.slice(from, endOf(tokens.at(-1)))].filter((part) => part !== '') };
}

/** A column of the statement's own tables; in a subquery names are the subquery's own first, so only what is qualified is told apart. */
function columnAt(tokens: Piece, at: number, { tables }: Scope): { readonly ref: Expression & { readonly kind: 'column' }; readonly to: number } | undefined {
  const [token, dot, member] = tokens.slice(at, at + 3);
  if (!token || !isName(token) || tokens[at - 1]?.text === '.') return undefined;
  const owner = dot?.text === '.' ? tables.get(nameOf(token).toLowerCase()) : undefined;
  const named = owner && member ? nameOf(member).toLowerCase() : undefined;
  const column = owner?.columns.find((one) => one.column.name.toLowerCase() === named);
  if (column) return { ref: { kind: 'column', source: nameOf(token), column: column.column.name }, to: at + 3 };
  const [only, ...others] = [...tables];
  if (dot?.text === '.' || dot?.text === '(' || !only || others.length > 0 || tokens.some(({ text }) => /^select$/i.test(text))) return undefined;
  const bare = only[1].columns.find((one) => one.column.name.toLowerCase() === nameOf(token).toLowerCase());
  return bare ? { ref: { kind: 'column', source: only[0], column: bare.column.name }, to: at + 1 } : undefined;
}

function endOf(token: Token | undefined): number {
  return token ? token.start + token.text.length : 0;
}
