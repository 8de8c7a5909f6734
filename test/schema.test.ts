import { expect, onTestFinished, test } from 'vitest';
import { sqliteFile } from './fixtures/make-database.ts';
import { startServer } from './stdio-server.ts';

async function serverOf(sql: string) {
  const server = await startServer(['--dsn', `sqlite:${sqliteFile(sql)}`]);
  onTestFinished(() => server.close());
  return server;
}

const shop = `
CREATE TABLE customers ( -- People who buy
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  city TEXT -- Where they live
);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), total NUMERIC);
CREATE INDEX orders_customer ON orders(customer_id);
CREATE VIEW big_orders AS SELECT * FROM orders WHERE total > 100;
INSERT INTO customers VALUES (1, 'Ada', 'Paris');`;

test('a small schema is shown with its columns, keys, comments and views at once', async () => {
  const answer = await (await serverOf(shop)).call('get_schema');
  expect(answer).toMatchObject({ detail: 'columns', tables_total: 3, tables_shown: 3 });
  expect(answer['schema']).toBe(['big_orders (view)', '  id int, customer_id int, total decimal', 'customers -- People who buy', '  id int pk, name text, city text "Where they live"', 'orders', '  id int pk, customer_id int -> customers, total decimal'].join('\n'));
});

test('full detail adds indexes, targets of keys and exact types', async () => {
  const answer = await (await serverOf(shop)).call('get_schema', { tables: ['orders'], detail: 'full' });
  expect(answer['schema']).toBe(['orders', '  id INTEGER pk, customer_id INTEGER -> customers.id, total NUMERIC', '  index orders_customer (customer_id)'].join('\n'));
});

test('search finds names, columns and comments', async () => {
  const server = await serverOf(shop);
  const found = async (search: string) => String((await server.call('get_schema', { search, detail: 'names' }))['schema']);
  expect(await found('total')).toBe('big_orders, orders');
  expect(await found('buy')).toBe('customers');
  expect(await found('nothing of that')).toBe('');
});

test('tables are ranked for a question, by values of the data too', async () => {
  const answer = await (await serverOf(shop)).call('get_schema', { question: 'Who is from Paris?', detail: 'names' });
  expect(String(answer['schema'])).toMatch(/^customers/);
});

test('a large schema is disclosed as names, and pages follow one another without loss', async () => {
  const tables = Array.from({ length: 900 }, (_, index) => `CREATE TABLE measurement_series_${index} (id INTEGER PRIMARY KEY, observed_value REAL, observed_at DATETIME)`);
  const server = await serverOf(tables.join(';'));
  expect(await server.call('get_schema')).toMatchObject({ detail: 'names', tables_total: 900, tables_shown: 900 });
  const seen: string[] = [];
  let cursor: unknown;
  do {
    const page = await server.call('get_schema', { detail: 'columns', ...(cursor ? { cursor } : {}) });
    expect(String(page['schema']).length).toBeLessThanOrEqual(28_000);
    seen.push(...[...String(page['schema']).matchAll(/^measurement_series_\d+/gm)].map(([name]) => name));
    cursor = page['next_cursor'];
  } while (cursor);
  expect(new Set(seen).size).toBe(900);
  expect(seen).toHaveLength(900);
});

test('a cursor of another request is refused', async () => {
  const tables = Array.from({ length: 900 }, (_, index) => `CREATE TABLE measurement_series_${index} (id INTEGER PRIMARY KEY, observed_value REAL, observed_at DATETIME)`);
  const server = await serverOf(tables.join(';'));
  const { next_cursor: cursor } = await server.call('get_schema', { detail: 'columns' });
  expect(await server.fail('get_schema', { detail: 'full', cursor })).toMatchObject({ code: 'BAD_CURSOR' });
});

test('what was said of a column of one name is not said again on the page', async () => {
  const commented = ['a', 'b'].map((name) => `CREATE TABLE ${name} (\n  id INTEGER PRIMARY KEY,\n  amount NUMERIC, -- Net, in euro\n  state TEXT -- Of ${name} alone\n)`);
  const { schema } = await (await serverOf(commented.join(';'))).call('get_schema');
  expect(String(schema).match(/Net, in euro/g)).toHaveLength(1);
  expect(schema).toContain('Of a alone');
  expect(schema).toContain('Of b alone');
});

const studies = `
CREATE TABLE institutes (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE rooms (id INTEGER PRIMARY KEY, label TEXT, used_by TEXT);
INSERT INTO institutes VALUES (1, 'Center for International Studies'), (2, 'Center for Theoretical Physics');
INSERT INTO rooms VALUES (1, 'E40-400', 'Center for International Studies'), (2, 'E40-401', 'Registrar');`;

test.each([
  ['center for international studies', "exactly:\n  institutes.name: 'Center for International Studies'\n  rooms.used_by: 'Center for International Studies'"],
  ['theoretical', "in part:\n  institutes.name: 'Center for Theoretical Physics'"],
  ['Regitsrar', "spelled otherwise:\n  rooms.used_by: 'Registrar'"],
  ['Zanzibar', 'found nowhere'],
])('where the data hold the text %s', async (value, expected) => {
  expect((await (await serverOf(studies)).call('get_schema', { value }))['schema']).toBe(expected);
});
