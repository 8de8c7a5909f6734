import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/core/result.ts';
import type { Target } from '../../src/answer/target/target.ts';
import { type EngineName, engineNames, scratchDatabase } from '../database/engines.ts';
import { sessionState } from './session-state.ts';
import { verified } from '../database/verified.ts';

const limits = { rowsMax: 1_000, offset: 0, cellBytesMax: 100_000, bytesMax: 10_000_000 };
const call = { timeoutMs: 30_000 };

/** What would leave a mark in a session. Given to the port itself, past the guard, so that only the session's own walls stand. */
const marks: Readonly<Record<EngineName, readonly string[]>> = {
  sqlite: ['PRAGMA query_only = 0', 'PRAGMA case_sensitive_like = 1', 'CREATE TEMP TABLE t1 (a)', "ATTACH ':memory:' AS m", 'BEGIN', 'SAVEPOINT s', 'PRAGMA cache_size = 1'],
  duckdb: ['SET threads = 1', "SET search_path = 'memory.main'", 'USE memory', 'CREATE TEMP TABLE t1 (a INT)', "ATTACH ':memory:' AS m", 'BEGIN', 'SET VARIABLE a = 1', 'PREPARE p AS SELECT 1',
    'DETACH memory', "SET lock_configuration = false", 'LOAD parquet'],
  postgres: ["SELECT set_config('statement_timeout', '1', false)", "SELECT set_config('role', 'pg_read_all_data', false)", "SELECT set_config('search_path', 'pg_temp', false)", "SELECT set_config('TimeZone', 'Asia/Tokyo', false)", 'SELECT pg_advisory_lock(777)', 'LISTEN chan', 'PREPARE p AS SELECT 1', 'DECLARE c CURSOR WITH HOLD FOR SELECT 1', 'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', 'CREATE TEMP TABLE t1 (a int)', 'SET SESSION AUTHORIZATION pg_read_all_data', 'COMMIT', 'ROLLBACK', 'SELECT setseed(0.5)', 'SELECT pg_sleep(9)'],
  mysql: ['SET @a = 1', "SET SESSION sql_mode = 'ANSI_QUOTES'", 'SET SESSION /*M! max_statement_time */ /*!80000 max_execution_time */ = 0', "SELECT GET_LOCK('a', 0)", 'USE mysql', "PREPARE s FROM 'SELECT 1'", 'CREATE TEMPORARY TABLE t1 (a int)', 'SET NAMES latin1', 'SET SESSION TRANSACTION READ WRITE', 'SET time_zone = "+09:00"', 'SET autocommit = 0', 'COMMIT', 'SET SESSION group_concat_max_len = 4', 'SELECT SQL_CALC_FOUND_ROWS 1', 'SET sql_select_limit = 1'],
};

async function stateOf(target: Target, engine: EngineName): Promise<(readonly (readonly Cell[])[])[]> {
  const parts: (readonly (readonly Cell[])[])[] = [];
  // On DuckDB no statement passes that tells of settings.
  for (const sql of engine === 'duckdb' ? ['SELECT current_database(), current_schema()', 'SELECT count(*) FROM victim',
    'SELECT sum(a.range) FROM range(1000) a, range(100) b'] : sessionState[engine]) parts.push((await target.database.execute(verified(sql), limits, call)).rows);
  return parts;
}

describe.each(engineNames)('a pooled session on %s', (engine) => {
  test.each(marks[engine])('equals a fresh one after %s', async (mark) => {
    const scratch = await scratchDatabase(engine);
    await scratch.write('CREATE TABLE victim (id INT)');
    const fresh = await stateOf(await scratch.open({ pool: { max: 1 } }), engine);
    const used = await scratch.open({ pool: { max: 1 } });
    await used.database.execute(verified('SELECT 1'), limits, call);
    await used.database.execute(verified(mark), limits, { timeoutMs: 1_000 }).catch(() => undefined);
    expect(await stateOf(used, engine)).toEqual(fresh);
  });
});
