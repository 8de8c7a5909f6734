import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ask } from '../src/answer/ask/ladder.ts';
import { compose } from '../src/compose.ts';
import { ensureDemo, ensureDemoOfToday } from '../src/demo/ensure.ts';
import { temporaryFolder } from './fixtures/make-database.ts';

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('the demo shop has the same bytes each time', async () => {
  const [first, second] = [await ensureDemo(temporaryFolder()), await ensureDemo(join(temporaryFolder(), 'deeper', 'folder'))];
  expect(digest(first)).toBe(digest(second));
});

test('the demo shop ends on the day that it is told, and its seasons stay where they are', async () => {
  const folder = temporaryFolder();
  const path = await ensureDemo(folder, { lastDay: Date.parse('2026-02-25T17:00:00Z') });
  expect(path).not.toBe(await ensureDemo(folder));
  const database = new DatabaseSync(path, { readOnly: true });
  onTestFinished(() => database.close());
  const value = (sql: string) => Object.values(database.prepare(sql).get() as object)[0] as unknown;
  expect(value('SELECT date(max(ordered_at)) FROM orders')).toBe('2026-02-25');
  expect(value('SELECT max(valid_until) FROM coupons')).toBe('2026-02-25');
  expect(value("SELECT count(*) FROM customers WHERE created_at > '2026-02-26'")).toBe(0);
  expect(Number(value("SELECT count(*) FROM orders WHERE strftime('%m', ordered_at) = '12'"))).toBeGreaterThan(1.5 * Number(value("SELECT count(*) FROM orders WHERE strftime('%m', ordered_at) = '02'")));
});

test('the demo of a day ends on it, and shops of a week ago are cleared away', async () => {
  const folder = temporaryFolder();
  const day = (text: string) => Date.parse(`${text}T12:00:00Z`);
  const first = await ensureDemoOfToday(folder, day('2026-02-25'));
  const second = await ensureDemoOfToday(folder, day('2026-02-26'));
  expect(second.path).not.toBe(first.path);
  expect(existsSync(first.path)).toBe(true);
  await ensureDemoOfToday(folder, day('2026-03-10'));
  expect([first, second].map(({ path }) => existsSync(path))).toEqual([false, false]);
});

test('each question of its knowledge file is answered from memory, and its figures hold', async () => {
  const folder = temporaryFolder();
  const { path, knowledgePath } = await ensureDemoOfToday(folder, Date.parse('2026-02-25T12:00:00Z'));
  vi.stubEnv('NL2SQL_NOW', '2026-02-25');
  onTestFinished(() => void vi.unstubAllEnvs());
  const config = { databases: { shop: { dsn: `sqlite:${path}` } }, knowledge: knowledgePath, state: { file: ':memory:' }, baseFolder: folder };
  const services = await compose(config, { careful: false });
  onTestFinished(() => services.close());
  const { questions } = JSON.parse(readFileSync(knowledgePath, 'utf8')) as { questions: { question: string }[] };
  const answers = await Promise.all(questions.map(({ question }) => ask({ question, principal: 'local' }, services)));
  expect(answers.map((answer) => answer.status === 'ok' && answer.proposal.rung)).toEqual(questions.map(() => 'remembered'));
  expect(answers.map((answer) => answer.status === 'ok' && answer.rows.length)).toEqual([1, 12, 1, 12, 1, 2]);
  const [rate, , margin, , target] = answers.map((answer) => (answer.status === 'ok' ? (answer.rows[0] ?? []) : []));
  expect(Number(rate?.[0])).toBeGreaterThan(1);
  expect(Number(rate?.[0])).toBeLessThan(10);
  expect(Number(margin?.[1])).toBeGreaterThan(25);
  expect(target?.[0]).toBe('2026-02');
});

test('the demo shop feels real', async () => {
  const database = new DatabaseSync(await ensureDemo(temporaryFolder()), { readOnly: true });
  onTestFinished(() => database.close());
  const number = (sql: string) => Number(Object.values(database.prepare(sql).get() as object)[0]);
  const tables = (database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").all() as { name: string }[]).map((row) => row.name);
  expect(tables.length).toBeGreaterThanOrEqual(12);
  expect(tables.reduce((sum, table) => sum + number(`SELECT count(*) FROM "${table}"`), 0)).toBeGreaterThanOrEqual(100_000);
  // Keys hold, the year has a season, orders add up to their payments, and some things are missing, as they are.
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  expect(number("SELECT count(*) FROM orders WHERE strftime('%m', ordered_at) = '12'")).toBeGreaterThan(1.5 * number("SELECT count(*) FROM orders WHERE strftime('%m', ordered_at) = '02'"));
  expect(number('SELECT count(*) FROM order_totals t JOIN payments p ON p.order_id = t.order_id WHERE abs(t.total - p.amount) > 0.01')).toBe(0);
  expect(number('SELECT count(*) FROM order_items WHERE unit_cost >= unit_price')).toBe(0);
  expect(number('SELECT count(*) FROM sales_targets')).toBe(60);
  expect(number('SELECT count(*) FROM customers WHERE phone IS NULL')).toBeGreaterThan(0);
  expect(number('SELECT count(*) FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)')).toBeGreaterThan(0);
});
