import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { type ValueIndex, valueLimits } from '../../catalog/values.ts';
import type { Policy } from '../../core/policy.ts';
import type { Database } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import type { Prover } from '../verify/prover.ts';

const tablesMax = 2_000;
const call = { timeoutMs: 5_000 };

export interface SamplingOptions {
  readonly prover: Prover;
  readonly database: Pick<Database, 'execute'>;
  readonly dialect: SqlDialect;
  readonly policy: Policy;
}

/** A few thousand rows of the texts of every table, the newest among them; a table that can't be read, or whose statement is not proven, is left out. */
export async function sampleValues(catalog: CatalogIndex, values: ValueIndex, options: SamplingOptions): Promise<void> {
  for (const table of catalog.tables.slice(0, tablesMax)) {
    const columns = table.columns.filter(({ column }) => column.family === 'text' || column.family === 'enum');
    for (const column of columns) for (const value of column.column.enumValues ?? []) values.add(column, value);
    if (columns.length > 0) await sampleTable({ catalog, table, columns, values }, options);
  }
}

interface Sample {
  readonly catalog: CatalogIndex;
  readonly table: IndexedTable;
  readonly columns: readonly IndexedColumn[];
  readonly values: ValueIndex;
}

async function sampleTable(sample: Sample, options: SamplingOptions): Promise<void> {
  const quote = (name: string) => options.dialect.quoteIdentifier(name);
  const { schema, name, primaryKey } = sample.table.table;
  const sql = `SELECT ${sample.columns.map(({ column }) => quote(column.name)).join(', ')} FROM ${quote(schema)}.${quote(name)}`;
  // More than may be expected of any statement would be refused.
  const rowsMax = Math.min(valueLimits.rowsSampled, options.policy.estimatedRowsMax);
  const first = await readSample(sql, rowsMax, sample, options);
  const [key, ...others] = primaryKey;
  if (first === rowsMax && key !== undefined && others.length === 0) await readSample(`${sql} ORDER BY ${quote(key)} DESC`, rowsMax, sample, options);
}

/** How many rows were read. */
async function readSample(sql: string, rowsMax: number, { catalog, columns, values }: Sample, { prover, database }: SamplingOptions): Promise<number> {
  try {
    const statement = await prover.proveOnce(catalog, `${sql} LIMIT ${rowsMax}`, call);
    if (isRefusal(statement)) return 0;
    const { rows } = await database.execute(statement, { rowsMax, offset: 0, cellBytesMax: valueLimits.charsMax + 1, bytesMax: 8_000_000 }, call);
    for (const row of rows) {
      for (const [index, cell] of row.entries()) {
        const column = columns[index];
        if (column) values.add(column, cell);
      }
    }
    return rows.length;
  } catch {
    return 0;
  }
}
