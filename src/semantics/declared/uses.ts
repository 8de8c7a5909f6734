import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { isName, lowerNameOf, nameOf } from '../../sql/identifiers.ts';
import type { Token } from '../../sql/lexer.ts';

/** Where in a statement a column stands. */
type Clause = 'select' | 'from' | 'where' | 'group' | 'having' | 'order';

const clauses: ReadonlyMap<string, Clause> = new Map(Object.entries({
  select: 'select', from: 'from', join: 'from', on: 'from', where: 'where', group: 'group', having: 'having', order: 'order', qualify: 'having',
} as const));
const aggregate = /^(?:count|sum|avg|min|max)$/;
/** Words behind a table that are no alias of it. */
const notAlias = /^(?:on|using|where|group|having|order|limit|offset|fetch|join|inner|left|right|full|cross|natural|union|intersect|except|window|qualify)$/;

/**
 * What a statement does with which tables and columns: "sum 3.2", "where 3.4 = 'X'", "group 1.0". Statements that mean the same have
 * most of it in common, however they are written. Read off the text alone: good enough to compare, and no proof of anything.
 */
export function usesOf(sql: string, { catalog, dialect }: { readonly catalog: CatalogIndex; readonly dialect: Pick<SqlDialect, 'tokens'> }): ReadonlySet<string> {
  const tokens = dialect.tokens(sql).filter(({ kind }) => kind !== 'comment');
  const tables = tablesIn(tokens, catalog);
  const uses = new Set([...tables.values()].map((table) => `table ${table.position}`));
  const open: { readonly clause: Clause; readonly aggregate?: string }[] = [];
  let clause: Clause = 'select';
  for (const [at, token] of tokens.entries()) {
    const word = token.kind === 'string' ? '' : token.text.toLowerCase();
    const before = tokens[at - 1]?.text.toLowerCase() ?? '';
    if (word === '(') open.push({ clause, ...(aggregate.test(before) ? { aggregate: before } : {}) });
    else if (word === ')') clause = open.pop()?.clause ?? clause;
    else if (word === 'limit' || (word === '*' && before === '(')) uses.add(word === '*' ? 'rows counted' : word);
    else clause = clauses.get(word) ?? clause;
    const column = clause === 'from' ? undefined : columnAt(tokens, at, tables);
    if (!column) continue;
    const name = `${column.table.position}.${column.position}`;
    const around = clause === 'where' ? undefined : open.findLast((one) => one.aggregate !== undefined)?.aggregate;
    uses.add(`uses ${name}`).add(`${around ?? clause} ${name}`);
    if (clause === 'where') uses.add(`where ${name} ${comparison(tokens, at)}`);
  }
  return uses;
}

/** The tables of FROM and JOIN, by what they are called in the statement. */
function tablesIn(tokens: readonly Token[], catalog: CatalogIndex): ReadonlyMap<string, IndexedTable> {
  const tables = new Map<string, IndexedTable>();
  for (const [at, token] of tokens.entries()) {
    if (!/^(?:from|join|,)$/i.test(token.text)) continue;
    const [first, dot, second] = tokens.slice(at + 1, at + 4);
    const [named, after] = dot?.text === '.' ? [second, at + 4] : [first, at + 2];
    const table = named && catalog.table(nameOf(named));
    if (!named || !table) continue;
    const next = tokens[tokens[after]?.text.toLowerCase() === 'as' ? after + 1 : after];
    const alias = next && isName(next) && !notAlias.test(next.text.toLowerCase()) ? next : named;
    tables.set(lowerNameOf(alias), table);
  }
  return tables;
}

function columnAt(tokens: readonly Token[], at: number, tables: ReadonlyMap<string, IndexedTable>): IndexedColumn | undefined {
  const token = tokens[at];
  if (!token || !isName(token) || tokens[at + 1]?.text === '(' || tokens[at + 1]?.text === '.') return undefined;
  const owner = tokens[at - 1]?.text === '.' ? tokens[at - 2] : undefined;
  const table = owner && tables.get(lowerNameOf(owner));
  for (const one of table ? [table] : tables.values()) {
    const column = one.columns.find((entry) => entry.column.name.toLowerCase() === lowerNameOf(token));
    if (column) return column;
  }
  return undefined;
}

/** What a column is compared with, as far as it tells statements apart: a text, or that there is none. */
function comparison(tokens: readonly Token[], at: number): string {
  const [operator, value, other] = tokens.slice(at + 1, at + 4).map(({ text }) => text.toLowerCase());
  if (operator === 'is') return `is ${value} ${value === 'not' ? other : ''}`;
  if (operator === '=' || operator === 'in') return `${operator === 'in' ? '=' : operator} ${value === '(' ? other : value}`;
  return operator ?? '';
}
