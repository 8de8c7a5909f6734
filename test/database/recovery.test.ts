import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import { toFailure } from '../../src/core/errors.ts';
import { proxyTo } from './proxy.ts';
import { verified } from './verified.ts';

const limits = { rowsMax: 10, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };
const call = { timeoutMs: 5_000 };

async function open(entry: DatabaseConfig) {
  const services = await compose({ databases: { test: entry }, baseFolder: process.cwd() }, { careful: true });
  onTestFinished(() => services.close());
  const database = services.targets.get('test')?.database;
  if (!database) throw new Error('no database');
  return { database, one: () => database.execute(verified('SELECT 1'), limits, call).then((result) => result.rows[0]?.[0], (error: unknown) => toFailure(error).code) };
}

describe.each([['postgres', 'postgresUrl'], ['mysql', 'mysqlUrl']] as const)('%s', (_, urlName) => {
  test('a dropped connection fails its call and no other; the next calls get new ones when the server is back', async () => {
    const proxy = await proxyTo(inject(urlName));
    const url = new URL(inject(urlName));
    url.port = String(proxy.port);
    const { one, database } = await open({ dsn: url.href });
    expect(await one()).toBe(1);
    proxy.goDown();
    expect(await one()).toBe('UNAVAILABLE');
    expect(await one()).toBe('UNAVAILABLE');
    await proxy.comeBack();
    await expect.poll(one, { timeout: 8_000, interval: 200 }).toBe(1);
    expect(database.health().breaker).toBe('closed');
  });

  test('a connection that drops while a statement runs fails it at once', async () => {
    const proxy = await proxyTo(inject(urlName));
    const url = new URL(inject(urlName));
    url.port = String(proxy.port);
    const { database } = await open({ dsn: url.href });
    const slow = urlName === 'postgresUrl' ? 'SELECT pg_sleep(30)' : 'SELECT sleep(30)';
    const outcome = database.execute(verified(slow), limits, { timeoutMs: 30_000 }).catch((error: unknown) => toFailure(error).code);
    await sleep(300);
    const startedAt = Date.now();
    proxy.goDown();
    expect(await outcome).toBe('UNAVAILABLE');
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  test('TLS: verified by the CA and the name, refused by another name or without the CA', async () => {
    const url = new URL(inject(urlName));
    const ca = 'test/fixtures/tls/ca.pem';
    url.hostname = 'localhost';
    expect(await (await open({ dsn: url.href, tls: { ca, cert: 'test/fixtures/tls/client.pem', key: 'test/fixtures/tls/client.key' } })).one()).toBe(1);
    expect(await (await open({ dsn: url.href, tls: { mode: 'require' } })).one()).toBe(1);
    expect(await (await open({ dsn: url.href, tls: { mode: 'verify-full' } })).one()).toBe('UNAVAILABLE');
    url.hostname = '127.0.0.1';
    expect(await (await open({ dsn: url.href, tls: { ca } })).one()).toBe(urlName === 'mysqlUrl' ? 'BAD_CONFIG' : 'UNAVAILABLE');
    expect(await (await open({ dsn: url.href, tls: { ca, mode: 'verify-ca' } })).one()).toBe(1);
  });
});

test('the session carries the application name and the time zone', async () => {
  const { database } = await open({ dsn: inject('postgresUrl'), applicationName: 'shop-questions', timeZone: 'Asia/Tokyo' });
  const { rows } = await database.execute(verified("SELECT current_setting('application_name'), current_setting('TimeZone')"), limits, call);
  expect(rows).toEqual([['shop-questions', 'Asia/Tokyo']]);
});

test('unused connections are closed after their time', async () => {
  const { database, one } = await open({ dsn: inject('postgresUrl'), pool: { idleMs: 300 } });
  await one();
  expect(database.health().size).toBe(1);
  await expect.poll(() => database.health().size, { timeout: 5_000 }).toBe(0);
});
