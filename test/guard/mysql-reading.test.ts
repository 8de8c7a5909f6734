import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/core/proof.ts';
import { inspectMysql } from '../../src/sql/mysql/guard.ts';

/** Statements of a size, each of another kind. */
const long: Readonly<Record<string, (chars: number) => string>> = {
  'a list of values': (chars) => `SELECT * FROM t WHERE a IN (${Array(chars / 2).fill('a').join(',')})`,
  tables: (chars) => `SELECT 1 FROM ${Array(chars / 4).fill('t a').join(',')}`,
  joins: (chars) => `SELECT 1 FROM t${' JOIN t b ON a.b=c.d'.repeat(chars / 20)}`,
  'WITH clauses': (chars) => `WITH RECURSIVE ${Array.from({ length: chars / 32 }, (_, index) => `c${index} AS (SELECT 1 FROM t${index})`).join(',')} SELECT 1`,
  calls: (chars) => `SELECT ${Array(chars / 10).fill('sum(a + 1)').join(',')} FROM t`,
  'calls that make texts': (chars) => `SELECT locate(1, ${Array(chars / 16).fill("lpad(a, 8, '0')").join(',')}) FROM t`,
  'set operations': (chars) => `SELECT 1${' UNION SELECT 1'.repeat(chars / 15)}`,
  operators: (chars) => `SELECT 1${'+1'.repeat(chars / 2)}`,
  'names with dots': (chars) => `SELECT ${'a.'.repeat(chars / 2)}a`,
  brackets: (chars) => `SELECT a REGEXP '${'['.repeat(chars)}'`,
  parentheses: (chars) => `SELECT ${'('.repeat(chars / 2)}1${')'.repeat(chars / 2)}`,
  quotes: (chars) => `SELECT ${"'".repeat(chars + 1)}`,
  comments: (chars) => `SELECT ${'/* */'.repeat(chars / 5)} 1`,
};

describe('the grammar of MySQL', () => {
  test.each(Object.entries(long))('takes no longer for each character of a long statement: %s', (_, text) => {
    const [short, whole] = [cpuOf(text(12_000)), cpuOf(text(100_000))];
    // The least that can be told from the noise of a busy machine.
    expect(whole / 100_000).toBeLessThanOrEqual(4 * Math.max(short / 12_000, 0.5 / 12_000));
  });

  test('nesting beyond its bound is refused or told, and nothing else is thrown', () => {
    for (const [open, close] of [['(', ')'], ['(SELECT ', ')'], ['abs(', ')'], ['{fn ', '}']] as const) {
      expect(() => inspectMysql(`SELECT ${open.repeat(2_000)}1${close.repeat(2_000)}`)).toThrow('levels of nesting');
    }
    expect(() => inspectMysql(`SELECT * FROM ${'('.repeat(5_000)}t${')'.repeat(5_000)}`)).toThrow('levels of nesting');
  });

  test.each([
    ['SELECT * FROM a, b.c JOIN `d` ON 1', ['a', 'b.c', 'd']],
    ['SELECT * FROM .a', ['a']],
    ['SELECT 1 FROM.`a`', ['a']],
    ['SELECT * FROM {OJ o.p LEFT JOIN d ON 1}', ['o.p', 'd']],
    ['SELECT 1 FROM d USE INDEX FOR ORDER BY (PRIMARY), o.p', ['d', 'o.p']],
    ['SELECT 1 FROM a JOIN b ON a.x = (SELECT 1 FROM c), d', ['a', 'b', 'c', 'd']],
    ['WITH x AS (SELECT * FROM x) SELECT * FROM x', ['x']],
    ['WITH RECURSIVE x AS (SELECT 1 UNION ALL SELECT * FROM x) SELECT * FROM x, y', ['y']],
    ['WITH x AS (SELECT 1) SELECT * FROM db.x', ['db.x']],
    ['SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x) q, x', ['x']],
    ['SELECT * FROM ((SELECT 1 FROM a) UNION (SELECT 1 FROM b)) q, (c, d e)', ['a', 'b', 'c', 'd']],
    ['TABLE a UNION TABLE b', ['a', 'b']],
    ['SELECT * FROM 1a, db.1e5x, db . `t t`', ['1a', 'db.1e5x', 'db.t t']],
    ['SELECT EXTRACT(YEAR FROM d) FROM a', ['a']],
    ['DESC a.b c', ['a.b']],
  ])('%s reads %j', (sql, tables) => {
    expect(inspectMysql(sql)).toMatchObject({ tables });
  });

  test.each([
    'SELECT 1 FROM a b c', 'SELECT 1 FROM a except, b', "SELECT 1 FROM 'a'", 'SELECT 1 FROM f(1)', 'SELECT 1 FROM a.b.c',
    'WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a', 'SELECT a JOIN b', 'SHOW TABLES, a', 'DESC a b c',
  ])('%s is not understood, and told with the place', (sql) => {
    expect(() => inspectMysql(sql)).toThrow(expect.objectContaining({ code: 'SYNTAX_ERROR', position: expect.any(Number) }));
  });
});

/** Processor time in milliseconds, the best of three. */
function cpuOf(sql: string): number {
  const once = () => {
    const before = process.cpuUsage();
    try {
      isRefusal(inspectMysql(sql));
    } catch (error) {
      expect(error).toMatchObject({ code: 'SYNTAX_ERROR' });
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  return Math.min(once(), once(), once());
}
