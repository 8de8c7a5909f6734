import { doubleQuoted } from '../../sql/quoting.ts';
import { rowsOf } from '../duckdb/open.ts';
import { type CsvColumn, type CsvScan, sampledRows } from './csv-scan.ts';
import type { Loading } from './table-source.ts';

/**
 * Columns whose values DuckDB cut to fit their type without a word, with the type that they begin with: whole numbers beyond 64 bits lose digits as
 * floats, and of rows behind the sample a BIGINT takes decimals rounded and codes without their zeros, a DATE moments without their time.
 */
export async function cutColumns(loading: Loading, scan: CsvScan): Promise<ReadonlyMap<string, string>> {
  const long = await longNumbers(loading, scan.columns);
  const cut = await cutBehindSample(loading, scan);
  return new Map([...long.map(({ name }) => [name, 'BIGINT'] as const), ...cut.map(({ name, type }) => [name, type] as const)]);
}

async function longNumbers({ connection, table }: Loading, columns: readonly CsvColumn[]): Promise<readonly CsvColumn[]> {
  const isLong = (column: string) => `max(abs(${column})) >= ${Number.MAX_SAFE_INTEGER} AND bool_and(${column} = trunc(${column}))`;
  return columnsThat(connection, columns.filter(({ type }) => type === 'DOUBLE'), { test: () => isLong, from: table });
}

const isCut: ReadonlyMap<string, (text: string) => string> = new Map([
  ['BIGINT', (text) => `bool_or(${text} IS NOT NULL AND TRY_CAST(${text} AS BIGINT)::VARCHAR IS DISTINCT FROM ${text})`],
  ['DATE', (text) => `bool_or(length(${text}) > 10)`],
]);

/** What is more than the sample of the first file is read once more: each row of that was judged strictly. */
async function cutBehindSample({ connection, table, paths }: Loading, scan: CsvScan): Promise<readonly CsvColumn[]> {
  const [{ rows = 0 } = {}] = await rowsOf(connection, `SELECT count(*)::DOUBLE AS rows FROM ${table}`);
  if (paths.length === 1 && Number(rows) <= sampledRows) return [];
  const texts = scan.columns.map(({ name, type }) => ({ name, type: isCut.has(type) ? 'VARCHAR' : type }));
  return columnsThat(connection, scan.columns.filter(({ type }) => isCut.has(type)), { test: (type) => isCut.get(type), from: scan.call(texts, ', ignore_errors=true') });
}

interface Testing {
  /** By the type of a column: an aggregate of it. */
  readonly test: (type: string) => ((column: string) => string) | undefined;
  readonly from: string;
}

async function columnsThat(connection: Loading['connection'], columns: readonly CsvColumn[], { test, from }: Testing): Promise<readonly CsvColumn[]> {
  if (columns.length === 0) return [];
  const figures = columns.map(({ name, type }, index) => `${test(type)?.(doubleQuoted(name)) ?? 'false'} AS c${index}`);
  const [row] = await rowsOf(connection, `SELECT ${figures.join(', ')} FROM ${from}`);
  return columns.filter((_, index) => row?.[`c${index}`] === true);
}
