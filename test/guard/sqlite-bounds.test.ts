import { expect, test } from 'vitest';
import { accessOf } from '../../src/sql/access/rules.ts';
import type { CatalogTable } from '../../src/core/catalog.ts';
import { isRefusal } from '../../src/core/proof.ts';
import { sqliteDialect } from '../../src/sql/sqlite/dialect.ts';
import { arena } from './fixture.ts';

const filled = (part: string, chars: number) => part.repeat(Math.ceil(chars / part.length));

/** Statements of a given length, each with what it could be slow in. */
const forms: Readonly<Record<string, (chars: number) => string>> = {
  'a list': (chars) => `SELECT a FROM t WHERE a IN (${filled('a,', chars)} a)`,
  tables: (chars) => `SELECT a FROM t${filled(', t', chars)}`,
  aggregates: (chars) => `SELECT ${filled('sum(b),', chars)} 1 FROM t`,
  'names of the schema': (chars) => `SELECT ${filled('main.t.a,', chars)} 1 FROM t`,
  'WITH that never closes': (chars) => `WITH ${filled('x(,', chars)}`,
  'functions of others': (chars) => `WITH ${filled('year(a) AS (SELECT 1),', chars)} y AS (SELECT 1) SELECT a FROM t`,
  parentheses: (chars) => `SELECT ${filled('(1)+', chars)} 1 FROM t`,
  comments: (chars) => `SELECT a FROM t${filled('/*', chars)}`,
};

const table: CatalogTable = { schema: 'main', name: 't', kind: 'table', columns: ['a', 'b'].map((name) => ({ name, type: 'INT', family: 'integer', nullable: true })), primaryKey: [], foreignKeys: [], indexes: [] };
const access = accessOf({ dialect: 'sqlite', version: '1', defaultSchema: 'main', tables: [table] }, { allow: [], deny: [], columns: { 't.b': 'aggregate' }, rows: {}, groupRowsMin: 5 });

async function judge(sql: string): Promise<number> {
  const start = performance.now();
  const inspection = await sqliteDialect.inspect(sql);
  if (!isRefusal(inspection)) await sqliteDialect.restrict(sql, inspection, { access, salt: '', vouched: [], resolve: () => Promise.reject(new Error('nothing is asked')) });
  return performance.now() - start;
}

test.each(Object.entries(forms))('guard and policy judge long statements as fast for each byte as short ones: %s', async (_, form) => {
  const best = { short: Infinity, long: Infinity };
  // In turns, so that what else runs on the machine slows both; the processor's own time of a thread is too coarse for the short ones.
  for (let turn = 0; turn < 8; turn += 1) {
    best.short = Math.min(best.short, await judge(form(12_000)));
    best.long = Math.min(best.long, await judge(form(98_000)));
  }
  // Eight times as long: work that grows with the square would take 64 times. Below some milliseconds it is the collector of garbage that decides.
  expect(best.long).toBeLessThan(Math.max(32 * best.short, 60));
});

test('what is nested too deep is refused, and SQLite is not asked', async () => {
  const stage = await arena('sqlite');
  for (const [open, close] of [['(', ')'], ['(SELECT ', ')'], ['abs(', ')']] as const) {
    expect(await stage.run(`SELECT ${open.repeat(5_000)}1${close.repeat(5_000)}`)).toMatchObject({ answer: { status: 'refused', reason: expect.stringContaining('nested') } });
  }
  for (const sql of [`SELECT 1${' + 1'.repeat(20_000)}`, `SELECT 1${' UNION SELECT 1'.repeat(5_000)}`, `SELECT ${'NOT '.repeat(20_000)}1`, `SELECT ${'- '.repeat(40_000)}1`]) {
    expect([sql.slice(0, 30), await stage.run(sql)]).toMatchObject([sql.slice(0, 30), { kind: 'failure', failure: { code: expect.stringMatching(/QUERY_FAILED|SYNTAX_ERROR/) } }]);
  }
  expect(await stage.run('SELECT 1')).toMatchObject({ answer: { rows: [[1]] } });
});

test('a statement that is planned for long ends at its deadline', async () => {
  const stage = await arena('sqlite', { timeoutMs: 700 });
  await stage.scratch.write('CREATE TABLE many (a INT, b INT, c INT, d INT)', ...['a', 'b', 'c', 'd'].map((name) => `CREATE INDEX many_${name} ON many (${name})`));
  const tables = Array.from({ length: 60 }, (_, index) => `many m${index}`).join(', ');
  const conditions = Array.from({ length: 1_500 }, (_, index) => `m${index % 60}.${'abcd'.charAt(index % 4)} = m${(index * 7 + 1) % 60}.${'abcd'.charAt((index + 1) % 4)}`).join(' AND ');
  const start = performance.now();
  await stage.run(`SELECT count(*) FROM ${tables} WHERE ${conditions.slice(0, 90_000)}`);
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(await stage.run('SELECT 1')).toMatchObject({ answer: { rows: [[1]] } });
});
