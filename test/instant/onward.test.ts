import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureDemo } from '../../src/demo/ensure.ts';
import { type Onward, onward } from '../../src/instant/onward/onward.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { Asked } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'nl2sql-onward-'));
let shop: Asked;
beforeAll(async () => {
  shop = new Asked(await ensureDemo(folder));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function from(question: string, ...steps: string[]): Onward | undefined {
  return onward({ question, history: [], catalog: shop.catalog, values: shop.values, dialect: sqliteDialect }, { sql: shop.best(question), steps });
}

function labels(found: Onward | undefined, kind: string): string[] {
  return (found?.next ?? []).filter((step) => step.kind === kind).map(({ label }) => label);
}

function othersOf(found: Onward | undefined, question: string, word: string): string[] {
  return found?.words.find(({ start, end }) => question.slice(start, end).includes(word))?.others.map(({ label }) => label) ?? [];
}

const cancelled = 'How many orders were cancelled?';

describe('by', () => {
  test('a figure is broken down by what its rows are, by time, and by what they refer to; the groups add up to it', () => {
    expect(labels(from(cancelled), 'by')).toEqual(expect.arrayContaining(['month', 'channel', 'country of customers']));
    const [[whole] = []] = shop.rows(shop.best(cancelled));
    for (const step of ['by orders.channel', 'by orders.ordered_at month', 'by customers.country', 'by employees.department']) {
      const rows = shop.rows(from(cancelled, step)?.sql ?? '');
      expect([step, rows.reduce((sum, row) => sum + Number(row[1]), 0)]).toEqual([step, whole]);
    }
  });

  test('what refers to nothing is a group of its own', () => {
    const rows = shop.rows(from('How many orders are there?', 'by employees.department')?.sql ?? '');
    expect(rows.some(([department]) => department === null)).toBe(true);
  });

  test('a list becomes the number of its rows for each', () => {
    const found = from('Show the products with a price over 900', 'by categories.name');
    const listed = shop.rows(shop.best('Show the products with a price over 900')).length;
    expect(shop.rows(found?.sql ?? '').reduce((sum, row) => sum + Number(row[1]), 0)).toBe(listed);
  });

  test('times stand in their order, other groups begin with the largest', () => {
    const months = shop.rows(from(cancelled, 'by orders.ordered_at month')?.sql ?? '').map(([month]) => String(month));
    expect(months).toEqual(months.toSorted());
    const counts = shop.rows(from(cancelled, 'by orders.channel')?.sql ?? '').map(([, count]) => Number(count));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });
});

test('only: a value of the data narrows, and is not offered for what is narrowed already', () => {
  const found = from(cancelled, 'only orders.channel web');
  expect(shop.rows(found?.sql ?? '')).toEqual(shop.rows("SELECT count(*) FROM orders WHERE status = 'cancelled' AND channel = 'web'"));
  expect(labels(from(cancelled), 'only')).toContain('web');
  expect(labels(from(cancelled), 'only')).not.toContain('shipped');
  expect(labels(found, 'only')).not.toContain('web');
});

test('top: the greatest groups, and of a list the greatest rows with what they are ranked by', () => {
  const found = from(cancelled, 'by customers.country', 'top 5');
  expect(shop.rows(found?.sql ?? '')).toHaveLength(5);
  expect(found?.taken.map(({ label }) => label)).toEqual(['country of customers', 'top 5']);
  expect(shop.rows(from('List the employees', 'top 10 employees.salary')?.sql ?? '').length).toBe(10);
});

describe('instead', () => {
  test('a period may lie in another column of time', () => {
    const question = 'customers from Berlin this year';
    const found = from(question);
    expect(othersOf(found, question, 'year')).toContain('birth date');
    const taken = from(question, 'customers.created_at is customers.birth_date');
    expect(taken?.sql).toContain('birth_date');
    expect(taken?.sql).not.toContain('created_at');
  });

  test('a value may be another one of its column', () => {
    expect(othersOf(from(cancelled), cancelled, 'cancelled')).toEqual(expect.arrayContaining(['delivered', 'shipped']));
    expect(shop.rows(from(cancelled, "orders.status is 'shipped'")?.sql ?? '')).toEqual(shop.rows("SELECT count(*) FROM orders WHERE status = 'shipped'"));
  });
});

test('steps that lead nowhere from here, and SQL that the question does not compile to, lead on to nothing', () => {
  expect(from(cancelled, 'by orders.secret')).toBeUndefined();
  expect(onward({ question: cancelled, history: [], catalog: shop.catalog, values: shop.values, dialect: sqliteDialect }, { sql: 'SELECT 1', steps: [] })).toBeUndefined();
});

test('every step that is offered runs, two deep', () => {
  const questions = [cancelled, 'What is the average salary of employees?', 'List the employees', 'Show the name and rating of suppliers', 'How many products are there per category?', 'customers from Berlin this year'];
  for (const question of questions) {
    const ways = (found: Onward | undefined) => [...(found?.next ?? []), ...(found?.words ?? []).flatMap(({ others }) => others)].flatMap((way) => ('key' in way ? [way.key] : []));
    for (const first of ways(from(question))) {
      const found = from(question, first);
      expect([question, first, found && shop.rows(found.sql).length >= 0]).toEqual([question, first, true]);
    }
    const [grouped] = ways(from(question)).filter((key) => key.startsWith('by '));
    if (grouped === undefined) continue;
    for (const second of ways(from(question, grouped))) {
      const found = from(question, grouped, second);
      expect([question, grouped, second, found && shop.rows(found.sql).length >= 0]).toEqual([question, grouped, second, true]);
    }
  }
}, 60_000);

test.each([
  [cancelled, [], 'Number of orders, cancelled'],
  [cancelled, ['by orders.channel'], 'Orders by channel, cancelled'],
  [cancelled, ['by orders.ordered_at month', 'only orders.channel web'], 'Orders per month, cancelled, web'],
  [cancelled, ['by customers.country', 'top 5'], 'Top 5: orders by country, cancelled'],
  [cancelled, ['only orders.ordered_at last year'], 'Number of orders, cancelled, last year'],
  ['What is the average salary of employees?', ['by employees.department'], 'Average salary of employees by department'],
  ['How many products are there per category?', [], 'Products by category'],
])('%s %j is titled in the fewest words', (question, steps, title) => {
  expect(from(question, ...steps)?.title).toBe(title);
});
