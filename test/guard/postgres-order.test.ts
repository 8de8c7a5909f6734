import { describe, expect, test } from 'vitest';
import { type Arena, arena } from './fixture.ts';

const rowsOfEach = 2_000;

/** Salaries and addresses that ascend in another order than row numbers; notes make a scan of the table dearer than one of an index. */
const filled = (name: string) => `INSERT INTO ${name} SELECT g, g % 25, (g * 7919) % 20011, md5((g * 31)::text) || '@x.org', repeat('x', 1500) FROM generate_series(1, ${rowsOfEach}) g`;
const columns = '(id int PRIMARY KEY, dept_id int, salary int, email text, note text)';

const stage: readonly string[] = [
  // As where reading by an index costs little.
  'DO $$ BEGIN EXECUTE format(\'ALTER DATABASE %I SET enable_bitmapscan = off\', current_database()); EXECUTE format(\'ALTER DATABASE %I SET random_page_cost = 1\', current_database()); END $$',
  `CREATE TABLE behind ${columns}`, filled('behind'), 'CREATE INDEX behind_dept ON behind (dept_id, salary)',
  `CREATE TABLE ahead ${columns}`, filled('ahead'), 'CREATE INDEX ahead_salary ON ahead (salary, id)',
  `CREATE TABLE mailed ${columns}`, filled('mailed'), 'CREATE UNIQUE INDEX mailed_email ON mailed (email)',
  `CREATE TABLE covered ${columns}`, filled('covered'), 'CREATE INDEX covered_salary ON covered (salary) INCLUDE (id)',
  `CREATE TABLE lower_mail ${columns}`, filled('lower_mail'), 'CREATE INDEX lower_mail_dept ON lower_mail (dept_id, lower(email))',
  `CREATE TABLE clustered ${columns}`, filled('clustered'), 'CREATE INDEX clustered_salary ON clustered (salary)', 'CLUSTER clustered USING clustered_salary',
  'CREATE TABLE keyed (id int, dept_id int, salary int, email text, note text, PRIMARY KEY (dept_id, salary))', filled('keyed'),
  'CREATE TABLE parted (id int, dept_id int, salary int, email text, note text) PARTITION BY RANGE (salary)',
  ...Array.from({ length: 20 }, (_, part) => `CREATE TABLE parted_${part} PARTITION OF parted FOR VALUES FROM (${part * 1_001}) TO (${(part + 1) * 1_001})`), filled('parted'),
  'CREATE TABLE split (id int, dept_id int, salary int, email text, note text) PARTITION BY LIST (dept_id)',
  'CREATE TABLE split_1 PARTITION OF split FOR VALUES IN (1)', 'CREATE TABLE split_rest PARTITION OF split DEFAULT', filled('split'), 'CREATE INDEX split_1_salary ON split_1 (dept_id, salary)',
  'CREATE VIEW of_behind AS SELECT id, dept_id FROM behind',
  'CREATE VIEW of_mailed AS SELECT id, dept_id FROM mailed',
];

const masked = { '*.salary': 'hidden', '*.email': 'hashed' } as const;
const aggregated = { '*.salary': 'aggregate', '*.email': 'hidden' } as const;

/** The rows of each statement are those of one department, or of the whole table. */
const telling: readonly string[] = [
  'SELECT id FROM behind WHERE dept_id = 1', 'SELECT id FROM behind WHERE dept_id = 1 LIMIT 100', 'SELECT unnest(array_agg(id)) FROM behind WHERE dept_id = 1',
  'SELECT id FROM behind ORDER BY dept_id', 'SELECT b.id FROM (VALUES (1)) v(d) JOIN behind b ON b.dept_id = v.d', 'SELECT id FROM (SELECT id, row_number() OVER () FROM behind WHERE dept_id = 1) b',
  'SELECT id FROM ahead', 'SELECT id FROM ahead WHERE id > 10', 'SELECT id FROM ahead LIMIT 200',
  'SELECT id FROM covered', 'SELECT id FROM lower_mail WHERE dept_id = 1', 'SELECT id, dept_id FROM clustered', 'SELECT id FROM keyed WHERE dept_id = 1', 'SELECT id FROM parted',
  'SELECT id, email FROM split WHERE dept_id = 1', 'SELECT id FROM of_behind WHERE dept_id = 1',
  'SELECT id FROM of_mailed', 'SELECT email FROM mailed', 'SELECT DISTINCT email FROM mailed',
];

async function staged(access: typeof masked | typeof aggregated): Promise<Arena> {
  const made = await arena('postgres', { access: { columns: { ...access } }, rowsMax: rowsOfEach, resultBytesMax: 1_000_000 });
  await made.scratch.write(...stage);
  for (const table of ['behind', 'ahead', 'mailed', 'covered', 'lower_mail', 'clustered', 'keyed', 'parted', 'split']) await made.scratch.write(`VACUUM ANALYZE ${table}`);
  await made.services.targets.get('test')?.knowledge.refresh();
  return made;
}

/** How the order of rows goes with that of a protected column: the correlation of both places, from 0 (not at all) to 1. */
async function correlation(ids: readonly unknown[], table: string, column: string, made: Arena): Promise<number> {
  const rows = await made.scratch.write(`SELECT id, rank() OVER (ORDER BY ${column}) AS place FROM ${table}`);
  const places = new Map(rows.map(({ id, place }) => [String(id), Number(place)]));
  const order = ids.map((id) => places.get(String(id)) ?? 0);
  const [first, second] = [order.map((_, index) => index), order].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  });
  const product = (one: readonly number[] = [], other: readonly number[] = []) => one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  return Math.abs(product(first, second)) / Math.sqrt(product(first, first) * product(second, second));
}

/** By the hash that stands for its address. */
async function idsByHash(made: Arena): Promise<ReadonlyMap<unknown, unknown>> {
  const outcome = await made.run('SELECT email, id FROM mailed', rowsOfEach);
  return new Map(outcome.kind === 'answer' && outcome.answer.status === 'ok' ? outcome.answer.rows.map(([hash, id]) => [hash, id]) : []);
}

describe.each([['hidden and hashed', masked], ['for aggregates and hidden', aggregated]] as const)('on PostgreSQL, where columns are %s', (_, access) => {
  test('rows come in no order of them', { timeout: 120_000 }, async () => {
    const made = await staged(access);
    const told: string[] = [];
    const hashed = await idsByHash(made);
    for (const sql of telling) {
      const outcome = await made.run(sql, rowsOfEach);
      if (outcome.kind !== 'answer' || outcome.answer.status !== 'ok') continue;
      const [, table = ''] = /(?:FROM|JOIN) (?:of_)?(behind|ahead|mailed|covered|lower_mail|clustered|keyed|parted|split)/.exec(sql) ?? [];
      const ids = outcome.answer.rows.map(([id]) => hashed.get(id) ?? id);
      for (const column of ['salary', 'email']) {
        const share = await correlation(ids, table, column, made);
        if (ids.length < 50 || share > 0.5) told.push(`${sql}: ${column} ${share.toFixed(2)} of ${ids.length} rows`);
      }
    }
    expect(told).toEqual([]);
  });
});
