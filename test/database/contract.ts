import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Target } from '../../src/answer/target/target.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { Failure } from '../../src/core/errors.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import type { CallOptions, Database } from '../../src/core/ports.ts';
import { isRefusal } from '../../src/core/proof.ts';
import type { Cell, ResultLimits, ResultSet, RowSink } from '../../src/core/result.ts';
import { verified } from './verified.ts';

/** What the contract must be told of an engine: the SQL that is its own. */
export interface EngineUnderTest {
  readonly name: string;
  /** A statement that runs until it is stopped. */
  readonly endless: string;
  /** How many endless statements the server is working on, as `n`, asked over the second connection; absent where statements run in a process that ends with them. */
  readonly running?: string;
  /** The bytes 00 and FF. */
  readonly binary: string;
  /** 12345678901234567890.12, with all its digits. */
  readonly decimal: string;
  /** Drops a table that a view reads. */
  readonly dropTable: (name: string) => string;
  /** Makes a view, in the place of one of that name. */
  readonly replaceView: (name: string, query: string) => readonly string[];
  /** Makes a function that gives this value, in the place of the one that gave another. */
  readonly replaceFunction?: (value: number) => string;
  /** How long after a write the version of the data is known again. */
  readonly settlingMs: number;
  /** A DSN behind which nothing answers. */
  readonly unreachableDsn: string;
}

/** A fresh database with a second connection that may do everything; gone when the test is. */
export interface Scratch {
  readonly dsn: string;
  /** Runs statements over the second connection; gives the rows of the last one. */
  readonly write: (...statements: string[]) => Promise<Record<string, unknown>[]>;
  /** Opens it as the server does. */
  open(config?: Partial<DatabaseConfig>): Promise<Target>;
}

interface Subject {
  readonly engine: EngineUnderTest;
  readonly open: () => Promise<Scratch>;
}

export interface Skip {
  readonly reason: string;
  /** Names of tests of the contract. */
  readonly tests: readonly string[];
}

export interface ContractOptions extends Subject {
  readonly skip?: readonly Skip[];
}

const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000, bytesMax: 1_000_000 };
const call = { timeoutMs: defaultPolicy.timeoutMs };

const people = ['CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, boss INTEGER REFERENCES people(id))', "INSERT INTO people VALUES (1, 'Ada', NULL)",
  "INSERT INTO people VALUES (2, 'Bob', 1), (3, 'Cyd', 1)"];

const many = ['CREATE TABLE digits (d INTEGER, t VARCHAR(2000))', `INSERT INTO digits VALUES ${Array.from({ length: 10 }, (_, d) => `(${d}, '${'x'.repeat(2_000)}')`).join(', ')}`];
const tenThousand = 'digits a CROSS JOIN digits b CROSS JOIN digits c CROSS JOIN digits d';
const number = 'a.d * 1000 + b.d * 100 + c.d * 10 + d.d';

/** In megabytes, in the heap and outside of it; what nobody holds any more does not count. */
function heldMemory(): { readonly heap: number; readonly all: number } {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed / 1_000_000, all: (heapUsed + external) / 1_000_000 };
}

/** A sink that takes everything. */
function taking() {
  const taken = { names: [] as readonly string[], rows: [] as (readonly Cell[])[] };
  const sink: RowSink = { begin: (names) => void (taken.names = names), take: async (rows) => taken.rows.push(...rows) > 0 };
  return { sink, get names() { return taken.names; }, rows: taken.rows };
}

/** What every engine does behind the port Database, by name. */
const contract: Readonly<Record<string, (subject: Subject) => Promise<void>>> = {
  'reads rows in order, as arrays, with column names': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    const result = await execute(database, 'SELECT id, name, boss FROM people ORDER BY id', limits, call);
    expect(result.columns.map((column) => column.name)).toEqual(['id', 'name', 'boss']);
    expect(result).toMatchObject({ rows: [[1, 'Ada', null], [2, 'Bob', 1], [3, 'Cyd', 1]], truncated: false });
  },

  'keeps duplicate column names, big integers, exact decimals and binary': async ({ engine, open }) => {
    const { database } = await (await open()).open();
    const result = await execute(database, `SELECT 1 AS a, 2 AS a, 9007199254740993 AS big, ${engine.decimal} AS dec_value, ${engine.binary} AS bin`, limits, call);
    expect(result.columns.map((column) => column.name)).toEqual(['a', 'a', 'big', 'dec_value', 'bin']);
    expect(result.rows).toEqual([[1, 2, '9007199254740993', '12345678901234567890.12', '\\x00ff']]);
  },

  'returns no more rows than asked for and says that there are more; a page begins where it is told': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    const sql = 'SELECT id FROM people ORDER BY id';
    expect(await execute(database, sql, { ...limits, rowsMax: 2 }, call)).toMatchObject({ rows: [[1], [2]], truncated: true });
    expect(await execute(database, sql, { ...limits, rowsMax: 2, offset: 2 }, call)).toMatchObject({ rows: [[3]], truncated: false });
    expect(await execute(database, sql, { ...limits, rowsMax: 3 }, call)).toMatchObject({ truncated: false });
  },

  'a result without rows still has its columns': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    const result = await execute(database, 'SELECT id, name FROM people WHERE id > 100', limits, call);
    expect(result.columns.map((column) => column.name)).toEqual(['id', 'name']);
    expect(result.rows).toEqual([]);
  },

  'a whole result comes piece by piece, in order, with nothing cut and its columns even where it is empty': async ({ engine, open }) => {
    const scratch = await open();
    await scratch.write(...many);
    const { database } = await scratch.open();
    const taken = taking();
    const { columns, endedByPolicy } = await database.stream(verified(`SELECT ${number} AS n, a.t, ${engine.decimal} AS dec_value FROM ${tenThousand} ORDER BY 1`), taken.sink, call);
    expect(columns.map(({ name }) => name)).toEqual(['n', 't', 'dec_value']);
    expect(endedByPolicy).toBe(false);
    expect(taken.rows.map(([n]) => n)).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
    expect(taken.rows.every(([, t, decimal]) => t === 'x'.repeat(2_000) && decimal === '12345678901234567890.12')).toBe(true);
    const none = taking();
    await database.stream(verified('SELECT d, t FROM digits WHERE d > 9'), none.sink, call);
    expect([none.names, none.rows]).toEqual([['d', 't'], []]);
  },

  'memory holds a piece of a whole result, however slowly it is taken': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...many);
    const { database } = await scratch.open();
    let [rows, looked, before, most] = [0, 0, 0, 0];
    const sink: RowSink = {
      begin: () => (before = heldMemory().all),
      take: async (piece) => {
        // Whatever is sent unasked piles up now.
        if (rows === 0) await sleep(1_000);
        rows += piece.length;
        if (rows < looked) return true;
        looked += 2_000;
        most = Math.max(most, heldMemory().all);
        return true;
      },
    };
    // 100 MB.
    await database.stream(verified(`SELECT ${number} AS n, a.t AS one, b.t AS other, c.t AS third, d.t AS fourth, e.d FROM ${tenThousand} CROSS JOIN digits e WHERE e.d < 2`), sink, call);
    expect(rows).toBe(20_000);
    expect(most - before).toBeLessThan(60);
  },

  'rows that were read and are wanted no more are not kept by the connection that they came over': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...many);
    const { database } = await scratch.open({ pool: { max: 1 } });
    const megabyte = { rowsMax: 500, offset: 0, cellBytesMax: 3_000, bytesMax: 2_000_000 };
    const read = async (n: number) => expect((await database.execute(verified(`SELECT ${n} AS n, a.t FROM ${tenThousand} LIMIT 500`), megabyte, call)).rows).toHaveLength(500);
    for (let n = 0; n < 5; n += 1) await read(n);
    const before = heldMemory().heap;
    for (let n = 5; n < 65; n += 1) await read(n);
    expect(heldMemory().heap - before).toBeLessThan(15);
  },

  'a result that is no longer wanted ends in the database; one that its taker fails, fails; the session serves on': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...many);
    const { database } = await scratch.open({ pool: { max: 1 } });
    const statement = verified(`SELECT a.t FROM ${tenThousand} CROSS JOIN digits e CROSS JOIN digits f`);
    let pieces = 0;
    await database.stream(statement, { begin: () => undefined, take: async () => (pieces += 1) < 2 }, call);
    expect(pieces).toBe(2);
    const full = new Failure('UNAVAILABLE', 'the disk is full');
    await expect(database.stream(statement, { begin: () => undefined, take: () => Promise.reject(full) }, call)).rejects.toBe(full);
    await expect(execute(database, 'SELECT count(*) AS n FROM digits', limits, call)).resolves.toMatchObject({ rows: [[10]] });
  },

  'a deadline ends a whole result on its way': async ({ engine, open }) => {
    const scratch = await open();
    await scratch.write(...many);
    const { database } = await scratch.open();
    const startedAt = performance.now();
    const slow: RowSink = { begin: () => undefined, take: () => sleep(50, true) };
    await expect(database.stream(verified(`SELECT a.t FROM ${tenThousand} CROSS JOIN digits e CROSS JOIN digits f`), slow, { timeoutMs: 500 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    await expect(database.stream(verified(engine.endless), slow, { timeoutMs: 500 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await expect(execute(database, 'SELECT count(*) AS n FROM digits', limits, call)).resolves.toMatchObject({ rows: [[10]] });
  },

  'long cells are cut and counted': async ({ open }) => {
    const scratch = await open();
    await scratch.write('CREATE TABLE texts (t VARCHAR(5000))', `INSERT INTO texts VALUES ('${'x'.repeat(3_000)}')`);
    const { database } = await scratch.open();
    const result = await execute(database, 'SELECT t FROM texts', limits, call);
    expect(String(result.rows[0]?.[0])).toHaveLength(1_001);
    expect(result.cellsCut).toBe(1);
  },

  'introspects tables, views, keys and indexes': async ({ open }) => {
    const scratch = await open();
    await scratch.write('CREATE TABLE towns (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL)', 'CREATE TABLE firms (id INTEGER PRIMARY KEY, town_id INTEGER, profit DECIMAL(10,2), founded DATE, FOREIGN KEY (town_id) REFERENCES towns(id))', 'CREATE UNIQUE INDEX towns_name ON towns(name)', 'CREATE VIEW big_firms AS SELECT id, profit FROM firms WHERE profit > 100');
    const { database } = await scratch.open();
    const snapshot = await database.introspect(call);
    expect(snapshot.tables.map((table) => [table.name, table.kind])).toEqual([['big_firms', 'view'], ['firms', 'table'], ['towns', 'table']]);
    const [, firms, towns] = snapshot.tables;
    expect(firms?.columns.map((column) => [column.name, column.family, column.nullable])).toEqual([['id', 'integer', false], ['town_id', 'integer', true], ['profit', 'number', true], ['founded', 'date', true]]);
    expect(firms?.foreignKeys).toMatchObject([{ columns: ['town_id'], referencesTable: 'towns', referencesColumns: ['id'] }]);
    expect(towns?.primaryKey).toEqual(['id']);
    expect(towns?.indexes).toMatchObject([{ name: 'towns_name', columns: ['name'], unique: true }]);
  },

  'a view that no longer works does not hide the rest of the schema': async ({ engine, open }) => {
    const scratch = await open();
    await scratch.write('CREATE TABLE kept (id INT, name VARCHAR(20))', 'CREATE TABLE gone (id INT)', 'CREATE VIEW sound AS SELECT id FROM kept', 'CREATE VIEW broken AS SELECT id FROM gone', engine.dropTable('gone'));
    const { database } = await scratch.open();
    const { tables } = await database.introspect(call);
    expect(tables.find((table) => table.name === 'kept')?.columns).toHaveLength(2);
    expect(tables.find((table) => table.name === 'sound')?.columns).toHaveLength(1);
    expect(tables.find((table) => table.name === 'broken')?.columns ?? []).toEqual([]);
  },

  'the version of the schema changes with the schema and not with the data': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    const { version } = await database.introspect(call);
    await scratch.write("INSERT INTO people VALUES (4, 'Dee', 2)");
    expect(await database.schemaVersion(call)).toBe(version);
    await scratch.write('ALTER TABLE people ADD COLUMN age INTEGER');
    expect(await database.schemaVersion(call)).not.toBe(version);
  },

  'the version of the schema tells of views that are replaced in place': async ({ engine, open }) => {
    const scratch = await open();
    const replace = (query: string) => scratch.write(...engine.replaceView('names', query));
    await scratch.write(...people);
    await replace('SELECT name FROM people');
    const { database } = await scratch.open();
    const before = await database.schemaVersion(call);
    await replace("SELECT name FROM people WHERE name <> 'Bob'");
    expect(await database.schemaVersion(call)).not.toBe(before);
  },

  'the version of the schema tells of functions that are replaced in place': async ({ engine, open }) => {
    const { replaceFunction } = engine;
    if (!replaceFunction) throw new Error(`${engine.name} has no replaceFunction: give it one, or skip this test with a reason`);
    const scratch = await open();
    await scratch.write(replaceFunction(1));
    const { database } = await scratch.open();
    const before = await database.schemaVersion(call);
    await scratch.write(replaceFunction(2));
    expect(await database.schemaVersion(call)).not.toBe(before);
  },

  'the version of the data changes with a committed write': async ({ engine, open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    await sleep(engine.settlingMs);
    const before = await database.dataVersion(call);
    expect(before).not.toBeNull();
    await scratch.write("UPDATE people SET name = 'Eve' WHERE id = 3");
    expect(await database.dataVersion(call)).not.toBe(before);
  },

  'the version of the data stays while nothing is written': async ({ engine, open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    await sleep(engine.settlingMs);
    const before = await database.dataVersion(call);
    expect(before).not.toBeNull();
    expect(await database.dataVersion(call)).toBe(before);
  },

  'rows that come with the version of the data come with the one that is asked for': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database, prover } = await scratch.open();
    const statement = await prover.prove('SELECT count(*) AS n FROM people', call);
    if (isRefusal(statement)) throw new Error(statement.reason);
    const told = async () => (await database.execute(statement, limits, call)).dataVersion;
    const before = await told();
    expect(before !== undefined).toBe(database.rowsTellVersion === true);
    if (before === undefined) return;
    // What others write on the same server may come in between.
    await expect.poll(async () => (await told()) === (await database.dataVersion(call)), { timeout: 10_000, interval: 0 }).toBe(true);
    await scratch.write("UPDATE people SET name = 'Eve' WHERE id = 3");
    expect(await told()).not.toBe(before);
  },

  'binds a statement without running it': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    const binding = await database.bind('SELECT count(*) FROM people', 'select', { ...call, needsEstimate: true });
    expect(isRefusal(binding)).toBe(false);
  },

  'unknown names and broken syntax are told apart': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    expect(await failure(database.bind('SELECT * FROM poeple', 'select', { ...call, needsEstimate: true }))).toMatchObject({ code: 'UNKNOWN_TABLE', message: 'there is no table poeple' });
    expect(await failure(database.bind('SELECT nmae FROM people', 'select', { ...call, needsEstimate: true }))).toMatchObject({ code: 'UNKNOWN_COLUMN', message: 'there is no column nmae' });
    expect(await failure(database.bind('SELECT FROM WHERE', 'select', { ...call, needsEstimate: true }))).toMatchObject({ code: 'SYNTAX_ERROR' });
  },

  'a statement past its deadline is stopped in the database': async ({ engine, open }) => {
    const scratch = await open();
    const { database } = await scratch.open();
    await execute(database, 'SELECT 1', limits, call);
    expect(await failure(execute(database, engine.endless, limits, { timeoutMs: 250 }))).toMatchObject({ code: 'TIMEOUT' });
    await expectIdle(scratch, engine);
    expect((await execute(database, 'SELECT 1', limits, call)).rows).toEqual([[1]]);
  },

  'a cancelled statement is stopped in the database': async ({ engine, open }) => {
    const scratch = await open();
    const { database } = await scratch.open();
    const controller = new AbortController();
    const stopped = failure(execute(database, engine.endless, limits, { ...call, signal: controller.signal }));
    await sleep(200);
    controller.abort();
    expect(await stopped).toMatchObject({ code: 'CANCELLED' });
    await expectIdle(scratch, engine);
    expect((await execute(database, 'SELECT 1', limits, call)).rows).toEqual([[1]]);
  },

  'several statements at once: each has its rows or its failure, whatever the others have': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open();
    const sqls = ['SELECT no_such_column FROM people', 'SELECT id FROM people ORDER BY id', 'SELECT 1 FROM no_such_table', 'SELECT name FROM people WHERE id = 2', 'SELECT no_such_column FROM people'];
    for (let round = 0; round < 2; round += 1) {
      const done = await database.executeAll(sqls.map(verified), { ...limits, rowsMax: 2 }, { ...call, eachMs: 5_000 });
      expect(done.map((one) => (one instanceof Failure ? one.code : one.rows))).toEqual(['UNKNOWN_COLUMN', [[1], [2]], 'UNKNOWN_TABLE', [['Bob']], 'UNKNOWN_COLUMN']);
      expect(done[1]).toMatchObject({ truncated: true });
      expect(await execute(database, 'SELECT 1', limits, call)).toMatchObject({ rows: [[1]] });
    }
  },

  'of several statements a slow one is ended, and takes nothing from those before it, nor on a server from those behind it': async ({ engine, open }) => {
    const scratch = await open();
    const { database } = await scratch.open();
    await execute(database, 'SELECT 1', limits, call);
    const done = await database.executeAll(['SELECT 1', engine.endless, 'SELECT 2'].map(verified), limits, { timeoutMs: 2_000, eachMs: 200 });
    expect(done.map((one) => (one instanceof Failure ? one.code : one.rows))).toEqual([[[1]], 'TIMEOUT', engine.running === undefined ? 'TIMEOUT' : [[2]]]);
    await expectIdle(scratch, engine);
    expect(await execute(database, 'SELECT 3', limits, call)).toMatchObject({ rows: [[3]] });
  },

  'tells what the planner expects of statements, more for one that reads more, and nothing of one that it can not plan': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...many);
    const { database } = await scratch.open();
    const [little, much, broken] = await database.expectedMs(['SELECT d FROM digits', `SELECT ${number} FROM ${tenThousand}`, 'SELECT 1 FROM no_such_table'].map(verified), call);
    expect(little).toBeGreaterThan(0);
    expect(much).toBeGreaterThan(little ?? Infinity);
    expect(broken).toBeUndefined();
  },

  'closing stops what runs': async ({ engine, open }) => {
    const scratch = await open();
    const { database } = await scratch.open();
    const stopped = failure(execute(database, engine.endless, limits, call));
    await sleep(200);
    await database.close();
    await stopped;
    await expectIdle(scratch, engine);
  },

  'calls beyond the pool wait for a connection': async ({ open }) => {
    const scratch = await open();
    await scratch.write(...people);
    const { database } = await scratch.open({ pool: { max: 2 } });
    const results = await Promise.all(Array.from({ length: 30 }, (_, index) => execute(database, `SELECT ${index}`, limits, call)));
    expect(results.map((result) => result.rows[0]?.[0])).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect(database.health().size).toBeLessThanOrEqual(2);
  },

  'a database that is down: every caller gets the real cause, and the server is not stormed': async ({ engine }) => {
    const services = await compose({ databases: { test: { dsn: engine.unreachableDsn } }, baseFolder: '/' }, { careful: true });
    onTestFinished(() => services.close());
    const database = services.targets.get('test')?.database;
    if (!database) throw new Error('no database');
    const codes = await Promise.all(Array.from({ length: 50 }, async () => (await failure(execute(database, 'SELECT 1', limits, call))).code));
    expect(new Set(codes)).toEqual(new Set(['UNAVAILABLE']));
    expect(database.health().connectFailures).toBeLessThanOrEqual(25);
    expect(database.health().breaker).toBe('open');
  },
};

/** Runs the contract on an engine. What is skipped stays in the list, with its reason. */
export function runContract({ skip = [], ...subject }: ContractOptions): void {
  const reasons = reasonsOf(skip);
  describe(`the database port on ${subject.engine.name}`, () => {
    for (const [name, run] of Object.entries(contract)) {
      const reason = reasons.get(name);
      if (reason === undefined) test(name, () => run(subject));
      else test.skip(`${name} (skipped: ${reason})`, () => undefined);
    }
  });
}

/** Why a test is skipped, by its name; a name that is none of the contract is a mistake, or was renamed. */
export function reasonsOf(skip: readonly Skip[]): ReadonlyMap<string, string> {
  const reasons = new Map(skip.flatMap(({ reason, tests }) => tests.map((name) => [name, reason] as const)));
  const unknown = [...reasons.keys()].filter((name) => !Object.hasOwn(contract, name));
  if (unknown.length > 0) throw new Error(`no test of the contract: ${unknown.join('; ')}`);
  return reasons;
}

function execute(database: Database, sql: string, resultLimits: ResultLimits, options: CallOptions): Promise<ResultSet> {
  return database.execute(verified(sql), resultLimits, options);
}

async function failure(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, got ${String(error)}`);
}

async function expectIdle(scratch: Scratch, { running }: EngineUnderTest): Promise<void> {
  if (running === undefined) return;
  await sleep(100);
  expect(Number((await scratch.write(running))[0]?.['n'])).toBe(0);
}
