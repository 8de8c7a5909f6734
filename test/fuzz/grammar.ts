import type { EngineName } from '../database/engines.ts';

/** A small generator of numbers that repeats itself for a seed (mulberry32), so that a finding can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

/** Pieces of the grammars, dangerous ones among them; `<x>` is replaced by an alternative of `x`. */
const shared: Readonly<Record<string, readonly string[]>> = {
  statement: ['<select>', '<select>', '<select>', 'WITH w AS (<select>) <select>', 'WITH w AS (<write>) SELECT * FROM w', '<select> UNION <plain>', 'EXPLAIN <select>', '<write>', '<select>; <write>', '<select> <tail>', '(<select>)', 'VALUES (<expr>, <expr>)'],
  select: ['<plain>', '<plain>', 'SELECT <expr>, <expr> FROM <table> x', 'SELECT region, <aggregate> FROM sales GROUP BY region', 'SELECT * FROM <table> x WHERE <condition>', 'SELECT x.* FROM <table> x JOIN customers c ON <condition> ORDER BY <expr> LIMIT 3', 'SELECT CASE WHEN <condition> THEN <expr> ELSE <expr> END FROM sales', 'SELECT <expr> OVER (PARTITION BY region ORDER BY id) FROM sales', 'SELECT (<plain>)', 'SELECT * FROM (<plain>) d', 'SELECT 1 WHERE EXISTS (<plain>)'],
  plain: ['SELECT <expr>', 'SELECT id FROM <table>', 'SELECT count(*) FROM <table> WHERE <condition>', 'SELECT <expr> FROM <table> x'],
  table: ['sales', 'customers', 'victim', 'calm', '<evilTable>', '(SELECT 1 AS id, 2 AS v) '],
  condition: ['id > 1', '1 = 1', '<expr> IS NOT NULL', 'id IN (1, 2)', 'id IN (SELECT id FROM victim)', 'NOT (id = 2)', '<expr> = <expr>', 'id BETWEEN 1 AND <expr>'],
  expr: ['1', 'id', "'a;b'", "'it''s'", 'NULL', '1 + 2', '(<expr>)', 'coalesce(<expr>, <expr>)', 'lower(<text>)', 'abs(-1)', '<evil>', '<comment> 1', '1.5', '<expr> <comment>', 'max(id)', 'count(*)'],
  aggregate: ['count(*)', 'sum(amount)', 'avg(quantity)', 'max(<expr>)', 'count(DISTINCT product)'],
  text: ["'x'", 'product', "'DELETE FROM victim'"],
  comment: ['/* c */', '-- c\n', '/**/', '/* ; DELETE FROM victim */', '-- \n'],
  write: ["DELETE FROM victim", "INSERT INTO victim VALUES (9, 'x')", "UPDATE victim SET v = 'x'", 'DROP TABLE victim', 'CREATE TABLE pwned (a INT)', 'DELETE FROM victim RETURNING id'],
};

const own: Readonly<Record<EngineName, Readonly<Record<string, readonly string[]>>>> = {
  sqlite: {
    evil: ["load_extension('x')", "writefile('/tmp/pwn_fuzz', 'x')", "readfile('/etc/passwd')", 'last_insert_rowid()', 'zeroblob(10)', "json('{}')", "printf('%s', id)", 'fts3_tokenizer(1)'],
    evilTable: ['pragma_user_version(7) ', "pragma_journal_mode('wal') ", 'sqlite_schema', "json_each('[1]') ", 'dbstat', 'pragma_table_info(1) ', 'main.victim'],
    tail: ['PRAGMA user_version = 7', 'INTO pwned', '; PRAGMA user_version = 7', '; ATTACH \'/tmp/pwn_fuzz\' AS m', '-- end', 'LIMIT 1', 'COLLATE NOCASE'],
    statement: ['PRAGMA user_version = 7', 'PRAGMA table_info(victim)', "VACUUM INTO '/tmp/pwn_fuzz'", 'EXPLAIN QUERY PLAN <select>', "ATTACH '/tmp/pwn_fuzz' AS m"],
  },
  duckdb: {
    evil: ['wr()', 'main.wr()', "nextval('vseq')", "getenv('HOME')", "current_setting('threads')", 'inner_wr(1)', 'x.wr()', "id.wr()", "(SELECT content FROM read_text('/etc/passwd'))",
      "list_aggregate([1], 'sum')", "list_transform([1], lambda y: y)", '$$ ; $$', "E'\\''", '[1, 2]', "{'a': 1}", '"id"', 'twice(2)', 'x::VARCHAR', 'now()', 'COLUMNS(*)', 'row_number() OVER ()',
    "$1", '#1', 'x.*', "setseed(0.1)", "getvariable('a')", "write_log('x')", 'TRY(1)', "upper.lower('x')"],
    evilTable: ['evil_view', 'evil_view2', 'macro_view', 'computed', 'passwords() ', "read_text('/etc/passwd') ", "'/etc/passwd' ", "query('DELETE FROM victim') ", 'duckdb_settings() ', 'pg_class',
      'range(3) ', 'unnest([1]) ', 'main.victim', '(DESCRIBE victim) ', '(SHOW TABLES) ', '(FROM victim) ', "query_table('victim') ", 'information_schema.tables', 'LATERAL (SELECT wr() AS id) '],
    tail: ['LIMIT 1', 'LIMIT 50%', 'LIMIT (SELECT wr())', 'USING SAMPLE 1', 'QUALIFY wr() = 1', 'ORDER BY ALL', '; COMMIT; DELETE FROM victim', 'OFFSET wr()', '/* /* */ */', 'INTO pwned', 'FOR UPDATE'],
    statement: ['FROM <table>', 'FROM <table> x SELECT <expr>', 'SUMMARIZE <table>', 'DESCRIBE <select>', 'EXPLAIN ANALYZE <select>', 'EXPLAIN (FORMAT JSON) <select>', 'EXPLAIN <write>',
      'SET threads = 1', "COPY victim TO '/tmp/pwn_fuzz'", "ATTACH '/tmp/pwn_fuzz' AS m", 'PREPARE p AS <write>', 'CALL pragma_version()', 'UNPIVOT sales ON amount INTO NAME n VALUE v',
    'CREATE TEMP TABLE t1 AS <select>', 'SET VARIABLE a = (<select>)', 'CHECKPOINT', 'LOAD httpfs', 'FROM victim INSERT INTO victim'],
  },
  postgres: {
    evil: ['wr()', 'x.wr', '(x).wr', 'sneaky(1)', "nextval('vseq')", "set_config('role', 'x', false)", 'pg_advisory_lock(7)', "pg_read_file('x')", "lo_create(0)", 'evil_sum(id)', "1 === 'x'", '1::checked', "'x'::text::money2", 'pg_backend_pid()', 'now()', '$$ ; $$', "E'\\''", 'ARRAY[1,2]', '"id"', 'twice(2)', "U&'\\0041'", 'x::text', "query_to_xml('DELETE FROM victim', true, true, '')"],
    evilTable: ['evil_view', 'evil_view2', 'sleep_view', 'pg_authid', 'pg_class', 'wr() ', 'generate_series(1, 3) ', 'public.victim', 'ONLY victim', 'LATERAL (SELECT wr() AS id) ', 'pg_stat_activity', 'vseq'],
    tail: ['FOR UPDATE', 'FOR SHARE', 'INTO pwned', 'FETCH FIRST 1 ROWS ONLY', 'LIMIT (SELECT wr())', '; COMMIT; DELETE FROM victim', 'OFFSET wr()', '/* /* */ */', 'TABLESAMPLE system (10)'],
    statement: ['TABLE <table>', 'SHOW server_version', 'EXPLAIN (ANALYZE) <select>', 'EXPLAIN ANALYZE <write>', 'DO $$ BEGIN DELETE FROM victim; END $$', 'CALL pc()', 'SET statement_timeout = 0', 'SELECT <expr> INTO pwned FROM sales', "COPY victim TO '/tmp/pwn_fuzz'", 'PREPARE p AS <write>', 'LOCK TABLE victim', 'NOTIFY c'],
  },
  mysql: {
    evil: ['wr()', '`wr`()', 'sleep(0)', "get_lock('b', 0)", 'nextval(vseq)', 'NEXT VALUE FOR vseq', "load_file('/etc/passwd')", '@a := 1', '@@datadir', 'last_insert_id(9)', "benchmark(1, 1)", '"a\\"b"', "'a\\\\'", '`id`', '1.', '.5', "x'41'", 'now()', "if(1, 2, 3)", '/*! 1 */', '/*!50000 wr() */', '/*M! wr() */', 'INTERVAL(1, 2)'],
    evilTable: ['evil_view', 'evil_view2', 'mysql.user', '`mysql`.`user`', 'information_schema.tables', 'information_schema.processlist', 'vseq', 'sleep_view', '`victim`', '(victim)'],
    tail: ['FOR UPDATE', 'LOCK IN SHARE MODE', "INTO OUTFILE '/tmp/pwn_fuzz'", 'INTO @a', 'LIMIT 1', "/*! INTO OUTFILE '/tmp/pwn_fuzz' */", 'PROCEDURE ANALYSE()', '# c', '-- c', '; DELETE FROM victim', '--1'],
    statement: ['SHOW TABLES', 'SHOW VARIABLES', 'DESCRIBE victim', 'TABLE victim', 'SET @a = 1', 'CALL pc()', 'DO wr()', 'HANDLER victim OPEN', 'KILL 0', "EXECUTE IMMEDIATE 'DELETE FROM victim'", 'ANALYZE <select>', 'SET STATEMENT max_statement_time = 0 FOR <select>'],
  },
};

/** A statement of the engine's grammar, seldom more than a few lines long. */
export function generate(engine: EngineName, random: Random): string {
  return expand('<statement>', engine, random, 0);
}

function expand(text: string, engine: EngineName, random: Random, depth: number): string {
  return text.replace(/<(\w+)>/g, (_, name: string) => {
    const alternatives = [...(shared[name] ?? []), ...(own[engine][name] ?? [])];
    return depth > 6 ? '1' : expand(pick(random, alternatives), engine, random, depth + 1);
  });
}

const insertions = [';', "'", '"', '`', '/*', '*/', '--', '\n', '\t', ' ', '(', ')', '#', '\\', '@', '$$', '.', '/*!', '\u00a0', '\u0001', '1.', 'INTO', 'UNION', 'wr()'];

/** A statement with a few places cut, doubled, swapped or filled with what lexers trip over. */
export function mutate(sql: string, random: Random): string {
  let text = sql;
  for (let edits = 1 + Math.floor(random() * 3); edits > 0; edits -= 1) {
    const [at, length] = [Math.floor(random() * (text.length + 1)), 1 + Math.floor(random() * 4)];
    const choice = random();
    if (choice < 0.5) text = text.slice(0, at) + pick(random, insertions) + text.slice(at);
    else if (choice < 0.75) text = text.slice(0, at) + text.slice(at + length);
    else text = text.slice(0, at) + text.slice(at, at + length * 4) + text.slice(at);
  }
  return text;
}
