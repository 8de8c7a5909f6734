import { expect, test } from 'vitest';
import type { VerifiedSql } from '../../src/core/verified-sql.ts';
import { isRefusal } from '../../src/core/proof.ts';
import { scratchDatabase } from '../database/engines.ts';
import { verified } from '../database/verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 100, bytesMax: 10_000 };
const call = { timeoutMs: 5_000 };

test('a database executes what the proof issued, and nothing that merely looks like it', async () => {
  const { database, prover } = await (await scratchDatabase('sqlite')).open();
  const statement = await prover.prove('SELECT 1', call);
  if (isRefusal(statement)) throw new Error(statement.reason);
  expect((await database.execute(statement, limits, call)).rows).toEqual([[1]]);
  const { sql, proof } = statement;
  // @ts-expect-error the type has a brand that no literal can have
  const forged: VerifiedSql = { sql, statement: 'SELECT 2', proof };
  await expect(database.execute(forged, limits, call)).rejects.toThrow('no proof has issued');
  await expect(database.execute({ ...statement, statement: 'SELECT 3' }, limits, call)).rejects.toThrow('no proof has issued');
  // @ts-expect-error a text is no verified statement
  await expect(database.execute('SELECT 4', limits, call)).rejects.toThrow();
});

test('a verified statement can not be changed after its proof', () => {
  const statement = verified('SELECT 1');
  expect(() => Object.assign(statement, { statement: 'DELETE FROM t' })).toThrow(TypeError);
});

test('values are sampled only with statements that prove: a view over a function that writes is left out', async () => {
  const scratch = await scratchDatabase('postgres');
  await scratch.write(
    'CREATE TABLE log (note text)',
    "CREATE TABLE people (name text)",
    "INSERT INTO people VALUES ('Ada')",
    "CREATE FUNCTION noted() RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES ('ran'); RETURN 'noted'; END $$",
    'CREATE VIEW watching AS SELECT noted() AS word',
  );
  const { knowledge, database } = await scratch.open();
  const executed: string[] = [];
  const execute = database.execute.bind(database);
  database.execute = (statement, ...rest) => {
    executed.push(statement.statement);
    return execute(statement, ...rest);
  };
  const { values, valuesComplete } = await knowledge.get();
  expect(valuesComplete).toBe(true);
  expect(values.find('Ada').map((hit) => hit.value)).toEqual(['Ada']);
  expect(executed.filter((sql) => sql.includes('watching'))).toEqual([]);
  expect(executed).not.toEqual([]);
});
