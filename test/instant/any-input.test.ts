import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked } from './open.ts';

const strange = `
  CREATE TABLE "order" ("group" TEXT, "a ""quoted"" name" INTEGER, "größe" REAL, "🐈 count" INTEGER, "${'x'.repeat(63)}" TEXT);
  CREATE TABLE "select" (id INTEGER PRIMARY KEY, "where" TEXT, constructor TEXT);
  INSERT INTO "order" VALUES ('it''s', 1, 1.5, 2, 'y');
  INSERT INTO "select" VALUES (1, 'there', 'toString');
`;

const words = fc.constantFrom('how', 'many', 'orders', 'order', 'group', 'größe', 'where', 'constructor', 'toString', '__proto__', 'select', 'with', 'the', 'most', 'more', 'than', '5', 'two', 'not', 'without', 'any', 'or', 'and', 'each', 'by', 'top', '"', "'", '"it\'s"', '🐈', 'count', 'between', '1', '2010', 'average', 'highest', 'first', 'sorted', '%', '2012-01-01', 'name', 'id', ',');

test('any string gives a result or an abstention', () => {
  const database = asked(strange);
  fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 100 }), fc.array(words, { maxLength: 25 }).map((list) => list.join(' '))), (question) => {
    const { candidates, abstention } = database.ask(question);
    return candidates.length > 0 || abstention !== undefined;
  }), { numRuns: 300 });
});

test('strange names are quoted so that the database understands them', () => {
  const database = asked(strange);
  fc.assert(fc.property(fc.array(words, { minLength: 2, maxLength: 12 }).map((list) => list.join(' ')), (question) => {
    for (const { sql } of database.ask(question).candidates) expect(() => database.rows(sql), sql).not.toThrow();
  }), { numRuns: 150 });
});

test('an empty database is no reason to fail', () => {
  expect(asked('SELECT 1').ask('how many orders are there').abstention).toBeDefined();
});
