import { createHmac } from 'node:crypto';
import { isRefusal, refuse, type Refusal } from '../../../core/proof.ts';
import type { PolicyContext, Restricted } from '../../access/policy-context.ts';
import type { RestrictedTable } from '../../access/rules.ts';
import type { Token } from '../../lexer.ts';
import { backquoted } from '../../quoting.ts';
import { lexMysql } from '../lexer.ts';
import { readStatement, type Statement } from '../statement.ts';
import type { Relation, Span } from '../structure.ts';
import { type ProvenAggregate, provenAggregates } from './aggregates.ts';
import { type Bound, bindRelations } from './bind.ts';
import { type Edit, headers, isEdited, placeOf } from './headers.ts';
import { neutralOrder } from './order.ts';
import { tablesBehind } from './views.ts';

/** What the parts of a rewriting share. */
interface Rewriting {
  readonly sql: string;
  readonly tokens: readonly Token[];
  readonly context: PolicyContext;
  /** Begins names that nobody who writes a statement can know. */
  readonly secret: string;
}

/**
 * A statement under a policy. In the place of a table with masked columns stands a query that shows the others: what is hidden is
 * not there for the server to find, by whatever name. A column that is only for aggregates is there under a secret name, which
 * the calls that are proven are given, and no other mention.
 */
export async function restrictMysql(sql: string, context: PolicyContext): Promise<Restricted | Refusal> {
  const { access } = context;
  const tokens = lexMysql(sql).filter((token) => token.kind !== 'comment');
  const statement = readStatement(tokens);
  const bound = bindRelations(statement.relations, access, tokens);
  if (isRefusal(bound)) return bound;
  const reads = await tablesRead(bound, context, tokens);
  if (isRefusal(reads)) return reads;
  const limits = access.rows.filter(({ table }) => reads.has(table)).map(({ rowsMax }) => rowsMax);
  const secret = `only_${createHmac('sha256', context.salt).update(sql).digest('hex').slice(0, 24)}`;
  const rewritten = rewrite(statement, bound, { sql, tokens, context, secret });
  if (typeof rewritten !== 'string') return rewritten;
  const names = [...reads].map(({ schema, name }) => `${schema}.${name}`);
  const generated = bound.filter(({ table }) => !table).map(({ relation }) => `${access.snapshot.defaultSchema}.${relation.name}`);
  return { statement: rewritten, reads: [...names, ...generated], secrets: [context.salt, secret], ...(limits.length > 0 ? { rowsMax: Math.min(...limits) } : {}) };
}

/** All that is read, behind views too. */
async function tablesRead(bound: readonly Bound[], context: PolicyContext, tokens: readonly Token[]): Promise<ReadonlySet<NonNullable<Bound['table']>> | Refusal> {
  const reads = new Set<NonNullable<Bound['table']>>();
  for (const { relation, table } of bound) {
    if (!table || reads.has(table)) continue;
    const behind = table.kind === 'table' ? [] : await tablesBehind(table, context);
    if (!behind) return refuse(`the view ${table.name} shows what may not be seen`, ['Ask the tables themselves; get_schema lists them.'], tokens[relation.at.from]?.start);
    for (const one of [table, ...behind]) reads.add(one);
  }
  return reads;
}

function rewrite(statement: Statement, bound: readonly Bound[], rewriting: Rewriting): string | Refusal {
  const { sql, tokens, context: { access } } = rewriting;
  const rules = new Map(access.restricted.map((entry) => [entry.table, entry]));
  const masked = new Map(bound.flatMap(({ relation, table }) => {
    const entry = table && rules.get(table);
    return entry ? [[relation, entry] as const] : [];
  }));
  if (masked.size === 0) return sql;
  const proven = provenAggregates(statement, bound, masked, tokens);
  const refusal = refusedSystemTime(masked, tokens) ?? refusedPartition(masked, tokens)
    ?? refusedStar(proven, tokens) ?? refusedGroup(proven, masked, tokens) ?? refusedMention(statement, proven, masked, tokens);
  if (refusal) return refusal;
  const hints = lexMysql(sql).filter(({ kind, text }) => kind === 'comment' && text.startsWith('/*+'));
  const inner = [
    ...[...masked].map(([relation, entry], index) => replaced(relation, entry, { proven: proven.filter((one) => one.relation === relation), prefix: `${rewriting.secret}_${index}` }, rewriting)),
    ...aggregated(proven, [...masked.keys()], masked, rewriting),
    ...withoutDatabases(statement, masked, tokens),
    // Hints could name the query that stands in the place of a table, and have it read through an index.
    ...hints.map(({ start, text }) => ({ from: start, to: start + text.length, text: ' ' })),
  ];
  return refusedValues(statement, inner, tokens) ?? applied(sql, [...inner, ...headers(statement, inner, rewriting)]);
}

/** PARTITION would tell in which range of a masked column a row is. */
function refusedPartition(masked: ReadonlyMap<Relation, RestrictedTable>, tokens: readonly Token[]): Refusal | undefined {
  const found = [...masked.keys()].find(({ partition }) => partition);
  return found && refuse(`partitions of ${found.name} are not for statements under this policy`, ['Ask for the table without PARTITION.'], tokens[found.at.from]?.start);
}

/** Without a name of its own a column of VALUES would have the rewritten text as one. */
function refusedValues({ blocks }: Statement, edits: readonly Edit[], tokens: readonly Token[]): Refusal | undefined {
  const found = blocks.flatMap(({ rows }) => rows).find((span) => isEdited(span, edits, tokens));
  return found && refuse('VALUES around a table with protected columns is not run under this policy', ['Write SELECT instead of VALUES.'], tokens[found.from]?.start);
}

/** In `AS OF` may stand anything. */
function refusedSystemTime(masked: ReadonlyMap<Relation, RestrictedTable>, tokens: readonly Token[]): Refusal | undefined {
  const found = [...masked.keys()].find(({ systemTime }) => systemTime);
  return found && refuse(`the history of ${found.name} is not for statements under this policy`, ['Ask for the table as it is.'], tokens[found.at.from]?.start);
}

/** A star would show the columns with secret names. */
function refusedStar(proven: readonly ProvenAggregate[], tokens: readonly Token[]): Refusal | undefined {
  for (const block of new Set(proven.map((one) => one.block))) {
    const star = block.items.find(({ from, to }) => tokens[to - 1]?.text === '*' && (to - from === 1 || tokens[to - 2]?.text === '.' || !isOperand(tokens[to - 2])));
    if (star) return refuse('* would show a column that is only for aggregates', ['Name the other columns.'], tokens[star.to - 1]?.start);
  }
  return undefined;
}

function isOperand(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || token.kind === 'string' || token.text === ')');
}

/** Without a key that tells one row from another only a table alone can be counted. */
function refusedGroup(proven: readonly ProvenAggregate[], masked: ReadonlyMap<Relation, RestrictedTable>, tokens: readonly Token[]): Refusal | undefined {
  const found = proven.find(({ relation, block }) => block.sources.length > 1 && masked.get(relation)?.table.primaryKey.length === 0);
  return found && refuse(`${found.relation.name} has no primary key, so that the rows behind an aggregate over it can not be counted in a join`, ['Aggregate the table alone.'], tokens[found.from]?.start);
}

/** Where a mention of a sealed column can't be another's, the reason is told rather than that there is no such column. */
function refusedMention({ chains }: Statement, proven: readonly ProvenAggregate[], masked: ReadonlyMap<Relation, RestrictedTable>, tokens: readonly Token[]): Refusal | undefined {
  const sealed = new Map([...masked.values()].flatMap(({ table, rules }) => [...rules].filter(([, rule]) => rule === 'aggregate').map(([name]) => [name.toLowerCase(), table] as const)));
  for (const { names, block } of chains) {
    const last = names.at(-1);
    const table = last && sealed.get(last.name.toLowerCase());
    const isProven = last && proven.some(({ from, to }) => last.at > from && last.at < to);
    if (!table || isProven || block?.sources.length !== 1 || !block.sources[0]?.relation || masked.get(block.sources[0].relation)?.table !== table) continue;
    return refuse(`${last.name} is only for aggregates`, [`By policy ${last.name} may stand only in count, sum, avg and the like, alone.`], tokens[last.at]?.start);
  }
  return undefined;
}

interface Shown {
  readonly proven: readonly ProvenAggregate[];
  readonly prefix: string;
}

/** `db.t AS a USE INDEX (i)` as `(SELECT … FROM db.t IGNORE INDEX (…)) AS a`. */
function replaced(relation: Relation, { table, rules }: RestrictedTable, { proven, prefix }: Shown, { tokens, context }: Rewriting): Edit {
  const isGuarded = context.access.groupRowsMin > 1;
  const shown = table.columns.flatMap(({ name }) => {
    const rule = rules.get(name);
    if (rule === undefined) return [backquoted(name)];
    return rule === 'hashed' ? [`LEFT(SHA2(CONCAT('${context.salt}', ${backquoted(name)}), 256), 32) AS ${backquoted(name)}`] : [];
  });
  const sealed = [...new Set(proven.map(({ column }) => column))].flatMap((column) => [
    `${backquoted(column)} AS ${backquoted(secretOf(prefix, column))}`,
    ...(isGuarded ? table.primaryKey.map((key, part) => `IF(${backquoted(column)} IS NULL, NULL, ${backquoted(key)}) AS ${backquoted(rowOf(prefix, column, part))}`) : []),
  ]);
  const columns = [...shown, ...sealed].join(', ') || 'NULL AS nothing';
  const query = `(SELECT ${columns} FROM ${backquoted(table.schema)}.${backquoted(table.name)}${neutralOrder({ table, rules })}) AS ${backquoted(relation.alias ?? relation.name)}`;
  const ends = [relation.at, relation.partition, relation.aliasAt, relation.hints].flatMap((span) => (span && span.to > span.from ? [span.to] : []));
  const place = { from: relation.at.from, to: Math.max(...ends) };
  return relation.isTableStatement ? { ...placeOf(place, tokens), text: `SELECT * FROM ${query}` } : { ...placeOf(withParentheses(place, tokens), tokens), text: query };
}

/** MySQL takes a table between parentheses, and no query in its place. */
function withParentheses({ from, to }: Span, tokens: readonly Token[]): Span {
  let around = { from, to };
  while (tokens[around.from - 1]?.text === '(' && tokens[around.to]?.text === ')') around = { from: around.from - 1, to: around.to + 1 };
  return around;
}

/**
 * NULL over too few rows. Each row must count once: a join that repeats some would weigh them, and show their values after all.
 * Counting values tells none.
 */
function aggregated(proven: readonly ProvenAggregate[], relations: readonly Relation[], masked: ReadonlyMap<Relation, RestrictedTable>, rewriting: Rewriting): Edit[] {
  const { tokens, context, secret } = rewriting;
  return proven.map(({ call, relation, alias, column, distinct, from, to }) => {
    const prefix = `${secret}_${relations.indexOf(relation)}`;
    const value = `${backquoted(alias)}.${backquoted(secretOf(prefix, column))}`;
    const plain = `${call.name}(${distinct ? 'DISTINCT ' : ''}${value})`;
    const key = masked.get(relation)?.table.primaryKey ?? [];
    const rows = key.length === 0 ? `count(${value})` : `count(DISTINCT ${key.map((_, part) => `${backquoted(alias)}.${backquoted(rowOf(prefix, column, part))}`).join(', ')})`;
    const least = context.access.groupRowsMin;
    const guarded = least <= 1 || (call.name === 'count' && !distinct) ? plain : `(CASE WHEN ${rows} >= ${least} AND count(${value}) = ${rows} THEN ${plain} END)`;
    return { ...placeOf({ from, to }, tokens), text: guarded };
  });
}

/** `db.t.a` finds nothing where `t` is the name of a query. */
function withoutDatabases({ chains }: Statement, masked: ReadonlyMap<Relation, RestrictedTable>, tokens: readonly Token[]): Edit[] {
  const schemas = new Map([...masked].flatMap(([relation, { table }]) => (relation.alias === undefined ? [[`${table.schema}\n${relation.name}`, relation.block] as const] : [])));
  return chains.flatMap(({ names, at }) => {
    const [schema, table, column] = names;
    // A star behind the table is no name.
    const isLong = schema && table && (column || tokens[at.to]?.text === '.');
    return isLong && schemas.has(`${schema.name}\n${table.name}`) ? [{ ...placeOf({ from: at.from, to: table.at }, tokens), text: '' }] : [];
  });
}

function secretOf(prefix: string, column: string): string {
  return `${prefix}_${createHmac('sha256', prefix).update(column).digest('hex').slice(0, 12)}`;
}

function rowOf(prefix: string, column: string, part: number): string {
  return `${secretOf(prefix, column)}_${part}`;
}

/** Where edits overlap the outer one has replaced the text of the inner one already. */
function applied(sql: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue;
    parts.push(sql.slice(at, from), text);
    at = to;
  }
  return parts.join('') + sql.slice(at);
}
