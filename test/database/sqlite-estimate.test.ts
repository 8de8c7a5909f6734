import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from 'vitest';
import { estimateOf } from '../../src/database/sqlite/estimate.ts';

function database(analysed: boolean) {
  const opened = new DatabaseSync(':memory:');
  opened.exec(`
    CREATE TABLE buyers (id INTEGER PRIMARY KEY, city TEXT);
    CREATE TABLE sales (id INTEGER PRIMARY KEY, buyer_id INTEGER, amount INTEGER);
    CREATE INDEX sales_by_buyer ON sales (buyer_id);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO buyers SELECT i, 'c' || i % 7 FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) INSERT INTO sales SELECT i, i % 1000 + 1, i FROM n;
    ${analysed ? 'ANALYZE;' : ''}`);
  return opened;
}

const tables = ['buyers', 'sales'];

test.each([true, false])('the cost of a plan in rows visited (analysed: %s)', (analysed) => {
  const opened = database(analysed);
  const cost = (sql: string) => estimateOf(opened, sql, tables).estimatedCost ?? 0;
  expect(cost('SELECT * FROM buyers')).toBe(1_000);
  expect(cost('SELECT * FROM buyers b WHERE b.id = 7')).toBe(1);
  expect(cost('SELECT * FROM sales WHERE buyer_id = 7')).toBe(analysed ? 4 : 10);
  expect(cost('SELECT * FROM buyers a, sales b')).toBeGreaterThan(4_000_000);
  expect(cost('SELECT * FROM sales s JOIN buyers b ON b.id = s.buyer_id')).toBe(analysed ? 5_000 : 8_000);
  expect(cost('SELECT count(*) FROM buyers b WHERE EXISTS (SELECT 1 FROM sales s WHERE s.buyer_id = b.id)')).toBeLessThan(12_000);
  expect(cost('SELECT * FROM buyers UNION ALL SELECT id, amount FROM sales')).toBe(5_000);
  expect(cost('SELECT * FROM sales LIMIT 10')).toBe(10);
});

test('rows are estimated only where the joins alone decide about them', () => {
  const opened = database(true);
  const rows = (sql: string) => estimateOf(opened, sql, tables).estimatedRows;
  expect(rows('SELECT * FROM buyers a, sales b')).toBe(4_000_000);
  expect(rows('SELECT * FROM sales LIMIT 10')).toBe(10);
  expect(rows("SELECT * FROM sales WHERE amount > 3 AND 'where' <> ''")).toBeUndefined();
  expect(rows('SELECT count(*) FROM sales')).toBeUndefined();
});

test('a recursive query has no estimate, and says so', () => {
  const opened = database(true);
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n';
  expect(estimateOf(opened, endless, []).warnings).toHaveLength(1);
  expect(estimateOf(opened, `${endless} LIMIT 5`, [])).toEqual({});
});

test('what can not be planned is no error here', () => {
  expect(estimateOf(database(false), 'SELECT FROM', [])).toEqual({});
});
