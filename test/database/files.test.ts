import { utimesSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { loadDuckdb } from '../../src/database/duckdb/open.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

const call = { timeoutMs: 60_000 };

/** Name, content, columns, rows, and what is said of it. */
type Ugliness = readonly [string, string | Buffer, readonly string[], unknown, string?];

interface Asked {
  readonly services: Services;
  /** Names of columns with their types. */
  columns(table: string): Promise<string[]>;
  tables(): Promise<string[]>;
  rows(sql: string): Promise<unknown>;
  warnings(sql: string): Promise<readonly string[]>;
}

/** Files under a folder of the test, opened as the server opens them. */
async function asked(folder: string, patterns: string, config: Partial<DatabaseConfig> = {}): Promise<Asked> {
  const services = await compose({ databases: { files: { dsn: `files:${patterns}`, ...config } }, state: { file: ':memory:' }, baseFolder: folder }, { careful: true });
  onTestFinished(() => services.close());
  const target = services.targets.get('files');
  if (!target) throw new Error('no target');
  const answer = (sql: string) => runSql({ sql, principal: localPrincipal }, services);
  const snapshot = () => target.database.introspect(call);
  return {
    services,
    columns: async (table) => (await snapshot()).tables.find(({ name }) => name === table)?.columns.map(({ name, type }) => `${name} ${type}`) ?? [],
    tables: async () => (await snapshot()).tables.map(({ name }) => name),
    rows: async (sql) => {
      const given = await answer(sql);
      return given.status === 'ok' ? given.rows : given;
    },
    warnings: async (sql) => {
      const given = await answer(sql);
      return given.status === 'ok' ? given.warnings : [];
    },
  };
}

function written(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;
const thousand = Array.from({ length: 1_000 }, (_, n) => n);
const people = lines('id,name,paid', '1,Ann,10.5', '2,Bob,20');

/** What people's files look like. */
const uglinesses: readonly Ugliness[] = [
  ['semicolons', lines('id;name;paid', '1;Ann;10.5', '2;Bob, jr.;20'), ['id BIGINT', 'name VARCHAR', 'paid DOUBLE'], [[1, 'Ann', 10.5], [2, 'Bob, jr.', 20]]],
  ['decimal commas', lines('id;paid', '1;1.234,50', '2;0,99', '3;12'), ['id BIGINT', 'paid DOUBLE'], [[1, 1234.5], [2, 0.99], [3, 12]]],
  ['a byte order mark', `\uFEFF${people}`, ['id BIGINT', 'name VARCHAR', 'paid DOUBLE'], [[1, 'Ann', 10.5], [2, 'Bob', 20]]],
  ['Latin-1', Buffer.from(lines('id,name', '1,Müller', '2,Café'), 'latin1'), ['id BIGINT', 'name VARCHAR'], [[1, 'Müller'], [2, 'Café']]],
  ['Latin-1 that shows late', Buffer.from(`id,name\n${Array.from({ length: 60_000 }, (_, n) => `${n},name\n`).join('')}60000,Café\n`, 'latin1'), ['id BIGINT', 'name VARCHAR'], undefined],
  ['UTF-16', Buffer.from(`\uFEFF${people}`, 'utf16le'), ['id BIGINT', 'name VARCHAR', 'paid DOUBLE'], [[1, 'Ann', 10.5], [2, 'Bob', 20]]],
  ['a title above the header', lines('Sales of 2024', '', 'id,name,paid', '1,Ann,3', '2,Bob,4'), ['id BIGINT', 'name VARCHAR', 'paid BIGINT'], [[1, 'Ann', 3], [2, 'Bob', 4]]],
  ['a title filled up with commas', lines('Sales of 2024,,', ',,', 'id,name,paid', '1,Ann,3', '2,Bob,4'), ['id BIGINT', 'name VARCHAR', 'paid BIGINT'], [[1, 'Ann', 3], [2, 'Bob', 4]]],
  ['empty columns', lines('id,,name,,', '1,,Ann,,', '2,,Bob,,'), ['id BIGINT', 'name VARCHAR'], [[1, 'Ann'], [2, 'Bob']]],
  ['duplicate headers', lines('id,name,name,NAME', '1,Ann,x,y'), ['id BIGINT', 'name VARCHAR', 'name_1 VARCHAR', 'NAME_2 VARCHAR'], [[1, 'Ann', 'x', 'y']]],
  ['a thousand columns', lines(thousand.map((n) => `c${n}`).join(','), thousand.join(',')), thousand.map((n) => `c${n} BIGINT`), undefined],
  ['days before months', lines('id,day', '1,13/02/2024', '2,01/03/2024'), ['id BIGINT', 'day DATE'], [[1, '2024-02-13'], [2, '2024-03-01']]],
  ['quotes inside of quotes', lines('id,said', '1,"He said ""hi"""', '2,"a, b"', '3,"two', 'lines"'), ['id BIGINT', 'said VARCHAR'], [[1, 'He said "hi"'], [2, 'a, b'], [3, 'two\nlines']]],
  ['quotes that are not doubled', lines('id,said', '1,"He said "hi" to me"', '2,"ok"', '3,"fine"'), ['id BIGINT', 'said VARCHAR'], [[1, 'He said hi to me'], [2, 'ok'], [3, 'fine']], 'line 2'],
  ['rows of another length', lines('id,name,paid', '1,Ann,3', '2,Bob', '3,Cyd,5,6', '4,Dan,7'), ['id BIGINT', 'name VARCHAR', 'paid BIGINT'], [[1, 'Ann', 3], [4, 'Dan', 7]], '2 rows left out: line 3 (too few columns), line 4 (too many columns)'],
  ['words for no value', lines('id,paid', ...Array.from({ length: 20 }, (_, n) => `${n},${n === 16 ? 'n/a' : n}`)), ['id BIGINT', 'paid BIGINT'], undefined, 'line 18: paid is left empty'],
  ['one text among numbers', lines('id,paid', ...Array.from({ length: 20 }, (_, n) => `${n},${n === 16 ? 'abc' : n}`)), ['id BIGINT', 'paid VARCHAR'], undefined, 'line 18: paid stays text'],
  ['codes with zeros in front', lines('zip,n', '01234,1', '98765,2'), ['zip VARCHAR', 'n BIGINT'], [['01234', 1], ['98765', 2]]],
  ['spaces between thousands', lines('id;paid', '1;1 234,50', '2;12,00', '3;10\u00A0000,00', '4;1\u202F000'), ['id BIGINT', 'paid DOUBLE'], [[1, 1234.5], [2, 12], [3, 10000], [4, 1000]]],
  ['apostrophes between thousands', lines('id;paid', "1;1'234.50", '2;12.00', '3;10’000'), ['id BIGINT', 'paid DOUBLE'], [[1, 1234.5], [2, 12], [3, 10000]]],
  ['codes with spaces in them', lines('id,pin', '1,110 001', '2,560 034'), ['id BIGINT', 'pin VARCHAR'], [[1, '110 001'], [2, '560 034']]],
  ['numbers of twenty digits', lines('id,card', '1,12345678901234567890', '2,98765432109876543210'), ['id BIGINT', 'card HUGEINT'], [[1, '12345678901234567890'], [2, '98765432109876543210']]],
  ['rows with a cell more than the header', lines('id,name', '1,Ann,', '2,Bob,', '3,Cyd,'), ['id BIGINT', 'name VARCHAR'], [[1, 'Ann'], [2, 'Bob'], [3, 'Cyd']]],
  ['a column of row numbers without a name', lines(',paid', '0,10.5', '1,20'), ['column0 BIGINT', 'paid DOUBLE'], [[0, 10.5], [1, 20]]],
  ['years for names', lines('country,2020,2021', 'Italy,1,2.5', 'Norway,3,4'), ['country VARCHAR', '2020 BIGINT', '2021 DOUBLE'], [['Italy', 1, 2.5], ['Norway', 3, 4]]],
  ['no header', lines('1,2', '3,4'), ['column0 BIGINT', 'column1 BIGINT'], [[1, 2], [3, 4]]],
];

describe('files as they are found', () => {
  test.each(uglinesses.map((ugliness) => [ugliness[0], ugliness] as const))('%s', async (_name, [, content, columns, rows, said]) => {
    const database = await asked(written({ 'data.csv': content }), 'data.csv');
    expect(await database.columns('data')).toEqual(columns);
    if (rows !== undefined) expect(await database.rows('SELECT * FROM data')).toEqual(rows);
    const warnings = await database.warnings('SELECT * FROM data');
    expect(warnings.join('\n')).toContain(said ?? '');
    if (said === undefined) expect(warnings).toEqual([]);
    else expect(warnings.join('\n')).toContain('data.csv');
  });

  test('a text far behind what the types were told by is left empty, with its line', async () => {
    const numbers = Array.from({ length: 250_000 }, (_, n) => `${n},${n === 249_000 ? 'oops' : n / 4}`);
    const database = await asked(written({ 'data.csv': `id,paid\n${numbers.join('\n')}\n` }), 'data.csv');
    expect(await database.columns('data')).toEqual(['id BIGINT', 'paid DOUBLE']);
    expect(await database.rows('SELECT count(*), count(paid) FROM data')).toEqual([[250_000, 249_999]]);
    expect(await database.warnings('SELECT paid FROM data LIMIT 1')).toEqual(['data.csv, line 249002: paid is left empty where 1 cell is no DOUBLE']);
  });

  test('so many columns that each row takes much memory are read', async () => {
    const columns = Array.from({ length: 500 }, (_, n) => `c${n}`);
    const rows = Array.from({ length: 2_500 }, (_, row) => columns.map((_name, n) => (row * n) % 97).join(','));
    const database = await asked(written({ 'data.csv': `${columns.join(',')}\n${rows.join('\n')}\n`, 'next.csv': 'a\n1\n' }), '*.csv');
    expect(await database.rows('SELECT count(*), max(c499) FROM data')).toEqual([[2_500, 96]]);
    expect(await database.rows('SELECT a FROM "next"')).toEqual([[1]]);
  });

  test('whole numbers that become decimals, or longer, far behind what the types were told by keep every digit', async () => {
    const numbers = Array.from({ length: 250_000 }, (_, n) => (n < 249_000 ? `${n},${n},2024-01-02,${n + 100_000}` : `${n}.5,9999999999999999999,2024-01-02 03:04:05,0${n}`));
    const database = await asked(written({ 'data.csv': `paid,card,at,code\n${numbers.join('\n')}\n` }), 'data.csv');
    expect(await database.columns('data')).toEqual(['paid DOUBLE', 'card HUGEINT', 'at TIMESTAMP', 'code VARCHAR']);
    expect(await database.rows('SELECT max(paid), max(card), max("at"), min(code) FROM data')).toEqual([[249_999.5, '9999999999999999999', '2024-01-02 03:04:05', '0249000']]);
    expect(await database.warnings('SELECT paid FROM data LIMIT 1')).toEqual(['data.csv: code stays text, since 1000 cells are not like the others (whole numbers)']);
  });

  test.each([
    ['a quote that stays open', lines('id,name', '1,"Ann', '2,Bob'), 'the quote that opens in line 2 does not close'],
    ['a line that is too long', lines('id,name', '1,Ann', `2,${'x'.repeat(2_000_001)}`), 'line 3 is longer than 2 MB'],
  ])('%s is named by its line', async (_name, content, said) => {
    await expect((await asked(written({ 'data.csv': content }), 'data.csv')).rows('SELECT 1')).rejects.toThrow(`data.csv is not read: ${said}`);
  });

  test('what is no table is said with its line, and keeps no other file from being asked', async () => {
    const database = await asked(written({ 'people.csv': people, 'broken.json': '{"a": 1}\n{"a": x}\n{"a": 3}\n', 'nothing.csv': '' }), 'people.csv,broken.json,nothing.csv');
    expect(await database.rows('SELECT count(*) FROM people')).toEqual([[2]]);
    const said = (await database.warnings('SELECT 1 FROM people')).join('\n');
    expect(said).toMatch(/broken\.json is not read: .*line 2/);
    expect(said).toContain('nothing.csv is not read');
  });

  test.each([
    ['an array', lines('[', '  {"a": 1},', '  {"a": [1, 2},', '  {"a": 3}', ']'), 3],
    ['a record that does not end', lines('{"a": 1}', '{"a": 2', '{"a": "}"}'), 2],
    ['no record', lines('{"a": 1}', 'oops'), 2],
  ])('JSON breaks in %s', async (_name, content, line) => {
    await expect((await asked(written({ 'broken.json': content }), 'broken.json')).rows('SELECT 1')).rejects.toThrow(`broken.json is not read: the record that begins in line ${line} is no JSON`);
  });

  test('no file, or none that is a table, is a failure that says why', async () => {
    const folder = written({ 'broken.json': '{"a": 1}\n{"a": x}\n{"a": 3}\n' });
    await expect((await asked(folder, 'none.csv')).rows('SELECT 1')).rejects.toThrow(/there is no file .*none\.csv/);
    await expect((await asked(folder, 'broken.json')).rows('SELECT 1')).rejects.toThrow(/broken\.json is not read: .*line 2/);
  });
});

describe('formats and names', () => {
  test('CSV, TSV, JSON lines and arrays, compressed or not, are tables by the names of their files', async () => {
    const records = [{ id: 1, tags: ['a', 'b'] }, { id: 2, tags: [] }];
    const folder = written({
      'people.csv.gz': gzipSync(people), 'people.tsv': people.replaceAll(',', '\t'), '2024 sales.csv': people,
      'lines.jsonl': records.map((record) => JSON.stringify(record)).join('\n'), 'list.json': JSON.stringify(records, null, 2),
    });
    const database = await asked(folder, '*');
    expect(await database.tables()).toEqual(expect.arrayContaining(['lines', 'list', 'people', `${/[^/]*$/.exec(folder)?.[0].replaceAll('-', '_')}_people`, 't_2024_sales']));
    for (const table of ['people', 't_2024_sales']) expect(await database.rows(`SELECT sum(paid) FROM ${table}`)).toEqual([[30.5]]);
    for (const table of ['lines', 'list']) expect(await database.rows(`SELECT id, len(tags) FROM ${table} ORDER BY id`)).toEqual([[1, 2], [2, 0]]);
  });

  test('zst is read', async () => {
    const folder = temporaryFolder();
    await exported(folder, "COPY (SELECT 1 AS id, 30.5 AS paid) TO 'packed.csv.zst' (FORMAT csv, COMPRESSION zstd)");
    expect(await (await asked(folder, 'packed.csv.zst')).rows('SELECT id, paid FROM packed')).toEqual([[1, 30.5]]);
  });

  test('each sheet of a book of Excel is a table', async () => {
    const database = await asked(join(import.meta.dirname, '../fixtures'), 'book.xlsx');
    expect(await database.tables()).toEqual(['book_Exchange_rates', 'book_Sales']);
    expect(await database.columns('book_Sales')).toEqual(['id BIGINT', 'day DATE', 'city VARCHAR', 'price DOUBLE', 'paid BOOLEAN']);
    expect(await database.rows('SELECT * FROM book_Sales')).toEqual([[1, '2024-01-01', 'Köln, am Rhein', 10.5, true], [2, '2024-02-01', 'the "old" town', null, false]]);
    expect(await database.rows('SELECT rate FROM "book_Exchange_rates" WHERE currency = \'USD\'')).toEqual([[1.08]]);
  });

  test('a folder of one schema is one table, and of several a table a file', async () => {
    const folder = written({});
    for (const name of ['sales', 'mixed']) await mkdir(join(folder, name));
    writeFileSync(join(folder, 'sales', 'a.csv'), people);
    writeFileSync(join(folder, 'sales', 'b.csv'), people);
    writeFileSync(join(folder, 'mixed', 'x.csv'), people);
    writeFileSync(join(folder, 'mixed', 'y.csv'), lines('other', '1'));
    const database = await asked(folder, 'sales,mixed');
    expect(await database.tables()).toEqual(['sales', 'x', 'y']);
    expect(await database.rows('SELECT count(*) FROM sales')).toEqual([[4]]);
  });

  test('decimals in the second file of a folder are not rounded to the whole numbers of the first', async () => {
    const folder = written({});
    await mkdir(join(folder, 'sales'));
    writeFileSync(join(folder, 'sales', 'a.csv'), lines('id,paid', '1,2'));
    writeFileSync(join(folder, 'sales', 'b.csv'), lines('id,paid', '2,2.5'));
    expect(await (await asked(folder, 'sales')).rows('SELECT paid FROM sales ORDER BY id')).toEqual([[2], [2.5]]);
  });

  test('Parquet is asked where it lies, a folder of it with its partitions', async () => {
    const folder = temporaryFolder();
    await exported(folder, "COPY (SELECT i AS id, i * 0.5 AS paid, 2020 + i % 2 AS year FROM range(10) r(i)) TO 'sales' (FORMAT parquet, PARTITION_BY (year))", "COPY (SELECT 7 AS id) TO 'one.parquet' (FORMAT parquet)");
    const database = await asked(folder, 'sales,one.parquet');
    expect(await database.tables()).toEqual(['one', 'sales']);
    expect(await database.rows('SELECT year, sum(paid) FROM sales GROUP BY year ORDER BY year')).toEqual([[2020, '10.0'], [2021, '12.5']]);
    expect(await database.rows('SELECT s.paid FROM sales s JOIN one USING (id)')).toEqual([['3.5']]);
  });
});

describe('what changes', () => {
  test('a changed file, a new one and one that is gone are noticed by the next answer', async () => {
    const folder = written({ 'people.csv': people, 'others.csv': people });
    const database = await asked(folder, '*.csv');
    expect(await database.rows('SELECT sum(paid) FROM people')).toEqual([[30.5]]);
    writeFileSync(join(folder, 'people.csv'), lines('id,name,paid,town', '1,Ann,1,Rome'));
    expect(await database.rows('SELECT sum(paid), max(town) FROM people')).toEqual([[1, 'Rome']]);
    writeFileSync(join(folder, 'new.csv'), lines('a', '1'));
    expect(await database.rows('SELECT a FROM new')).toEqual([[1]]);
    await rm(join(folder, 'others.csv'));
    expect(await database.tables()).toEqual(['new', 'people']);
    await expect(database.rows('SELECT 1 FROM others')).rejects.toThrow('others');
  });

  test('a Parquet file that is replaced is read anew, and one that comes may be read', async () => {
    const folder = temporaryFolder();
    await exported(folder, "COPY (SELECT 1 AS id) TO 'a.parquet' (FORMAT parquet)");
    const database = await asked(folder, '*.parquet');
    expect(await database.rows('SELECT id FROM a')).toEqual([[1]]);
    await exported(folder, "COPY (SELECT 2 AS id) TO 'a.parquet' (FORMAT parquet)", "COPY (SELECT 3 AS id) TO 'b.parquet' (FORMAT parquet)");
    utimesSync(join(folder, 'a.parquet'), 1, 1);
    expect(await database.rows('SELECT a.id, b.id FROM a, b')).toEqual([[2, 3]]);
  });

  test('nothing is left when the database is closed', async () => {
    const before = await ourFolders();
    const database = await asked(written({ 'people.csv': people }), 'people.csv');
    await database.rows('SELECT 1 FROM people');
    expect((await ourFolders()).length).toBeGreaterThan(before.length);
    await database.services.close();
    expect(await ourFolders()).toEqual(before);
  });
});

async function ourFolders(): Promise<string[]> {
  const { tmpdir } = await import('node:os');
  return (await readdir(tmpdir())).filter((name) => name.startsWith(`nl2sql-mcp-files-${process.pid}-`));
}

/** Runs statements of DuckDB in a folder; paths in them are relative to it. */
async function exported(folder: string, ...statements: string[]): Promise<void> {
  const { DuckDBInstance } = loadDuckdb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement.replace(/ TO '/, ` TO '${folder}/`));
  connection.closeSync();
  instance.closeSync();
}

describe('nothing but the named files', () => {
  test('an access policy holds on CSV and Parquet', async () => {
    const folder = written({ 'people.csv': people });
    await exported(folder, "COPY (SELECT 1 AS id, 'hidden word' AS secret) TO 'own.parquet' (FORMAT parquet)");
    const database = await asked(folder, 'people.csv,own.parquet', { access: { columns: { 'people.name': 'hidden', 'own.secret': 'hidden' } } });
    expect(await database.rows('SELECT p.id, p.paid FROM people p JOIN own USING (id)')).toEqual([[1, 10.5]]);
    for (const sql of ['SELECT name FROM people', 'SELECT secret FROM own', 'SELECT count(*) FROM own WHERE secret LIKE \'h%\'']) {
      expect(JSON.stringify(await database.rows(sql).catch(String))).toMatch(/refused|no column/);
    }
    expect(JSON.stringify(await database.rows('SELECT * FROM own'))).not.toContain('hidden word');
  });

  test('files are neither read by name nor written, those that were named included', async () => {
    const folder = written({ 'people.csv': people, 'secret.csv': lines('word', 'hidden') });
    await exported(folder, "COPY (SELECT 1 AS id) TO 'own.parquet' (FORMAT parquet)");
    const before = await readFile(join(folder, 'own.parquet'));
    const database = await asked(folder, 'people.csv,own.parquet');
    for (const sql of [
      `SELECT * FROM read_csv('${folder}/secret.csv')`, `SELECT * FROM '${folder}/secret.csv'`, `SELECT * FROM '${folder}/own.parquet'`,
      `SELECT * FROM read_parquet('${folder}/own.parquet')`, `SELECT * FROM parquet_metadata('${folder}/own.parquet')`, `SELECT * FROM glob('${folder}/*')`, `COPY people TO '${folder}/own.parquet'`, `COPY (SELECT 1) TO '${folder}/new.csv'`, `ATTACH '${folder}/x.duckdb'`,
      'DROP VIEW own', 'CREATE TABLE x AS SELECT 1', "SET enable_external_access = true",
      'SELECT * FROM duckdb_views()', 'INSERT INTO people VALUES (3)',
      "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM query('SELECT 1')", 'INSTALL httpfs', "SELECT * FROM 'https://example.com/x.parquet'",
    ]) {
      const outcome = await database.services.targets.get('files')?.prover.prove(sql, call).catch((error: unknown) => error);
      expect([sql, JSON.stringify(outcome) ?? '', outcome instanceof Error || (typeof outcome === 'object' && outcome !== null && 'refused' in outcome)]).toEqual([sql, expect.anything(), true]);
    }
    expect(await database.rows('SELECT id FROM own')).toEqual([[1]]);
    expect(await readFile(join(folder, 'own.parquet'))).toEqual(before);
    expect((await readdir(folder)).toSorted()).toEqual(['own.parquet', 'people.csv', 'secret.csv']);
  });
});
