import { expect, test } from 'vitest';
import { isRefusal } from '../../src/core/proof.ts';
import { inspectPostgres } from '../../src/sql/postgres/guard.ts';

test.each([
  "SELECT strpos(repeat('a', 1000000), 'b')",
  "SELECT strpos(\"repeat\"('a', 1000000), 'b')",
  "SELECT strpos(U&\"\\0072epeat\"('a', 1000000), 'b')",
  "SELECT strpos(pg_catalog.repeat('a', 1000000), 'b')",
  "SELECT position('b' IN rpad('a', 1000000))",
  "SELECT strpos(t, 'b') FROM repeat('a', 1000000) AS t",
  "WITH long AS (SELECT lpad('a', 1000000) AS t) SELECT strpos(t, 'b') FROM long",
  "SELECT 1 WHERE EXISTS (SELECT strpos(format('%1000000s', 'a'), 'b'))",
  "SELECT strpos(''::char(1000000), 'b')",
  "SELECT strpos(CAST('' AS character(1000000)), 'b')",
  "SELECT array_fill(0, ARRAY[1000000]) && array_fill(1, ARRAY[1000000])",
])('a search beside what a statement makes long is refused, however it is made: %s', async (sql) => {
  expect(await inspectPostgres(sql)).toMatchObject({ reason: expect.stringContaining('beyond every deadline') });
});

test.each(["SELECT strpos(name, 'b') FROM people", "SELECT name || 'x' FROM people WHERE name LIKE '%a%'", "SELECT repeat('ab', 3)"])('what makes nothing long is let through: %s', async (sql) => {
  expect(await inspectPostgres(sql)).not.toSatisfy(isRefusal);
});

test('shapes that are written out are measured, too', async () => {
  const points = Array.from({ length: 2_000 }, (_, n) => `(${n},${n})`).join(',');
  expect(await inspectPostgres(`SELECT '[${points}]'::path <-> '[${points}]'::path`)).toMatchObject({ reason: expect.stringContaining('shapes that long') });
});
