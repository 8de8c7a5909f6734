import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scratchDatabase, serverOf } from './engines.ts';
import { verified } from './verified.ts';

const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000, bytesMax: 1_000_000 };
const call = { timeoutMs: 10_000 };

const engines = ['postgres', 'mysql', 'sqlite', 'duckdb'] as const;

type Value = readonly [expression: string, cell: unknown, type: string];
/** By engine, for MySQL and MariaDB by server: expression, the cell that must arrive, and the type that is told. docs/fidelity.md shows them. */
const values = JSON.parse(readFileSync(new URL('../fixtures/values.json', import.meta.url), 'utf8')) as Record<(typeof engines)[number] | 'mariadb', readonly Value[]>;

test.each(engines)('%s: values arrive as they are', async (engine) => {
  const cases = values[await serverOf(engine)];
  const scratch = await scratchDatabase(engine);
  if (engine === 'postgres') await scratch.write("CREATE TYPE mood AS ENUM ('sad', 'glad')");
  const { database } = await scratch.open();
  const { rows, columns } = await database.execute(verified(`SELECT ${cases.map(([expression], index) => `${expression} AS c${index}`).join(', ')}`), limits, call);
  expect(cases.map(([expression], index) => [expression, rows[0]?.[index], columns[index]?.type])).toEqual(cases);
});

test('vectors of MySQL 9 come as their numbers', async ({ skip }) => {
  const scratch = await scratchDatabase('mysql');
  const isMade = await scratch.write('CREATE TABLE v (v VECTOR(3))', "INSERT INTO v VALUES (STRING_TO_VECTOR('[1, 0.5, -3e20]'))").then(() => true, () => false);
  if (!isMade) skip('the server has none');
  const { database } = await scratch.open();
  const { rows, columns } = await database.execute(verified('SELECT v FROM v'), limits, call);
  expect(columns).toMatchObject([{ type: 'vector' }]);
  expect((JSON.parse(String(rows[0]?.[0])) as number[]).map(Math.fround)).toEqual([1, 0.5, Math.fround(-3e20)]);
});

test('MySQL dates that no calendar has survive', async () => {
  const scratch = await scratchDatabase('mysql');
  await scratch.write("SET sql_mode = ''", 'CREATE TABLE d (d DATE, y YEAR, e ENUM("a","b"), s SET("x","y"), b BIT(10))', "INSERT INTO d VALUES ('0000-00-00', 1999, 'b', 'x,y', b'1000000001')");
  const { database } = await scratch.open();
  expect((await database.execute(verified('SELECT * FROM d'), limits, call)).rows).toEqual([['0000-00-00', 1999, 'b', 'x,y', '\\x0201']]);
});
