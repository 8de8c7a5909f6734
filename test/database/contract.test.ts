import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/errors.ts';
import { isRefusal } from '../../src/core/proof.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import { type EngineName, engineNames, scratchDatabase } from './engines.ts';
import { verified } from './verified.ts';

const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000, bytesMax: 1_000_000 };
const call = { timeoutMs: defaultPolicy.timeoutMs };

const people = ["CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, boss INTEGER REFERENCES people(id))", "INSERT INTO people VALUES (1, 'Ada', NULL), (2, 'Bob', 1), (3, 'Cyd', 1)"];

/** Runs until it is stopped, on each engine. */
const endless: Readonly<Record<EngineName, string>> = {
  sqlite: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
  postgres: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
  mysql: 'SELECT count(*) FROM information_schema.COLUMNS a, information_schema.COLUMNS b, information_schema.COLUMNS c',
};

/** How many statements of ours the server is working on, seen from the second connection. */
const running: Readonly<Record<EngineName, string | undefined>> = {
  sqlite: undefined,
  postgres: "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'nl2sql-mcp' AND state = 'active' AND datname = current_database()",
  mysql: "SELECT count(*) AS n FROM information_schema.PROCESSLIST WHERE COMMAND = 'Query' AND INFO LIKE '%COLUMNS a, %' AND INFO NOT LIKE '%PROCESSLIST%'",
};

async function failure(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, got ${String(error)}`);
}

describe.each(engineNames)('the database port on %s', (engine) => {
  test('reads rows in order, as arrays, with column names', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open();
    const result = await database.execute(verified('SELECT id, name, boss FROM people ORDER BY id'), limits, call);
    expect(result.columns.map((column) => column.name)).toEqual(['id', 'name', 'boss']);
    expect(result).toMatchObject({ rows: [[1, 'Ada', null], [2, 'Bob', 1], [3, 'Cyd', 1]], truncated: false });
  });

  test('keeps duplicate column names, big integers, exact decimals and binary', async () => {
    const { database } = await (await scratchDatabase(engine)).open();
    const binary = { sqlite: "x'00ff'", postgres: "'\\x00ff'::bytea", mysql: "x'00ff'" }[engine];
    const decimal = { sqlite: "'12345678901234567890.12'", postgres: '12345678901234567890.12::numeric', mysql: 'CAST(12345678901234567890.12 AS DECIMAL(30,2))' }[engine];
    const result = await database.execute(verified(`SELECT 1 AS a, 2 AS a, 9007199254740993 AS big, ${decimal} AS dec_value, ${binary} AS bin`), limits, call);
    expect(result.columns.map((column) => column.name)).toEqual(['a', 'a', 'big', 'dec_value', 'bin']);
    expect(result.rows).toEqual([[1, 2, '9007199254740993', '12345678901234567890.12', '\\x00ff']]);
  });

  test('returns no more rows than asked for and says that there are more; a page begins where it is told', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open();
    const sql = 'SELECT id FROM people ORDER BY id';
    expect(await database.execute(verified(sql), { ...limits, rowsMax: 2 }, call)).toMatchObject({ rows: [[1], [2]], truncated: true });
    expect(await database.execute(verified(sql), { ...limits, rowsMax: 2, offset: 2 }, call)).toMatchObject({ rows: [[3]], truncated: false });
    expect(await database.execute(verified(sql), { ...limits, rowsMax: 3 }, call)).toMatchObject({ truncated: false });
  });

  test('a result without rows still has its columns', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open();
    const result = await database.execute(verified('SELECT id, name FROM people WHERE id > 100'), limits, call);
    expect(result.columns.map((column) => column.name)).toEqual(['id', 'name']);
    expect(result.rows).toEqual([]);
  });

  test('long cells are cut and counted', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write('CREATE TABLE texts (t VARCHAR(5000))', `INSERT INTO texts VALUES ('${'x'.repeat(3_000)}')`);
    const { database } = await scratch.open();
    const result = await database.execute(verified('SELECT t FROM texts'), limits, call);
    expect(String(result.rows[0]?.[0])).toHaveLength(1_001);
    expect(result.cellsCut).toBe(1);
  });

  test('introspects tables, views, keys and indexes', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write('CREATE TABLE towns (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL)', 'CREATE TABLE firms (id INTEGER PRIMARY KEY, town_id INTEGER, profit DECIMAL(10,2), founded DATE, FOREIGN KEY (town_id) REFERENCES towns(id))', 'CREATE UNIQUE INDEX towns_name ON towns(name)', 'CREATE VIEW big_firms AS SELECT id, profit FROM firms WHERE profit > 100');
    const { database } = await scratch.open();
    const snapshot = await database.introspect(call);
    expect(snapshot.tables.map((table) => [table.name, table.kind])).toEqual([['big_firms', 'view'], ['firms', 'table'], ['towns', 'table']]);
    const [, firms, towns] = snapshot.tables;
    expect(firms?.columns.map((column) => [column.name, column.family, column.nullable])).toEqual([['id', 'integer', false], ['town_id', 'integer', true], ['profit', 'number', true], ['founded', 'date', true]]);
    expect(firms?.foreignKeys).toMatchObject([{ columns: ['town_id'], referencesTable: 'towns', referencesColumns: ['id'] }]);
    expect(towns?.primaryKey).toEqual(['id']);
    expect(towns?.indexes).toMatchObject([{ name: 'towns_name', columns: ['name'], unique: true }]);
  });

  test('a view that no longer works does not hide the rest of the schema', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write('CREATE TABLE kept (id INT, name VARCHAR(20))', 'CREATE TABLE gone (id INT)', 'CREATE VIEW sound AS SELECT id FROM kept', 'CREATE VIEW broken AS SELECT id FROM gone', engine === 'postgres' ? 'DROP TABLE gone CASCADE' : 'DROP TABLE gone');
    const { database } = await scratch.open();
    const { tables } = await database.introspect(call);
    expect(tables.find((table) => table.name === 'kept')?.columns).toHaveLength(2);
    expect(tables.find((table) => table.name === 'sound')?.columns).toHaveLength(1);
    expect(tables.find((table) => table.name === 'broken')?.columns ?? []).toEqual([]);
  });

  test('the version of the schema changes with the schema and not with the data', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open();
    const { version } = await database.introspect(call);
    await scratch.write("INSERT INTO people VALUES (4, 'Dee', 2)");
    expect(await database.schemaVersion(call)).toBe(version);
    await scratch.write('ALTER TABLE people ADD COLUMN age INTEGER');
    expect(await database.schemaVersion(call)).not.toBe(version);
  });

  test('the schema version tells of views and functions that are replaced in place', async () => {
    const scratch = await scratchDatabase(engine);
    const create = engine === 'sqlite' ? ['DROP VIEW IF EXISTS names', 'CREATE VIEW'] : ['CREATE OR REPLACE VIEW'];
    const replace = (body: string) => scratch.write(...create.slice(0, -1), `${create.at(-1)} names AS ${body}`);
    await scratch.write(...people);
    await replace('SELECT name FROM people');
    const { database } = await scratch.open();
    const versions = [await database.schemaVersion(call)];
    await replace("SELECT name FROM people WHERE name <> 'Bob'");
    versions.push(await database.schemaVersion(call));
    if (engine === 'postgres') for (const value of [1, 2]) {
      await scratch.write(`CREATE OR REPLACE FUNCTION answer() RETURNS int LANGUAGE sql STABLE AS 'SELECT ${value}'`);
      versions.push(await database.schemaVersion(call));
    }
    expect(new Set(versions).size).toBe(versions.length);
  });

  test('the version of the data, where there is one, changes with every committed write', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open();
    const before = await database.dataVersion(call);
    if (before === null) return expect(engine).toBe('mysql');
    expect(await database.dataVersion(call)).toBe(before);
    await scratch.write("UPDATE people SET name = 'Eve' WHERE id = 3");
    expect(await database.dataVersion(call)).not.toBe(before);
  });

  test('binds a statement without running it', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open();
    const binding = await database.bind('SELECT count(*) FROM people', 'select', call);
    expect(isRefusal(binding)).toBe(false);
  });

  test('unknown names and broken syntax are told apart', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open();
    expect(await failure(database.bind('SELECT * FROM poeple', 'select', call))).toMatchObject({ code: 'UNKNOWN_TABLE', message: 'there is no table poeple' });
    expect(await failure(database.bind('SELECT nmae FROM people', 'select', call))).toMatchObject({ code: 'UNKNOWN_COLUMN', message: 'there is no column nmae' });
    expect(await failure(database.bind('SELECT FROM WHERE', 'select', call))).toMatchObject({ code: 'SYNTAX_ERROR' });
  });

  test('a statement past its deadline is stopped in the database', async () => {
    const scratch = await scratchDatabase(engine);
    const { database } = await scratch.open();
    await database.execute(verified('SELECT 1'), limits, call);
    expect(await failure(database.execute(verified(endless[engine]), limits, { timeoutMs: 250 }))).toMatchObject({ code: 'TIMEOUT' });
    await expectIdle(scratch, engine);
    expect((await database.execute(verified('SELECT 1'), limits, call)).rows).toEqual([[1]]);
  });

  test('a cancelled statement is stopped in the database', async () => {
    const scratch = await scratchDatabase(engine);
    const { database } = await scratch.open();
    const controller = new AbortController();
    const stopped = failure(database.execute(verified(endless[engine]), limits, { ...call, signal: controller.signal }));
    await sleep(200);
    controller.abort();
    expect(await stopped).toMatchObject({ code: 'CANCELLED' });
    await expectIdle(scratch, engine);
    expect((await database.execute(verified('SELECT 1'), limits, call)).rows).toEqual([[1]]);
  });

  test('closing stops what runs', async () => {
    const scratch = await scratchDatabase(engine);
    const { database } = await scratch.open();
    const stopped = failure(database.execute(verified(endless[engine]), limits, call));
    await sleep(200);
    await database.close();
    await stopped;
    await expectIdle(scratch, engine);
  });

  test('calls beyond the pool wait for a connection', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...people);
    const { database } = await scratch.open({ pool: { max: 2 } });
    const results = await Promise.all(Array.from({ length: 30 }, (_, index) => database.execute(verified(`SELECT ${index}`), limits, call)));
    expect(results.map((result) => result.rows[0]?.[0])).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect(database.health().size).toBeLessThanOrEqual(2);
  });
});

async function expectIdle(scratch: { write(sql: string): Promise<Record<string, unknown>[]> }, engine: EngineName): Promise<void> {
  const sql = running[engine];
  if (sql === undefined) return;
  await sleep(100);
  expect(Number((await scratch.write(sql))[0]?.['n'])).toBe(0);
}

describe('a database that is down', () => {
  test.each([['postgres', 'postgres://nobody@127.0.0.1:1/none'], ['mysql', 'mysql://nobody@127.0.0.1:1/none'], ['sqlite', 'sqlite:/nowhere/none.sqlite']])('%s: every caller gets the real cause, and the server is not stormed', async (_, dsn) => {
    const { compose } = await import('../../src/compose.ts');
    const services = await compose({ databases: { test: { dsn } }, baseFolder: '/' }, { careful: true });
    const database = services.targets.get('test')?.database;
    const codes = await Promise.all(Array.from({ length: 50 }, async () => (await failure(database?.execute(verified('SELECT 1'), limits, call) ?? Promise.resolve())).code));
    expect(new Set(codes)).toEqual(new Set(['UNAVAILABLE']));
    expect(database?.health().connectFailures).toBeLessThanOrEqual(25);
    expect(database?.health().breaker).toBe('open');
    await services.close();
  });
});
