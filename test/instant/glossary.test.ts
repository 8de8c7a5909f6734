import { expect, test } from 'vitest';
import { Glossary } from '../../src/memory/glossary.ts';
import type { Term } from '../../src/memory/term.ts';
import { asked } from './open.ts';

const terms: readonly Term[] = [
  { term: 'revenue', meaning: 'SUM(lines.price * lines.quantity)', kind: 'metric' },
  { term: 'turnover', meaning: 'AVG(price) of lines', kind: 'metric' },
  { term: 'worth', meaning: 'SUM(total) of totals', kind: 'metric' },
  { term: 'margin', meaning: 'SUM(price) / COUNT(*)', kind: 'metric' },
  { term: 'open', meaning: "orders.state = 'o'", kind: 'synonym' },
  { term: 'buyer', meaning: 'clients', kind: 'synonym' },
  { term: 'label', meaning: 'clients.title', kind: 'synonym' },
  { term: 'big spenders', meaning: 'clients with more than 3 orders', kind: 'synonym' },
  { term: 'our', meaning: '', kind: 'synonym' },
];

const schema = `
  CREATE TABLE clients (id INTEGER PRIMARY KEY, title TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(id), state TEXT);
  CREATE TABLE lines (order_id INTEGER REFERENCES orders(id), price REAL, quantity INTEGER);
  CREATE VIEW totals AS SELECT order_id, client_id, round(sum(price), 2) AS total FROM lines JOIN orders ON orders.id = order_id GROUP BY order_id;
  INSERT INTO clients VALUES (1, 'Ann'), (2, 'Bob');
  INSERT INTO orders VALUES (1, 1, 'o'), (2, 1, 'c'), (3, 2, 'c');
  INSERT INTO lines VALUES (1, 2, 3), (2, 5, 1), (3, 1, 1);
`;

const glossary = new Glossary(terms);

test('words, conditions and figures of one aggregate are woven in; what is more stays a text', () => {
  expect(glossary.entries).toEqual([
    { term: 'revenue', metric: 'sum', column: 'lines.price', times: 'lines.quantity' },
    { term: 'turnover', metric: 'avg', column: 'lines.price' },
    { term: 'worth', metric: 'sum', column: 'totals.total' },
    { term: 'open', column: 'orders.state', operator: '=', value: 'o' },
    { term: 'buyer', means: 'clients' },
    { term: 'label', means: 'clients.title' },
    { term: 'our', means: '' },
  ]);
  expect(glossary.expandPhrases('labels of big spenders')).toBe('labels of clients with more than 3 orders');
  expect(glossary.isWoven(terms[3] ?? { term: '', meaning: '', kind: 'metric' })).toBe(false);
});

test.each([
  ['total revenue', [[12]]],
  ['revenue by buyer', [[11, 'Ann'], [1, 'Bob']]],
  ['worth', [[8]]],
  ['total worth', [[8]]],
  ['worth by client', [[7, 'Ann'], [1, 'Bob']]],
  ['how many open orders', [[1]]],
  ['how many buyers do we have', [[2]]],
  ['label of each of our buyers', [['Ann'], ['Bob']]],
])('%s', (question, expected) => {
  const database = asked(schema);
  expect(database.rows(database.best(question, { glossary: glossary.entries }))).toEqual(expected);
});
