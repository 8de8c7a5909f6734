import { expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { compose } from '../../src/compose.ts';
import { type EngineName, engineNames, scratchDatabase } from '../database/engines.ts';

const shop = [
  'CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(20), country VARCHAR(20))',
  "INSERT INTO customers VALUES (1, 'Ada', 'France'), (2, 'Bob', 'Italy'), (3, 'Cyd', 'France')",
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, status VARCHAR(20), total INTEGER)',
  "INSERT INTO orders VALUES (1, 1, 'open', 10), (2, 1, 'shipped', 20), (3, 9, 'open', 30)",
  'CREATE TABLE refunds (id INTEGER PRIMARY KEY, order_id INTEGER)',
];

const cases: readonly (readonly [sql: string, says: string | undefined])[] = [
  ["SELECT name FROM customers WHERE country = 'FRANCEE'", "country = 'FRANCEE' leaves none of 3 rows"],
  ["SELECT name FROM customers WHERE country = 'France' AND id BETWEEN 2 AND 9 AND name LIKE 'Z%' AND id > 0", "name LIKE 'Z%' leaves none of 1 rows"],
  ["SELECT count(*) FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.country = 'France' AND o.status = 'lost'", "o.status = 'lost' leaves none of 2 rows"],
  ['SELECT sum(o.total) FROM orders o INNER JOIN customers c ON c.id = o.customer_id + 100', 'INNER JOIN customers c ON c.id = o.customer_id + 100 leaves none of 3 rows'],
  ['SELECT o.id FROM orders o, refunds r WHERE r.order_id = o.id', 'refunds r leaves none of 3 rows'],
  ['SELECT id FROM refunds WHERE order_id = 7', 'refunds holds no rows'],
  ["WITH french AS (SELECT * FROM customers WHERE country = 'France') SELECT name FROM french WHERE id = 2", 'id = 2 leaves none of 2 rows'],
  ["SELECT country, count(*) FROM customers GROUP BY country HAVING count(*) > 5 ORDER BY 1", 'HAVING count(*) > 5 leaves none of 3 rows'],
  ["SELECT name FROM customers WHERE country = 'Peru' OR country = 'Chile'", "country = 'Peru' OR country = 'Chile' leaves none of 3 rows"],
  ["SELECT name FROM customers WHERE CASE WHEN id > 1 AND id < 2 THEN 1 ELSE 0 END = 1 AND id > 0", 'CASE WHEN id > 1 AND id < 2 THEN 1 ELSE 0 END = 1 leaves none of 3 rows'],
  ["SELECT name FROM customers ORDER BY id LIMIT 5 OFFSET 50", undefined],
  ["SELECT name FROM customers WHERE id = 7 UNION SELECT name FROM customers WHERE id = 8", undefined],
  ["SELECT name FROM customers /* all */ WHERE id = 7", undefined],
  ['SELECT id - 1 FROM customers WHERE id = 1', undefined],
];

async function openOn(engine: EngineName, access = {}) {
  const scratch = await scratchDatabase(engine);
  await scratch.write(...shop);
  const services = await compose({ databases: { test: { dsn: scratch.dsn, ...access } }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  // Proofs and counts take their time where a machine is busy; nothing is told of a count that took longer.
  return (sql: string) => runSql({ sql, principal: 'local' }, services).then((answer) => (answer.status === 'ok' ? answer.warnings : []).filter((warning) => warning.startsWith('nothing found: ')));
}

test.each(engineNames)('%s: an empty result says which table, join or condition empties it', async (engine) => {
  const warningsOf = await openOn(engine);
  for (const [sql, says] of cases) await expect.poll(() => warningsOf(sql), { message: sql }).toEqual(says === undefined ? [] : [`nothing found: ${says}`]);
});

test('what a policy hides is not told by it either', async () => {
  const warningsOf = await openOn('sqlite', { access: { deny: ['refunds'], columns: { 'customers.country': 'hidden' } } });
  await expect(warningsOf('SELECT name FROM customers WHERE id = 8 AND country = 1')).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' });
  await expect.poll(() => warningsOf('SELECT name FROM customers WHERE id = 8')).toEqual(['nothing found: id = 8 leaves none of 3 rows']);
});

test('counting that would take long is given up, and the result stands', async () => {
  const warningsOf = await openOn('sqlite');
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT i FROM n WHERE i < 0';
  const started = performance.now();
  expect(await warningsOf(endless)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(10_000);
});
