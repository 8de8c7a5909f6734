import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { Services } from '../../src/answer/services.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { seal } from '../../src/cache/redis/envelope.ts';
import { version } from '../../src/cli/version.ts';
import { compose } from '../../src/compose.ts';
import { sqliteFile } from '../fixtures/make-database.ts';
import { recordOfFile } from '../../src/memory/make-record.ts';
import { parseRecord } from '../../src/memory/record.ts';
import { OwnRedis } from './redis-server.ts';

const shop = "CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, country TEXT); INSERT INTO clients VALUES (1, 'Ada', 'France'), (2, 'Bob', 'Italy')";

const files = new WeakMap<Services, string>();
const question = 'Who is our best patron in France?';
const other = 'Who is our worst patron of all?';

/** Of the same database as another one, where one is given. */
async function replica(redis: OwnRedis, like?: Services): Promise<Services> {
  const dsn = (like && files.get(like)) ?? `sqlite:${sqliteFile(shop)}`;
  const services = await compose({ databases: { shop: { dsn } }, baseFolder: '/', state: { redis: redis.url, secret: 'known to the replicas alone' } }, { careful: true });
  files.set(services, dsn);
  onTestFinished(() => services.close());
  await services.memory();
  await runSql({ sql: 'SELECT 1', principal: 'ann' }, services);
  return services;
}

/** A machine that is too busy to hear from Redis within its 50 ms is told to try again. */
async function taught(services: Services): Promise<void> {
  const accept = () => teach({ question, sql: "SELECT name FROM clients WHERE country = 'France'", verdict: 'accept', principal: 'ann' }, services);
  await expect.poll(() => accept().then(() => true, () => false), { timeout: 20_000, interval: 300 }).toBe(true);
}

/** What fails where nobody awaits it would end the server. */
function uncaught(): unknown[] {
  const caught: unknown[] = [];
  const note = (error: unknown) => void caught.push(error);
  process.on('uncaughtException', note).on('unhandledRejection', note);
  onTestFinished(() => void process.off('uncaughtException', note).off('unhandledRejection', note));
  return caught;
}

const hostile: readonly string[] = [
  'null', '1', '"x"', '{}', '[null]', '[1]', '[[]]', '[{}]', '[{"collection":1,"key":2,"value":3}]',
  '[{"collection":"questions","key":"a","value":{"x":1}}]', '[{"collection":"questions","key":{},"value":null}]', '[{"collection":"questions"}]',
  '[{"collection":"rejections","key":"a","value":7}]', '[{"collection":"terms","key":"a","value":[]}]',
  '[{"collection":"meanings","key":"a","value":"null"}]', '[{"collection":"cleared","key":null,"value":"1"}]', '[null,null,null]',
  '["a","results",{}]', '["a",{},"b"]',
];

describe('whoever can write to Redis', () => {
  test('sends no message that ends a replica', async () => {
    const redis = await OwnRedis.start();
    const services = await replica(redis);
    const caught = uncaught();
    await redis.command(async (client) => {
      for (const channel of ['nl2sql:changes', `nl2sql:${version()}:dropped`]) for (const message of hostile) expect(await client.publish(channel, message)).toBeGreaterThan(0);
    });
    await sleep(300);
    expect(caught).toEqual([]);
    expect(await runSql({ sql: 'SELECT 2', principal: 'ann' }, services)).toMatchObject({ status: 'ok', rows: [[2]] });
  });

  test('makes no answer of its own a verified one, neither by an entry nor by a message', async () => {
    const redis = await OwnRedis.start();
    const first = await replica(redis);
    await taught(first);
    const altered = await redis.command(async (client) => {
      const [key = '', text = ''] = Object.entries(await client.hgetall('nl2sql:state:questions'))[0] ?? [];
      const forged = JSON.stringify(recordOfFile(first.targets.get('shop')?.identity ?? '', { question: other, sql: "SELECT 'Mallory'" }, Date.now()));
      const guessed = seal(forged, { secret: Buffer.from('guessed'), name: 'nl2sql:state:questions\nguessed' }).toString('base64');
      // As it is, sealed with another secret, a true one in another place, and in the place of a true one.
      for (const [name, value] of [['forged', forged], ['guessed', guessed], ['moved', text], [key, forged]] as const) await client.hset('nl2sql:state:questions', name, value);
      await client.publish('nl2sql:changes', JSON.stringify([{ collection: 'questions', key: 'told', value: forged }]));
      return client.hlen('nl2sql:state:questions');
    });
    expect(altered).toBe(4);
    const second = await replica(redis, first);
    for (const services of [first, second]) expect(await ask({ question: other, principal: 'bob' }, services)).not.toMatchObject({ status: 'ok', proposal: { verified: true } });
    expect((await second.memory()).remembered.size).toBe(0);
    await taught(second);
    await expect.poll(async () => ask({ question, principal: 'bob' }, first)).toMatchObject({ status: 'ok', proposal: { verified: true }, rows: [['Ada']] });
  });

  test('has nothing remembered that is longer than what a caller may send', () => {
    const read = (given: { readonly question: string; readonly sql: string }) => parseRecord(JSON.stringify(recordOfFile('shop', given, 0)));
    const sql = 'SELECT 1';
    expect(read({ question: 'q'.repeat(8_000), sql })).toBeDefined();
    expect(read({ question: 'q'.repeat(8_001), sql })).toBeUndefined();
    expect(read({ question, sql: sql.padEnd(100_001) })).toBeUndefined();
  });

  test('has no rows served that another version of the server kept', async () => {
    const redis = await OwnRedis.start();
    const first = await replica(redis);
    const sql = 'SELECT name FROM clients WHERE id = 2';
    const kept = () => redis.command((client) => client.keys(`nl2sql:${version()}:results:*`));
    await expect.poll(async () => (await runSql({ sql, maxAge: 0, principal: 'ann' }, first), (await kept()).length)).toBeGreaterThan(0);
    await redis.command(async (client) => {
      for (const key of await kept()) await client.rename(key, key.replace(version(), '0.0.9'));
    });
    expect(await runSql({ sql, maxAge: 60, principal: 'ann' }, await replica(redis, first))).toMatchObject({ cache: 'none', rows: [['Bob']] });
  });
});
