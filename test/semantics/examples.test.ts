import { describe, expect, test } from 'vitest';
import { adapted } from '../../src/instant/adapted.ts';
import { compile, thresholdsFor } from '../../src/instant/engine.ts';
import { link } from '../../src/instant/link/link.ts';
import { tokenize } from '../../src/language/en/tokens.ts';
import { examplesOf } from '../../src/semantics/declared/examples.ts';
import { readEntries } from '../../src/semantics/declared/read.ts';
import { readSelect } from '../../src/semantics/declared/select.ts';
import { usesOf } from '../../src/semantics/declared/uses.ts';
import { printQuery } from '../../src/sql/print.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { asked } from '../instant/open.ts';
import { rental } from './schemas.ts';

function opened() {
  const database = asked(rental);
  return { database, scope: { catalog: database.catalog, dialect: sqliteDialect } };
}

describe('a SELECT that somebody wrote, as a tree', () => {
  test.each([
    'SELECT count(*) FROM rentals',
    'SELECT c.last_name, COUNT(*) AS n FROM rentals r JOIN clients c ON c.id = r.client_id GROUP BY c.id, c.last_name ORDER BY n DESC, c.last_name LIMIT 2',
    "SELECT DISTINCT last_name FROM clients WHERE id IN (SELECT client_id FROM rentals WHERE returned_at IS NULL) AND last_name <> 'x, FROM y'",
    'SELECT r.client_id, 100.0 * SUM(r.returned_at IS NULL) / COUNT(*) FROM rentals AS r GROUP BY r.client_id HAVING COUNT(*) > 0 ORDER BY 1',
    'SELECT id FROM rentals WHERE id BETWEEN 1 AND 2 AND client_id > 0 ORDER BY id DESC',
    'SELECT c.id, r.id FROM clients c LEFT JOIN rentals r ON r.client_id = c.id ORDER BY c.id, r.id;',
  ])('%s gives the same rows when it is printed again', (sql) => {
    const { database, scope } = opened();
    const query = readSelect(sql, scope);
    expect(query).toBeDefined();
    if (query) expect(database.rows(printQuery(query, sqliteDialect))).toEqual(database.rows(sql));
  });

  test.each([
    'WITH r AS (SELECT * FROM rentals) SELECT count(*) FROM r',
    'SELECT id FROM clients UNION SELECT id FROM rentals',
    'SELECT count(*) FROM (SELECT id FROM clients)',
    'SELECT c.id FROM clients c JOIN rentals r ON r.client_id > c.id',
    'SELECT c.id FROM clients c, rentals r',
    'SELECT id FROM nowhere',
    'SELECT id FROM clients LIMIT (SELECT 1)',
    'DELETE FROM clients',
    "SELECT 'never ended FROM clients",
  ])('%s is left alone', (sql) => expect(readSelect(sql, opened().scope)).toBeUndefined());
});

test('statements that use the same are alike, however they are written', () => {
  const { scope } = opened();
  const one = usesOf('SELECT COUNT(*) FROM rentals r JOIN clients c ON c.id = r.client_id WHERE c.last_name = \'Lee\' AND r.returned_at IS NULL', scope);
  const other = usesOf('select count(*) from "clients" join "rentals" on "rentals"."client_id" = "clients"."id" where "clients"."last_name" = \'Lee\' and returned_at is null', scope);
  expect(one).toEqual(other);
  expect(usesOf('SELECT COUNT(*) FROM rentals', scope)).not.toEqual(usesOf('SELECT COUNT(*) FROM clients', scope));
});

describe('what was written for another question, with what this one names', () => {
  const sqlFor = (question: string, example: { question: string; sql: string }) => {
    const { database, scope } = opened();
    const [only] = examplesOf([example], scope).all;
    const made = only && adapted(only, link(tokenize(question), database.catalog, database.values), sqliteDialect);
    return made && printQuery(made.query, sqliteDialect);
  };
  const ofLee = { question: 'what did Lee take out', sql: "SELECT r.id FROM rentals r JOIN clients c ON c.id = r.client_id WHERE c.last_name = 'Lee'" };
  const busiest = { question: 'our 2 busiest punters', sql: 'SELECT client_id FROM rentals GROUP BY client_id ORDER BY COUNT(*) DESC LIMIT 2' };

  test('a value of the same column takes the place of theirs', () => {
    expect(sqlFor('what did Fox take out', ofLee)).toContain("= 'Fox'");
  });

  test('where the question names no such value, there is none', () => expect(sqlFor('what did everybody take out', ofLee)).toBeUndefined());
  test('a number takes the place of theirs', () => expect(sqlFor('our 5 busiest punters', busiest)).toContain('LIMIT 5'));
  test('two numbers can\'t take the place of one', () => expect(sqlFor('our 5 busiest punters of 2024', busiest)).toBeUndefined());
  test('what is the same stays', () => expect(sqlFor('the 2 busiest punters', busiest)).toContain('LIMIT 2'));
});

describe('questions that nobody has accepted', () => {
  const ask = (question: string, written: readonly { question: string; sql: string }[]) => {
    const { database, scope } = opened();
    const declared = { ...readEntries({}, scope), examples: examplesOf(written, scope) };
    return compile({ question, history: [], catalog: database.catalog, values: database.values, dialect: sqliteDialect, declared });
  };

  test('are offered for what is alike, and say where they come from', () => {
    const { candidates } = ask('who are our 3 busiest punters', [{ question: 'who are our 2 busiest punters', sql: 'SELECT client_id FROM rentals GROUP BY client_id ORDER BY COUNT(*) DESC LIMIT 2' }]);
    const offered = candidates.find(({ assumptions }) => assumptions.some((text) => text.includes('a model wrote it')));
    expect(offered?.sql).toContain('LIMIT 3');
  });

  test('are never sure enough to be served', () => {
    const question = 'who are our 2 busiest punters';
    const [best] = ask(question, [{ question, sql: 'SELECT client_id FROM rentals GROUP BY client_id ORDER BY COUNT(*) DESC LIMIT 2' }]).candidates;
    expect(best?.confidence).toBeLessThan(thresholdsFor(false).eager);
  });

  test('nor is what a model said of the schema, and neither makes a sure reading less sure', () => {
    const { database, scope } = opened();
    const misled = readEntries({ states: [{ table: 'rentals', where: 'returned_at IS NULL', nouns: ['bikes'], origin: 'model' }] }, scope);
    expect(misled.said).toHaveLength(1);
    const request = { question: 'how many bikes are there', history: [], catalog: database.catalog, values: database.values, dialect: sqliteDialect };
    const examples = examplesOf([{ question: 'how many bikes are there out now', sql: 'SELECT COUNT(*) FROM rentals WHERE returned_at IS NULL' }], scope);
    const [bare] = compile(request).candidates;
    const [best] = compile({ ...request, declared: { ...misled, examples } }).candidates;
    expect(best).toMatchObject({ sql: bare?.sql, confidence: bare?.confidence, unaccepted: false });
    expect(best?.confidence).toBeGreaterThan(thresholdsFor(false).eager);
  });
});
