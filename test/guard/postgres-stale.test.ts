import { expect, test } from 'vitest';
import { whileItStands } from '../../src/answer/verify/standing.ts';
import { errorTable, toFailure } from '../../src/core/errors.ts';
import { isRefusal } from '../../src/core/proof.ts';
import { verified } from '../database/verified.ts';
import { scratchDatabase } from '../database/engines.ts';
import { arena } from './fixture.ts';

/** Each changes, between two calls, what the second one stands on; nothing checks the schema in between. */
const changes: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['a view that is replaced', 'SELECT n FROM fine', ['CREATE VIEW fine AS SELECT id, abs(id) AS n FROM sales'], ['CREATE OR REPLACE VIEW fine AS SELECT id, wr() AS n FROM sales']],
  ['a table that becomes a view', 'SELECT n FROM fine', ['CREATE TABLE fine (n int)'], ['DROP TABLE fine', 'CREATE VIEW fine AS SELECT wr() AS n']],
  ['a function that is replaced', 'SELECT fine(1)', ['CREATE FUNCTION fine(int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT $1 $$'],
    ['CREATE OR REPLACE FUNCTION fine(int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT wr() $$']],
  ['a better match than a function of the server', 'SELECT upper(c) FROM fine', ['CREATE TABLE fine (c varchar)'],
    ['CREATE FUNCTION upper(varchar) RETURNS text LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN NULL; END $$']],
  ['a better match than an operator of the server', 'SELECT id = region FROM fine', ['CREATE VIEW fine AS SELECT id, id AS region FROM sales'],
    ["CREATE OPERATOR = (LEFTARG = int, RIGHTARG = text, FUNCTION = opfn)", 'DROP VIEW fine', 'CREATE VIEW fine AS SELECT id, region FROM sales']],
  ['a constraint of a domain', 'SELECT 1::fine', ['CREATE DOMAIN fine AS int'], ['ALTER DOMAIN fine ADD CHECK (wr(VALUE) > 0)']],
  ['a child whose rows run a program', 'SELECT * FROM fine', ['CREATE TABLE fine (id text)', 'CREATE EXTENSION file_fdw', 'CREATE SERVER files FOREIGN DATA WRAPPER file_fdw'],
    ["CREATE FOREIGN TABLE child () INHERITS (fine) SERVER files OPTIONS (program 'echo 1')"]],
  ['a function behind an operator', 'SELECT 1 @#@ 2',
    ["CREATE FUNCTION sound(int, int) RETURNS int LANGUAGE sql STABLE AS 'SELECT $1 + $2'", 'CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = sound)'],
    ['CREATE OR REPLACE FUNCTION sound(int, int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$']],
  ['a function behind a cast', 'SELECT c::int FROM fine',
    ["CREATE TYPE e AS ENUM ('p')", "CREATE FUNCTION e2i(e) RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'", 'CREATE CAST (e AS int) WITH FUNCTION e2i(e)', 'CREATE TABLE fine (c e)'],
    ['CREATE OR REPLACE FUNCTION e2i(e) RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM victim; RETURN 1; END $$']],
  ['what a foreign table reads', 'SELECT * FROM fine',
    ['CREATE EXTENSION file_fdw', 'CREATE SERVER files FOREIGN DATA WRAPPER file_fdw', "CREATE FOREIGN TABLE fine (id text) SERVER files OPTIONS (filename '/dev/null')"],
    ["ALTER FOREIGN TABLE fine OPTIONS (DROP filename, ADD program 'echo 1')"]],
  ['a type under the name of a function', "SELECT fine('5')", ["CREATE FUNCTION fine(text) RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'"],
    ['DROP FUNCTION fine(text)', 'CREATE DOMAIN fine AS int CHECK (wr(VALUE) > 0)']],
  ['a cast that the server would choose', 'SELECT p || 1 FROM fine', ['CREATE TABLE fine (p text)'], ['CREATE TABLE other (id int)', 'DROP TABLE fine', 'CREATE VIEW fine AS SELECT wr()::text AS p']],
];

test.each(changes)('%s is judged anew at once', async (_, sql, made, changed) => {
  const stage = await arena('postgres');
  await stage.scratch.write(...made);
  expect(await stage.run(sql)).toMatchObject({ answer: { status: 'ok' } });
  const before = await stage.state();
  await stage.scratch.write(...changed);
  expect(await stage.run(`${sql} LIMIT 7`)).not.toMatchObject({ answer: { status: 'ok' } });
  expect(await stage.run(`${sql} LIMIT 8`)).not.toMatchObject({ answer: { status: 'ok' } });
  expect((await stage.state())[0]).toEqual(before[0]);
});

/** The schema changes so many times between a proof and its statement. */
async function readWhileItChanges(changes: number) {
  const scratch = await scratchDatabase('postgres');
  await scratch.write('CREATE TABLE facts (id int PRIMARY KEY, v int)', 'INSERT INTO facts VALUES (1, 7)');
  const { database, prover } = await scratch.open();
  let made = 0;
  const execute: typeof database.execute = async (...call) => {
    made += 1;
    if (made <= changes) await scratch.write(`ALTER TABLE facts ADD COLUMN extra_${made} int`);
    return database.execute(...call);
  };
  const call = { timeoutMs: 5_000 };
  const statement = await prover.prove('SELECT v FROM facts', call);
  if (isRefusal(statement)) throw new Error(statement.reason);
  const limits = { rowsMax: 10, offset: 0, cellBytesMax: 100, bytesMax: 10_000 };
  return whileItStands(statement, prover, call, (standing) => execute(standing, limits, call));
}

test('a statement is proven anew as often as the schema changes under it, some times, and nobody is told', async () => {
  for (const changes of [1, 2, 3]) expect(await readWhileItChanges(changes)).toMatchObject({ rows: [[7]] });
});

test('of several statements only the one is refused that a change has overtaken; what others committed hinders none', async () => {
  const scratch = await scratchDatabase('postgres');
  await scratch.write('CREATE TABLE facts (id int PRIMARY KEY, v int)', 'CREATE TABLE others (v int)', 'INSERT INTO facts VALUES (1, 7)', 'CREATE VIEW seen AS SELECT v FROM facts');
  const { database, prover } = await scratch.open();
  const call = { timeoutMs: 5_000, eachMs: 1_000 };
  const proven = await Promise.all(['SELECT v FROM seen', 'SELECT v FROM facts', 'SELECT v + 1 FROM facts'].map((sql) => prover.prove(sql, call)));
  const statements = proven.flatMap((outcome) => (isRefusal(outcome) ? [] : [outcome]));
  const limits = { rowsMax: 10, offset: 0, cellBytesMax: 100, bytesMax: 10_000 };
  const run = async () => (await database.executeAll(statements, limits, call)).map((one) => ('rows' in one ? one.rows : one.code));
  expect(await run()).toEqual([[[7]], [[7]], [[8]]]);
  await scratch.write('INSERT INTO others VALUES (1)');
  expect(await run()).toEqual([[[7]], [[7]], [[8]]]);
  await scratch.write('CREATE OR REPLACE VIEW seen AS SELECT 0 AS v');
  expect(await run()).toEqual(['SCHEMA_CHANGED', [[7]], [[8]]]);
});

test('where the schema goes on changing, that is what is told, and asking again may help', async () => {
  const failure = await readWhileItChanges(Infinity).catch(toFailure);
  expect(failure).toMatchObject({ code: 'SCHEMA_CHANGED', message: 'the schema changed while the statement was about to run' });
  expect(errorTable.SCHEMA_CHANGED.retry).toBe(true);
});

test('what others commit meanwhile hinders nobody', async () => {
  const stage = await arena('postgres');
  for (let round = 0; round < 3; round += 1) {
    expect(await stage.run(`SELECT count(*) + ${round} FROM sales`)).toMatchObject({ answer: { status: 'ok' } });
    await stage.scratch.write(`INSERT INTO sales (id) VALUES (${100 + round})`, 'CREATE TABLE IF NOT EXISTS elsewhere (id int)');
  }
});

test('tables of one name in two schemas are read through views and by their schema, while others commit', async () => {
  const stage = await arena('postgres');
  await stage.scratch.write('CREATE SCHEMA north', 'CREATE SCHEMA south', 'CREATE TABLE north.orders (id int)', 'CREATE TABLE south.orders (id int)', 'CREATE VIEW both_orders AS SELECT id FROM north.orders');
  for (let round = 0; round < 3; round += 1) {
    expect(await stage.run(`SELECT count(*) + ${round} FROM both_orders`)).toMatchObject({ answer: { status: 'ok' } });
    expect(await stage.run(`SELECT count(*) + ${round} FROM north.orders`)).toMatchObject({ answer: { status: 'ok' } });
    await stage.scratch.write(`INSERT INTO south.orders VALUES (${round})`);
  }
});

test('the plan comes along with the rows, and errors keep their places', async () => {
  const { database, prover } = await (await scratchDatabase('postgres')).open();
  const limits = { rowsMax: 10, offset: 0, cellBytesMax: 100, bytesMax: 10_000 };
  const statement = await prover.prove('SELECT g FROM generate_series(1, 30) g', { timeoutMs: 5_000 });
  if ('refused' in statement) throw new Error(statement.reason);
  expect(await database.execute(statement, limits, { timeoutMs: 5_000 })).toMatchObject({ truncated: true, told: { estimatedRows: 30 } });
  await expect(database.execute(verified('SELECT nothing'), limits, { timeoutMs: 5_000 })).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN', position: 7 });
  await expect(database.execute(verified('SELECT 1/(g-g) FROM generate_series(1, 3) g'), limits, { timeoutMs: 5_000 })).rejects.toMatchObject({ code: 'QUERY_FAILED' });
  expect(await database.execute(verified('SHOW TimeZone'), limits, { timeoutMs: 5_000 })).not.toHaveProperty('told');
});

test('a session that was stopped and goes on is counted, and its place is not given away before it has ended', async () => {
  const { database } = await (await scratchDatabase('postgres')).open({ pool: { max: 1, acquireTimeoutMs: 60_000 } });
  const limits = { rowsMax: 10, offset: 0, cellBytesMax: 100, bytesMax: 10_000 };
  // Past the guard, which refuses it: no deadline ends this search of some seconds.
  await expect(database.execute(verified("SELECT strpos(repeat('a', 150000), 'b' || repeat('a', 75000))"), limits, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  await expect.poll(() => database.health().unended).toBe(1);
  expect(await database.execute(verified('SELECT 1'), limits, { timeoutMs: 60_000 })).toMatchObject({ rows: [[1]] });
  expect(database.health().unended).toBeUndefined();
});
