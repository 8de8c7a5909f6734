import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import type { AskRequest } from '../../src/answer/ask/requests.ts';
import type { Services } from '../../src/answer/services.ts';
import type { Target } from '../../src/answer/target/target.ts';
import { compose } from '../../src/compose.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

const small = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, country TEXT);
  INSERT INTO customers VALUES (1, 'Ada', 'Germany'), (2, 'Bob', 'France'), (3, 'Cem', 'Germany');
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), total REAL, ordered_on DATE);
  INSERT INTO orders VALUES (1, 1, 10, '2026-01-05'), (2, 1, 20, '2026-02-05'), (3, 2, 5, '2026-02-06');`;

const large = `${small}
  WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) INSERT INTO customers SELECT i, 'Name ' || i, 'Land ' || (i % 100) FROM n;`;

interface Asked {
  /** The names of the calls that read rows or plans, with how many statements each had, since the last time. */
  calls(): string[];
  ask(question: string, more?: Partial<AskRequest>): ReturnType<typeof ask>;
  write(sql: string): void;
}

/** A database of which each call for rows or plans is written down. */
async function asking(sql: string): Promise<Asked> {
  const path = join(temporaryFolder(), 'shop.sqlite');
  const write = (statements: string) => {
    const writer = new DatabaseSync(path);
    writer.exec(statements);
    writer.close();
  };
  write(sql);
  const services = await compose({ databases: { shop: { dsn: `sqlite:${path}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  const target = services.targets.get('shop');
  if (!target) throw new Error('no target');
  await expect.poll(async () => (await target.knowledge.get()).valuesComplete).toBe(true);
  let calls: string[] = [];
  const { database } = target;
  const watched: Target['database'] = Object.assign(Object.create(database) as typeof database, {
    execute: (...call: Parameters<typeof database.execute>) => (calls.push('execute'), database.execute(...call)),
    executeAll: (...call: Parameters<typeof database.executeAll>) => (calls.push(`look ${call[0].length}`), database.executeAll(...call)),
    expectedMs: (...call: Parameters<typeof database.expectedMs>) => (calls.push(`plan ${call[0].length}`), database.expectedMs(...call)),
  });
  const asked: Services = { ...services, targets: new Map([['shop', { ...target, database: watched }]]) };
  return {
    calls: () => {
      const made = calls;
      calls = [];
      return made;
    },
    ask: (question, more = {}) => ask({ question, principal: localPrincipal, ...more }, asked),
    write,
  };
}

const plain = ['customers with orders in 2026', 'orders from France', 'orders of Ada', 'total of orders per country', 'customers per country', 'top 2 customers by total', 'biggest order', 'average total per customer', 'names of customers in Germany', 'how many orders of Bob', 'countries of customers', 'orders above 7', 'customers with orders'];

/** The first question that is answered so, and the calls that it made; what is learned moves others to its place. */
async function questionThat(shop: Asked, fits: (status: string, calls: readonly string[]) => boolean): Promise<{ question: string; calls: string[] }> {
  for (const question of plain) {
    const { status } = await shop.ask(question);
    const calls = shop.calls();
    if (fits(status, calls)) return { question, calls };
  }
  throw new Error('no question is answered so');
}

test('where the first reading settles it, the rows of its look are the answer', async () => {
  const shop = await asking(small);
  const { question } = await questionThat(shop, (status, calls) => status === 'ok' && calls.join() === 'look 1');
  expect(await (await asking(small)).ask(question)).toMatchObject({ status: 'ok', executed: true, cache: 'none' });
});

test('all others are looked at together, and what a limit cuts along with them', async () => {
  const shop = await asking(small);
  expect(await shop.ask('the 2 orders with the highest total')).toMatchObject({ status: 'ok', rows: [[2, 1, 20, '2026-02-05'], [1, 1, 10, '2026-01-05']] });
  expect(shop.calls()).toEqual(['look 1', expect.stringMatching(/^look [2-9]$/)]);
});

test('that others equal the last row is told, however sure the answer is', async () => {
  const shop = await asking(`${small} UPDATE orders SET total = 10;`);
  const answer = await shop.ask('the 2 orders with the highest total');
  const told = answer.status === 'ok' ? answer.proposal.assumptions : answer.status === 'needs_sql' ? answer.drafts.flatMap(({ doubts }) => doubts) : [];
  expect(told).toContain('others are equal to the last one that is shown');
});

test('a question that is not served anyway costs the database nothing', async () => {
  const shop = await asking(small);
  for (const question of ['customers with grey hair', 'what is love']) expect(await shop.ask(question)).toMatchObject({ status: 'needs_sql' });
  expect(shop.calls()).toEqual([]);
});

test('what was looked at is not looked at again until the data have changed', async () => {
  const shop = await asking(small);
  const { question, calls } = await questionThat(shop, (status, made) => status !== 'ok' && made.length > 0);
  expect(calls.every((made) => made.startsWith('look'))).toBe(true);
  await shop.ask(question);
  expect(shop.calls()).toEqual([]);
  shop.write("INSERT INTO customers VALUES (4, 'Dan', 'Spain')");
  await shop.ask(question);
  expect(shop.calls()[0]).toBe('look 1');
});

test('rows that must be read now are those of the look, which was made for the call', async () => {
  const shop = await asking(small);
  await shop.ask('names of customers in Germany', { maxAge: 0 });
  shop.calls();
  shop.write("INSERT INTO customers VALUES (4, 'Dan', 'Germany')");
  expect(await shop.ask('names of customers from Germany', { maxAge: 0 })).toMatchObject({ status: 'ok', rows: [['Ada'], ['Cem'], ['Dan']] });
  expect(shop.calls()).toEqual([expect.stringMatching(/^(look|execute)/)]);
});

test('rows that were cut for the look, or are too many for the answer, are read again under its own limits', async () => {
  const { question } = await questionThat(await asking(small), (status, calls) => status === 'ok' && calls.join() === 'look 1');
  const whole = await asking(small);
  const answer = await whole.ask(question, { limit: 50 });
  expect(answer).toMatchObject({ status: 'ok', truncated: false });
  expect(whole.calls()).toEqual(['look 1']);
  const rows = answer.status === 'ok' ? answer.rows : [];
  const cut = await asking(small);
  expect(await cut.ask('names of customers in Germany', { limit: 1 })).toMatchObject({ status: 'ok', rows: [['Ada']], truncated: true });
  expect(cut.calls().at(-1)).toBe('execute');
  expect(rows.length).toBeGreaterThan(0);
});

test('a statement that the planner calls expensive is run for its answer alone, and one that is no dearer than a trifle is looked at', async () => {
  const shop = await asking(large);
  expect(await shop.ask('customers per country')).toMatchObject({ status: 'ok' });
  expect(shop.calls()).toEqual(['plan 1', 'execute']);
  await shop.ask('the 2 orders with the highest total');
  expect(shop.calls()[0]).toBe('look 1');
});
