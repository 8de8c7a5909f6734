import { describe, expect, test } from 'vitest';
import { asked } from './open.ts';

const schema = `
  CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, unit TEXT, pay REAL, boss_id INTEGER REFERENCES staff(id));
  CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, country TEXT);
  CREATE TABLE kinds (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE goods (id INTEGER PRIMARY KEY, name TEXT, kind_id INTEGER REFERENCES kinds(id));
  CREATE TABLE purchases (id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(id), total REAL, bought_at TIMESTAMP);
  CREATE TABLE lines (id INTEGER PRIMARY KEY, purchase_id INTEGER REFERENCES purchases(id), good_id INTEGER REFERENCES goods(id), quantity INTEGER);
  CREATE TABLE opinions (id INTEGER PRIMARY KEY, good_id INTEGER REFERENCES goods(id), rating INTEGER);
  INSERT INTO staff VALUES (1, 'Ann', 'east', 90, NULL), (2, 'Ben', 'east', 50, 1), (3, 'Cat', 'west', 60, 1);
  INSERT INTO clients VALUES (1, 'Dan', 'Peru'), (2, 'Eve', 'Chile'), (3, 'Fay', 'Peru');
  INSERT INTO kinds VALUES (1, 'tool'), (2, 'toy');
  INSERT INTO goods VALUES (1, 'saw', 1), (2, 'kite', 2);
  INSERT INTO purchases VALUES (1, 1, 10, '2023-01-05'), (2, 1, 20, '2023-02-05'), (3, 2, 25, '2024-02-07'), (4, 3, 5, '2024-02-09');
  INSERT INTO lines VALUES (1, 1, 1, 1), (2, 1, 2, 2), (3, 3, 1, 4);
  INSERT INTO opinions VALUES (1, 1, 5), (2, 1, 4), (3, 2, 2);
`;

/** Terse phrases, by the rows that they must give, in this order. */
const phrases: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
  ['purchases per month', [['2023-01', 1], ['2023-02', 1], ['2024-02', 2]]],
  ['purchases by year', [['2023', 2], ['2024', 2]]],
  ['average total by month', [[10, '2023-01'], [20, '2023-02'], [15, '2024-02']]],
  ['monthly purchases in 2024', [['2024-02', 2]]],
  ['sum of total in 2024', [[30]]],
  ['total by country', [[25, 'Chile'], [35, 'Peru']]],
  ['top 2 clients by total', [['Dan'], ['Eve']]],
  ['rating per good', [[4.5, 'saw'], [2, 'kite']]],
  ['staff and their boss', [['Ann', null], ['Ben', 'Ann'], ['Cat', 'Ann']]],
  ['goods with their kinds', [['saw', 'tool'], ['kite', 'toy']]],
  ['latest purchase', [[4, 3, 5, '2024-02-09']]],
];

test.each(phrases)('%s', (question, expected) => {
  const shop = asked(schema);
  expect(shop.rows(shop.best(question))).toEqual(expected);
});

describe('left alone', () => {
  test('a sum over rows that the joins repeat', () => {
    for (const { sql } of asked(schema).ask('total by kind').candidates) expect(sql).not.toMatch(/SUM\("purchases"."total"\).*JOIN "lines"/);
  });

  test('a figure that may be meant as a sum or as an average', () => {
    expect(asked(schema).best('pay by unit')).not.toMatch(/SUM|AVG|ORDER BY/);
  });

  test('a relation within a table that the query does not follow', () => {
    const { candidates, abstention } = asked(schema).ask('staff and boss');
    expect(abstention !== undefined || candidates[0]?.sql.includes('boss_id')).toBe(true);
  });
});
