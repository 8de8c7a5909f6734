import { describe, expect, test } from 'vitest';
import { type Arena, arena } from './fixture.ts';

/** Every value that may not be seen is one of these. */
const secrets = /x\.org|Ada Hopper|Bob Stone|7131|9119|hush/;

const stage: readonly string[] = [
  'CREATE TABLE dept (id int, city text)',
  "INSERT INTO dept VALUES (1, 'Lyon'), (2, 'Oslo')",
  'CREATE TABLE people (id int PRIMARY KEY, name text, email text, city text)',
  "INSERT INTO people VALUES (1, 'Ada Hopper', 'ada@x.org', 'Lyon'), (2, 'Bob Stone', 'bob@x.org', 'Oslo')",
  'CREATE TABLE staff (id int, name text, dept_id int, salary int)',
  'INSERT INTO staff SELECT g, g::text, 1 + g % 2, CASE g WHEN 1 THEN 7131 WHEN 2 THEN 9119 ELSE 1000 END FROM generate_series(1, 20) g',
  'CREATE TABLE secret (id int, word text)',
  "INSERT INTO secret VALUES (1, 'hush')",
  'CREATE TABLE parted (id int, word text) PARTITION BY LIST (id)',
  'CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)',
  "INSERT INTO parted VALUES (1, 'hush')",
  'CREATE TABLE elder (id int, word text)',
  'CREATE TABLE younger (more int) INHERITS (elder)',
  "INSERT INTO younger VALUES (1, 'hush', 2)",
  'CREATE TABLE open_parent (id int, word text)',
  'CREATE TABLE closed_child () INHERITS (open_parent)',
  "INSERT INTO closed_child VALUES (1, 'hush')",
  'CREATE TABLE occasions (id int)',
  'INSERT INTO occasions SELECT generate_series(1, 50)',
  'CREATE VIEW v_occasions AS SELECT * FROM occasions',
  'CREATE VIEW v_v_occasions AS SELECT id FROM v_occasions',
  'CREATE FUNCTION email_of(int) RETURNS text LANGUAGE sql STABLE AS $$ SELECT email FROM people WHERE id = $1 $$',
  'CREATE VIEW v_mail AS SELECT id, email_of(id) AS shown FROM dept',
  'CREATE VIEW v_p1 AS SELECT id, word AS w FROM parted_1',
  'CREATE VIEW v_row AS SELECT p FROM people p',
  'CREATE VIEW v_city AS SELECT id, city FROM people',
  'CREATE VIEW v_pay AS SELECT id, salary FROM staff',
  'CREATE VIEW "Üser" AS SELECT id FROM dept',
];

const access = { deny: ['secret', 'parted', 'elder', 'closed_child'], columns: { 'people.name': 'hidden', 'people.email': 'hashed', 'staff.salary': 'aggregate' }, rows: { occasions: 5 } } as const;

async function policed(): Promise<Arena> {
  const made = await arena('postgres', { access: { ...access, deny: [...access.deny] } });
  await made.scratch.write(...stage);
  await made.services.targets.get('test')?.knowledge.refresh();
  return made;
}

const hiding: readonly string[] = [
  'SELECT * FROM unnest(ARRAY[1]) WITH ORDINALITY, parted_1 p',
  'SELECT * FROM parted_1',
  'TABLE parted_1',
  'SELECT * FROM elder',
  'SELECT * FROM younger',
  'SELECT * FROM open_parent',
  'SELECT * FROM ONLY closed_child',
  'SELECT * FROM v_mail',
  'SELECT * FROM v_p1',
  'SELECT * FROM v_row',
  'SELECT (id).email_of FROM dept',
  'SELECT email_of(1)',
  "SELECT (q).ts_stat FROM (SELECT 'select array_to_tsvector(array[word]) from secret'::text AS q) t",
  'SELECT * FROM secret',
  'SELECT s.word FROM dept d, LATERAL (TABLE secret) s',
  'SELECT (SELECT word FROM secret)',
  'WITH secret AS (SELECT * FROM secret) SELECT * FROM secret',
  'SELECT 1 UNION TABLE secret',
  'SELECT NULL::secret',
  'SELECT (NULL::people).*',
  'SELECT * FROM json_populate_record(NULL::people, \'{}\')',
  'SELECT * FROM pg_catalog.pg_class',
  "SELECT 'secret'::regclass",
  'SELECT * FROM information_schema.tables',
  'SELECT name FROM people',
  'SELECT p.name FROM people AS p',
  'SELECT (p).name FROM people p',
  'SELECT (people).name FROM people',
  'SELECT d FROM people x(a, b, c, d)',
  'SELECT b FROM people x(a, b)',
  'SELECT * FROM (people CROSS JOIN dept) AS j',
  'SELECT row_to_json(p) FROM people p',
  'SELECT p.to_jsonb FROM people p',
  'SELECT p::text FROM people p',
  'SELECT * FROM people * p',
  'SELECT * FROM ONLY (people) p',
  'SELECT * FROM ONLY people',
  'TABLE people',
  'TABLE ONLY people',
  'SELECT id FROM dept UNION ALL TABLE people',
  'SELECT name FROM people TABLESAMPLE system (100)',
  'SELECT * FROM public.people',
  'SELECT public.people.name FROM public.people',
  'SELECT email FROM people',
  'SELECT * FROM "people"',
  'SELECT * FROM (VALUES (1)) v(id) NATURAL JOIN people',
  'SELECT p.* FROM people p JOIN dept d USING (id)',
  'SELECT max(name) FROM people',
  'SELECT json_agg(p) FROM people p',
  'SELECT array_agg(people) FROM people',
  'WITH w(a, b, c, d) AS (TABLE people) SELECT * FROM w',
  'SELECT id FROM people ORDER BY name',
  'SELECT id FROM people GROUP BY id, name',
  "SELECT 'é', * FROM people AS \"é\"",
];

const aggregating: readonly string[] = [
  'SELECT salary FROM staff',
  'SELECT * FROM staff',
  'SELECT s.* FROM (staff CROSS JOIN dept) AS s',
  'SELECT salary FROM (staff CROSS JOIN dept) AS j',
  'SELECT max(d) FROM staff AS j(a, b, c, d)',
  'SELECT sum(d) FROM staff AS j(a, b, c, d)',
  'SELECT salary FROM staff * s',
  'SELECT salary FROM ONLY (staff) s',
  'SELECT s.to_jsonb FROM staff s',
  'WITH w(a, b, c, d) AS (TABLE staff) SELECT d FROM w',
  'SELECT id, name, dept_id, 1 FROM staff UNION ALL TABLE staff',
  'SELECT sum(salary) FROM staff WHERE id = 1',
  'SELECT id, sum(salary) FROM staff GROUP BY id',
  'SELECT id, avg(salary) FROM staff GROUP BY id',
  'SELECT s.id, avg(s.salary) FROM staff s CROSS JOIN generate_series(1, 9) GROUP BY s.id',
  'SELECT round(avg(s.salary), -1) FROM staff s JOIN LATERAL generate_series(1, CASE s.id WHEN 1 THEN 100000 ELSE 1 END) ON true',
  'SELECT avg(s.salary) FROM staff s CROSS JOIN dept WHERE s.id = 1',
  'SELECT sum(DISTINCT salary) FROM staff WHERE id = 2',
  'SELECT max(salary) FROM staff',
  'SELECT min(salary) FROM staff',
  'SELECT array_agg(salary) FROM staff',
  'SELECT string_agg(salary::text, \',\') FROM staff',
  'SELECT sum(salary) OVER (PARTITION BY id) FROM staff',
  'SELECT sum(salary) FILTER (WHERE id = 1) FROM staff',
  'SELECT id FROM staff WHERE salary = 7131',
  'SELECT id FROM staff ORDER BY salary',
  'SELECT s.id FROM staff s JOIN (VALUES (7131)) v(salary) USING (salary)',
  'SELECT id FROM staff NATURAL JOIN (VALUES (7131)) v(salary)',
  'SELECT sum(salary), s FROM staff s GROUP BY s',
  'SELECT sum(salary), s.* FROM staff s GROUP BY 2, 3, 4',
  'SELECT sum(salary), json_agg(s) FROM staff s',
  'SELECT sum(salary), (SELECT to_json(s)) FROM staff s GROUP BY s',
  'SELECT (SELECT sum(s.salary)) FROM staff s',
  'SELECT d.id, (SELECT s.salary FROM staff s LIMIT 1) FROM dept d',
  'SELECT sum(s.salary), (s).to_json FROM staff s GROUP BY 2',
  'SELECT sum(salary), s.to_json FROM staff s GROUP BY 2',
  'SELECT avg(x) FROM (SELECT salary AS x FROM staff) t',
  'SELECT sum(salary + 0) FROM staff',
  'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY salary) FROM staff',
  'SELECT * FROM v_pay',
  'SELECT sum(salary) FROM v_pay',
  'SELECT sum(salary) FROM staff GROUP BY salary',
  'SELECT count(*) FROM staff GROUP BY salary',
  'SELECT 1 FROM staff HAVING max(salary) > 9000',
  'SELECT regr_avgx(1, salary) FROM staff WHERE id = 1',
  'SELECT sum(salary) FROM staff TABLESAMPLE system (100)',
  'SELECT stddev(ALL salary ORDER BY id) FROM staff WHERE id = 1',
];

describe('a policy on PostgreSQL', () => {
  test.each([['denied, hidden and hashed', hiding], ['for aggregates', aggregating]] as const)('no spelling shows what is %s', async (_, statements) => {
    const made = await policed();
    const shown: string[] = [];
    for (const sql of statements) {
      const outcome = await made.run(sql);
      const failed = outcome.kind === 'failure' ? outcome.failure : undefined;
      const answered = outcome.kind === 'answer' ? (outcome.answer.status === 'ok' ? outcome.answer.rows : outcome.answer) : [failed?.code, failed?.message, failed?.hints];
      // Digits of a time may be those of a salary.
      const text = JSON.stringify(answered, (key, value: unknown) => (key === 'timings' ? undefined : value));
      const foreign = text.replaceAll(JSON.stringify(sql).slice(1, -1), '');
      if (secrets.test(foreign.replaceAll('7131)', '')) || /INTERNAL|only_[0-9a-f]{8}/.test(text)) shown.push(`${sql}: ${text}`);
    }
    expect(shown).toEqual([]);
  });

  test('what may be seen is answered', async () => {
    const made = await policed();
    const rows = async (sql: string) => {
      const outcome = await made.run(sql, 100);
      return outcome.kind === 'answer' ? (outcome.answer.status === 'ok' ? outcome.answer.rows : outcome.answer) : outcome.failure;
    };
    expect(await rows('SELECT sum(salary), count(salary) AS n, avg(s.salary)::int FROM staff s')).toEqual([[34250, 20, 1713]]);
    expect(await rows('SELECT dept_id, sum(salary) FROM staff GROUP BY dept_id ORDER BY dept_id')).toEqual([[1, 18119], [2, 16131]]);
    expect(await rows('SELECT d.city, sum(s.salary) FROM staff s JOIN dept d ON d.id = s.dept_id GROUP BY d.city HAVING sum(s.salary) > 17000')).toEqual([['Lyon', 18119]]);
    expect(await rows('SELECT id, sum(salary) FROM staff WHERE id < 3 GROUP BY id ORDER BY id')).toEqual([[1, null], [2, null]]);
    expect(await rows('SELECT count(*), JSON_ARRAYAGG(1) IS JSON FROM staff')).toEqual([[20, true]]);
    expect(await rows('SELECT dept_id, sum((x.salary)) FROM only (staff) -- x\n AS x WHERE dept_id IN (1, 2) GROUP BY dept_id ORDER BY 1')).toEqual([[1, 18119], [2, 16131]]);
    expect(await rows('SELECT * FROM staff WHERE id = 1')).toEqual([[1, '1', 2]]);
    expect(await rows('SELECT * FROM people WHERE id = 1')).toEqual([[1, expect.stringMatching(/^[0-9a-f]{32}$/), 'Lyon']]);
    expect(await rows('TABLE people')).toHaveLength(2);
    expect(await rows("SELECT 'é', p.city FROM ONLY (people) AS p JOIN people q USING (email) ORDER BY 2")).toEqual([['é', 'Lyon'], ['é', 'Oslo']]);
    expect(await rows('SELECT city FROM v_city ORDER BY id')).toEqual([['Lyon'], ['Oslo']]);
    expect(await rows('WITH secret AS (SELECT 1 AS id) SELECT * FROM secret')).toEqual([[1]]);
    expect(await rows('SELECT id FROM "Üser" ORDER BY 1')).toEqual([[1], [2]]);
    expect(await rows('SELECT word FROM ONLY open_parent')).not.toMatchObject([['hush']]);
  });

  test('row limits hold through views and views of views', async () => {
    const made = await policed();
    for (const sql of ['SELECT id FROM occasions', 'SELECT id FROM v_occasions', 'SELECT id FROM v_v_occasions', 'SELECT o.id FROM v_occasions o, dept d WHERE d.id = 1',
      'WITH w AS (TABLE v_v_occasions) SELECT * FROM w']) expect(await made.run(sql, 100), sql).toMatchObject({ answer: { status: 'ok', rows: { length: 5 } } });
  });

  test('rules fall on columns that come later, before they are shown', async () => {
    const made = await arena('postgres', { access: { columns: { 'late.ssn': 'hidden', 'later.ssn': 'hidden' } } });
    await made.scratch.write('CREATE TABLE late (id int)', 'INSERT INTO late VALUES (1)', 'CREATE TABLE later (id int)', 'INSERT INTO later VALUES (1)');
    expect(await made.run('SELECT * FROM late')).toMatchObject({ answer: { status: 'ok' } });
    await made.scratch.write("ALTER TABLE late ADD COLUMN ssn text DEFAULT '078-05'", "ALTER TABLE later ADD COLUMN ssn text DEFAULT '078-05'");
    for (const sql of ['SELECT * FROM late', 'SELECT * FROM late LIMIT 5', 'SELECT * FROM later', 'SELECT l::text FROM later l']) {
      expect(JSON.stringify(await made.run(sql)), sql).not.toContain('078-05');
    }
  });

  test('a function of users that would fit better than one of the policy is not called', async () => {
    const made = await policed();
    await made.scratch.write(
      "CREATE FUNCTION many(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 100'",
      'CREATE AGGREGATE count(int) (SFUNC = many, STYPE = int, INITCOND = 100)',
      "CREATE FUNCTION always(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
      'CREATE OPERATOR public.= (LEFTARG = int, RIGHTARG = int, FUNCTION = always)',
    );
    expect(await made.run('SELECT avg(salary) FROM staff WHERE id < 2')).not.toMatchObject({ answer: { rows: [[expect.stringMatching(/\d/)]] } });
  });
});
