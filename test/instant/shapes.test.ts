import { expect, test } from 'vitest';
import { asked } from './open.ts';

const schema = `
  CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, country TEXT, birth_year INTEGER);
  CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, author_id INTEGER REFERENCES authors(id), pages INTEGER, price REAL, genre TEXT, published DATE);
  CREATE TABLE empty_one (id INTEGER);
  INSERT INTO authors VALUES (1, 'Ada Stone', 'France', 1950), (2, 'Bo Hill', 'Spain', 1970), (3, 'Cy Lake', 'France', 1980);
  INSERT INTO books VALUES (1, 'Dawn', 1, 100, 9.5, 'novel', '2010-05-01'), (2, 'Dusk', 1, 300, 20, 'novel', '2014-07-01'), (3, 'Noon', 2, 250, 12, 'essay', '2014-01-02');
`;

/** Each shape of question, by the rows that it must give. */
const shapes: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
  ['how many authors are there?', [[3]]],
  ['What are the names of authors from France?', [['Ada Stone'], ['Cy Lake']]],
  ['average price of books', [[(9.5 + 20 + 12) / 3]]],
  ['titles of books with more than 200 pages', [['Dusk'], ['Noon']]],
  ['What is the title of the book with the highest price?', [['Dusk']]],
  ['number of books for each genre', [[1, 'essay'], [2, 'novel']]],
  ['Which author has written the most books?', [['Ada Stone']]],
  ['names of authors without any books', [['Cy Lake']]],
  ['top 2 books by price', [['Dusk'], ['Noon']]],
  ['books whose title contains "usk"', [['Dusk']]],
  ['titles of books with pages between 90 and 260', [['Dawn'], ['Noon']]],
  ['What are the titles of books published in 2014?', [['Dusk'], ['Noon']]],
  ['titles of the books from the cheapest to the most expensive', [['Dawn'], ['Noon'], ['Dusk']]],
  ['percentage of books that are novels', [[100.0 * 2 / 3]]],
  ['the most expensive book of each genre', [['Dusk', 'novel'], ['Noon', 'essay']]],
  ['titles of books with more pages than the price', [['Dawn'], ['Dusk'], ['Noon']]],
  ['titles of books whose price is above the average price of novels', [['Dusk']]],
  ['books per genre', [[1, 'essay'], [2, 'novel']]],
  ['names of authors without a single book', [['Cy Lake']]],
];

const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)))).toSorted((a, b) => (a < b ? -1 : 1));

test.each(shapes)('%s', (question, expected) => {
  const database = asked(schema);
  expect(sorted(database.rows(database.best(question)))).toEqual(sorted(expected));
});

test('a follow-up refines the question before it', () => {
  const database = asked(schema);
  const history = ['What are the names of authors from France?'];
  expect(database.rows(database.best('How many of them are there?', { history }))).toEqual([[2]]);
});

test('the glossary gives words their meaning', () => {
  const database = asked(schema);
  const glossary = [{ term: 'bestsellers', column: 'books.price', operator: '>' as const, value: 15 }, { term: 'revenue', metric: 'sum' as const, column: 'books.price' }];
  expect(database.best('revenue by genre', { glossary })).toContain('SUM("books"."price")');
});

test('what asks for a change or has no place in the data is not answered', () => {
  const database = asked(schema);
  for (const question of ['delete all books', 'pls block ann rivers account', 'please suspend the account of Ann', 'drop table authors', 'what is the weather today', 'tell me a joke', '???', '', 'how many unicorns do we own']) {
    expect(database.ask(question).abstention, question).toBeDefined();
  }
});

test('the best reading comes with its words, its spans and its doubts', () => {
  const question = 'How many authors are from France?';
  const [best] = asked(schema).ask(question).candidates;
  expect(best).toMatchObject({ unexplained: [], reading: expect.stringContaining('France') });
  const taken = (best?.spans ?? []).map(({ start, end, kind, what }) => [question.slice(start, end), kind, what]);
  expect(taken).toContainEqual(['authors', 'table', 'authors']);
  expect(taken).toContainEqual([expect.stringContaining('France'), 'value', expect.stringContaining('= France')]);
  expect(best?.confidence).toBeGreaterThan(0.5);
});
