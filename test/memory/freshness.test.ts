import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { toFailure } from '../../src/core/errors.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { RunSqlRequest } from '../../src/answer/ask/requests.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import { type EngineName, engineNames, type Scratch, scratchDatabase } from '../database/engines.ts';

/** How long after a write an engine's mark can be trusted again. */
const settlingMs: Readonly<Record<EngineName, number>> = { sqlite: 0, duckdb: 0, postgres: 0, mysql: 3_200 };

async function served(engine: EngineName): Promise<{ readonly scratch: Scratch; readonly services: Services; readonly run: (request?: Partial<RunSqlRequest>) => ReturnType<typeof runSql> }> {
  const scratch = await scratchDatabase(engine);
  await scratch.write('CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(50), born DATE)', "INSERT INTO people VALUES (1, 'Ada', '1815-12-10')");
  const services = await compose({ databases: { test: { dsn: scratch.dsn } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  return { scratch, services, run: (request = {}) => runSql({ sql: 'SELECT count(*) AS n FROM people', principal: 'ann', ...request }, services) };
}

/** What others write on the same server may be taken for a change. */
function fromMemory(run: () => unknown) {
  return expect.poll(run, { timeout: 20_000, interval: 0 });
}

describe.each(engineNames)('rows in the cache on %s', (engine) => {
  test('are served while nothing is written, and not after', async () => {
    const { scratch, run } = await served(engine);
    await sleep(settlingMs[engine]);
    await fromMemory(run).toMatchObject({ cache: 'memory', rows: [[1]] });
    await scratch.write("INSERT INTO people VALUES (2, 'Bob', '1900-01-01')");
    expect(await run()).toMatchObject({ cache: 'none', rows: [[2]] });
  });

  test('are never older than a write that was committed before the last look, however often it is written', async () => {
    const { scratch, run } = await served(engine);
    for (let id = 10; id < 15; id += 1) {
      await run();
      await scratch.write(`INSERT INTO people VALUES (${id}, 'X', '2000-01-01')`);
      expect(await run()).toMatchObject({ rows: [[id - 8]] });
    }
  });

  test('are read anew once their table has traded names with another, and once it was emptied', async () => {
    const { scratch, run } = await served(engine);
    await scratch.write('CREATE TABLE others (id INTEGER PRIMARY KEY, name VARCHAR(50), born DATE)', "INSERT INTO others VALUES (1, 'Cid', '1900-01-01'), (2, 'Dee', '1900-01-01')");
    await sleep(settlingMs[engine]);
    await fromMemory(run).toMatchObject({ cache: 'memory', rows: [[1]] });
    await scratch.write('ALTER TABLE people RENAME TO gone', 'ALTER TABLE others RENAME TO people', 'ALTER TABLE gone RENAME TO others');
    expect(await run()).toMatchObject({ rows: [[2]] });
    await sleep(settlingMs[engine]);
    await fromMemory(run).toMatchObject({ cache: 'memory', rows: [[2]] });
    await scratch.write(engine === 'sqlite' ? 'DELETE FROM people' : 'TRUNCATE TABLE people');
    expect(await run()).toMatchObject({ rows: [[0]] });
  });

  test('are run anew where the caller allows no age, and served as they are where it allows some', async () => {
    const { scratch, run } = await served(engine);
    await run();
    await scratch.write("INSERT INTO people VALUES (2, 'Bob', '1900-01-01')");
    expect(await run({ maxAge: 60 })).toMatchObject({ cache: 'memory', rows: [[1]] });
    expect(await run({ maxAge: 0 })).toMatchObject({ cache: 'none', rows: [[2]] });
    expect(await run({ maxAge: 60 })).toMatchObject({ cache: 'memory', rows: [[2]] });
  });

  test('are kept apart by principal and by limit', async () => {
    const { run } = await served(engine);
    await run({ maxAge: 60 });
    expect(await run({ maxAge: 60, principal: 'bob' })).toMatchObject({ cache: 'none' });
    expect(await run({ maxAge: 60, limit: 7 })).toMatchObject({ cache: 'none' });
    expect(await run({ maxAge: 60 })).toMatchObject({ cache: 'memory' });
  });

  test('are not served again where they hold the clock, by itself or inside a view', async () => {
    const { scratch, run } = await served(engine);
    await scratch.write('CREATE VIEW moments AS SELECT CURRENT_TIMESTAMP AS moment');
    await sleep(settlingMs[engine]);
    for (const sql of ['SELECT CURRENT_TIMESTAMP AS moment', 'SELECT moment FROM moments']) {
      await run({ sql });
      expect(await run({ sql })).toMatchObject({ cache: 'none' });
    }
  });

  test('cost one execution where 50 ask at once', async () => {
    const { services, run } = await served(engine);
    const answers = await Promise.all(Array.from({ length: 50 }, () => run()));
    expect(new Set(answers.map((answer) => (answer.status === 'ok' ? answer.asOf : 0))).size).toBe(1);
    // Whoever came too late to share the execution found its rows.
    const { coalesced = 0, hits } = services.results.stats();
    expect(coalesced + hits).toBe(49);
  });
});

test('a caller that gives up leaves a shared execution to the others; the last one stops it', async () => {
  const { services, run } = await served('sqlite');
  const sql = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000) SELECT count(*) AS n FROM n';
  const first = new AbortController();
  const [gone, stays] = [run({ sql, signal: first.signal }), run({ sql })];
  await sleep(200);
  first.abort();
  expect(await gone.catch((error: unknown) => toFailure(error).code)).toBe('CANCELLED');
  expect(await stays).toMatchObject({ rows: [[20_000_000]] });
  const last = new AbortController();
  const alone = run({ sql: sql.replace('20000000', '900000000'), signal: last.signal });
  await sleep(200);
  last.abort();
  await expect(alone).rejects.toBeDefined();
  expect(services.targets.get('test')?.database.health().inUse).toBe(0);
});

test('rows in the cache on mysql are read anew once their table has lost a partition, or what was in one', async () => {
  const { scratch, run } = await served('mysql');
  const sql = 'SELECT count(*) AS n FROM parts';
  await scratch.write('CREATE TABLE parts (id INTEGER) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN (10), PARTITION b VALUES LESS THAN (20))', 'INSERT INTO parts VALUES (1), (11), (12)');
  for (const [change, before, after] of [['TRUNCATE PARTITION a', 3, 2], ['DROP PARTITION b', 2, 0]] as const) {
    await sleep(settlingMs.mysql);
    await fromMemory(() => run({ sql })).toMatchObject({ cache: 'memory', rows: [[before]] });
    await scratch.write(`ALTER TABLE parts ${change}`);
    expect(await run({ sql })).toMatchObject({ rows: [[after]] });
  }
});
