/** The process that reads files into the scratch database: it is told what to read, says what came of it, and ends. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { basename } from 'node:path';
import { Failure, toFailure } from '../../core/errors.ts';
import { doubleQuoted, standardLiteral } from '../../sql/quoting.ts';
import { assert } from '../../std/assert.ts';
import { attach } from '../duckdb/attach.ts';
import { duckdbFailure } from '../duckdb/errors.ts';
import { openDuckdb, rowsOf } from '../duckdb/open.ts';
import { headOf } from './encoding.ts';
import { loadCsv } from './load-csv.ts';
import { sheetsOf } from './load-excel.ts';
import { loadJson } from './load-json.ts';
import { loadParquet } from './load-parquet.ts';
import { type FoundFile, markOf } from './paths.ts';
import { tableName, tablesOf } from './plan-tables.ts';
import { scratchDatabase } from './work-folder.ts';
import type { LoadedTable, LoadReply, LoadReport, LoadRequest } from './protocol.ts';
import type { Loaded, Loading, TableSource } from './table-source.ts';

/** What DuckDB holds of a file that it reads; and of one that takes more, since each thread holds a block or two of every column. */
const memory = { usual: '88MB', ample: '1GB' } as const;
/** Each has buffers of its own: 4 MB for delimited texts, 32 MB for JSON. */
const threadsMax = 4;
/**
 * Rows of files as large as this stand in the table as threads come upon them: where they keep the order of the file, the threads wait for
 * the one that is behind, busily, and on cores that have other work that takes up to twice the time, of both.
 */
const unorderedBytes = 256_000_000;
/** Statements that still run on the scratch database are waited for so long. */
const patienceMs = 60_000;
const retryMs = 10;

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
process.once('message', (request) => void work(request as LoadRequest));

async function work(request: LoadRequest): Promise<void> {
  const reply = await load(request).then((report): LoadReply => ({ ok: true, report }), (error: unknown): LoadReply => {
    const { code, message, hints } = toFailure(error);
    return { ok: false, code, message, hints };
  });
  process.send?.(reply, undefined, undefined, () => process.exit(0));
}

async function load(request: LoadRequest): Promise<LoadReport> {
  const { files, known } = request;
  let connection = await begin(request, memory.usual);
  const sources = await tablesOf(files, (file) => schemaOf(connection, file));
  const tables: LoadedTable[] = [];
  const problems: string[] = [];
  for (const source of sources) {
    const mark = markOfSource(source);
    const kept = known.filter((table) => table.mark === mark);
    const made = kept.length > 0 ? kept : await tableOf(connection, source, request).catch(async (error: unknown) => {
      if (!tookTooMuch(error)) throw error;
      await end(connection);
      connection = await begin(request, memory.ample);
      return tableOf(connection, source, request);
    }).catch((error: unknown) => void problems.push(problem(source, error)));
    tables.push(...(made ?? []));
  }
  await dropOthers(connection, tables);
  await end(connection);
  return { tables, problems };
}

async function begin({ files, folder }: LoadRequest, memoryMax: string): Promise<DuckDBConnection> {
  const path = scratchDatabase(folder);
  const isUnordered = files.reduce((sum, { bytes }) => sum + bytes, 0) >= unorderedBytes;
  const instance = await openDuckdb({ paths: [...files.map((file) => file.path), path, `${path}.wal`], folders: [folder], scratch: folder, memory: memoryMax, isFrugal: true, threadsMax, isUnordered });
  const connection = await instance.connect();
  await attach(connection, { path, how: 'AS scratch', patienceMs, retryMs });
  return connection;
}

async function end(connection: DuckDBConnection): Promise<void> {
  await connection.run('DETACH scratch');
  connection.closeSync();
}

function tookTooMuch(error: unknown): boolean {
  return /^(?:Error: )?Out of Memory Error/i.test(String(error));
}

/** The tables of one source: one, or one for each sheet. */
async function tableOf(connection: DuckDBConnection, source: TableSource, { folder, isCopied }: LoadRequest): Promise<LoadedTable[]> {
  const [first] = source.files;
  assert(first, 'a table has a file');
  const paths = source.files.map(({ path }) => path);
  const one = (name: string, from: readonly string[], make: (loading: Loading) => Promise<Loaded>, of = titleOf(source)) =>
    made(connection, { name, source, of }, (table) => make({ connection, table, paths: from, folder }));
  switch (first.format) {
    case 'parquet':
      return [await one(source.name, paths, (loading) => loadParquet(loading, isCopied))];
    case 'json':
      return [await one(source.name, paths, loadJson)];
    case 'excel': {
      const sheets = await sheetsOf(first, folder);
      const name = (sheet: string) => (sheets.length === 1 ? source.name : tableName(`${source.name}_${sheet}`));
      const tables: LoadedTable[] = [];
      for (const sheet of sheets) tables.push(await one(name(sheet.name), [sheet.path], loadCsv, `${titleOf(source)}, sheet ${sheet.name}`));
      return tables;
    }
    case 'csv':
      return [await one(source.name, paths, loadCsv)];
  }
}

interface Made {
  readonly name: string;
  readonly source: TableSource;
  /** What it was made of, for people. */
  readonly of: string;
}

async function made(connection: DuckDBConnection, { name, source, of }: Made, make: (table: string) => Promise<Loaded>): Promise<LoadedTable> {
  const table = `scratch.main.${doubleQuoted(name)}`;
  await drop(connection, name);
  const { remarks, warnings } = await make(table);
  const comment = [of, ...remarks].join('; ');
  const [{ kind = 'TABLE' } = {}] = await rowsOf(connection, `SELECT 'VIEW' AS kind FROM duckdb_views() WHERE database_name = 'scratch' AND view_name = ${standardLiteral(name)}`);
  await connection.run(`COMMENT ON ${String(kind)} ${table} IS ${standardLiteral(comment)}`);
  const [{ rows = 0 } = {}] = await rowsOf(connection, `SELECT count(*) AS rows FROM ${table}`);
  return { name, mark: markOfSource(source), rows: Number(rows), comment, warnings: warnings.map((warning) => (warning.startsWith(of) ? warning : `${of}: ${warning}`)) };
}

function markOfSource({ name, files }: TableSource): string {
  return `${name}@${markOf(files)}`;
}

/** What stands under a name may be a table or a view. */
async function drop(connection: DuckDBConnection, name: string): Promise<void> {
  const kinds = await rowsOf(connection, `SELECT 'VIEW' AS kind FROM duckdb_views() WHERE database_name = 'scratch' AND view_name = ${standardLiteral(name)}
    UNION ALL SELECT 'TABLE' FROM duckdb_tables() WHERE database_name = 'scratch' AND table_name = ${standardLiteral(name)}`);
  for (const { kind } of kinds) await connection.run(`DROP ${String(kind)} scratch.main.${doubleQuoted(name)}`);
}

async function dropOthers(connection: DuckDBConnection, tables: readonly LoadedTable[]): Promise<void> {
  const names = new Set(tables.map(({ name }) => name));
  const all = await rowsOf(connection, "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'scratch' UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'scratch' AND NOT internal");
  for (const { name } of all) if (!names.has(String(name))) await drop(connection, String(name));
}

/** Its header, or what Parquet says of its columns. */
async function schemaOf(connection: DuckDBConnection, { path, format }: FoundFile): Promise<string> {
  if (format !== 'parquet') return headOf(path).text.split(/\r?\n/, 1)[0] ?? '';
  const rows = await rowsOf(connection, `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(${standardLiteral(path)}, hive_partitioning=false))`);
  return JSON.stringify(rows);
}

function titleOf({ files }: TableSource): string {
  const [first] = files;
  return files.length > 1 ? `${basename(first?.folder ?? '')}/ (${files.length} files)` : basename(first?.path ?? '');
}

/** DuckDB's own words, which may go on in a second line; its paths are ours, or names that are told already. */
function problem(source: TableSource, error: unknown): string {
  const { message } = duckdbFailure(error);
  const [, more = ''] = error instanceof Failure ? [] : String(error).split('\n');
  return `${titleOf(source)} is not read: ${`${message} ${more}`.replace(/ (?:in |the )?file "[^"]*",?/gi, '').trim()}`;
}
