import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { toFailure } from '../../src/core/errors.ts';
import { proxyTo } from './proxy.ts';
import { verified } from './verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };

async function open(dsn: string, config: Partial<DatabaseConfig> = {}) {
  const services = await compose({ databases: { test: { dsn, ...config } }, baseFolder: process.cwd(), state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  const target = services.targets.get('test');
  if (!target) throw new Error('no database');
  const timed = async (work: Promise<unknown>) => {
    const startedAt = performance.now();
    const outcome = await work.then(() => 'ok', (error: unknown) => toFailure(error).code);
    return { outcome, ms: performance.now() - startedAt };
  };
  const ask = (sql: string) => timed(runSql({ sql, principal: 'ann', maxAge: 0 }, services));
  const execute = (sql: string, timeoutMs: number) => timed(target.database.execute(verified(sql), limits, { timeoutMs }));
  return { services, target, ask, execute, health: () => target.database.health() };
}

describe.each([['postgres', 'postgresUrl', 'SELECT pg_sleep(0.2)'], ['mysql', 'mysqlUrl', 'SELECT sleep(0.2)']] as const)('%s hangs', (_, urlName, slow) => {
  test('and every call is over within its deadline and a second, waiting for a connection included', async () => {
    const proxy = await proxyTo(inject(urlName));
    const { execute } = await open(proxy.url, { pool: { max: 2 } });
    await Promise.all([execute(slow, 5_000), execute(slow, 5_000)]);
    proxy.hang();
    const held = await Promise.all(Array.from({ length: 6 }, () => execute('SELECT 1', 1_000)));
    expect(held.map(({ outcome }) => outcome).filter((outcome) => outcome === 'ok')).toEqual([]);
    expect(Math.max(...held.map(({ ms }) => ms))).toBeLessThan(2_000);
    const [opening] = await Promise.all([execute('SELECT 1', 1_000), execute('SELECT 1', 1_000)]);
    expect(opening?.ms).toBeLessThan(2_000);
    proxy.resume();
    await expect.poll(async () => (await execute('SELECT 1', 2_000)).outcome, { timeout: 3_000 }).toBe('ok');
  });

  test('and a whole call, with its schema, its proof and its mark, keeps to one deadline', async () => {
    const proxy = await proxyTo(inject(urlName));
    const { ask } = await open(proxy.url, { timeoutMs: 1_000 });
    proxy.hang();
    expect((await ask('SELECT 1 AS one')).ms).toBeLessThan(2_000);
    proxy.resume();
    await expect.poll(async () => (await ask('SELECT 1 AS one')).outcome, { timeout: 3_000 }).toBe('ok');
    proxy.hang();
    const late = await Promise.all([ask('SELECT 1 AS one'), ask('SELECT 2 AS two'), ask('SELECT nothing FROM nowhere')]);
    expect(late.map(({ outcome }) => outcome)).not.toContain('INTERNAL');
    expect(Math.max(...late.map(({ ms }) => ms))).toBeLessThan(2_000);
  });

  test('again and again, and no place of the pool and no socket is lost to it', async () => {
    const proxy = await proxyTo(inject(urlName));
    const { execute, health } = await open(proxy.url, { pool: { max: 5 } });
    for (let round = 0; round < 3; round += 1) {
      const running = Promise.all(Array.from({ length: 8 }, () => execute(slow, 800)));
      await sleep(50);
      proxy.hang();
      await running;
      await Promise.all(Array.from({ length: 8 }, () => execute('SELECT 1', 300)));
      proxy.resume();
      await expect.poll(async () => (await execute('SELECT 1', 2_000)).outcome, { timeout: 3_000 }).toBe('ok');
    }
    await expect.poll(health, { timeout: 10_000 }).toMatchObject({ inUse: 0, waiting: 0 });
    await expect.poll(() => health().unended, { timeout: 10_000 }).toBeUndefined();
    // A request to cancel stays open until the server has taken it.
    await expect.poll(() => proxy.open() - health().size, { timeout: 5_000 }).toBe(0);
    expect((await Promise.all(Array.from({ length: 5 }, () => execute(slow, 5_000)))).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  }, 60_000);

  test('and the server leaves all the same', async () => {
    const proxy = await proxyTo(inject(urlName));
    const { execute, services } = await open(proxy.url);
    await Promise.all([execute(slow, 5_000), execute(slow, 5_000)]);
    void execute('SELECT 1', 20_000);
    proxy.hang();
    void execute('SELECT 1', 20_000);
    const startedAt = performance.now();
    await services.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    proxy.resume();
    await expect.poll(() => proxy.open(), { timeout: 1_000 }).toBe(0);
  });

  test('up on a connection that is being made, wherever that is, and no fault of ours is told', async () => {
    const proxy = await proxyTo(inject(urlName));
    for (let bytes = 1; bytes <= 500; bytes += 45) {
      proxy.cutAfter(bytes);
      const { execute } = await open(proxy.url);
      expect(['ok', 'UNAVAILABLE']).toContain((await execute('SELECT 1', 2_000)).outcome);
    }
  });
});
