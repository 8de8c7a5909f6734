import { expect, test } from 'vitest';
import { scratchDatabase } from './engines.ts';
import { verified } from './verified.ts';

const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000, bytesMax: 1_000_000 };
const call = { timeoutMs: 10_000 };

/** Expression, the cell that must arrive, and the type that is told. */
const postgres = [
  ["'NaN'::float8", 'NaN', 'double precision'],
  ["'-Infinity'::float8", '-Infinity', 'double precision'],
  ['3.14::real', 3.14, 'real'],
  ['9223372036854775807::int8', '9223372036854775807', 'bigint'],
  ['42::int8', 42, 'bigint'],
  ['1.10::numeric(10,2)', '1.10', 'numeric'],
  ["'NaN'::numeric", 'NaN', 'numeric'],
  ['true', true, 'boolean'],
  ["DATE '2024-02-29'", '2024-02-29', 'date'],
  ["'infinity'::date", 'infinity', 'date'],
  ["TIMESTAMP '2024-02-29 12:34:56.789012'", '2024-02-29 12:34:56.789012', 'timestamp'],
  ["TIMESTAMPTZ '2024-02-29 12:34:56+00' AT TIME ZONE 'UTC'", '2024-02-29 12:34:56', 'timestamp'],
  [`'{"n": 12345678901234567890.123}'::json`, '{"n": 12345678901234567890.123}', 'json'],
  [`'{"n": 12345678901234567890.123}'::jsonb`, '{"n": 12345678901234567890.123}', 'jsonb'],
  ["'\\xdeadbeef'::bytea", '\\xdeadbeef', 'bytea'],
  ['ARRAY[1, NULL, 3]', '{1,NULL,3}', 'integer[]'],
  ["INTERVAL '1 day 2 hours'", '1 day 02:00:00', 'interval'],
  ["'12345678-1234-1234-1234-1234567890ab'::uuid", '12345678-1234-1234-1234-1234567890ab', 'uuid'],
  ["'sad'::mood", 'sad', 'mood'],
  ['NULL::int', null, 'integer'],
  ["'é🐈'::text", 'é🐈', 'text'],
] as const;

const mysql = [
  ['CAST(18446744073709551615 AS UNSIGNED)', '18446744073709551615', 'bigint'],
  ['CAST(42 AS SIGNED)', 42, 'int'],
  ['CAST(1.10 AS DECIMAL(10,2))', '1.10', 'decimal'],
  ['CAST(3.14 AS FLOAT)', 3.14, 'float'],
  ["DATE '2024-02-29'", '2024-02-29', 'date'],
  ["TIMESTAMP '2024-02-29 12:34:56.789012'", '2024-02-29 12:34:56.789012', 'datetime'],
  ["TIME '-120:00:01'", '-120:00:01', 'time'],
  ["b'101'", '\\x05', 'binary'],
  ["x'00ff'", '\\x00ff', 'binary'],
  [`JSON_EXTRACT('{"n": 12345678901234567890.123}', '$.n')`, '12345678901234567890.123', 'varchar'],
  ['NULL', null, 'null'],
  ["'é🐈'", 'é🐈', 'varchar'],
  ['TRUE', 1, 'int'],
] as const;

const sqlite = [
  ['9223372036854775807', '9223372036854775807', ''],
  ['42', 42, ''],
  ['1.5', 1.5, ''],
  ['9e999', 'Infinity', ''],
  ["x'00ff'", '\\x00ff', ''],
  ['NULL', null, ''],
  ["'é🐈'", 'é🐈', ''],
] as const;

test.each([['postgres', postgres], ['mysql', mysql], ['sqlite', sqlite]] as const)('%s: values arrive as they are', async (engine, cases) => {
  const scratch = await scratchDatabase(engine);
  if (engine === 'postgres') await scratch.write("CREATE TYPE mood AS ENUM ('sad', 'glad')");
  const { database } = await scratch.open();
  const { rows, columns } = await database.execute(verified(`SELECT ${cases.map(([expression], index) => `${expression} AS c${index}`).join(', ')}`), limits, call);
  expect(cases.map(([expression], index) => [expression, rows[0]?.[index], columns[index]?.type])).toEqual(cases.map((entry) => [...entry]));
});

test('MySQL dates that no calendar has survive', async () => {
  const scratch = await scratchDatabase('mysql');
  await scratch.write("SET sql_mode = ''", 'CREATE TABLE d (d DATE, y YEAR, e ENUM("a","b"), s SET("x","y"), b BIT(10))', "INSERT INTO d VALUES ('0000-00-00', 1999, 'b', 'x,y', b'1000000001')");
  const { database } = await scratch.open();
  expect((await database.execute(verified('SELECT * FROM d'), limits, call)).rows).toEqual([['0000-00-00', 1999, 'b', 'x,y', '\\x0201']]);
});
