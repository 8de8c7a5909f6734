// An empty discount takes nothing off, and what was not paid at all is owed in full: NULL must not take the row out of the sum.
import { expect, test } from 'vitest';
import { asked } from './open.ts';

const shop = `
  CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE invoices (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES clients (id), invoice_total NUMERIC NOT NULL, amount_paid NUMERIC, issued_on DATE NOT NULL);
  CREATE TABLE invoice_lines (
    invoice_id INTEGER NOT NULL REFERENCES invoices (id), item TEXT NOT NULL, quantity INTEGER NOT NULL, unit_price NUMERIC NOT NULL, discount_percent NUMERIC);
  INSERT INTO clients VALUES (1, 'Alder'), (2, 'Birch');
  INSERT INTO invoices VALUES (1, 1, 100, 40, '2025-01-10'), (2, 1, 50, NULL, '2025-02-10'), (3, 2, 30, 30, '2025-02-11');
  INSERT INTO invoice_lines VALUES (1, 'oak', 2, 50, NULL), (2, 'ash', 1, 50, 10), (3, 'elm', 3, 10, NULL);
`;

const school = `
  CREATE TABLE pupils (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE bills (id INTEGER PRIMARY KEY, pupil_id INTEGER NOT NULL REFERENCES pupils (id), month TEXT NOT NULL, base_fee NUMERIC NOT NULL, lunch_fee NUMERIC, sibling_discount NUMERIC);
  INSERT INTO pupils VALUES (1, 'Ada'), (2, 'Bo');
  INSERT INTO bills VALUES (1, 1, '2025-01', 100, 20, NULL), (2, 2, '2025-01', 100, NULL, 15);
`;

test.each([
  [shop, 'outstanding amount by client', [[110, 'Alder'], [0, 'Birch']]],
  [shop, 'how much do clients owe us', [[110]]],
  [shop, 'unpaid invoices', [[1, 1, 100, 40, '2025-01-10'], [2, 1, 50, null, '2025-02-10']]],
  [shop, 'revenue by item', [[45, 'ash'], [30, 'elm'], [100, 'oak']]],
  [school, 'fees per pupil', [[120, 'Ada'], [85, 'Bo']]],
] as const)('%#: %s', (schema, question, expected) => {
  const database = asked(schema);
  const sql = database.best(question);
  expect(database.rows(sql).toSorted((a, b) => String(a.at(-1)).localeCompare(String(b.at(-1)))), sql).toEqual(expected);
});
