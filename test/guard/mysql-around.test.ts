import { describe, expect, test } from 'vitest';
import { arena, type Arena } from './fixture.ts';

const setUp = [
  'CREATE TABLE staff (id int PRIMARY KEY, email varchar(30), salary int)', `INSERT INTO staff VALUES ${Array.from({ length: 8 }, (_, id) => `(${id}, 'mkmail${id}', 91000)`).join()}`,
  `CREATE TABLE made (id int PRIMARY KEY, s varchar(20), up varchar(20) AS (upper(s)) VIRTUAL, twice varchar(50) AS (concat(up, '!')) VIRTUAL,
    next_id int AS (id + 1) VIRTUAL, pay int, \`double\` int AS (pay * 2) STORED)`,
  `INSERT INTO made (id, s, pay) VALUES ${Array.from({ length: 8 }, (_, id) => `(${id}, 'mkname${id}', 91000)`).join()}`,
  'CREATE VIEW v_made AS SELECT id, up FROM made',
  'CREATE TABLE ranked (id int PRIMARY KEY, name varchar(20), salary int, KEY by_salary (salary), KEY by_name (name))',
  "INSERT INTO ranked VALUES (1, 'c', 30), (2, 'a', 20), (3, 'd', 10), (4, 'b', 40)",
  'CREATE VIEW v_ranked AS SELECT id FROM ranked',
  'CREATE TABLE keyed (name varchar(20) PRIMARY KEY, id int)', "INSERT INTO keyed VALUES ('c', 1), ('a', 2), ('d', 3), ('b', 4)",
  'CREATE TABLE ranged (id int, salary int) PARTITION BY RANGE (salary) (PARTITION p_low VALUES LESS THAN (50), PARTITION p_high VALUES LESS THAN MAXVALUE)',
  'INSERT INTO ranged VALUES (1, 90), (2, 10), (3, 80), (4, 20)',
  'CREATE TABLE events (id int PRIMARY KEY)', `INSERT INTO events VALUES ${Array.from({ length: 20 }, (_, id) => `(${id})`).join()}`,
];

const columns = {
  'staff.email': 'hashed', 'staff.salary': 'aggregate', 'made.s': 'hidden', 'made.pay': 'aggregate',
  'ranked.salary': 'aggregate', 'ranked.name': 'hidden', 'keyed.name': 'hidden', 'ranged.salary': 'hidden',
} as const;

async function policed(): Promise<Arena> {
  const stage = await arena('mysql', { access: { columns, rows: { events: 5 } } });
  await stage.scratch.write(...setUp);
  await stage.services.targets.get('test')?.knowledge.refresh();
  return stage;
}

async function rowsOf(stage: Arena, sql: string) {
  const outcome = await stage.run(sql);
  return outcome.kind === 'answer' && outcome.answer.status === 'ok' ? outcome.answer.rows : outcome;
}

describe('what stands around masked values on MySQL', () => {
  test.each([
    ['SELECT (SELECT email FROM staff LIMIT 1)', '(SELECT email FROM staff LIMIT 1)'],
    ['SELECT EXISTS(SELECT 1 FROM staff)', 'EXISTS(SELECT 1 FROM staff)'],
    ['SELECT (SELECT sum(salary) FROM staff)', '(SELECT sum(salary) FROM staff)'],
    ['SELECT * FROM (SELECT (SELECT email FROM staff LIMIT 1)) x', '(SELECT email FROM staff LIMIT 1)'],
    ['SELECT (SELECT email FROM staff LIMIT 1) IS NOT NULL', '(SELECT email FROM staff LIMIT 1) IS NOT NULL'],
    ['SELECT (SELECT email FROM staff LIMIT 1) IS UNKNOWN', '(SELECT email FROM staff LIMIT 1) IS UNKNOWN'],
    ["SELECT now() - INTERVAL (SELECT count(*) FROM staff) DAY", 'now() - INTERVAL (SELECT count(*) FROM staff) DAY'],
    ["SELECT (SELECT count(*) FROM staff) = DATE '2020-01-01'", "(SELECT count(*) FROM staff) = DATE '2020-01-01'"],
    ['SELECT 7 IN (SELECT id FROM staff) AND true', '7 IN (SELECT id FROM staff) AND true'],
    ['SELECT (SELECT email FROM staff LIMIT 1) x', 'x'],
    ["SELECT (SELECT email FROM staff LIMIT 1) 'x y'", 'x y'],
    ['SELECT (SELECT email FROM staff LIMIT 1) AS `select`', 'select'],
    ['SELECT 1 AS a UNION SELECT (SELECT count(*) FROM staff)', 'a'],
    ['SELECT (SELECT email FROM staff LIMIT 1) UNION SELECT 1', '(SELECT email FROM staff LIMIT 1)'],
    ['SELECT sum(salary) FROM staff', 'sum(salary)'],
    ['SELECT staff.id FROM staff WHERE id = 1', 'id'],
    ['SELECT {db}.staff.id FROM staff WHERE id = 1', 'id'],
    [`SELECT concat('${'x'.repeat(300)}', (SELECT email FROM staff LIMIT 1))`, `concat('${'x'.repeat(300)}`.slice(0, 64)],
  ])('%s has the name %s', async (sql, name) => {
    const stage = await policed();
    const outcome = await stage.run(sql.replaceAll('{db}', new URL(stage.scratch.dsn).pathname.slice(1)));
    expect(outcome).toMatchObject({ answer: { status: 'ok', columns: [{ name }] } });
  });

  test('no name of a column shows what hashes begin with, in VALUES neither', async () => {
    const stage = await policed();
    for (const sql of ['VALUES ((SELECT email FROM staff LIMIT 1))', 'SELECT * FROM (VALUES ((SELECT email FROM staff LIMIT 1))) v']) {
      expect(JSON.stringify(await stage.run(sql))).not.toMatch(/md5|sha2|concat|[0-9a-f]{40}/i);
    }
  });

  test('a generated column is masked like what it is made of', async () => {
    const stage = await policed();
    for (const sql of ['SELECT up FROM made', 'SELECT twice FROM made', 'SELECT * FROM made', 'SELECT * FROM v_made', 'SELECT `double` FROM made', 'SELECT max(`double`) FROM made']) {
      // The digits of a time are nobody's pay.
      const told = JSON.stringify(await stage.run(sql), (key, value: unknown) => (key === 'timings' ? undefined : value));
      expect(told).not.toMatch(/mkname\d|182000/i);
    }
    expect(await rowsOf(stage, 'SELECT next_id FROM made WHERE id = 1')).toEqual([[2]]);
    expect(await rowsOf(stage, 'SELECT sum(`double`) FROM made')).toEqual([['1456000']]);
    const table = (await stage.services.targets.get('test')?.knowledge.catalog())?.snapshot.tables.find(({ name }) => name === 'made');
    expect(table?.columns.map(({ name }) => name)).toEqual(['id', 'next_id', 'pay', 'double']);
  });

  test.each([
    ['SELECT id FROM ranked', [[1], [2], [3], [4]]],
    ['SELECT id FROM ranked FORCE INDEX (by_salary)', [[1], [2], [3], [4]]],
    ['SELECT id FROM ranked USE INDEX (by_name) LIMIT 1', [[1]]],
    ['SELECT /*+ INDEX(ranked by_name) */ id FROM ranked', [[1], [2], [3], [4]]],
    ['SELECT count(*) FROM ranked', [[4]]],
    ['SELECT id FROM keyed', [[1], [2], [3], [4]]],
    ['SELECT id FROM keyed WHERE id > 2', [[3], [4]]],
    ['SELECT id FROM ranged', [[1], [2], [3], [4]]],
  ])('%s gives rows in an order that tells nothing', async (sql, rows) => {
    expect(await rowsOf(await policed(), sql)).toEqual(rows);
  });

  test('partitions and views that would tell of masked values are refused', async () => {
    const stage = await policed();
    expect(await stage.run('SELECT id FROM ranged PARTITION (p_high)')).toMatchObject({ answer: { status: 'refused', reason: expect.stringMatching(/partition/i) } });
    expect(await stage.run('SELECT id FROM v_ranked')).toMatchObject({ answer: { status: 'refused' } });
  });

  test('where the policy cut the rows no other limit is told', async () => {
    const stage = await policed();
    const outcome = await stage.run('SELECT * FROM events LIMIT 20');
    expect(outcome).toMatchObject({ answer: { rows: { length: 5 }, truncated: true, warnings: [expect.stringMatching(/policy/)] } });
    expect(JSON.stringify(outcome)).not.toMatch(/bytes/);
  });
});
