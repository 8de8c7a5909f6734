import { createHmac } from 'node:crypto';
import { type Inspection, isRefusal, refuse, type Refusal } from '../../../core/proof.ts';
import { StaleProof } from '../../../core/verified-sql.ts';
import type { PolicyContext, Restricted } from '../../access/policy-context.ts';
import { doubleQuoted } from '../../quoting.ts';
import { functionName, tableName } from '../names.ts';
import { parseOnce } from '../parser.ts';
import { postgresTokens } from '../tokens.ts';
import { isFields, nodeOf, stringsOf, textOf } from '../tree.ts';
import { aggregatesIn, refusedReference } from './aggregates.ts';
import { EditedText } from './edits.ts';
import { isWhole, type Level, levelsOf, type TableRange } from './levels.ts';
import { type PolicedTable, PolicedTables } from './policed-tables.ts';
import { callsOwn, policedView } from './policed-views.ts';
import { revealingName } from './revealing-names.ts';
import { type SecretNames, shownPart } from './shown.ts';

/**
 * A statement under a policy. Every table that it reads is looked up as the server does; in the place of one some of whose columns
 * are masked stands a subquery that has the rest, so that whatever the statement does with it follows from the server's own
 * rules. A column for aggregates is there only for the calls that were found to be nothing but aggregates of it.
 */
export async function restrictPostgres(sql: string, inspection: Inspection, context: PolicyContext): Promise<Restricted | Refusal> {
  const revealing = revealingName(inspection);
  if (revealing !== undefined) return refuse(`${revealing} is not for statements under this policy`, ['get_schema describes what may be seen.']);
  const tokens = postgresTokens(sql);
  const unread = tokens.find((token) => token.kind === 'unterminated');
  if (unread) return refuse('names in Unicode escapes are not for statements under this policy', ['Write the name as it is.'], unread.start);
  const tables = await tablesOf(inspection, context);
  if (isRefusal(tables)) return tables;
  const own = await callsOwn(inspection, context);
  if (own !== undefined) return refuse(`the function ${own} may show what may not be seen`, ['Ask without it, or have the operator list it under "functions" of the database.']);
  const [statement] = await parseOnce(sql);
  const rowType = refusedRowType(statement, context);
  if (rowType) return rowType;
  const levels = levelsOf(nodeOf(statement?.stmt, 'SelectStmt') ?? {});
  if (!isWhole(statement, levels)) return refuse('a table stands where the policy can not follow it', ['Write it in FROM.']);
  const text = new EditedText(sql, tokens);
  const refused = masked({ sql, levels, tables: tables.byName, text }, context);
  return refused ?? { statement: text.toString(), ...(tables.rowsMax === Infinity ? {} : { rowsMax: tables.rowsMax }) };
}

interface ReadTables {
  /** As they are written. */
  readonly byName: ReadonlyMap<string, PolicedTable>;
  readonly rowsMax: number;
}

async function tablesOf(inspection: Inspection, context: PolicyContext): Promise<ReadTables | Refusal> {
  const { relations = [] } = await context.resolve(inspection);
  const policed = new PolicedTables(context.access);
  const byName = new Map<string, PolicedTable>();
  let rowsMax = Infinity;
  for (const asked of inspection.tables) {
    const facts = relations.find((relation) => relation.asked === asked);
    if (facts && policed.isOutOfDate(facts)) throw new StaleProof();
    const table = facts && policed.visible(facts);
    if (!table) return refuse(`there is no table ${asked}`, ['get_schema lists the tables.']);
    const view = table.table.kind === 'table' ? undefined : await policedView(table.table, context);
    if (view?.reveals) return refuse(`the view ${table.table.name} shows what may not be seen`, ['Ask the tables themselves; get_schema lists them.']);
    byName.set(asked, table);
    rowsMax = Math.min(rowsMax, table.rowsMax, view?.rowsMax ?? Infinity);
  }
  return { byName, rowsMax };
}

/** The type of a table's rows tells the names of its columns. */
function refusedRowType(tree: unknown, { access }: PolicyContext): Refusal | undefined {
  const masked = new Set([...access.denied, ...access.restricted.map(({ table }) => table)].map(({ name }) => name));
  const type = typesIn(tree).find((name) => masked.has(name) || masked.has(name.replace(/^_/, '')));
  return type === undefined ? undefined : refuse(`there is no type ${type}`);
}

function typesIn(tree: unknown): string[] {
  if (Array.isArray(tree)) return tree.flatMap(typesIn);
  if (!isFields(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => [...(/^typeName$/i.test(key) && isFields(value) ? stringsOf(value['names']).slice(-1) : []), ...typesIn(value)]);
}

interface Statement {
  readonly sql: string;
  readonly levels: readonly Level[];
  readonly tables: ReadonlyMap<string, PolicedTable>;
  readonly text: EditedText;
}

function masked({ sql, levels, tables, text }: Statement, { access, salt }: PolicyContext): Refusal | undefined {
  const secret = secretNames(salt, sql);
  if (sql.includes(secret.prefix)) return refuse('a name in the statement is taken');
  for (const level of levels) {
    for (const range of level.ranges) {
      const table = tables.get(nameOf(range));
      if (!table || table.rules.size === 0) continue;
      if (range.isSampled) return refuse(`TABLESAMPLE of ${range.name} is not for statements under this policy`, ['Ask the whole table, or LIMIT.']);
      const refused = refusedReference(range, table, level, tables);
      if (refused) return refused;
      const aggregates = aggregatesIn(range, table, level, tables);
      if (isRefusal(aggregates)) return aggregates;
      for (const { call, column, isColumn } of aggregates) {
        const name = stringsOf(call['funcname']).at(-1) ?? '';
        const owner = doubleQuoted(range.name);
        const aggregate = { name, column: `${owner}.${secret.column(column)}`, row: `${owner}.${secret.row}`, isDistinct: call['agg_distinct'] === true, isView: table.table.kind === 'view' };
        const guarded = guardedAggregate(aggregate, access.groupRowsMin);
        if (!text.replaceCall(call, guarded + (isColumn ? ` AS ${doubleQuoted(name)}` : ''))) return unplaced(range);
      }
      const part = shownPart(table, { salt, secret, aggregated: new Set(aggregates.map(({ column }) => column)), only: range.node['inh'] !== true });
      if (!text.replaceTable(range.node, part)) return unplaced(range);
    }
  }
  return undefined;
}

interface Aggregate {
  readonly name: string;
  readonly column: string;
  readonly row: string;
  readonly isDistinct: boolean;
  readonly isView: boolean;
}

/**
 * NULL over too few rows. Each row must count once: a join that repeats some would weigh them, and show their values after all.
 * Counting values tells none. For DISTINCT the server (16 and later) would sort the rows of all aggregates beside it, so that one
 * that keeps their order told it; what may change from one look to the next it sorts within the call.
 */
function guardedAggregate({ name, column, row, isDistinct, isView }: Aggregate, groupRowsMin: number): string {
  const value = isDistinct ? `DISTINCT CASE WHEN pg_catalog.random() OPERATOR(pg_catalog.<) 2::pg_catalog.float8 THEN ${column} END` : column;
  const call = `pg_catalog.${name}(${value})`;
  if (groupRowsMin <= 1 || (name === 'count' && !isDistinct)) return call;
  const rows = isView ? `pg_catalog.count(${column})` : `pg_catalog.count(DISTINCT ${row}) FILTER (WHERE ${column} IS NOT NULL)`;
  return `CASE WHEN ${rows} OPERATOR(pg_catalog.>=) ${groupRowsMin} AND pg_catalog.count(${column}) OPERATOR(pg_catalog.=) ${rows} THEN ${call} END`;
}

function nameOf({ node }: TableRange): string {
  return tableName({ schema: textOf(node['schemaname']), name: textOf(node['relname']) });
}

function unplaced({ name }: TableRange): Refusal {
  return refuse(`the place of ${functionName([name])} in the statement can not be told`, ['Write FROM table AS alias.']);
}

function secretNames(salt: string, sql: string): SecretNames & { readonly prefix: string } {
  const prefix = `only_${createHmac('sha256', salt).update(sql).digest('hex').slice(0, 24)}`;
  return { prefix, row: `${prefix}_row`, column: (name) => doubleQuoted(`${prefix}_${createHmac('sha256', salt).update(name).digest('hex').slice(0, 24)}`) };
}
