import type { CatalogIndex, IndexedTable } from '../../../catalog/index.ts';
import { isRefusal } from '../../../core/proof.ts';
import type { FrequentQuestion } from '../../../core/telemetry.ts';
import type { Target, Targets } from '../../target/target.ts';
import type { ReportServices } from '../report-services.ts';
import { count, ms } from './figures.ts';

/** Statements that are looked at, the most time-consuming first. */
const statementsMax = 5;
const runsMin = 3;
/** A table with fewer rows is read faster than an index. */
const rowsMin = 1_000;
/** Where the engine does not tell how large a table is, a statement that takes this long on average is worth a word. */
const slowMs = 5;
const limits = { rowsMax: 200, offset: 0, cellBytesMax: 200_000, bytesMax: 1_000_000 };

/** Tables that frequent statements filter and read whole, each with the index that would spare it. The text is never executed. */
export async function indexAdvice(services: Pick<ReportServices, 'targets' | 'reader' | 'audience'>): Promise<readonly string[]> {
  const costly = services.reader.frequent().filter((entry) => entry.audience === services.audience && entry.count >= runsMin && entry.sql !== '');
  const found = await Promise.all(costly.slice(0, statementsMax).map((entry) => adviseOn(entry, services).catch(() => [])));
  return [...new Set(found.flat())];
}

async function adviseOn(entry: FrequentQuestion, { targets }: Targets): Promise<string[]> {
  const target = targets.get(entry.database);
  if (!target) return [];
  const call = { timeoutMs: Math.min(2_000, target.policy.timeoutMs) };
  const explain = await target.prover.prove(target.dialect.fullScans.explain(entry.sql), call);
  if (isRefusal(explain)) return [];
  const plan = await target.database.execute(explain, limits, call);
  const catalog = await target.knowledge.catalog();
  return target.dialect.fullScans.read(plan.rows).flatMap((alias) => adviseOnScan(alias, entry, { target, catalog }));
}

function adviseOnScan(alias: string, entry: FrequentQuestion, { target, catalog }: { readonly target: Target; readonly catalog: CatalogIndex }): string[] {
  const table = tableOf(alias, entry.sql, catalog);
  const averageMs = entry.totalMs / entry.count;
  if (!table || !isLarge(table, averageMs)) return [];
  return filteredColumns(table, alias, entry.sql).filter((column) => !isIndexed(table, column)).map((column) => {
    const name = target.dialect.quoteIdentifier(`${table.table.name}_${column}_idx`);
    const index = `CREATE INDEX ${name} ON ${target.dialect.quoteIdentifier(table.table.name)} (${target.dialect.quoteIdentifier(column)})`;
    const size = table.table.rowEstimate === undefined ? '' : ` of about ${table.table.rowEstimate} rows`;
    return `${target.name}: ${table.displayName}${size} is read whole to filter on ${column}, ${count(entry.count, 'time')}, ${ms(averageMs)} ms on average. An index would spare that: ${index}`;
  });
}

function isLarge({ table }: IndexedTable, averageMs: number): boolean {
  return table.rowEstimate === undefined || table.rowEstimate <= 0 ? averageMs >= slowMs : table.rowEstimate >= rowsMin;
}

/** The table behind a name in a plan: its own, or an alias of the statement. */
function tableOf(alias: string, sql: string, catalog: CatalogIndex): IndexedTable | undefined {
  const written = new RegExp(String.raw`\b(?:from|join|,)\s+((?:["\x60\w]+\.)?["\x60]?(\w+)["\x60]?)\s+(?:as\s+)?["\x60]?${escaped(alias)}["\x60]?\b`, 'i').exec(sql)?.[2];
  return catalog.table(written ?? alias) ?? catalog.table(alias);
}

/** Columns of the table that the statement compares. A name without its table counts where the table has such a column. */
function filteredColumns({ table }: IndexedTable, alias: string, sql: string): string[] {
  const bare = sql.replace(/'(?:[^']|'')*'/g, "''").replace(/["\x60]/g, '');
  const condition = bare.slice(Math.max(0, bare.search(/\b(where|on)\b/i)));
  const compared = [...condition.matchAll(/(?:(\w+)\.)?(\w+)\s*(?:=|<|>|\bin\s*\(|\bbetween\b)/gi), ...condition.matchAll(/(?:=|<|>)\s*(?:(\w+)\.)?(\w+)/g)];
  const own = compared.filter(([, qualifier]) => qualifier === undefined || [alias.toLowerCase(), table.name.toLowerCase()].includes(qualifier.toLowerCase()));
  const names = new Set(own.map(([, , name = '']) => name.toLowerCase()));
  return table.columns.filter((column) => names.has(column.name.toLowerCase())).map((column) => column.name);
}

function isIndexed({ table }: IndexedTable, column: string): boolean {
  return table.primaryKey[0] === column || table.indexes.some((index) => index.columns[0] === column);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
