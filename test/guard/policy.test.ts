import { describe, expect, test } from 'vitest';
import { getSchema } from '../../src/answer/report/schema.ts';
import { ask } from '../../src/answer/ask/ladder.ts';
import { answerToWire } from '../../src/answer/wire.ts';
import { localPrincipal } from '../../src/core/question.ts';
import { type EngineName, engineNames } from '../database/engines.ts';
import { arena, type Arena } from './fixture.ts';

const access = { deny: ['victim', '*calm*'], columns: { 'customers.email': 'hashed', 'customers.name': 'hidden', 'sales.amount': 'aggregate' }, groupRowsMin: 1 } as const;

const views: Readonly<Record<EngineName, readonly string[]>> = {
  sqlite: ['CREATE VIEW contact AS SELECT id, email FROM customers', 'CREATE VIEW contact2 AS SELECT * FROM contact', 'CREATE VIEW everybody AS SELECT * FROM customers', 'CREATE VIEW joined AS SELECT id, joined_on FROM customers', 'CREATE VIEW behind AS SELECT * FROM victim'],
  duckdb: ['CREATE VIEW contact AS SELECT id, email FROM customers', 'CREATE VIEW contact2 AS SELECT * FROM contact', 'CREATE VIEW everybody AS SELECT c FROM customers c',
    'CREATE VIEW joined AS SELECT id, joined_on FROM customers', 'CREATE VIEW behind AS SELECT * FROM victim', 'CREATE MACRO contact_of(x) AS (SELECT email FROM customers WHERE id = x)',
  'CREATE MACRO contacts() AS TABLE SELECT email FROM customers'],
  postgres: ['CREATE VIEW contact AS SELECT id, email FROM customers', 'CREATE VIEW contact2 AS SELECT * FROM contact', 'CREATE VIEW everybody AS SELECT c FROM customers c', 'CREATE MATERIALIZED VIEW stored AS SELECT email FROM customers', 'CREATE VIEW joined AS SELECT id, joined_on FROM customers', 'CREATE VIEW behind AS SELECT * FROM victim', 'CREATE FUNCTION contact_of(int) RETURNS text LANGUAGE sql STABLE AS $$ SELECT email FROM customers WHERE id = $1 $$', 'CREATE SCHEMA hr', "CREATE TABLE hr.customers (id int, email text)", "INSERT INTO hr.customers VALUES (1, 'eve@x.org')", 'CREATE TABLE parted (id int, email text) PARTITION BY LIST (id)', 'CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)', "INSERT INTO parted VALUES (1, 'fay@x.org')"],
  mysql: ['CREATE VIEW contact AS SELECT id, email FROM customers', 'CREATE VIEW contact2 AS SELECT * FROM contact', 'CREATE VIEW everybody AS SELECT * FROM customers', 'CREATE VIEW joined AS SELECT id, joined_on FROM customers', 'CREATE VIEW behind AS SELECT * FROM victim'],
};

/** Each tries to see an address (`x.org`), a name (`Ada`), an amount (`99`, `10.5`) or a row of `victim`. */
const leaks: readonly string[] = [
  'SELECT * FROM customers', 'SELECT email FROM customers', 'SELECT c.email FROM customers c', 'SELECT c.* FROM customers AS c', 'SELECT customers.email FROM customers', 'SELECT name FROM customers', 'SELECT c.name FROM customers c', 'SELECT lower(email) FROM customers', "SELECT email FROM customers WHERE email LIKE 'ada%'", "SELECT id FROM customers WHERE email = 'ada@x.org'",
  'SELECT max(email), min(email) FROM customers', 'SELECT a.email FROM customers a JOIN customers b USING (email)', 'SELECT email FROM customers a JOIN (SELECT email FROM customers) b USING (email)', 'SELECT e FROM (SELECT email AS e FROM customers) x', 'WITH x AS (SELECT email FROM customers) SELECT * FROM x', 'WITH x(e) AS (SELECT email FROM customers) SELECT e FROM x',
  'WITH customers AS (SELECT * FROM customers) SELECT * FROM customers', 'WITH RECURSIVE x AS (SELECT id, email FROM customers) SELECT * FROM x', 'SELECT email FROM customers UNION SELECT email FROM customers', 'SELECT (SELECT email FROM customers WHERE id = 1)', 'SELECT id FROM sales s WHERE EXISTS (SELECT email FROM customers)', 'SELECT coalesce(email, 1) FROM customers', "SELECT concat(email, '') FROM customers", 'SELECT substr(email, 1, 3) FROM customers', 'SELECT name FROM customers ORDER BY name', 'SELECT count(*) FROM customers GROUP BY name',
  'SELECT * FROM contact', 'SELECT * FROM contact2', 'SELECT * FROM everybody', 'SELECT * FROM behind', 'SELECT x.email FROM contact2 x', 'SELECT * FROM victim', 'SELECT v FROM victim', 'SELECT * FROM sales s, victim', 'SELECT * FROM sales s JOIN victim v ON true', 'SELECT (SELECT v FROM victim LIMIT 1)', 'SELECT * FROM calm', 'WITH x AS (SELECT * FROM victim) SELECT * FROM x', 'SELECT * FROM "victim"', 'SELECT * FROM VICTIM', 'SELECT id FROM sales WHERE id IN (SELECT id FROM victim)',
  'SELECT * FROM sales', 'SELECT amount FROM sales', 'SELECT s.amount FROM sales s', 'SELECT amount + 0 FROM sales', 'SELECT max(amount) FROM sales', 'SELECT min(amount) FROM sales', 'SELECT id FROM sales ORDER BY amount', 'SELECT id FROM sales WHERE amount > 50', 'SELECT sum(amount) OVER (PARTITION BY id) FROM sales', 'SELECT id, amount AS a FROM sales', 'SELECT a FROM (SELECT amount AS a FROM sales) x', 'SELECT sum(a) FROM (SELECT amount AS a FROM sales) x', 'SELECT s.* FROM sales s', 'SELECT count(*), sum(amount + 0) FROM sales', 'WITH x AS (SELECT * FROM sales) SELECT * FROM x', 'SELECT * FROM sales NATURAL JOIN customers', 'SELECT id FROM sales JOIN (SELECT 99 AS amount) g USING (amount)', 'SELECT CASE WHEN amount > 50 THEN 1 END FROM sales',
];

const ownLeaks: Readonly<Record<EngineName, readonly string[]>> = {
  sqlite: ['SELECT * FROM main.customers', 'SELECT main.customers.email FROM main.customers', 'SELECT email FROM [customers]', 'SELECT sql FROM sqlite_schema', "SELECT * FROM pragma_table_info('customers')", 'PRAGMA table_info(customers)', "SELECT nl2sql_hash('a', 'b')", 'EXPLAIN SELECT email FROM customers', 'SELECT group_concat(email) FROM customers', 'SELECT json_group_array(name) FROM customers', 'SELECT * FROM main.victim', 'SELECT group_concat(amount) FROM sales'],
  duckdb: [
    'SELECT * FROM main.customers', 'SELECT main.customers.email FROM main.customers', 'SELECT customers FROM customers', 'SELECT c FROM customers c', 'SELECT c::VARCHAR FROM customers c',
    'SELECT to_json(c) FROM customers c', 'SELECT row_to_json(c) FROM customers c', 'TABLE customers', 'FROM customers', 'FROM sales', 'SELECT * FROM customers c(a, b, d, e)',
    'SELECT d FROM customers c(a, b, d)',
    'SELECT x FROM sales AS s(i, r, p, x)', 'SELECT s FROM sales s', 'SELECT count(s), s FROM sales s GROUP BY s', 'SELECT COLUMNS(*) FROM customers', "SELECT COLUMNS('e.*') FROM customers",
    "SELECT COLUMNS('amou.*') FROM sales", 'SELECT #4 FROM sales', 'SELECT #3 FROM customers', 'SELECT * EXCLUDE (id) FROM customers', 'SELECT * REPLACE (email AS id) FROM customers',
    'SELECT email.upper() FROM customers', 'SELECT name.lower() FROM customers',
    'DESCRIBE customers', 'SUMMARIZE customers', 'SELECT * FROM (SUMMARIZE customers)', 'FROM (DESCRIBE SELECT * FROM customers)', 'EXPLAIN SELECT email FROM customers',
    'EXPLAIN ANALYZE SELECT email FROM customers', 'UNPIVOT customers ON email, name INTO NAME n VALUE v', 'SELECT * FROM (UNPIVOT sales ON amount INTO NAME n VALUE v)',
    "SELECT * FROM sales PIVOT (max(amount) FOR product IN ('pen', 'ink', 'pad'))", "SELECT * FROM sales PIVOT (sum(amount) FOR id IN (1, 2, 3, 4))",
    'SELECT string_agg(email) FROM customers', 'SELECT list(name) FROM customers', 'SELECT arg_max(email, id) FROM customers', 'SELECT first(name) FROM customers',
    'SELECT any_value(amount) FROM sales', 'SELECT list(amount) FROM sales', 'SELECT sum(amount) FILTER (WHERE id = 4) FROM sales', 'SELECT histogram(amount) FROM sales',
    'SELECT quantile_cont(amount, 0.5) FROM sales', 'SELECT sum(amount ORDER BY id) FROM sales', 'SELECT sum(amount) EXPORT_STATE FROM sales',
    'SELECT *, sum(amount) FROM sales GROUP BY ALL', 'SELECT s, sum(amount) FROM sales s GROUP BY ALL', 'SELECT sum(amount), s.* FROM sales s GROUP BY ALL', 'SELECT contact_of(1)',
    'SELECT * FROM contacts()', 'SELECT * FROM duckdb_views()', 'SELECT * FROM information_schema.columns', 'SELECT sql FROM sqlite_master', "SELECT * FROM pragma_table_info('customers')",
    "SELECT * FROM query('SELECT email FROM customers')", "SELECT * FROM query_table('customers')", "SELECT * FROM query_table(['customers'])",
    "SELECT 'victim'::REGCLASS", 'SELECT email FROM customers TABLESAMPLE 100%', 'SELECT email FROM customers USING SAMPLE 3', 'SELECT * FROM customers POSITIONAL JOIN sales',
    'SELECT * FROM customers AT (VERSION => 1)', 'WITH customers AS (SELECT 1 AS id) SELECT * FROM contact', 'SELECT (SELECT sum(s.amount)) FROM sales s WHERE id = 4',
    'SELECT [x.email for x in [c]] FROM customers c', 'SELECT struct_extract(c, 1) FROM customers c', 'SELECT unnest(c) FROM customers c', 'SELECT c.* FROM (SELECT customers FROM customers) c(c)',
  ],
  postgres: ['SELECT customers FROM customers', 'SELECT c FROM customers c', 'SELECT c::text FROM customers c', 'SELECT row_to_json(c) FROM customers c', 'SELECT to_jsonb(customers) FROM customers', '(SELECT email FROM customers)', 'TABLE customers', 'TABLE sales', 'SELECT (c).email FROM customers c', 'SELECT * FROM public.customers', 'SELECT public.customers.email FROM public.customers', 'SELECT * FROM "public"."customers" c', 'SELECT email FROM ONLY customers', 'SELECT string_agg(email, \',\') FROM customers', 'SELECT array_agg(c) FROM customers c', 'SELECT contact_of(1)', 'SELECT * FROM stored', 'SELECT * FROM customers c(a, b, d, e)', 'SELECT d FROM customers c(a, b, d)', 'SELECT s FROM sales s', 'SELECT s::text FROM sales s', 'SELECT x FROM sales AS s(i, r, p, x)', 'SELECT row_to_json(s) FROM sales s', 'SELECT count(s), s FROM sales s GROUP BY s', 'SELECT * FROM pg_class', 'SELECT * FROM information_schema.columns', "SELECT 'victim'::regclass", "SELECT pg_get_viewdef('contact'::regclass)", 'SHOW search_path', 'EXPLAIN SELECT email FROM customers', 'SELECT * FROM U&"vict\\0069m"', 'SELECT * FROM U&"cust\\006Fmers"', 'SELECT * FROM parted_1', 'SELECT email FROM customers TABLESAMPLE system (100)', 'SELECT (SELECT c FROM customers c LIMIT 1)', 'SELECT unnest(array_agg(email)) FROM customers', 'SELECT json_agg(s) FROM sales s', 'SELECT array_agg(amount) FROM sales', 'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM sales', 'SELECT sum(amount) FILTER (WHERE amount > 50) FROM sales', 'SELECT v.* FROM sales s, LATERAL (SELECT * FROM victim) v', 'SELECT * FROM ONLY victim', 'SELECT * FROM public.victim'],
  mysql: ['SELECT * FROM `customers`', 'SELECT `email` FROM `customers`', 'TABLE customers', 'SHOW COLUMNS FROM customers', 'DESCRIBE customers', 'SELECT * FROM information_schema.columns', 'SELECT group_concat(email) FROM customers', 'SELECT json_arrayagg(name) FROM customers', 'EXPLAIN SELECT email FROM customers', 'SELECT * FROM customers c, (victim)', 'SELECT * FROM (customers c, victim v)', 'SELECT group_concat(amount) FROM sales', 'SELECT * FROM test.victim', 'SELECT SQL_NO_CACHE email FROM customers'],
};

/** What stays possible. */
const valid: readonly (readonly [string, unknown])[] = [
  ['SELECT count(*) FROM customers', [[3]]], ['SELECT count(DISTINCT email) FROM customers', [[3]]], ['SELECT count(*) FROM customers a JOIN customers b ON a.email = b.email', [[3]]], ['SELECT count(*) FROM customers a JOIN customers b USING (email)', [[3]]], ['SELECT id FROM customers WHERE id = 2', [[2]]], ['SELECT c.id FROM customers AS c ORDER BY c.id LIMIT 1', [[1]]], ['SELECT count(*) FROM joined', [[3]]],
  ['WITH x AS (SELECT id FROM customers) SELECT count(*) FROM x', [[3]]], ['WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT count(*) FROM n JOIN customers c ON c.id = n.i', [[3]]], ['SELECT count(*) FROM sales', [[4]]], ['SELECT count(amount) FROM sales', [[4]]], ['SELECT s.product FROM sales s JOIN customers c ON c.id = s.customer_id WHERE c.id = 3', [['pad']]], ['SELECT region FROM sales WHERE id = 2', [['south']]], ['SELECT product, count(*) FROM sales GROUP BY product HAVING sum(amount) > 90', [['pad', 1]]],
];

async function policed(engine: EngineName): Promise<Arena> {
  const stage = await arena(engine, { timeoutMs: 10_000, access: { ...access, deny: [...access.deny], rows: {}, groupRowsMin: 1 } });
  await stage.scratch.write(...views[engine]);
  return stage;
}

describe.each(engineNames)('a policy on %s', (engine) => {
  test('no spelling shows what is denied, hidden, hashed or only for aggregates', async () => {
    const stage = await policed(engine);
    const shown: string[] = [];
    for (const sql of [...leaks, ...ownLeaks[engine]]) {
      const outcome = await stage.run(sql);
      const seen = outcome.kind === 'answer' ? outcome.answer : undefined;
      const rows = seen?.status === 'ok' ? JSON.stringify(seen.rows).replaceAll(/[0-9a-f]{32}/g, 'hash') : '';
      if (/x\.org|Ada|Bob|"[abc]"/.test(rows) || (/sales/.test(sql) && /\b(99|10\.5|7\.25)\b/.test(rows))) shown.push(`${sql}: ${rows}`);
      if (outcome.kind === 'failure' && /INTERNAL|UNAVAILABLE/.test(outcome.failure.code)) shown.push(`${sql}: ${outcome.failure.message}`);
      if (/amount|victim/.test(sql) && seen?.status === 'ok') shown.push(`${sql}: it ran`);
    }
    expect(shown).toEqual([]);
  });

  test('counting, joining and grouping go on, also on hashed columns', async () => {
    const stage = await policed(engine);
    const wrong: string[] = [];
    for (const [sql, rows] of valid) {
      const outcome = await stage.run(sql);
      const got = outcome.kind === 'answer' ? (outcome.answer.status === 'ok' ? outcome.answer.rows : outcome.answer) : outcome.failure.message;
      if (JSON.stringify(got) !== JSON.stringify(rows)) wrong.push(`${sql}: ${JSON.stringify(got)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('what may not be seen stands neither in the schema nor in contexts, suggestions or samples', async () => {
    const stage = await policed(engine);
    const schema = JSON.stringify(await getSchema({ detail: 'full', principal: localPrincipal }, stage.services));
    expect(schema).not.toMatch(/victim|calm|contact|everybody|behind|\bname\b.*boss_id/);
    expect(schema).toContain('hashed by policy');
    const context = JSON.stringify(answerToWire(await ask({ question: 'email of the customer who was frobnicated', principal: localPrincipal, execute: false }, stage.services)));
    expect(context).not.toMatch(/x\.org|Ada|victim|calm/);
    const misspelled = await stage.run('SELECT * FROM victm');
    expect(JSON.stringify(misspelled)).not.toContain('victim');
    const hidden = await stage.run('SELECT nam FROM customers');
    expect(hidden.kind === 'failure' ? hidden.failure.hints.join() : '').not.toMatch(/name/);
  });

  test('row limits of a table hold whatever a call asks for', async () => {
    const stage = await arena(engine, { timeoutMs: 10_000, access: { rows: { sales: 2 } } });
    expect(await stage.run('SELECT id FROM sales ORDER BY id', 100)).toMatchObject({ answer: { rows: [[1], [2]], truncated: true } });
    expect(await stage.run('SELECT id FROM customers ORDER BY id', 100)).toMatchObject({ answer: { rows: [[1], [2], [3]] } });
  });

  test('only allowed tables can be read', async () => {
    const stage = await arena(engine, { timeoutMs: 10_000, access: { allow: ['sales'] } });
    expect(await stage.run('SELECT count(*) FROM sales')).toMatchObject({ answer: { status: 'ok' } });
    for (const sql of ['SELECT * FROM customers', 'SELECT * FROM sales, victim', 'SELECT id FROM sales WHERE id IN (SELECT id FROM customers)']) expect(await stage.run(sql)).not.toMatchObject({ answer: { status: 'ok' } });
  });
});

test('a control character in the name of a denied table hides it from no rule', async () => {
  const name = '"od\u0001d"';
  const stage = await arena('postgres', { timeoutMs: 10_000, access: { deny: ['od\u0001d'] } });
  await stage.scratch.write(`CREATE TABLE ${name} (id int)`);
  await stage.services.targets.get('test')?.knowledge.refresh();
  expect(await stage.run(`SELECT * FROM ${name}`)).toMatchObject({ answer: { status: 'refused' } });
  expect(await stage.run('SELECT 1 AS "o\u0001d"')).toMatchObject({ answer: { status: 'ok' } });
});
