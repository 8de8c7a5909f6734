import { insert, kidRows, type PolicyStage, secretRows, tablesOf, views, type World } from '../scratch/policy-worlds.ts';

export const postgresPolicyStage: PolicyStage = { spellings: new URL('./spellings.jsonl', import.meta.url), hasOther: false, setUp };

function sqlFunction(head: string, body: string): string {
  return `CREATE FUNCTION ${head} LANGUAGE sql STABLE AS $$ ${body} $$`;
}

function setUp(world: World): string[] {
  return [
    ...tablesOf(world, 'text'),
    'CREATE TABLE vault (id int, secret text)', "INSERT INTO vault VALUES (901, 'open'), (902, 'open')",
    'CREATE TABLE victim (id int, secret text) INHERITS (vault)', insert('victim', secretRows('victim', world, 6)),
    'CREATE TABLE victim_kid () INHERITS (victim)', insert('victim_kid', secretRows('victim_kid', world, 2)),
    'CREATE TABLE staff_kid () INHERITS (staff)', insert('staff_kid', kidRows(world)),
    'CREATE TABLE parted (id int, secret text) PARTITION BY LIST (id)', 'CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1, 2, 3)',
    'CREATE TABLE parted_2 PARTITION OF parted DEFAULT', insert('parted', secretRows('parted', world, 6)),
    sqlFunction('email_of(int) RETURNS text', 'SELECT email FROM customers WHERE id = $1'), sqlFunction('name_of(customers) RETURNS text', 'SELECT $1.name'),
    sqlFunction('secret_of(int) RETURNS text', 'SELECT secret FROM victim WHERE id = $1'),
    sqlFunction('salary_of(staff) RETURNS int', 'SELECT $1.salary'), sqlFunction('victims() RETURNS SETOF victim', 'SELECT * FROM victim'),
    sqlFunction('secret_at(int, int) RETURNS text', 'SELECT secret FROM victim WHERE id = $1 + $2'),
    sqlFunction('is_secret(text) RETURNS boolean', "SELECT EXISTS (SELECT FROM victim WHERE id = 1 AND secret LIKE $1 || '%')"),
    'CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = secret_at)', 'CREATE TYPE badge AS (id int)',
    sqlFunction('badge_name(badge) RETURNS text', 'SELECT name FROM customers WHERE id = $1.id'), 'CREATE CAST (badge AS text) WITH FUNCTION badge_name(badge)',
    'CREATE DOMAIN guess AS text CHECK (is_secret(VALUE))', 'CREATE TYPE rec AS (a guess)',
    ...views, 'CREATE VIEW v_mail AS SELECT id, email_of(id) AS mail FROM customers', 'CREATE VIEW v_p1 AS SELECT * FROM parted_1', 'CREATE VIEW v_rows AS SELECT c FROM customers c',
    'CREATE MATERIALIZED VIEW m_sal AS SELECT id, dept_id, salary AS pay FROM staff',
    'ANALYZE',
  ];
}
