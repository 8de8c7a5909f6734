import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withHints } from '../src/answer/verify/hints.ts';
import { costWarnings } from '../src/answer/verify/cost.ts';
import { CatalogIndex } from '../src/catalog/index.ts';
import type { CatalogSnapshot } from '../src/core/catalog.ts';
import type { DialectName } from '../src/core/dialect.ts';
import { Failure } from '../src/core/errors.ts';
import { readsClock } from '../src/memory/reads-clock.ts';
import { sqlFingerprint } from '../src/memory/sql-fingerprint.ts';
import { readSql } from '../src/memory/sql-literals.ts';
import type { RememberedQuestion } from '../src/memory/record.ts';
import { makeTemplate } from '../src/memory/template.ts';
import { TextIndex } from '../src/memory/text-index.ts';
import type { SqlDialect } from '../src/sql/dialect.ts';
import { hintsForSyntax } from '../src/sql/foreign-syntax.ts';
import { tokenize } from '../src/sql/lexer.ts';
import { mistakesIn } from '../src/sql/mistakes.ts';
import { mysqlDialect } from '../src/sql/mysql/dialect.ts';
import { placeOf } from '../src/sql/place.ts';
import { sqliteDialect } from '../src/sql/sqlite/dialect.ts';
import { tablePositions } from '../src/sql/table-positions.ts';

const column = (name: string, family: 'integer' | 'text') => ({ name, type: family, family, nullable: true });
const table = (name: string) => ({ schema: 'main', name, kind: 'table' as const, columns: [column('id', 'integer'), column('a', 'integer'), column('b', 'text')], primaryKey: ['id'], foreignKeys: [], indexes: [] });
const snapshotOf = (dialect: DialectName): CatalogSnapshot => ({ dialect, version: '1', defaultSchema: 'main', tables: [table('t'), table('u')] });

/** A text of about so many characters: a head, a part over and over, a tail. */
const filled = (head: string, part: string, tail = '') => (chars: number) => head + part.repeat(Math.ceil((chars - head.length - tail.length) / part.length)) + tail;
/** The same with a number in each part. */
const counted = (head: string, part: (n: number) => string, tail = '') => (chars: number) => {
  const parts: string[] = [];
  for (let size = head.length; size < chars; size += parts.at(-1)?.length ?? 1) parts.push(part(parts.length));
  return head + parts.join('') + tail;
};

/** Statements that take long where each part of one is compared with all others. */
const shapes: Readonly<Record<string, (chars: number) => string>> = {
  'a list of names': filled('SELECT a FROM t WHERE a IN (a', ',a', ')'),
  'a list of numbers': filled('SELECT a FROM t WHERE a IN (1', ',1', ')'),
  'a list of texts': filled("SELECT a FROM t WHERE b IN ('x'", ",'x'", ')'),
  'nested parentheses': (chars) => `SELECT a FROM t WHERE ${'('.repeat(chars / 2)}a${')'.repeat(chars / 2)} = 1`,
  'nested calls': (chars) => `SELECT ${'abs('.repeat(chars / 5)}a${')'.repeat(chars / 5)} = 1 FROM t`,
  'nested comparisons': (chars) => `SELECT a FROM t WHERE ${'('.repeat(chars / 4)}a${')=1'.repeat(chars / 4)}`,
  'nested subqueries': (chars) => `SELECT a FROM ${'(SELECT a FROM '.repeat(chars / 16)}t${')'.repeat(chars / 16)}`,
  'aliases of tables': counted('SELECT 1 FROM t AS t0', (n) => `, t AS x${n}`),
  joins: counted('SELECT t.a FROM t', (n) => ` JOIN t x${n} ON x${n}.a = 1`),
  'sums of aliases': counted('SELECT 1', (n) => `, sum(x${n}.a)`, ' FROM t, u'),
  columns: filled('SELECT a', ', a', ' FROM t GROUP BY b'),
  'aliases of columns': counted('SELECT a', (n) => `, a AS x${n}`, ' FROM t GROUP BY b'),
  'groups by place': counted('SELECT a, sum(a) FROM t GROUP BY 1', (n) => `, ${n}`),
  comparisons: filled('SELECT a FROM t WHERE a = 1', " OR a = 1 OR b = 'x'"),
  operators: filled('SELECT 1', '+1', ' FROM t'),
  'equal signs': filled('SELECT a FROM t WHERE a ', '=', ' 1'),
  dots: filled('SELECT t', '.t', ' FROM t'),
  quotes: filled("SELECT '", "''", "' FROM t"),
  'quoted names': filled('SELECT a', ', "a"', ' FROM t'),
  'quotes that stay open': filled('SELECT a FROM t WHERE b = ', `'"\``),
  comments: filled('SELECT a ', '/**/', ' FROM t'),
  'comments that stay open': filled('SELECT a ', '/* ', ' FROM t'),
  'line comments': filled('SELECT a ', '--\n', ' FROM t'),
  'common table expressions': counted('WITH c AS (SELECT 1 AS a)', (n) => `, c${n} (a) AS (SELECT 1)`, ' SELECT a FROM t'),
  'FROM and FROM again': filled('SELECT 1', ' FROM t'),
  'lists of FROM': filled('SELECT 1 FROM from', ', from'),
  'FROM of functions': filled('SELECT 1', ' , extract(a FROM a)', ' FROM t'),
  'FROM of comparisons': filled('SELECT 1', ' IS DISTINCT FROM a', ' FROM t'),
  unions: filled('SELECT a FROM t', ' UNION SELECT a FROM t'),
  spaces: filled('SELECT a', ' ', ' FROM t'),
  semicolons: filled('SELECT a FROM t', '; '),
  'a long word': filled('SELECT a', 'a', ' FROM t'),
  'a long number': filled('SELECT 1', '1', ' FROM t'),
  commas: filled('SELECT a', ',', ' FROM t'),
  'open calls': filled('SELECT ', 'cast ( position ( ', ' FROM t'),
  'clock functions': filled('SELECT ', "strftime(  '", ' FROM t'),
  ranges: filled('SELECT a FROM t WHERE a BETWEEN 1 AND 1', ' AND a BETWEEN 1 AND 1'),
  'letters beyond ASCII': filled('SELECT a FROM t WHERE b = ', 'é'),
};

/** Everything that is done with a statement on the main thread by what belongs to no engine. */
const works: Readonly<Record<string, (sql: string, dialect: SqlDialect, catalog: CatalogIndex) => unknown>> = {
  'the lexer': (sql, { lexer }) => tokenize(sql, lexer),
  'likely mistakes': (sql, dialect, { snapshot }) => mistakesIn(tokenize(sql, dialect.lexer), snapshot, dialect),
  'hints for foreign syntax': (sql, dialect) => hintsForSyntax(sql, dialect),
  'hints for a failure': (sql, dialect, catalog) => {
    const sources = { catalog, dialect, schema: { refresh: () => Promise.resolve() } };
    return (['SYNTAX_ERROR', 'UNKNOWN_TABLE', 'UNKNOWN_COLUMN'] as const).map((code) => withHints(new Failure(code, `there is no column ${sql}`), sql, sources));
  },
  'the place of a failure': (sql, dialect) => [placeOf(`near "${sql.slice(20)}": syntax error`, sql, dialect), placeOf(`there is an error near '${`${sql} near '`.repeat(2)}' at line 1`, sql, dialect)],
  literals: (sql, dialect, catalog) => readSql(sql, dialect, catalog),
  // What a template needs of its record.
  templates: (sql, dialect, catalog) => makeTemplate({ question: `which a are x or 1 ${'or a '.repeat(1_000)}`, history: [], sql } as unknown as RememberedQuestion, dialect, catalog),
  fingerprints: (sql, dialect) => sqlFingerprint(sql, dialect),
  'the search for the clock': (sql) => readsClock(sql),
  'the index of words': (sql) => new TextIndex().add('key', { question: 'how many', sql }),
  'warnings of cost': (sql) => costWarnings(sql, { estimatedRows: 1e9 }, { estimatedRowsWarn: 1 } as Parameters<typeof costWarnings>[2]),
};

const [short, long] = [12_000, 98_000];
/** What is faster than this holds nobody up, and can't be told from noise. */
const nothingMs = 60;

describe.each(Object.entries(works))('%s', (_, work) => {
  test.each(Object.entries(shapes))('take time in proportion to %s', (_shape, make) => {
    for (const dialect of [sqliteDialect, mysqlDialect]) {
      const catalog = new CatalogIndex(snapshotOf(dialect.name));
      // Time of the processor, so that other work on the machine counts for little; the shorter one as often as makes as many bytes.
      const msOf = (sql: string, times: number) => Math.min(...[1, 2, 3].map(() => {
        const before = process.cpuUsage();
        for (let n = 0; n < times; n += 1) work(sql, dialect, catalog);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      }));
      const [few, many] = [make(short), make(long)];
      const ms = msOf(many, 1);
      if (ms > nothingMs) expect(ms, `${ms.toFixed(0)} ms`).toBeLessThanOrEqual(4 * Math.max(nothingMs / 2, msOf(few, Math.round(long / short))));
    }
  });
});

test('a statement is told of few of its many mistakes, and of each in few words', () => {
  const sql = `SELECT a FROM t WHERE b = 1 OR a = '${'x'.repeat(50_000)}'${Array.from({ length: 5_000 }, (_, n) => ` OR a = 'y${n}'`).join('')}`;
  expect(JSON.stringify(mistakesIn(tokenize(sql, sqliteDialect.lexer), snapshotOf('sqlite'), sqliteDialect)).length).toBeLessThan(2_000);
});

test('tables stand where the server expects them', () => {
  const marked = (sql: string) => {
    const tokens = tokenize(sql, sqliteDialect.lexer);
    const positions = tablePositions(tokens);
    return tokens.filter((_, index) => positions[index]).map((token) => token.text).filter((text) => text !== '(');
  };
  expect(marked('SELECT a, b FROM t, u AS x, (v) JOIN w ON a = b, y WHERE c IN (a, b)')).toEqual(['t', 'u', 'v', 'w', 'y']);
  expect(marked('SELECT extract(year FROM d), substring(t FROM 2), trim(FROM t) FROM u WHERE a IS NOT DISTINCT FROM b')).toEqual(['u']);
  expect(marked('SELECT (SELECT a FROM t, u), b FROM (v, w), x')).toEqual(['t', 'u', 'v', 'w', 'x']);
  expect(marked('SELECT a FROM t ORDER BY a, b LIMIT 1, 2')).toEqual(['t']);
  fc.assert(fc.property(fc.array(fc.constantFrom('(', ')', ',', 'from', 'select', 'a', 'join', 'extract', '.')), (words) => {
    expect(tablePositions(tokenize(words.join(' '), sqliteDialect.lexer))).toHaveLength(words.length);
  }));
});
