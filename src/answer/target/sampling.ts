import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { ValueIndex, valueLimits } from '../../catalog/values.ts';
import { isRefusal } from '../../core/proof.ts';
import { type SamplingOptions, type Seen, withSeenJoins } from './join-shares.ts';

const tablesMax = 2_000;
const call = { timeoutMs: 5_000 };

/**
 * A few thousand rows of the texts and numbers of every table, the newest among them; a table that can't be read, or whose statement is not
 * proven, is left out. Resolves with the catalog as its values show it.
 */
export async function sampleValues(catalog: CatalogIndex, values: ValueIndex, options: SamplingOptions): Promise<Seen> {
  let isWhole = true;
  for (const table of catalog.tables.slice(0, tablesMax)) {
    const columns = table.columns.filter((column) => ValueIndex.wants(column));
    for (const column of columns) for (const value of column.column.enumValues ?? []) values.add(column, value);
    if (columns.length > 0 && !(await sampleTable({ catalog, table, columns, values }, options))) isWhole = false;
  }
  const seen = await withSeenJoins(catalog, values, options);
  return { catalog: seen.catalog, isWhole: isWhole && seen.isWhole };
}

interface Sample {
  readonly catalog: CatalogIndex;
  readonly table: IndexedTable;
  readonly columns: readonly IndexedColumn[];
  readonly values: ValueIndex;
}

/** Whether nothing failed. */
async function sampleTable(sample: Sample, options: SamplingOptions): Promise<boolean> {
  const quote = (name: string) => options.dialect.quoteIdentifier(name);
  const { schema, name, primaryKey } = sample.table.table;
  const sql = `SELECT ${sample.columns.map(({ column }) => quote(column.name)).join(', ')} FROM ${quote(schema)}.${quote(name)}`;
  // More than may be expected of any statement would be refused.
  const rowsMax = Math.min(valueLimits.rowsSampled, options.policy.estimatedRowsMax);
  const first = await readSample(sql, rowsMax, sample, options);
  if (first === rowsMax) sample.values.markPartial(sample.table);
  const [key, ...others] = primaryKey;
  if (first !== rowsMax || key === undefined || others.length > 0) return first !== undefined;
  return (await readSample(`${sql} ORDER BY ${quote(key)} DESC`, rowsMax, sample, options)) !== undefined;
}

/** How many rows were read; undefined where that failed, which it may not do the next time. */
async function readSample(sql: string, rowsMax: number, { catalog, columns, values }: Sample, { prover, database }: SamplingOptions): Promise<number | undefined> {
  try {
    const statement = await prover.proveOnce(catalog, `${sql} LIMIT ${rowsMax}`, { ...call, isRunNext: true });
    if (isRefusal(statement)) return 0;
    const { rows } = await database.execute(statement, { rowsMax, offset: 0, cellBytesMax: valueLimits.charsMax + 1, bytesMax: 8_000_000 }, call);
    for (const row of rows) values.addRow(columns, row);
    return rows.length;
  } catch {
    return undefined;
  }
}
