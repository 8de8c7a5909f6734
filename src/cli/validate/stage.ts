import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../../core/answer.ts';
import type { DialectName } from '../../core/dialect.ts';
import type { Failure } from '../../core/errors.ts';

/** An attack, or a valid statement, with what must hold after it: see `violation`. */
export interface Case {
  readonly id: string;
  readonly engine: string;
  readonly sql: string;
  readonly expect: string;
  readonly file?: string;
}

export function attacksOn(dialect: DialectName): Case[] {
  return readCases(new URL(`./attacks.${dialect}.jsonl`, import.meta.url));
}

export function readCases(file: URL | string): Case[] {
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
}

const victim = ['CREATE TABLE victim (id INT, v TEXT)', "INSERT INTO victim VALUES (1, 'a'), (2, 'b'), (3, 'c')"];

/** What the cases stand on, for each engine. */
export const setUp: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [...victim, 'CREATE VIEW calm AS SELECT id FROM victim', 'CREATE TABLE sales (id INTEGER PRIMARY KEY, region TEXT, product TEXT, amount REAL, quantity INT, sold_on TEXT, customer_id INT, details TEXT)', "INSERT INTO sales VALUES (1,'north','pen',10.5,3,'2024-01-05',1,'{\"tags\":[\"a\",\"b\"],\"n\":1}'),(2,'south','ink',20,1,'2024-02-10',2,'{\"tags\":[],\"n\":2}'),(3,'north','ink',7.25,2,'2024-02-11',1,NULL),(4,NULL,'pad',99,9,'2023-12-31',3,'{\"n\":3}')", 'CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, boss_id INT, joined_on TEXT)', "INSERT INTO customers VALUES (1,'Ada','ada@x.org',NULL,'2020-01-01'),(2,'Bob','bob@x.org',1,'2021-05-05'),(3,'Cyd','cyd@x.org',1,'2022-07-07')"],
  postgres: [
    ...victim, 'CREATE SEQUENCE vseq', 'CREATE PROCEDURE pc() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; END $$', 'CREATE FUNCTION wr() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$',
    'CREATE FUNCTION wr(r victim) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$',
    'CREATE FUNCTION sneaky(int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT wr() $$', 'CREATE FUNCTION sleepy(r victim) RETURNS text LANGUAGE sql STABLE AS $$ SELECT pg_sleep(30)::text $$',
    'CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT x * 2 $$', 'CREATE FUNCTION loose() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT 1 $$', 'CREATE FUNCTION owner_rights() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT 1 $$',
    'CREATE FUNCTION acc(int, int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$', 'CREATE AGGREGATE evil_sum(int) (SFUNC = acc, STYPE = int, INITCOND = 0)',
    "CREATE FUNCTION opfn(int, text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); DELETE FROM victim; RETURN true; END $$", 'CREATE OPERATOR === (LEFTARG = int, RIGHTARG = text, FUNCTION = opfn)',
    "CREATE TYPE money2 AS (amount int)", "CREATE FUNCTION money2_of(text) RETURNS money2 LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN ROW(1)::money2; END $$", 'CREATE CAST (text AS money2) WITH FUNCTION money2_of(text)',
    "CREATE FUNCTION checks(int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN true; END $$", 'CREATE DOMAIN checked AS int CHECK (checks(VALUE))',
    'CREATE VIEW evil_view AS SELECT id, wr() AS n FROM victim', 'CREATE VIEW evil_view2 AS SELECT * FROM evil_view', 'CREATE VIEW sleep_view AS SELECT pg_sleep(30)::text AS s', "CREATE VIEW file_view AS SELECT pg_read_file('/etc/hostname') AS f", 'CREATE VIEW calm AS SELECT id, upper(v) AS v FROM victim',
    'CREATE TABLE sales (id int PRIMARY KEY, region text, product text, amount numeric(10,2), quantity int, sold_on date, customer_id int, details jsonb)', "INSERT INTO sales VALUES (1,'north','pen',10.5,3,'2024-01-05',1,'{\"tags\":[\"a\",\"b\"],\"n\":1}'),(2,'south','ink',20,1,'2024-02-10',2,'{\"tags\":[],\"n\":2}'),(3,'north','ink',7.25,2,'2024-02-11',1,NULL),(4,NULL,'pad',99,9,'2023-12-31',3,'{\"n\":3}')",
    'CREATE TABLE customers (id int PRIMARY KEY, name text, email text, boss_id int, joined_on date)', "INSERT INTO customers VALUES (1,'Ada','ada@x.org',NULL,'2020-01-01'),(2,'Bob','bob@x.org',1,'2021-05-05'),(3,'Cyd','cyd@x.org',1,'2022-07-07')",
  ],
  mysql: [
    ...victim, 'CREATE FUNCTION wr() RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM victim; RETURN 1; END', 'CREATE PROCEDURE pc() BEGIN DELETE FROM victim; COMMIT; END', 'CREATE SEQUENCE vseq',
    'CREATE VIEW evil_view AS SELECT id, wr() AS n FROM victim', 'CREATE VIEW evil_view2 AS SELECT * FROM evil_view', 'CREATE VIEW sleep_view AS SELECT SLEEP(30) AS s', "CREATE VIEW file_view AS SELECT LOAD_FILE('/etc/hostname') AS f", 'CREATE VIEW calm AS SELECT id, UPPER(v) AS v FROM victim',
    'CREATE TABLE sales (id int PRIMARY KEY, region varchar(20), product varchar(20), amount decimal(10,2), quantity int, sold_on date, customer_id int, details json)', "INSERT INTO sales VALUES (1,'north','pen',10.5,3,'2024-01-05',1,'{\"tags\":[\"a\",\"b\"],\"n\":1}'),(2,'south','ink',20,1,'2024-02-10',2,'{\"tags\":[],\"n\":2}'),(3,'north','ink',7.25,2,'2024-02-11',1,NULL),(4,NULL,'pad',99,9,'2023-12-31',3,'{\"n\":3}')",
    'CREATE TABLE customers (id int PRIMARY KEY, name varchar(20), email varchar(50), boss_id int, joined_on date)', "INSERT INTO customers VALUES (1,'Ada','ada@x.org',NULL,'2020-01-01'),(2,'Bob','bob@x.org',1,'2021-05-05'),(3,'Cyd','cyd@x.org',1,'2022-07-07')",
  ],
};

/** Everything that an attack could have changed, read over the second connection; databases and roles that tests make beside it have names of their own. */
export const stateQueries: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: ['SELECT group_concat(id || v) AS s FROM victim', 'SELECT group_concat(name || ifnull(sql, 1)) AS s FROM sqlite_schema', 'PRAGMA user_version', 'PRAGMA application_id', 'PRAGMA journal_mode'],
  postgres: [
    "SELECT string_agg(id || v, ',' ORDER BY id) AS s FROM victim", "SELECT string_agg(relname || ' ' || relkind::text, ',' ORDER BY relname) AS s FROM pg_class WHERE relnamespace = 'public'::regnamespace", 'SELECT last_value, is_called FROM vseq', "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    'SELECT count(*) AS n FROM pg_proc WHERE oid >= 16384', 'SELECT count(*) AS n FROM pg_largeobject_metadata', "SELECT count(*) AS n FROM pg_roles WHERE rolname !~ '^t_|^nl2sql_reader$'", 'SELECT count(*) AS n FROM pg_db_role_setting', 'SELECT count(*) AS n FROM pg_replication_slots',
    "SELECT string_agg(nspname, ',' ORDER BY nspname) AS s FROM pg_namespace WHERE nspname !~ '^pg_toast_temp|^pg_temp'", 'SELECT md5(string_agg(name || setting, \',\' ORDER BY name)) AS s FROM pg_settings',
  ],
  mysql: [
    "SELECT GROUP_CONCAT(CONCAT(id, v) ORDER BY id) AS s FROM victim", 'SELECT GROUP_CONCAT(TABLE_NAME ORDER BY TABLE_NAME) AS s FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()', 'SELECT GROUP_CONCAT(ROUTINE_NAME) AS s FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()', 'SELECT GROUP_CONCAT(SCHEMA_NAME) AS s FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT LIKE \'t\\_%\'',
    'SELECT next_not_cached_value AS n FROM vseq', "SELECT IS_FREE_LOCK('a') AS a, IS_FREE_LOCK('b') AS b", 'SELECT @@GLOBAL.sql_mode AS a, @@GLOBAL.general_log AS b, @@GLOBAL.max_connections AS c, @@GLOBAL.max_statement_time AS d, @@GLOBAL.read_only AS e, @@GLOBAL.event_scheduler AS f', "SELECT GROUP_CONCAT(user) AS s FROM mysql.user WHERE user NOT REGEXP '^t_|^nl2sql_reader$'",
  ],
};

/** Statements of ours that the server is working on; the reset of a session that has come back is none. */
export const workingQueries: Readonly<Record<DialectName, string | undefined>> = {
  sqlite: undefined,
  postgres: "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid() AND query !~ '^(DISCARD|ROLLBACK|BEGIN)'",
  mysql: "SELECT count(*) AS n FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND COMMAND = 'Query' AND ID <> CONNECTION_ID() AND INFO NOT LIKE 'SET SESSION%'",
};


export type Outcome = { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'failure'; readonly failure: Failure };

/** Where a case is run, and what the second connection sees. */
export interface Stage {
  run(sql: string, limit?: number): Promise<Outcome>;
  /** All that an attack could have changed, as one text. */
  state(): Promise<string>;
  /** How many statements the server is working on for us. */
  working(): Promise<number>;
}

/** Runs statements over the second connection; gives the rows of the last one. */
export type Write = (...statements: string[]) => Promise<Record<string, unknown>[]>;

export async function stateOf(dialect: DialectName, write: Write): Promise<string> {
  const parts: unknown[] = [];
  for (const sql of stateQueries[dialect]) parts.push(await write(sql).catch((error: unknown) => String(error)));
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

export async function workingOf(dialect: DialectName, write: Write): Promise<number> {
  const sql = workingQueries[dialect];
  return sql === undefined ? 0 : Number((await write(sql))[0]?.['n']);
}

export const refill: readonly string[] = ['DELETE FROM victim', victim[1] ?? ''];

/** What is wrong with the outcome of a case, or undefined. */
export async function violation(one: Case, stage: Stage, before: string): Promise<string | undefined> {
  if (one.file !== undefined) rmSync(one.file, { force: true });
  const outcome = await stage.run(one.sql);
  const after = await stage.state();
  if (after.includes('rror:')) return `${one.id}: the state can not be read: ${after}`;
  if (after !== before) return `${one.id}: the database has changed:\n${before}\n${after}`;
  if (one.file !== undefined && existsSync(one.file)) return `${one.id}: it wrote ${one.file}`;
  const told = outcome.kind === 'failure' ? `${outcome.failure.code} ${outcome.failure.message}` : outcome.answer.status === 'refused' ? `refused: ${outcome.answer.reason}` : outcome.answer.status;
  if (outcome.kind === 'failure' && (outcome.failure.code === 'INTERNAL' || outcome.failure.code === 'UNAVAILABLE')) return `${one.id}: ${told}`;
  if (one.expect === 'must-be-cut' && (await busyAfter(100, stage))) return `${one.id}: the database still works on it`;
  const ran = outcome.kind === 'answer' && outcome.answer.status === 'ok';
  if (one.expect === 'must-refuse' && ran) return `${one.id}: it ran`;
  if (one.expect === 'must-pass' && !ran) return `${one.id}: ${told}`;
  if (one.expect === 'must-be-capped' && ran && !isCapped(outcome.answer)) return `${one.id}: it was not capped`;
  return undefined;
}

async function busyAfter(ms: number, stage: Stage): Promise<boolean> {
  await sleep(ms);
  return (await stage.working()) > 0;
}

function isCapped(answer: Answer): boolean {
  return answer.status === 'ok' && JSON.stringify(answer.rows).length <= 1_100_000 && (answer.truncated || answer.warnings.length > 0);
}
