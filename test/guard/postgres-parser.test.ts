import { expect, test } from 'vitest';
import { Failure } from '../../src/core/errors.ts';
import { isRefusal } from '../../src/core/proof.ts';
import { inspectPostgres } from '../../src/sql/postgres/guard.ts';

const chars = 98_000;
const filled = (part: string) => part.repeat(Math.floor(chars / part.length));

/** Texts of 98,000 characters of every sort that nests, or that an inner loop could be slow on. */
const long: Readonly<Record<string, string>> = {
  sums: `SELECT ${filled('1+')}1`, minus: `SELECT ${filled('- ')}1`, negations: `SELECT ${filled('NOT ')}true`, casts: `SELECT 1${filled('::int')}`, unions: `SELECT 1${filled(' UNION SELECT 1')}`, cases: `SELECT ${'CASE WHEN a THEN 1 ELSE '.repeat(3_500)}1${' END'.repeat(3_500)}`,
  joins: `SELECT 1 FROM a${filled(' NATURAL JOIN a')}`, nested: `SELECT ${filled('(')}`, brackets: `SELECT ${filled('[')}`, strings: `SELECT '${filled('x')}'`, quotes: `SELECT '${filled("''")}`, comments: filled('/*'), lines: filled('--\n'), blanks: filled(' '), semicolons: filled(';'), names: `SELECT ${filled('é, ')}1`, dots: `SELECT a${filled('.a')}`,
  list: `SELECT 1 WHERE a IN (${filled('1,')}1)`, ors: `SELECT 1 WHERE ${filled('a = 1 OR ')}true`, dollars: `SELECT ${filled('$a$')}`, nulls: filled('\u0001'), subqueries: `SELECT ${'(SELECT '.repeat(190)}1${')'.repeat(190)}`, ends: `SELECT 1${filled(' END')}`, escapes: `SELECT ${filled("E'\\'' ")}`,
};

test.each(Object.entries(long))('a long text of %s is parsed or refused in bounded time, and the next is parsed as ever', async (_, sql) => {
  const startedAt = performance.now();
  const outcome = await inspectPostgres(sql).catch((error: unknown) => error);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
  if (outcome instanceof Failure) expect(outcome.code).toBe('SYNTAX_ERROR');
  expect(await inspectPostgres('SELECT 1')).toMatchObject({ kind: 'select' });
  const next = await inspectPostgres(`SELECT ${'1, '.repeat(2_000)}1`);
  expect(isRefusal(next)).toBe(false);
});

test('many that break the parser at once break it for nobody else', async () => {
  const all = await Promise.allSettled([...Array.from({ length: 32 }, () => inspectPostgres(long['sums'] ?? '')), inspectPostgres('SELECT 2')]);
  expect(all.at(-1)).toMatchObject({ status: 'fulfilled' });
  for (const one of all.slice(0, -1)) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'SYNTAX_ERROR' } });
});
