import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { compose } from '../../../src/compose.ts';
import { forOperators, toFailure } from '../../../src/core/errors.ts';
import type { DatabaseConfig } from '../../../src/config/schema.ts';
import { startReplicated } from '../../setup/standby.ts';
import { proxyTo } from '../proxy.ts';
import { verified } from '../verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };

async function open(dsn: string, config: Partial<DatabaseConfig> = {}) {
  const services = await compose({ databases: { shop: { dsn, ...config } }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  const database = services.targets.get('shop')?.database;
  if (!database) throw new Error('no database');
  const ask = (sql = 'SELECT 1', timeoutMs = 30_000) => database.execute(verified(sql), limits, { timeoutMs }).then(({ rows }) => rows[0]?.[0]);
  return { ask, failure: () => ask().then(() => undefined, toFailure), close: () => database.close() };
}

test('of a primary and its standby the one is asked that target_session_attrs names, in whatever order they stand', async () => {
  const { primary, standby, dsn } = await startReplicated();
  const ports = [standby.port, primary.port];
  await expect.poll(() => open(dsn([standby.port])).then(({ ask }) => ask('SELECT pg_is_in_recovery()')).catch(() => 'starting')).toBe(true);
  const isStandby = async (order: readonly number[], attributes: string) => {
    const { ask, close } = await open(dsn(order, `?target_session_attrs=${attributes}`));
    const answer = await ask('SELECT pg_is_in_recovery()');
    await close();
    return answer;
  };
  const expected = { primary: false, 'read-write': false, standby: true, 'read-only': true, 'prefer-standby': true };
  for (const [attributes, answer] of Object.entries(expected)) {
    expect([attributes, await isStandby(ports, attributes), await isStandby(ports.toReversed(), attributes)]).toEqual([attributes, answer, answer]);
  }
  expect([await isStandby(ports, 'any'), await isStandby(ports.toReversed(), 'any')]).toEqual([true, false]);
  const none = await (await open(dsn([primary.port], '?target_session_attrs=standby'))).failure();
  expect(none).toMatchObject({ code: 'UNAVAILABLE', message: 'shop: the server is a primary, and target_session_attrs asks for standby' });

  const preferring = await open(dsn(ports, '?target_session_attrs=prefer-standby'));
  const strict = await open(dsn(ports, '?target_session_attrs=standby'));
  expect([await preferring.ask('SELECT pg_is_in_recovery()'), await strict.ask('SELECT pg_is_in_recovery()')]).toEqual([true, true]);
  await standby.stop();
  expect(await preferring.ask('SELECT pg_is_in_recovery()')).toBe(false);
  const told = await strict.failure();
  expect(told?.message).toBe('shop: none of the hosts will do: the server refuses connections: it is down, or the port is wrong; the server is a primary, and target_session_attrs asks for standby');
  expect(told && forOperators(told).message).toContain(`(127.0.0.1:${standby.port}, 127.0.0.1:${primary.port})`);
});

describe.each([['postgres', 'postgresUrl', 'SELECT pg_sleep(1)'], ['mysql', 'mysqlUrl', 'SELECT sleep(1)']] as const)('several hosts on %s', (_engine, key, slow) => {
  const two = async (parameters = '') => {
    const [first, second] = [await proxyTo(inject(key)), await proxyTo(inject(key))];
    const url = new URL(inject(key));
    return { first, second, dsn: `${url.protocol}//${url.username}:${url.password}@127.0.0.1:${first.port},127.0.0.1:${second.port}${url.pathname}${parameters}` };
  };

  test('where one goes down, calls go on at the other, also those that were running', async () => {
    const { first, second, dsn } = await two();
    const { ask, failure } = await open(dsn, { pool: { max: 4 } });
    await Promise.all([ask(), ask(), ask()]);
    expect([first.open() > 0, second.open()]).toEqual([true, 0]);
    const running = [ask(slow), ask(slow)];
    setTimeout(() => first.goDown(), 300);
    expect(await Promise.all(running)).toHaveLength(2);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    expect(second.open()).toBeGreaterThan(0);
    await first.comeBack();
    second.goDown();
    expect(await ask()).toBe(1);
    first.goDown();
    await expect.poll(async () => (await failure())?.message).toBe('shop: none of the hosts will do: the server refuses connections: it is down, or the port is wrong');
  });

  test('one that takes connections and says nothing is left within the deadline, and not tried first again at once', async () => {
    const { first, dsn } = await two();
    first.hang();
    const { ask } = await open(dsn, { pool: { max: 4 } });
    const startedAt = Date.now();
    expect(await ask()).toBe(1);
    expect(Date.now() - startedAt).toBeLessThan(6_000);
    const again = Date.now();
    expect(await Promise.all([ask(slow), ask(slow), ask(slow)])).toHaveLength(3);
    expect(Date.now() - again).toBeLessThan(3_000);
  });
});
