import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { openWriter } from '../../src/database/scratch/open.ts';
import type { EngineName } from '../database/engines.ts';
import { engineNames } from '../database/engines.ts';
import { arena, type Outcome } from './fixture.ts';

const megabyte = 1024 * 1024;

const tenMillionRows: Readonly<Record<EngineName, string>> = {
  sqlite: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000000) SELECT i FROM n',
  duckdb: 'SELECT a.i FROM range(3163) a(i), range(3163) b(i)',
  postgres: 'SELECT g FROM generate_series(1, 10000000) g',
  mysql: 'WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 215) SELECT a.i FROM n a, n b, n c',
};

const hugeCell: Readonly<Record<EngineName, string>> = { duckdb: "SELECT repeat(repeat('x', 1000000), 3000)", sqlite: 'SELECT zeroblob(1000000000)',
  postgres: "SELECT repeat(repeat('x', 1000000), 150)", mysql: "SELECT REPEAT(REPEAT('x', 1000000), 150)" };

const endless: Readonly<Record<EngineName, string>> = {
  sqlite: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
  duckdb: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
  postgres: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
  mysql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT count(*) FROM n a, n b, n c, n d',
};

/** The most that this process held above its start while the work ran. */
async function growthDuring(work: () => Promise<Outcome>): Promise<{ outcome: Outcome; megabytes: number }> {
  const start = process.memoryUsage.rss();
  let peak = start;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 2);
  const outcome = await work().finally(() => clearInterval(timer));
  return { outcome, megabytes: (Math.max(peak, process.memoryUsage.rss()) - start) / megabyte };
}

describe.each(engineNames)('on %s', (engine) => {
  test('ten million rows are cut without being gathered', async () => {
    const stage = await arena(engine, { timeoutMs: 20_000 });
    const { outcome, megabytes } = await growthDuring(() => stage.run(tenMillionRows[engine]));
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 'ok', truncated: true } });
    expect(megabytes).toBeLessThan(150);
  });

  test('a cell beyond the limit is refused without being gathered, and the next call works', async () => {
    if (engine === 'mysql') {
      // Sessions have what stands when they are opened.
      const admin = await openWriter(inject('mysqlUrl'));
      await admin.write('SET GLOBAL max_allowed_packet = 1073741824');
      onTestFinished(async () => {
        await admin.write('SET GLOBAL max_allowed_packet = 16777216');
        await admin.close();
      });
    }
    const stage = await arena(engine, { timeoutMs: 20_000 });
    const { outcome, megabytes } = await growthDuring(() => stage.run(hugeCell[engine]));
    expect(outcome).toMatchObject({ kind: 'failure', failure: { code: 'QUERY_FAILED' } });
    expect(megabytes).toBeLessThan(250);
    expect(await stage.run('SELECT 1')).toMatchObject({ answer: { rows: [[1]] } });
  });

  test('a recursion without end is cut, and the database no longer works on it 100 ms later', async () => {
    const stage = await arena(engine, { timeoutMs: 400 });
    const startedAt = Date.now();
    expect(await stage.run(endless[engine])).toMatchObject({ kind: 'failure', failure: { code: 'TIMEOUT' } });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    await sleep(100);
    expect(await stage.working()).toBe(0);
  });

  test('wide rows are cut by bytes and the answer says so', async () => {
    const stage = await arena(engine, { timeoutMs: 20_000, cellBytesMax: 1_000_000 });
    const wide = { duckdb: "SELECT repeat('x', 200000) FROM range(100)", sqlite: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100) SELECT printf('%0200000d', i) FROM n",
      postgres: "SELECT repeat('x', 200000) FROM generate_series(1, 100)",
    mysql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT REPEAT('x', 200000) FROM n" }[engine];
    const outcome = await stage.run(wide);
    expect(outcome).toMatchObject({ answer: { truncated: true, warnings: [expect.stringContaining('bytes')] } });
  });
});
