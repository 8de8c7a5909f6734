import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Connection } from '../../src/database/engine.ts';
import { ConnectionPool, defaultPoolOptions, type PoolOptions } from '../../src/database/pool.ts';

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
  const second = pool.use({ principal: 'ann', signal: leaving.signal }, () => Promise.resolve('second'));
  const third = pool.use({ principal: 'bob' }, () => Promise.resolve('third'));
  leaving.abort(new DOMException('the caller left', 'AbortError'));
  await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
  await first;
  expect(await third).toBe('third');
});
