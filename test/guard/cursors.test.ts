import { expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { getSchema } from '../../src/answer/report/schema.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/config/load.ts';
import type { Caller } from '../../src/core/caller.ts';
import { OwnRedis } from '../cache/redis-server.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

const cursorSecret = 'known to the replicas alone';
const staff = `CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, salary INT);
  INSERT INTO staff VALUES (1, 'Ada', 918273), (2, 'Bob', 827364), (3, 'Cyd', 736455)`;
const all = 'SELECT id, salary FROM staff ORDER BY id';
const long = all.replace(' ORDER', ` WHERE id NOT IN (${Array.from({ length: 1_000 }, (_, n) => n + 10).join(', ')}) ORDER`);
const caller = (...roles: string[]): Caller => ({ principal: 'ann', scopes: ['read'], roles, claims: {} });

async function serving(databases: Config['databases'], config: Partial<Config> = {}): Promise<Services> {
  const services = await compose({ databases, baseFolder: '/', cursorSecret, ...config }, { careful: true });
  onTestFinished(() => services.close());
  return services;
}

async function cursorOf(sql: string, services: Services): Promise<string> {
  const answer = await runSql({ sql, limit: 1, principal: 'ann' }, services);
  return (answer.status === 'ok' && answer.nextCursor) || '';
}

const next = (cursor: string, services: Services, database?: string) => runSql({ sql: 'SELECT 1', limit: 1, cursor, principal: 'ann', ...(database === undefined ? {} : { database }) }, services);
const bad = { code: 'BAD_CURSOR' };

test('a cursor with any byte of it changed leads nowhere', async () => {
  const services = await serving({ shop: { dsn: `sqlite:${sqliteFile(staff)}` } });
  const bytes = Buffer.from(await cursorOf(all, services), 'base64url');
  for (const index of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    await expect(next(changed.toString('base64url'), services)).rejects.toMatchObject(bad);
  }
  await expect(next('A'.repeat(1_000_000), services)).rejects.toMatchObject(bad);
});

test('one of the same person in another role leads nowhere, nor one of another database', async () => {
  const shop = { dsn: `sqlite:${sqliteFile(staff)}`, roles: { hr: {}, clerk: { columns: { 'staff.salary': 'hidden' as const } } } };
  const services = await serving({ shop, other: { dsn: `sqlite:${sqliteFile(staff)}`, roles: { hr: {} } } });
  const [hr, clerk] = [services.as(caller('hr')), services.as(caller('clerk'))];
  const answer = await runSql({ sql: all, limit: 1, database: 'shop', principal: 'ann' }, hr);
  const cursor = (answer.status === 'ok' && answer.nextCursor) || '';
  expect(await next(cursor, hr, 'shop')).toMatchObject({ rows: [[2, 827364]] });
  await expect(next(cursor, clerk, 'shop')).rejects.toMatchObject(bad);
  await expect(next(cursor, hr, 'other')).rejects.toMatchObject(bad);
});

test('after the policy has changed its statement is judged by the new one', async () => {
  const dsn = `sqlite:${sqliteFile(staff)}`;
  const cursor = await cursorOf(all, await serving({ shop: { dsn } }));
  const failure = await next(cursor, await serving({ shop: { dsn, access: { columns: { 'staff.salary': 'hidden' } } } })).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'UNKNOWN_COLUMN' });
  expect(await next(cursor, await serving({ shop: { dsn, access: { deny: ['staff'] } } })).catch((error: unknown) => error)).not.toMatchObject({ status: 'ok' });
});

test('what one of a schema leads to is no statement, and the other way round', async () => {
  const tables = Array.from({ length: 3_000 }, (_, n) => `CREATE TABLE the_table_number_${n} (id INT)`).join(';');
  const services = await serving({ shop: { dsn: `sqlite:${sqliteFile(`${staff};${tables}`)}` } });
  const { next_cursor: ofSchema = '' } = await getSchema({ principal: 'ann' }, services);
  expect(await next(ofSchema, services).catch((error: unknown) => error)).not.toMatchObject({ status: 'ok' });
  await expect(getSchema({ cursor: await cursorOf(all, services), principal: 'ann' }, services)).rejects.toMatchObject(bad);
});

test('where a long one leads is not for whoever can write to Redis to say', async () => {
  const redis = await OwnRedis.start();
  const databases = { shop: { dsn: `sqlite:${sqliteFile(staff)}` } };
  const open = () => serving(databases, { state: { redis: redis.url } });
  const [first, second] = [await open(), await open()];
  let cursor = '';
  const kept = () => redis.command((client) => client.keys('nl2sql:*:cursors:*'));
  await expect.poll(async () => ((cursor = await cursorOf(long, first)), (await kept()).length), { timeout: 20_000 }).toBe(1);
  await redis.command(async (client) => {
    for (const key of await kept()) await client.set(key, JSON.stringify({ database: 'shop', subject: "SELECT 'Mallory'" }));
  });
  await expect(next(cursor, second)).rejects.toMatchObject(bad);
});
