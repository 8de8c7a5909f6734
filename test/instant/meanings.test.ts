import { expect, test } from 'vitest';
import { tieProbe, isTied } from '../../src/instant/tie.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { asked } from './open.ts';

const schema = `
  CREATE TABLE ports (id INTEGER PRIMARY KEY, name TEXT, berths INTEGER, price REAL);
  CREATE TABLE boats (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, weight_kg REAL, home_port INTEGER, price REAL);
  CREATE TABLE skippers (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, boat_id INTEGER REFERENCES boats(id), age INTEGER);
  CREATE TABLE trips (id INTEGER PRIMARY KEY, boat_id INTEGER REFERENCES boats(id), minutes INTEGER, returned_on DATE, fee REAL);
  CREATE TABLE spares (id INTEGER PRIMARY KEY, label TEXT, units_in_stock INTEGER);
  INSERT INTO ports VALUES (1, 'Cove', 10, 4), (2, 'Bay', 30, 9), (3, 'Mole', 30, 2);
  INSERT INTO boats VALUES (1, 'Gull', 'sloop', 400, 1, 90), (2, 'Tern', 'ketch', 1500, 2, 90), (3, 'Skua', 'sloop', 900, 2, 50);
  INSERT INTO skippers VALUES (1, 'Ann', 'Lee', 1, 50), (2, 'Ann', 'Ray', 2, 30), (3, 'Bo', 'Lee', NULL, 41);
  INSERT INTO trips VALUES (1, 1, 30, '2024-05-01', 5), (2, 1, 200, NULL, 8), (3, 2, 90, '2024-05-03', 7);
  INSERT INTO spares VALUES (1, 'sail', 0), (2, 'mast', 4);
`;

/** Sentences by the rows that they must give, in any order. */
const sentences: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
  ['boats heavier than 1 ton', [['Tern']]],
  ['boats lighter than 500000 grams', [['Gull']]],
  ['how many trips took more than 2 hours', [[1]]],
  ['trips not yet returned', [[2, 1, 200, null, 8]]],
  ['spares out of stock', [['sail']]],
  ['the number of trips of the heaviest boat', [[1]]],
  ['the age of Ann Ray', [[30]]],
  ['how many skippers are named Ann', [[2]]],
  ['skippers without a boat', [['Bo', 'Lee']]],
  ['skippers under 40', [['Ann', 'Ray']]],
  ['averge fee of trips', [[20 / 3]]],
  ['boats with price of at least 90', [['Gull'], ['Tern']]],
  ['names of boats and their ports', [['Gull', 'Cove'], ['Tern', 'Bay'], ['Skua', 'Bay']]],
];

test.each(sentences)('%s', (question, expected) => {
  const sea = asked(schema);
  const order = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  expect(order(sea.rows(sea.best(question)))).toEqual(order(expected));
});

test('the first two of something are two different ones', () => {
  const sea = asked(schema);
  const rows = sea.rows(sea.best('top 2 boats by fee'));
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(2);
});

test('a limit that falls between equals is seen', () => {
  const sea = asked(schema);
  const tied = (question: string) => {
    const best = sea.ask(question).rivals.find(({ query }) => query.kind === 'select' && query.limit === 1);
    const probe = best && tieProbe(best.query, sqliteDialect);
    return probe && isTied(sea.rows(probe.sql), probe);
  };
  expect(tied('the port with the most berths')).toBe(true);
  expect(tied('the port with the fewest berths')).toBe(false);
});

test('a row that is equal to the one before it is no second', () => {
  const second = ([first, next, last]: readonly number[]) => {
    const prices = asked(`CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price NUMERIC NOT NULL); INSERT INTO products VALUES (1, 'a', ${first}), (2, 'b', ${next}), (3, 'c', ${last})`);
    const best = prices.ask('the second most expensive product').rivals.find(({ query }) => query.kind === 'select' && query.offset === 1);
    const probe = best && tieProbe(best.query, sqliteDialect);
    return probe && isTied(prices.rows(probe.sql), probe);
  };
  expect([second([3, 2, 1]), second([3, 3, 1]), second([3, 1, 1])]).toEqual([false, true, true]);
});

test('a name that looks like a misspelled word stays a name', () => {
  const sea = asked(schema);
  expect(sea.best('skippers whose last name is Mosst')).toContain("'Mosst'");
});

test('ten years are no year of birth', () => {
  const database = asked("CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT NOT NULL, birth_year INTEGER); INSERT INTO pets VALUES (1, 'Rex', 2013), (2, 'Ida', 2020);");
  expect(database.best('pets older than 10')).not.toContain('10');
  expect(database.rows(database.best('pets older than 2015'))).toEqual([['Rex']]);
});
