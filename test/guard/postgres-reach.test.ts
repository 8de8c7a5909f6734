import { expect, test } from 'vitest';
import { isRefusal } from '../../src/core/proof.ts';
import { scratchDatabase } from '../database/engines.ts';

const call = { timeoutMs: 10_000 };
const writing = (signature: string, result: string, value: string) =>
  `CREATE FUNCTION ${signature} RETURNS ${result} LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES ('ran'); RETURN ${value}; END $$`;

/** Code that writes behind a domain's check, casts, an operator and functions, none of which a statement has to name. */
const schema = [
  'CREATE TABLE log (note text)',
  writing('wr(int)', 'boolean', 'true'),
  'CREATE DOMAIN d1 AS int',
  'CREATE TABLE tab (id int, a d1)',
  'INSERT INTO tab VALUES (1, 5)',
  'ALTER DOMAIN d1 ADD CHECK (wr(VALUE))',
  "CREATE TYPE e AS ENUM ('p', 'q')",
  "CREATE TYPE b AS ENUM ('p', 'q')",
  'CREATE TABLE te (id int, c e)',
  "INSERT INTO te VALUES (1, 'p')",
  writing('e2t(e)', 'text', "'z'"),
  'CREATE CAST (e AS text) WITH FUNCTION e2t(e)',
  'CREATE TYPE r1 AS RANGE (subtype = d1)',
  "CREATE FUNCTION totext(anyelement) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text'",
  writing('eqe(e, e)', 'boolean', 'true'),
  'CREATE OPERATOR = (LEFTARG = e, RIGHTARG = e, FUNCTION = eqe)',
  "CREATE FUNCTION fe(x e) RETURNS bool LANGUAGE sql STABLE AS 'SELECT x = x'",
  writing('upper(e)', 'text', "'z'"),
  "CREATE FUNCTION fu(x e) RETURNS text LANGUAGE sql STABLE AS 'SELECT upper(x)'",
  "CREATE FUNCTION fd(int) RETURNS d1 LANGUAGE sql STABLE AS 'SELECT $1'",
  "CREATE FUNCTION ft(int) RETURNS TABLE(x d1, y int) LANGUAGE sql STABLE AS 'SELECT $1, 2'",
  writing('t2m(int)', 'b', "'p'"),
  'CREATE CAST (int AS b) WITH FUNCTION t2m(int) AS ASSIGNMENT',
  "CREATE FUNCTION fb(int) RETURNS b LANGUAGE sql STABLE AS 'SELECT $1'",
  'CREATE TABLE shadow (id int, evl int)',
  'CREATE TYPE rec2 AS (q int)',
  writing('evl(rec2)', 'int', '1'),
  "CREATE FUNCTION fs(shadow rec2) RETURNS int LANGUAGE sql STABLE AS 'SELECT shadow.evl + (SELECT count(*)::int FROM shadow)'",
  "CREATE DOMAIN de AS e CHECK (upper(VALUE) = 'z')",
  "CREATE FUNCTION cfg() RETURNS text LANGUAGE sql STABLE SET standard_conforming_strings = off AS $f$ SELECT '\\' , '||pg_read_file($$/etc/hostname$$)-- ' $f$",
  "CREATE FUNCTION set_role() RETURNS int LANGUAGE sql STABLE SET statement_timeout = 0 AS 'SELECT 1'",
  writing('e2b(e)', 'b', "'p'"),
  'CREATE CAST (e AS b) WITH FUNCTION e2b(e)',
  'CREATE TYPE comp AS (f b)',
  'CREATE DOMAIN dom_b AS b',
  'CREATE DOMAIN positive AS int CHECK (VALUE > 0)',
  'CREATE TABLE sound (id int, n positive, mood b)',
  "CREATE FUNCTION twice(positive) RETURNS int LANGUAGE sql STABLE SET search_path = public AS 'SELECT $1 * 2'",
];

const reaching = [
  "SELECT jsonb_populate_record(s, '{\"a\":7}') FROM (SELECT a FROM tab) s", "SELECT jsonb_populate_record(ROW(t.a), '{\"f1\":7}') FROM tab t",
  "SELECT lag(a, 1, '7') OVER () FROM tab", "SELECT array_agg(a) || '{7}' FROM tab", "SELECT array_append(ARRAY[a], '7') FROM tab", "SELECT ARRAY[a] = '{7}' FROM tab",
  "SELECT coalesce(ARRAY[a], '{7}') FROM tab", "SELECT array_agg(a) FROM tab UNION ALL SELECT '{7}'", 'SELECT fd(7)', 'SELECT x FROM ft(7)', 'SELECT fb(7)',
  'SELECT quote_literal(c) FROM te', "SELECT c || 'x' FROM te", 'SELECT totext(c) FROM te', 'SELECT quote_nullable(c) FROM te', "SELECT '{[1,2)}'::r1_multirange",
  "SELECT '[1,2)'::r1", 'SELECT fe(c) FROM te', "SELECT fe('p')", "SELECT fu('p')", 'SELECT fs(ROW(1))', "SELECT 'p'::de", 'SELECT cfg()', 'SELECT set_role()',
  'SELECT ARRAY[c]::_b FROM te', 'SELECT ROW(c)::comp FROM te', 'SELECT c::dom_b FROM te', 'SELECT $1', 'SELECT $200000000::int',
];

test('what a literal, a parameter or a result may become is judged, also where the statement does not name it', async () => {
  const scratch = await scratchDatabase('postgres');
  await scratch.write(...schema);
  const { prover } = await scratch.open();
  const passed: string[] = [];
  for (const sql of reaching) if (!isRefusal(await prover.prove(sql, call))) passed.push(sql);
  expect(passed).toEqual([]);
  for (const sql of ['SELECT id, n + 1 FROM sound', "SELECT n FROM sound WHERE mood = 'p'", 'SELECT twice(3)', "SELECT '[1,2)'::int4range"]) {
    expect(await prover.prove(sql, call), sql).not.toHaveProperty('refused');
  }
});

test('texts end where the proof says, whatever the database was set to', async () => {
  const scratch = await scratchDatabase('postgres');
  const [row] = await scratch.write('SELECT current_database() AS name');
  await scratch.write(`ALTER DATABASE ${String(row?.['name'])} SET standard_conforming_strings = off`);
  const { prover, database } = await scratch.open();
  const statement = await prover.prove("SELECT '\\' , '||current_user-- '", call);
  if (isRefusal(statement)) throw new Error(statement.reason);
  const { rows } = await database.execute(statement, { rowsMax: 10, offset: 0, cellBytesMax: 100, bytesMax: 10_000 }, call);
  expect(rows).toEqual([['\\', '||current_user-- ']]);
});
