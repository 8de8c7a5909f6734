import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { failureToWire } from '../../src/answer/wire.ts';
import { compose } from '../../src/compose.ts';
import type { AccessConfig } from '../../src/config/schema.ts';
import { toFailure } from '../../src/core/errors.ts';
import { localPrincipal } from '../../src/core/question.ts';
import type { FailureWire } from '../../src/core/wire.ts';
import { respondFailure } from '../../src/mcp/respond.ts';
import { runSqlTool } from '../../src/mcp/tools/run-sql.ts';
import { type EngineName, scratchDatabase } from '../database/engines.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

const tables = [
  'CREATE TABLE authors (id INT PRIMARY KEY, full_name VARCHAR(40))',
  'CREATE TABLE books (id INT PRIMARY KEY, title VARCHAR(40), author_id INT REFERENCES authors(id))',
  'CREATE TABLE wages (id INT PRIMARY KEY, amount INT)',
];

async function servicesOf(dsn: string, access?: AccessConfig) {
  const services = await compose({ databases: { d: { dsn, ...(access ? { access } : {}) } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

async function open(access?: AccessConfig) {
  const services = await servicesOf(`sqlite:${sqliteFile(`${tables.join(';')};`)}`, access);
  const failing = async (sql: string, knownSchema?: string): Promise<FailureWire> => {
    const answer = await runSql({ sql, principal: localPrincipal, ...(knownSchema === undefined ? {} : { knownSchema }) }, services).catch((error: unknown) => failureToWire(toFailure(error)));
    if (!('code' in answer)) throw new Error(`it did not fail: ${answer.status}`);
    return answer;
  };
  return { services, failing };
}

const books = 'books\n  id int pk, title text, author_id int -> authors';
const authors = 'authors\n  id int pk, full_name text';

describe('a statement with a wrong name', () => {
  test('comes back with the tables that it names, and with those that have the column', async () => {
    const { failing } = await open();
    expect(await failing('SELECT titel FROM books')).toMatchObject({ code: 'UNKNOWN_COLUMN', context: books, known_schema: expect.any(String) });
    expect(await failing('SELECT full_name FROM books')).toMatchObject({ context: `${authors}\n${books}` });
  });

  test('of a table: with the nearest ones', async () => {
    const { failing } = await open();
    expect(await failing('SELECT * FROM author')).toMatchObject({ code: 'UNKNOWN_TABLE', context: authors });
  });

  test('does not send again what the caller says it has seen, whether in a hand-off or in a failure before', async () => {
    const { services, failing } = await open();
    const handedOff = await ask({ question: 'Whose loyalty pays off?', principal: localPrincipal }, services);
    if (handedOff.status !== 'needs_sql') throw new Error('it was answered');
    const known = await failing('SELECT titel FROM books', handedOff.knownSchema);
    expect(known).not.toHaveProperty('context');
    expect(known).toMatchObject({ hints: [expect.stringContaining('books.title')] });
    const { known_schema: mark } = await failing('SELECT titel FROM books');
    expect(await failing('SELECT full_name FROM books', mark)).toMatchObject({ context: authors });
  });

  test('shows no table that the caller may not see', async () => {
    const { failing } = await open({ deny: ['wages'] });
    expect(JSON.stringify(await failing('SELECT amount FROM books'))).not.toContain('wages\\n');
  });

  test('among several, sends a table once', async () => {
    const { services } = await open();
    const about = { services, principal: localPrincipal, signal: AbortSignal.timeout(10_000), person: { canBeAsked: false } };
    const reply = await runSqlTool.call({ statements: [{ sql: 'SELECT titel FROM books' }, { sql: 'SELECT name FROM books' }] }, about);
    expect(reply).toMatchObject({ results: [{ error: { context: books } }, { error: expect.not.objectContaining({ context: expect.anything() }) }] });
  });

  test('what failed for another reason comes without', async () => {
    const { failing } = await open();
    expect(await failing('SELECT FROM books')).not.toHaveProperty('context');
    expect(JSON.stringify(respondFailure(toFailure(new Error('x'))))).not.toContain('context');
  });
});

test.each<EngineName>(['postgres', 'mysql', 'duckdb'])('%s: so does a statement there', async (engine) => {
  const { dsn, write } = await scratchDatabase(engine);
  await write(...tables.map((sql) => sql.replace(' REFERENCES authors(id)', '')));
  const services = await servicesOf(dsn);
  const failure = await runSql({ sql: 'SELECT titel FROM books', principal: localPrincipal }, services).catch(toFailure);
  expect(failure).toMatchObject({ code: 'UNKNOWN_COLUMN', context: { text: expect.stringMatching(/^books\n {2}id int pk, title text/) } });
  expect(await runSql({ sql: 'SELECT * FROM book', principal: localPrincipal }, services).catch(toFailure)).toMatchObject({ code: 'UNKNOWN_TABLE', context: { text: expect.stringContaining('books') } });
}, 60_000);
