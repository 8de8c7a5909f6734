import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Connection } from '../../src/database/engine.ts';
import { ConnectionPool, defaultPoolOptions, type PoolOptions } from '../../src/database/pool.ts';
import { Deadline } from '../../src/std/deadline.ts';

/** A pool whose connections do nothing but come and go. */
function open(options: Partial<PoolOptions>): ConnectionPool {
  const connection = { dead: false, reset: () => sleep(1), stop: () => Promise.resolve(), close: () => Promise.resolve() } as unknown as Connection;
  const pool = new ConnectionPool({ dialect: 'sqlite', connect: () => Promise.resolve({ ...connection }) }, { ...defaultPoolOptions, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

test('one principal that sends many calls keeps the single call of another waiting for a turn or two', async () => {
  const pool = open({ max: 2 });
  const served: string[] = [];
  const call = (principal: string) => pool.use({ principal }, async () => {
    await sleep(2);
    served.push(principal);
  });
  const flood = Array.from({ length: 100 }, () => call('eve'));
  await Promise.all([call('ann'), ...flood]);
  expect(served.indexOf('ann')).toBeLessThanOrEqual(4);
  expect(served).toHaveLength(101);
  expect(pool.health()).toMatchObject({ waiting: 0, inUse: expect.any(Number) });
});

test('where the queue is full the principal who has most in it is turned away, and told how long to wait', async () => {
  const pool = open({ max: 1, waitingMax: 10 });
  const outcomes: string[] = [];
  type Refused = { readonly code: string; readonly retryAfterMs?: number };
  const refused = (principal: string) => (error: Refused) => outcomes.push(`${principal} ${error.code} ${typeof error.retryAfterMs}`);
  const call = (principal: string) => pool.use({ principal }, () => sleep(2)).then(() => outcomes.push(principal), refused(principal));
  const flood = Array.from({ length: 30 }, () => call('eve'));
  await Promise.all([call('ann'), ...flood]);
  expect(outcomes).toContain('ann');
  expect(outcomes.filter((outcome) => outcome === 'eve BUSY number')).toHaveLength(20);
});

test('a call waits no longer than it may', async () => {
  const pool = open({ max: 1, acquireTimeoutMs: 50 });
  const first = pool.use({ principal: 'eve' }, () => sleep(500));
  await expect(pool.use({ principal: 'ann' }, () => Promise.resolve())).rejects.toMatchObject({ code: 'BUSY', message: expect.stringContaining('50 ms') });
  await first;
});

test('a call that is aborted while it waits leaves, and its place goes to the next', async () => {
  const pool = open({ max: 1 });
  const first = pool.use({ principal: 'eve' }, () => sleep(50));
  const leaving = new AbortController();
  const second = pool.use({ principal: 'ann', deadline: new Deadline(Infinity, { within: leaving.signal }) }, () => Promise.resolve('second'));
  const third = pool.use({ principal: 'bob' }, () => Promise.resolve('third'));
  leaving.abort(new DOMException('the caller left', 'AbortError'));
  await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
  await first;
  expect(await third).toBe('third');
});

describe('slow calls of one principal', () => {
  const slow = (pool: ConnectionPool, principal: string, calls: number) => Array.from({ length: calls }, () => pool.use({ principal }, () => sleep(300)));

  test.each([[2, 1], [3, 2], [20, 16]])('of %i connections hold %i where others may come, and those find one at once', async (max, held) => {
    const pool = open({ max, isShared: true });
    const running = slow(pool, 'eve', 40);
    await sleep(20);
    expect(pool.health()).toMatchObject({ inUse: held, waiting: 40 - held });
    const ann = pool.use({ principal: 'ann' }, () => Promise.resolve('ann'));
    expect(await Promise.race([ann, ...running.map((call) => call.then(() => 'eve'))])).toBe('ann');
    await pool.close();
    await Promise.allSettled(running);
  });

  test('hold all where nobody else is', async () => {
    const pool = open({ max: 4 });
    const running = slow(pool, 'local', 8);
    await sleep(20);
    expect(pool.health()).toMatchObject({ inUse: 4, waiting: 4 });
    await Promise.all(running);
  });

  test('are all served in the end, however many principals send them', async () => {
    const pool = open({ max: 5, isShared: true });
    const served: string[] = [];
    const principals = ['eve', 'ann', 'bob', 'dan', 'fay', 'gus'];
    await Promise.all(principals.flatMap((principal) => Array.from({ length: 15 }, () => pool.use({ principal }, async () => sleep(1)).then(() => served.push(principal)))));
    expect(principals.map((principal) => served.filter((name) => name === principal).length)).toEqual(principals.map(() => 15));
    expect(pool.health()).toMatchObject({ waiting: 0 });
  });
});
