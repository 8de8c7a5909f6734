import { expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { browse, type Filter } from '../../src/answer/report/browse.ts';
import { compose } from '../../src/compose.ts';
import { engineNames, type EngineName, scratchDatabase } from '../database/engines.ts';

/** Books and their authors on one engine: gives the ids of the rows that are shown, through the proof like any SQL. */
async function open(engine: EngineName) {
  const { dsn, write } = await scratchDatabase(engine);
  await write(
    'CREATE TABLE author (id INT PRIMARY KEY, name VARCHAR(40))',
    'CREATE TABLE book (id INT PRIMARY KEY, title VARCHAR(40), price DECIMAL(8,2), printed DATE, author_id INT, FOREIGN KEY (author_id) REFERENCES author(id))',
    "INSERT INTO author VALUES (1, 'Ada'), (2, 'Bo')",
    "INSERT INTO book VALUES (1, 'Ants', 9.50, '2024-01-02', 1), (2, 'It''s me', 20, '2025-06-07', 1), (3, NULL, 5.25, NULL, 2)",
  );
  const services = await compose({ databases: { library: { dsn } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  const look = (filters: readonly Filter[], order?: { readonly column: string; readonly direction: 'asc' | 'desc' }) => browse({ table: 'book', filters, order }, services);
  const idsOf = async (...asked: Parameters<typeof look>) => {
    const { sql } = await look(...asked);
    const answer = await runSql({ sql, principal: 'local' }, services);
    return 'rows' in answer ? answer.rows.map(([id]) => id) : answer;
  };
  return { look, idsOf };
}

test.each(engineNames)('%s: rows are filtered in every way and put in order, and keys are told both ways', async (engine) => {
  const { look, idsOf } = await open(engine);
  const only = (column: string, comparison: Filter['comparison'], value = '') => idsOf([{ column, comparison, value }]);
  expect(await idsOf([])).toEqual([1, 2, 3]);
  expect(await idsOf([], { column: 'price', direction: 'desc' })).toEqual([2, 1, 3]);
  expect(await only('title', 'is', "It's me")).toEqual([2]);
  expect(await only('author_id', 'is not', '1')).toEqual([3]);
  expect(await only('title', 'holds', 'nt')).toEqual([1]);
  expect(await only('price', 'holds', '.5')).toEqual([1]);
  expect(await only('price', 'at least', '9.5')).toEqual([1, 2]);
  expect(await only('printed', 'at most', '2024-12-31')).toEqual([1]);
  expect(await only('title', 'missing')).toEqual([3]);
  const { columns } = await look([]);
  expect(columns.find(({ name }) => name === 'author_id')?.leads_to).toEqual({ table: 'author', column: 'id' });
}, 60_000);

test('a value that would be SQL is a value', async () => {
  const { idsOf } = await open('sqlite');
  expect(await idsOf([{ column: 'title', comparison: 'is', value: "x' OR '1'='1" }])).toEqual([]);
});

test('a column that is not there is told, with those that are', async () => {
  const { look } = await open('sqlite');
  await expect(look([{ column: 'titel', comparison: 'is', value: 'x' }])).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN', hints: [expect.stringContaining('title')] });
});
