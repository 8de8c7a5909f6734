import { describe, expect, test } from 'vitest';
import { arena, type Arena, type Outcome, readCorpus } from './fixture.ts';

const access = {
  deny: ['victim', 'secret_notes', 'calm'],
  columns: { 'customers.name': 'hidden', 'customers.email': 'hashed',
    'staff.salary': 'aggregate', 'staff.income': 'aggregate', 'loose.pay': 'aggregate',
    'ranked.pay': 'aggregate', 'ranked.name': 'hidden', 'keyed.pay': 'hidden', 'numbered.pay': 'hidden', 'v_masked.team': 'hidden' },
  rows: { events: 5, v_counted: 9 },
} as const;

const setUp = [
  'CREATE TABLE dept (id INTEGER PRIMARY KEY, title TEXT)',
  "INSERT INTO dept VALUES (1, 'one'), (2, 'two')",
  'CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, dept_id INT, salary INT, income REAL, twice INT AS (salary * 2))',
  'CREATE INDEX staff_pay ON staff (salary * 3)',
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) INSERT INTO staff (id, name, dept_id, salary, income) " +
    "SELECT i, 'p' || i, CASE WHEN i <= 8 THEN 1 ELSE 2 END, 70000 + i * 111, 80000.5 + i FROM n",
  'CREATE TABLE loose (code TEXT PRIMARY KEY, pay INT) WITHOUT ROWID',
  "INSERT INTO loose VALUES ('a', 90001), ('b', 90002), ('c', 90003), ('d', 90004), ('e', 90005)",
  'CREATE TABLE events (id INTEGER PRIMARY KEY, note TEXT)',
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) INSERT INTO events SELECT i, 'n' || i FROM n",
  'CREATE VIEW v_events AS SELECT * FROM events',
  'CREATE VIEW v_pay AS SELECT id, salary FROM staff',
  'CREATE VIEW v_names AS SELECT id, dept_id FROM staff',
  'CREATE VIEW v_using AS SELECT salary FROM (SELECT 1 AS salary WHERE 0) FULL JOIN staff USING (salary)',
  'CREATE VIEW v_victim AS SELECT count(*) AS n FROM victim',
  'CREATE VIEW v_schema AS SELECT name, sql FROM sqlite_schema',
  'CREATE VIRTUAL TABLE secret_notes USING fts5(body)',
  "INSERT INTO secret_notes VALUES ('marker77 note')",
  'CREATE VIRTUAL TABLE notes USING fts5(body)',
  "INSERT INTO notes VALUES ('open note')",
  "CREATE VIRTUAL TABLE customer_search USING fts5(name, email, content='customers', content_rowid='id')",
  "INSERT INTO customer_search(customer_search) VALUES ('rebuild')",
  "CREATE VIRTUAL TABLE words USING fts5vocab('secret_notes', 'row')",
  'CREATE TABLE ranked (id INTEGER PRIMARY KEY, name TEXT, pay INT, team INT, doubled INT AS (pay * 2))',
  "INSERT INTO ranked (id, name, pay, team) VALUES (1, 'm', 95030, 1), (2, 'z', 95010, 1), (3, 'a', 95040, 1), (4, 'k', 95020, 1)",
  ...['pay', 'name', 'team, pay', 'pay * 3', 'doubled'].map((parts, at) => `CREATE INDEX ranked_${at} ON ranked (${parts})`),
  'CREATE INDEX ranked_partial ON ranked (pay) WHERE team IS NOT NULL',
  'CREATE TABLE keyed (pay INT, id INT, PRIMARY KEY (pay, id)) WITHOUT ROWID',
  'INSERT INTO keyed SELECT pay, id FROM ranked',
  'CREATE TABLE numbered (pay INTEGER PRIMARY KEY, id INT)',
  'INSERT INTO numbered SELECT pay, id FROM ranked',
  'CREATE VIEW v_ranked AS SELECT id, team FROM ranked',
  'CREATE VIEW v_deeper (number) AS SELECT id FROM v_ranked',
  'CREATE VIEW v_keyed AS SELECT id FROM keyed',
  'CREATE VIEW v_masked AS SELECT id, team FROM ranked',
  'CREATE VIEW v_counted AS SELECT id, team FROM ranked',
  'CREATE VIEW v_number AS SELECT id, rowid AS number FROM ranked',
  'CREATE VIEW v_doubled AS SELECT id, doubled FROM ranked',
  'CREATE VIRTUAL TABLE boxes USING rtree(id, left, right)',
  'INSERT INTO boxes VALUES (1, 2, 3)',
  'ANALYZE',
];

/** What no reply may hold: values of hidden, hashed and aggregate-only columns, rows of denied tables, and names of ours. */
const marker = /x\.org|Ada\b|Bob\b|Cyd\b|marker77|\b7[01]\d{3}\b|\b800\d\d\.5|\b9000[1-5]\b|\b950[1-4]0\b|\b1900[2468]0\b|nl2sql_|CREATE TABLE|"[abc]"/;

function shown(outcome: Outcome): string {
  if (outcome.kind === 'failure') return `${outcome.failure.message} ${outcome.failure.hints.join(' ')}`;
  const { answer } = outcome;
  if (answer.status === 'refused') return `${answer.reason} ${answer.hints.join(' ')}`.replaceAll(/^nl2sql_\w+ is not/g, '');
  if (answer.status !== 'ok') return JSON.stringify(answer);
  const names = answer.columns.map(({ name }) => name.replaceAll(/nl2sql_\w+/g, (own) => (answer.proposal.sql.includes(own) ? '' : own)));
  return JSON.stringify([names, answer.rows, answer.warnings]);
}

async function policed(): Promise<Arena> {
  const made = await arena('sqlite', { access: { ...access, deny: [...access.deny] } });
  await made.scratch.write(...setUp);
  await made.services.targets.get('test')?.knowledge.refresh();
  return made;
}

describe('a policy on SQLite', () => {
  test('no spelling shows what is protected', async () => {
    const stage = await policed();
    const leaks: string[] = [];
    for (const { id, sql } of readCorpus('policy.sqlite').filter((one) => one.expect === 'must-not-show')) {
      const outcome = await stage.run(sql);
      if (marker.test(shown(outcome)) || (outcome.kind === 'failure' && /INTERNAL|UNAVAILABLE/.test(outcome.failure.code))) leaks.push(`${id}: ${sql}: ${shown(outcome)}`);
    }
    expect(leaks).toEqual([]);
  });

  test('what may be seen goes on as if there were no policy', async () => {
    const stage = await policed();
    const wrong: string[] = [];
    for (const { id, sql, rows } of readCorpus('policy.sqlite').filter((one): one is typeof one & { rows: unknown } => one.expect === 'rows')) {
      const outcome = await stage.run(sql);
      const got = outcome.kind === 'answer' && outcome.answer.status === 'ok' ? outcome.answer.rows : shown(outcome);
      if (JSON.stringify(got) !== JSON.stringify(rows)) wrong.push(`${id}: ${sql}: ${JSON.stringify(got)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('aggregates keep the names that they were asked by', async () => {
    const stage = await policed();
    expect(await stage.run('SELECT sum(salary), count(DISTINCT s.salary) FROM staff s')).toMatchObject({ answer: { columns: [{ name: 'sum(salary)' }, { name: 'count(DISTINCT s.salary)' }] } });
  });

  test('rows of a table are limited also behind a view, USING and a name in quotes', async () => {
    const stage = await policed();
    for (const sql of ['SELECT * FROM events', 'SELECT * FROM v_events', "SELECT id FROM 'events'",
      'SELECT note FROM (SELECT 1 AS note WHERE 0) FULL JOIN events USING (note)', 'WITH e AS (SELECT note FROM v_events) SELECT * FROM e']) {
      const outcome = await stage.run(sql, 100);
      expect([sql, outcome.kind === 'answer' && outcome.answer.status === 'ok' ? outcome.answer.rows.length : outcome]).toEqual([sql, 5]);
    }
  });

  test('the proof names what is read, however it is written', async () => {
    const stage = await policed();
    const outcome = await stage.run("SELECT d.'title', e.email FROM 'dept' d JOIN main.'customers' e ON e.id = d.id");
    expect(outcome).toMatchObject({ answer: { proof: { tables: ['customers', 'dept'], columnsRead: expect.arrayContaining(['dept.title', 'customers.email']) } } });
  });

  test('views that show what may not be seen are not in the schema, others are', async () => {
    const stage = await policed();
    const catalog = await stage.services.targets.get('test')?.knowledge.catalog();
    const names = catalog?.snapshot.tables.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['v_names', 'v_events', 'notes']));
    expect(names.filter((name) => /v_pay|v_using|v_victim|v_schema|victim|secret_notes$/.test(name))).toEqual([]);
  });

  test('the schema offers nothing that no statement can read', async () => {
    const stage = await policed();
    const catalog = await stage.services.targets.get('test')?.knowledge.catalog();
    const tables = catalog?.snapshot.tables ?? [];
    expect(tables.map(({ name }) => name).filter((name) => /^(?:customer_search|words|notes_|boxes_|v_doubled)/.test(name))).toEqual([]);
    expect(tables.find(({ name }) => name === 'ranked')).toMatchObject({ columns: [{ name: 'id' }, { name: 'pay' }, { name: 'team' }] });
    for (const sql of ['SELECT doubled FROM ranked', 'SELECT double FROM ranked', 'SELECT * FROM word', 'SELECT * FROM customer_searc']) {
      expect(shown(await stage.run(sql))).not.toMatch(/mean\W.*(?:doubled|words|customer_search)/);
    }
  });

  test('a table that a WITH hides is not read in its place', async () => {
    const stage = await policed();
    for (const sql of ['WITH dept AS (SELECT 7 AS id) SELECT * FROM main.dept', "WITH n(i) AS (SELECT 1), 'dept' (id) AS NOT MATERIALIZED (SELECT id FROM [main].\"dept\") SELECT * FROM dept"]) {
      expect(await stage.run(sql)).toMatchObject({ answer: { status: 'refused', reason: 'main.dept would be read as the WITH of that name' } });
    }
    expect(await stage.run('WITH customers AS (SELECT id FROM main.customers) SELECT count(*) FROM customers')).toMatchObject({ answer: { rows: [[3]] } });
    expect(await stage.run('SELECT coalesce(1, max(id)) AS dept FROM main.dept')).toMatchObject({ answer: { rows: [[1]] } });
  });

  test('an R*Tree is read, also once the schema has changed, and what it keeps its rows in is not', async () => {
    const stage = await policed();
    const rows = { answer: { status: 'ok', rows: [[1, 2, 3]] } };
    expect(await stage.run('SELECT * FROM boxes WHERE "left" > 1')).toMatchObject(rows);
    await stage.scratch.write('CREATE TABLE another (v TEXT)');
    expect(await stage.run('SELECT * FROM boxes WHERE "left" > 0')).toMatchObject(rows);
    expect(await stage.run('SELECT * FROM boxes_node')).not.toMatchObject({ answer: { status: 'ok' } });
    const plain = await arena('sqlite');
    await plain.scratch.write('CREATE VIRTUAL TABLE boxes USING rtree(id, left, right)', 'INSERT INTO boxes VALUES (1, 2, 3)');
    expect(await plain.run('SELECT * FROM boxes')).toMatchObject(rows);
    expect(await plain.run('SELECT rtreecheck(\'boxes\')')).not.toMatchObject({ answer: { status: 'ok' } });
  });

  test('a table that is made while we look is under the policy at once', async () => {
    const stage = await policed();
    await stage.scratch.write('CREATE TABLE calm2 (v TEXT)', 'DROP VIEW v_names', 'CREATE VIEW v_names AS SELECT id, salary FROM staff');
    expect(shown(await stage.run('SELECT * FROM v_names'))).not.toMatch(marker);
    await stage.scratch.write('ALTER TABLE dept ADD COLUMN boss TEXT');
    expect(await stage.run('SELECT count(boss) FROM dept')).toMatchObject({ answer: { rows: [[0]] } });
  });
});
