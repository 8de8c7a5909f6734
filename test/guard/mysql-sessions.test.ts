import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scratchDatabase } from '../database/engines.ts';
import { verified } from '../database/verified.ts';

const limits = { rowsMax: 100, offset: 0, cellBytesMax: 2_000_000, bytesMax: 4_000_000 };

test('a session that was stopped and goes on in the server is counted until it has ended, and takes a place of the pool', async () => {
  const scratch = await scratchDatabase('mysql');
  const { database } = await scratch.open({ pool: { max: 2 } });
  const call = { timeoutMs: 20_000 };
  await database.execute(verified('SELECT 1'), limits, call);
  const [{ ID: own } = { ID: 0 }] = await scratch.write("SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()");
  const long = "SELECT LOCATE(CONCAT(REPEAT('a', 70000), 'b'), REPEAT('a', 140000)) AS at_place";
  await expect(database.execute(verified(long), limits, { timeoutMs: 200 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(database.health()).toMatchObject({ unended: 1 });
  expect((await database.diagnose(call)).join()).toContain('still work');
  const [{ here } = { here: 0 }] = (await database.execute(verified('SELECT CONNECTION_ID() AS here'), limits, call)).rows.map(([id]) => ({ here: id }));
  expect(here).not.toBe(own);
  for (let attempt = 0; attempt < 300 && database.health().unended !== undefined; attempt += 1) await sleep(200);
  expect(database.health().unended).toBeUndefined();
  expect(await scratch.write(`SELECT ID FROM information_schema.PROCESSLIST WHERE ID = ${String(own)}`)).toEqual([]);
}, 120_000);

test('a built-in name before white space is the built-in function, whatever stored code is there', async () => {
  const scratch = await scratchDatabase('mysql');
  await scratch.write('CREATE FUNCTION `count`(a int) RETURNS int DETERMINISTIC RETURN 42');
  const { database } = await scratch.open();
  for (let index = 0; index < 3; index += 1) expect((await database.execute(verified('SELECT count (1)'), limits, { timeoutMs: 5_000 })).rows).toEqual([[1]]);
});

test('writes are refused by the session itself, in each statement that it takes', async () => {
  const scratch = await scratchDatabase('mysql');
  await scratch.write('CREATE TABLE kept (id int)', 'INSERT INTO kept VALUES (1)');
  const { database } = await scratch.open({ pool: { max: 1 } });
  const writes = ['DELETE FROM kept', 'DROP TABLE kept', 'INSERT INTO kept VALUES (2)', 'SELECT 1', 'TRUNCATE kept', 'CREATE TABLE other (id int)'];
  for (const sql of writes) await database.execute(verified(sql), limits, { timeoutMs: 5_000 }).catch(() => undefined);
  expect(await scratch.write('SELECT count(*) AS n FROM kept')).toEqual([{ n: 1 }]);
  expect(await scratch.write('SELECT count(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()')).toEqual([{ n: 1 }]);
});
