import { basename } from 'node:path';
import { Failure } from '../../core/errors.ts';
import { doubleQuoted } from '../../sql/quoting.ts';
import { groupBy } from '../../std/group-by.ts';
import { rowsOf } from '../duckdb/open.ts';
import { type CsvColumn, type CsvScan, type Reject, rejectsMax, scanOf } from './csv-scan.ts';
import { cutColumns } from './cut-columns.ts';
import { type Encoding, encodingTitle, headOf, inUtf8, isReadable } from './encoding.ts';
import { refineTexts } from './refine-texts.ts';
import type { Loaded, Loading } from './table-source.ts';

const linesTold = 3;

/** Makes a table of delimited texts that have one header. */
export async function loadCsv(loading: Loading): Promise<Loaded> {
  const encodings = loading.paths.map((path) => headOf(path).encoding);
  const loaded = await load(loading, encodings);
  // Bytes that are no UTF-8 came behind the beginning.
  return loaded ?? (await load(loading, encodings.map((encoding) => (encoding === 'utf-8' ? 'windows-1252' : encoding)))) ?? unreadable(loading.paths);
}

/** Undefined where the texts are not written as they were taken to be. */
async function load(loading: Loading, encodings: readonly Encoding[]): Promise<Loaded | undefined> {
  const { connection, table, folder, paths: originals } = loading;
  const paths: string[] = [];
  for (const [index, path] of originals.entries()) paths.push(encodings[index] === 'utf-8' || !isReadable(path) ? path : await inUtf8(path, encodings[index] ?? 'utf-8', folder));
  const scan = await scanOf(loading, paths);
  const named = new Map(paths.map((path, index) => [path, basename(originals[index] ?? path)]));
  const first = await create(loading, scan, scan.columns, named);
  if (first.some(({ kind }) => kind === 'INVALID ENCODING')) return undefined;
  const cut = await cutColumns(loading, scan);
  const unfit = new Set([...cut.keys(), ...first.flatMap(({ kind, column }) => (kind === 'CAST' && column !== null ? [column] : []))]);
  const columns = scan.columns.map((column) => (unfit.has(column.name) ? { ...column, type: 'VARCHAR' } : column));
  const rejects = unfit.size === 0 ? first : await create(loading, scan, columns, named);
  const sniffed = new Map(scan.columns.filter(({ name }) => unfit.has(name)).map(({ name, type }) => [name, cut.get(name) ?? type]));
  const refined = await refineTexts({ connection, table, scan, columns, sniffed, rejectsOf: (query) => readRejects(loading, query, named) });
  const recoded = originals.flatMap((path, index) => (encodings[index] === 'utf-8' ? [] : [`${basename(path)} is ${encodingTitle(encodings[index] ?? 'utf-8')}`]));
  const loose = scan.isLenient ? await looseQuotes(loading, scan, named) : [];
  return { remarks: [...recoded, ...scan.remarks, ...refined.remarks], warnings: [...leftOut(rejects), ...loose, ...refined.warnings] };
}

function create({ connection, table, ...loading }: Loading, scan: CsvScan, columns: readonly CsvColumn[], named: ReadonlyMap<string, string>): Promise<Reject[]> {
  return readRejects({ connection, table, ...loading }, (more) => `CREATE OR REPLACE TABLE ${table} AS SELECT * FROM ${scan.call(columns, more)}`, named);
}

/** Runs a statement that scans with these options; gives what it left out. */
async function readRejects({ connection }: Loading, query: (options: string) => string, named: ReadonlyMap<string, string>): Promise<Reject[]> {
  await connection.run('DROP TABLE IF EXISTS temp.reject_errors; DROP TABLE IF EXISTS temp.reject_scans');
  await connection.run(query(`, store_rejects=true, rejects_limit=${rejectsMax}`));
  const rows = (await rowsOf(connection, `SELECT any_value(s.file_path) AS file, e.line::DOUBLE AS line, any_value(e.column_name) AS "column", any_value(e.error_type::VARCHAR) AS kind
    FROM temp.reject_errors e JOIN temp.reject_scans s USING (scan_id, file_id)
    GROUP BY e.scan_id, e.file_id, e.line, CASE e.error_type WHEN 'CAST' THEN e.column_idx END ORDER BY ALL`)) as unknown as readonly Reject[];
  return rows.map((row) => ({ ...row, file: named.get(row.file) ?? basename(row.file) }));
}

const kinds: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'too few columns',
  'TOO MANY COLUMNS': 'too many columns',
  'UNQUOTED VALUE': 'a quote that does not close',
  'LINE SIZE OVER MAXIMUM': 'longer than 2 MB',
  'INVALID STATE': 'quotes that do not fit',
  CAST: 'a cell that does not fit',
};

function leftOut(rejects: readonly Reject[]): string[] {
  return [...groupBy(rejects, ({ file }) => file)].map(([file, rows]) => {
    const told = rows.slice(0, linesTold).map(({ line, kind }) => `line ${line} (${kinds[kind] ?? kind.toLowerCase()})`);
    const count = rows.length >= rejectsMax ? `${rejectsMax} rows or more` : rows.length === 1 ? '1 row' : `${rows.length} rows`;
    return `${file}: ${count} left out: ${told.join(', ')}${rows.length > linesTold ? ' and others' : ''}`;
  });
}

/** Texts with quotes inside of quotes were read without them: a stricter look tells where. */
async function looseQuotes(loading: Loading, scan: CsvScan, named: ReadonlyMap<string, string>): Promise<string[]> {
  const texts = scan.columns.map((column) => ({ ...column, type: 'VARCHAR' }));
  const last = doubleQuoted(texts.at(-1)?.name ?? '');
  const rejects = await readRejects(loading, (more) => `SELECT count(${last}) FROM ${scan.call(texts, more).replace('strict_mode=false', 'strict_mode=true')}`, named);
  const loose = rejects.filter(({ kind }) => kind === 'UNQUOTED VALUE' || kind === 'INVALID STATE');
  return [...groupBy(loose, ({ file }) => file)].map(([file, rows]) => {
    const told = rows.slice(0, linesTold).map(({ line }) => line).join(', ');
    return `${file}: quotes inside of quoted texts that are not doubled were dropped: line ${told}${rows.length > linesTold ? ' and others' : ''}`;
  });
}

function unreadable(paths: readonly string[]): never {
  throw new Failure('UNAVAILABLE', `${paths.map((path) => basename(path)).join(', ')} is neither UTF-8 nor Latin-1`);
}
