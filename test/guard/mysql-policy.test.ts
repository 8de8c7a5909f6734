import { describe, expect, test } from 'vitest';
import { serverOf } from '../database/engines.ts';
import { arena, type Arena } from './fixture.ts';

const people = Array.from({ length: 12 }, (_, index) => ({ id: index + 1, name: `mkname${index}`, dept: index < 7 ? 1 : index < 11 ? 2 : 3, salary: 9_100_000 + index * index * 1_003 }));

const setUp = [
  'CREATE TABLE dept (id int PRIMARY KEY, name varchar(20))', "INSERT INTO dept VALUES (1, 'one'), (2, 'two'), (3, 'three')",
  'CREATE TABLE staff (id int PRIMARY KEY, name varchar(20), dept_id int, salary int, income int, mail varchar(30), INDEX by_dept (dept_id))',
  `INSERT INTO staff VALUES ${people.map(({ id, name, dept, salary }) => `(${id}, '${name}', ${dept}, ${salary}, ${salary}, 'mkmail${id}')`).join(', ')}`,
  'CREATE TABLE loose (dept_id int, salary int)', 'INSERT INTO loose SELECT dept_id, salary FROM staff',
  'CREATE TABLE payroll (id int, pay int) PARTITION BY HASH (id) PARTITIONS 2', 'INSERT INTO payroll VALUES (1, 9100777), (2, 9100778)',
  "CREATE TABLE events (id int PRIMARY KEY, note varchar(10))", `INSERT INTO events VALUES ${Array.from({ length: 50 }, (_, index) => `(${index}, 'n${index}')`).join(', ')}`,
  'CREATE VIEW v_events AS SELECT id, note FROM events', 'CREATE VIEW v_events2 AS SELECT * FROM v_events', 'CREATE VIEW v_staff AS SELECT id, salary FROM staff',
  'CREATE VIEW v_public AS SELECT id, dept_id FROM staff', 'CREATE VIEW v_pay AS SELECT p.pay FROM dept d JOIN payroll p ON p.id = d.id',
];

const access = { deny: ['payroll'], rows: { events: 5 }, columns: { 'staff.name': 'hidden', 'staff.mail': 'hashed', 'staff.salary': 'aggregate', 'staff.income': 'aggregate', 'loose.salary': 'aggregate' } } as const;

/** What each tries to see begins with `mk` or `91`. */
const leaks: readonly string[] = [
  'SELECT * FROM .payroll', 'SELECT 1 FROM.`payroll`', 'SELECT * FROM {OJ payroll LEFT JOIN dept ON 1}', 'SELECT * FROM {x payroll}', 'SELECT pay FROM dept USE INDEX FOR ORDER BY (PRIMARY), payroll',
  'SELECT * FROM payroll PARTITION (p0)', 'SELECT * FROM .payroll PARTITION (p1)', 'SELECT * FROM `{db}` . payroll', 'SELECT * FROM {DB}.payroll', 'WITH x AS (SELECT * FROM payroll) SELECT * FROM x',
  'WITH RECURSIVE a AS (SELECT * FROM payroll), payroll AS (SELECT 1) SELECT * FROM a',
  'WITH Payroll AS (SELECT 1 AS pay) SELECT * FROM payroll', 'TABLE payroll', 'SELECT (SELECT max(pay) FROM payroll)', 'SELECT * FROM v_pay', 'SELECT * FROM v_staff', 'SELECT salary FROM v_staff',
  'SELECT count(*) FROM dept ORDER BY (SELECT max(pay) FROM payroll)', 'SELECT 1 FROM dept d JOIN dept e ON d.id = e.id AND EXISTS (SELECT 1 FROM payroll), payroll p',
  'SELECT * FROM ((SELECT 1 AS a) UNION (SELECT pay FROM payroll)) q', 'SELECT * FROM (dept, (payroll))', 'SELECT * FROM information_schema.COLUMNS',
  'SELECT name FROM staff', 'SELECT s.name FROM .staff s', 'SELECT nAmE FROM staff', 'SELECT * FROM staff', 'TABLE staff', 'SELECT staff.* FROM staff',
  "SELECT id FROM staff WHERE name LIKE 'mkname1'", "SELECT count(*) FROM staff WHERE name = 'mkname1'", 'SELECT count(DISTINCT name) FROM staff', 'SELECT id FROM staff ORDER BY name',
  "SELECT id FROM staff NATURAL JOIN (SELECT 'mkname1' AS name) x", "SELECT id FROM staff JOIN (SELECT 'mkname1' AS name) x USING (name)", 'SELECT mail FROM staff', 'SELECT max(mail) FROM staff',
  'SELECT group_concat(mail) FROM staff',
  'SELECT salary FROM staff', 'SELECT İncome FROM staff', 'SELECT ıncome FROM staff', 'SELECT sálary FROM staff', 'SELECT `SALARY` FROM staff', 'SELECT max(salary) FROM staff',
  'SELECT min(income) FROM staff', 'SELECT group_concat(salary) FROM staff', 'SELECT json_arrayagg(salary) FROM staff', 'SELECT sum(salary) FROM staff WHERE id = 3',
  'SELECT avg(salary) FROM staff GROUP BY id', 'SELECT sum(salary) FROM staff GROUP BY dept_id HAVING dept_id = 3', 'SELECT sum(salary + 0) FROM staff',
  'SELECT sum(DISTINCT salary) FROM staff WHERE id < 3', 'SELECT sum(salary) OVER (PARTITION BY id) FROM staff', 'SELECT id FROM staff ORDER BY salary', 'SELECT id FROM staff WHERE salary = 9100000',
  'SELECT sum(s.salary) FROM staff s, dept d, dept e WHERE s.id = 3',
  'SELECT sum(s.salary) FROM staff s JOIN (SELECT 1 AS id UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) w ON s.id = 3', 'SELECT *, sum(salary) FROM staff GROUP BY id',
  'SELECT s.*, sum(s.salary) FROM staff s GROUP BY s.id', 'SELECT id, sum(salary) FROM staff GROUP BY salary', 'SELECT s.id FROM staff s NATURAL JOIN (SELECT 9100000 AS salary) x',
  'SELECT s.id FROM staff s JOIN (SELECT 9100000 AS salary) x USING (salary)', 'SELECT x.salary FROM (SELECT salary FROM staff) x', 'WITH w (a, b, c, d, e) AS (TABLE staff) SELECT d FROM w',
  'SELECT 1, 2, 3, 4 UNION ALL TABLE staff', 'SELECT (SELECT sum(s.salary) FROM dept WHERE id = 1) FROM staff s', 'SELECT sum(salary) FROM staff s WHERE id = 1 UNION SELECT 1',
  'SELECT sum(l.salary) FROM loose l, dept d WHERE l.dept_id = 3', 'SELECT sum(salary) FROM loose WHERE dept_id = 3', 'SELECT std(salary), avg(income) FROM staff WHERE id IN (3, 4)',
  'SELECT DEFAULT(salary) FROM staff', 'SELECT any_value(salary) FROM staff', 'SELECT salary AS x FROM staff GROUP BY x WITH ROLLUP', 'SELECT a.salary FROM staff a JOIN staff b USING (id)',
  'SELECT IF(sum(salary) > 0, salary, 0) FROM staff',
];

async function policed(): Promise<Arena> {
  const stage = await arena('mysql', { access: { deny: [...access.deny], columns: { ...access.columns }, rows: { ...access.rows } } });
  await stage.scratch.write(...setUp);
  await stage.services.targets.get('test')?.knowledge.refresh();
  return stage;
}

describe('a policy on MySQL', () => {
  test('no spelling shows what is denied, hidden, hashed or only for aggregates', async () => {
    const stage = await policed();
    const database = new URL(stage.scratch.dsn).pathname.slice(1);
    const shown: string[] = [];
    for (const spelled of leaks) {
      const sql = spelled.replaceAll('{db}', database).replaceAll('{DB}', database);
      const outcome = await stage.run(sql);
      const answer = outcome.kind === 'answer' ? outcome.answer : undefined;
      const seen = outcome.kind === 'answer' ? JSON.stringify(answer?.status === 'ok' ? answer.rows : [answer]) : JSON.stringify([outcome.failure.message, outcome.failure.hints]);
      const rest = sql.replaceAll(/\W/g, '|').split('|').reduce((text, word) => (word === '' ? text : text.replaceAll(word, '')), seen);
      if (/mkname|mkmail|\b91\d{5}\b|only_[0-9a-f]/.test(rest)) shown.push(`${sql}: ${seen}`);
      if (outcome.kind === 'failure' && /INTERNAL|UNAVAILABLE/.test(outcome.failure.code)) shown.push(`${sql}: ${outcome.failure.message}`);
    }
    expect(shown).toEqual([]);
  });

  test.each([
    ['SELECT sum(salary) FROM staff', [[people.reduce((sum, { salary }) => sum + salary, 0).toString()]]],
    ['SELECT sum(((`s`.salary))) - sum({x .s.salary}) AS n FROM staff s', [['0']]],
    ['SELECT count(salary), count(*) FROM staff WHERE id = 3', [[1, 1]]],
    ['SELECT d.name, sum(s.salary) AS total FROM staff s JOIN dept d ON d.id = s.dept_id GROUP BY d.name ORDER BY d.name', [['one', people.slice(0, 7).reduce((sum, { salary }) => sum + salary, 0).toString()], ['three', null], ['two', null]]],
    ['SELECT s.dept_id FROM staff s GROUP BY s.dept_id HAVING avg(s.salary) > 1', [[1]]],
    ['SELECT round(avg(salary)) AS a FROM staff WHERE id <= 5', [['9106018']]],
    ['SELECT count(DISTINCT mail) FROM staff', [[12]]],
    ['SELECT count(*) FROM staff a JOIN staff b ON a.mail = b.mail', [[12]]],
    ['SELECT staff.id FROM {db}.staff FORCE INDEX (PRIMARY) WHERE {db}.staff.id = 2', [[2]]],
    ['SELECT count(*) FROM staff AS s USE INDEX FOR ORDER BY (by_dept) IGNORE INDEX (PRIMARY), dept', [[36]]],
    ['SELECT count(*) FROM ((staff)), (((dept AS d))) JOIN ((staff t USE INDEX (by_dept)) JOIN dept e ON e.id = t.dept_id) ON d.id = t.dept_id', [[144]]],
    ['SELECT count(*) FROM v_public', [[12]]],
    ['WITH staff AS (SELECT 1 AS salary) SELECT salary FROM staff', [[1]]],
    ['SELECT x.salary FROM (SELECT 7 AS salary) x, staff LIMIT 1', [[7]]],
    ['SELECT (SELECT count(*) FROM staff s WHERE s.dept_id = d.id) FROM dept d ORDER BY d.id', [[7], [4], [1]]],
    ['SELECT sum(salary) FROM loose WHERE dept_id = 1', [[people.slice(0, 7).reduce((sum, { salary }) => sum + salary, 0).toString()]]],
  ])('%s stays possible', async (sql, rows) => {
    const stage = await policed();
    const database = new URL(stage.scratch.dsn).pathname.slice(1);
    const outcome = await stage.run(sql.replaceAll('{db}', database));
    expect(outcome.kind === 'answer' && outcome.answer.status === 'ok' ? outcome.answer.rows : outcome).toEqual(rows);
  });

  test('the tables that MariaDB makes up stay possible', async ({ skip }) => {
    if ((await serverOf('mysql')) !== 'mariadb') skip('MySQL has none');
    const stage = await policed();
    expect(await stage.run('SELECT seq FROM seq_1_to_2')).toMatchObject({ answer: { rows: [[1], [2]] } });
  });

  test('no error of the server quotes the statement that the policy made', async () => {
    const stage = await policed();
    const failing = ['SELECT mail FROM {oj dept} STRAIGHT_JOIN staff', 'SELECT ~0 + mail + 1 FROM staff', 'SELECT exp(mail + 99999) FROM staff', 'SELECT sum(salary) FROM {oj dept} STRAIGHT_JOIN staff'];
    for (const sql of failing) {
      const outcome = await stage.run(sql);
      expect(outcome.kind === 'failure' ? [outcome.failure.message, ...outcome.failure.hints].join() : '').not.toMatch(/md5|sha2|only_|concat|[0-9a-f]{12}/i);
    }
  });

  test('the limit on rows holds through views, and headers are those of the statement', async () => {
    const stage = await policed();
    for (const sql of ['SELECT * FROM v_events', 'SELECT note FROM v_events2', 'SELECT * FROM (SELECT e.id FROM v_events e) x', 'SELECT id FROM dept UNION ALL SELECT id FROM v_events']) {
      expect(await stage.run(sql)).toMatchObject({ answer: { rows: { length: 5 }, truncated: true } });
    }
    const names = ['sum( s.salary )', '1 + avg(salary)', 'a', 'CASE WHEN avg(salary) > 1 THEN 2 END'];
    expect(await stage.run(`SELECT ${names.join(', ').replace(' a,', ' avg(salary) a,')} FROM staff s`)).toMatchObject({ answer: { columns: names.map((name) => ({ name })) } });
  });
});
