import { type AttackStage, victim } from '../scratch/stage.ts';
import { postgresPolicyStage } from './policy-stage.ts';

export const postgresStage: AttackStage = {
  attacks: new URL('./attacks.jsonl', import.meta.url),
  policy: postgresPolicyStage,
  setUp: [
    ...victim, 'CREATE SEQUENCE vseq', 'CREATE PROCEDURE pc() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; END $$', 'CREATE FUNCTION wr() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$',
    'CREATE FUNCTION wr(r victim) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$',
    'CREATE FUNCTION sneaky(int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT wr() $$', 'CREATE FUNCTION sleepy(r victim) RETURNS text LANGUAGE sql STABLE AS $$ SELECT pg_sleep(30)::text $$',
    'CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT x * 2 $$', 'CREATE FUNCTION loose() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT 1 $$', 'CREATE FUNCTION owner_rights() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT 1 $$',
    'CREATE FUNCTION acc(int, int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$', 'CREATE AGGREGATE evil_sum(int) (SFUNC = acc, STYPE = int, INITCOND = 0)',
    "CREATE FUNCTION opfn(int, text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); DELETE FROM victim; RETURN true; END $$", 'CREATE OPERATOR === (LEFTARG = int, RIGHTARG = text, FUNCTION = opfn)',
    "CREATE TYPE money2 AS (amount int)", "CREATE FUNCTION money2_of(text) RETURNS money2 LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN ROW(1)::money2; END $$", 'CREATE CAST (text AS money2) WITH FUNCTION money2_of(text)',
    "CREATE FUNCTION checks(int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN true; END $$", 'CREATE DOMAIN checked AS int CHECK (checks(VALUE))',
    "CREATE FUNCTION wr(int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN $1; END $$", "CREATE FUNCTION wr(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN $1; END $$",
    'CREATE DOMAIN d1 AS int CHECK (wr(VALUE) > 0)', 'CREATE DOMAIN d2 AS d1', 'CREATE TYPE rec AS (a d1)', 'CREATE TYPE pair AS (a int, b text)', 'CREATE TABLE held (id int, one d1)', 'CREATE TABLE held_many (id int, many d1[])', 'CREATE TABLE wide (id int, p pair)',
    'CREATE FUNCTION pair_eq(pair, pair) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN true; END $$', 'CREATE OPERATOR = (LEFTARG = pair, RIGHTARG = pair, FUNCTION = pair_eq)', 'CREATE OPERATOR >= (LEFTARG = pair, RIGHTARG = pair, FUNCTION = pair_eq)',
    'CREATE FUNCTION atomic() RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT wr(1); END', 'CREATE FUNCTION returning_one() RETURNS int LANGUAGE sql STABLE RETURN wr(1)', 'CREATE FUNCTION calm_atomic() RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT 1; END',
    'CREATE SCHEMA hidden', 'CREATE FUNCTION hidden.lower(pair) RETURNS text LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN NULL; END $$', 'CREATE TABLE guarded (id int)', 'ALTER TABLE guarded ENABLE ROW LEVEL SECURITY', 'CREATE POLICY p ON guarded USING (wr(id) > 0)',
    'CREATE FUNCTION positional(int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT $1 * 2 $$', 'CREATE FUNCTION defaulted(a int DEFAULT wr(1)) RETURNS int LANGUAGE sql STABLE AS $$ SELECT a $$', 'CREATE FUNCTION to_json_of(pair) RETURNS json LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN NULL; END $$', 'CREATE CAST (pair AS json) WITH FUNCTION to_json_of(pair)', "CREATE FUNCTION same_rec(rec, rec) RETURNS bool LANGUAGE sql STABLE AS $$ SELECT true $$", 'CREATE OPERATOR ==== (LEFTARG = rec, RIGHTARG = rec, FUNCTION = same_rec)',
    'CREATE FUNCTION same_d1(d1, d1) RETURNS bool LANGUAGE sql STABLE AS $$ SELECT true $$', 'CREATE OPERATOR %%% (LEFTARG = d1, RIGHTARG = d1, FUNCTION = same_d1)', 'CREATE FUNCTION region(pair) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$',
    'CREATE VIEW evil_view AS SELECT id, wr() AS n FROM victim', 'CREATE VIEW evil_view2 AS SELECT * FROM evil_view', 'CREATE VIEW sleep_view AS SELECT pg_sleep(30)::text AS s', "CREATE VIEW file_view AS SELECT pg_read_file('/etc/hostname') AS f", 'CREATE VIEW calm AS SELECT id, upper(v) AS v FROM victim',
    'CREATE TABLE sales (id int PRIMARY KEY, region text, product text, amount numeric(10,2), quantity int, sold_on date, customer_id int, details jsonb)', "INSERT INTO sales VALUES (1,'north','pen',10.5,3,'2024-01-05',1,'{\"tags\":[\"a\",\"b\"],\"n\":1}'),(2,'south','ink',20,1,'2024-02-10',2,'{\"tags\":[],\"n\":2}'),(3,'north','ink',7.25,2,'2024-02-11',1,NULL),(4,NULL,'pad',99,9,'2023-12-31',3,'{\"n\":3}')",
    'CREATE TABLE customers (id int PRIMARY KEY, name text, email text, boss_id int, joined_on date)', "INSERT INTO customers VALUES (1,'Ada','ada@x.org',NULL,'2020-01-01'),(2,'Bob','bob@x.org',1,'2021-05-05'),(3,'Cyd','cyd@x.org',1,'2022-07-07')",
  ],
  state: [
    "SELECT string_agg(id || v, ',' ORDER BY id) AS s FROM victim", "SELECT string_agg(relname || ' ' || relkind::text, ',' ORDER BY relname) AS s FROM pg_class WHERE relnamespace = 'public'::regnamespace", 'SELECT last_value, is_called FROM vseq', "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    'SELECT count(*) AS n FROM pg_proc WHERE oid >= 16384', 'SELECT count(*) AS n FROM pg_largeobject_metadata', "SELECT count(*) AS n FROM pg_roles WHERE rolname !~ '^t_|^nl2sql_reader$'", 'SELECT count(*) AS n FROM pg_db_role_setting', 'SELECT count(*) AS n FROM pg_replication_slots',
    "SELECT string_agg(nspname, ',' ORDER BY nspname) AS s FROM pg_namespace WHERE nspname !~ '^pg_toast_temp|^pg_temp'", 'SELECT md5(string_agg(name || setting, \',\' ORDER BY name)) AS s FROM pg_settings',
  ],
  working: "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid() AND query !~ '^(DISCARD|ROLLBACK|BEGIN)'",
};
