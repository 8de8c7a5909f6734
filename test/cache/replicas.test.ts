import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/answer/ask/ladder.ts';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import type { Services } from '../../src/answer/services.ts';
import { teach } from '../../src/answer/teach/teach.ts';
import { version } from '../../src/cli/version.ts';
import { seal } from '../../src/cache/redis/envelope.ts';
import { compose } from '../../src/compose.ts';
import { sqliteFile } from '../fixtures/make-database.ts';
import { OwnRedis } from './redis-server.ts';

const shop = "CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, country TEXT); INSERT INTO clients VALUES (1, 'Ada', 'France'), (2, 'Bob', 'Italy')";
const question = 'Who is our best patron in France?';
const sql = "SELECT name FROM clients WHERE country = 'France'";
const slow = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n, clients WHERE clients.id = 1 AND 0 < 1';

/** Replicas as a load balancer would have them: one database, one Redis, each with its own memory. */
async function replicas(redis: OwnRedis, count = 2): Promise<Services[]> {
  const dsn = `sqlite:${sqliteFile(shop)}`;
  return Promise.all(
    Array.from({ length: count }, async () => {
      const services = await compose({ databases: { shop: { dsn } }, baseFolder: '/', state: { redis: redis.url } }, { careful: true });
      onTestFinished(() => services.close());
      return services;
    }),
  );
}

async function two(redis: OwnRedis): Promise<[Services, Services]> {
  const [first, second] = await replicas(redis);
  if (!first || !second) throw new Error('no replicas');
  return [first, second];
}

const as = (principal: string) => ({ principal });

/** A machine that is too busy to hear from Redis within its 50 ms is told to try again. */
const patient = (work: () => Promise<unknown>) => expect.poll(() => work().then(() => true, () => false), { timeout: 20_000, interval: 300 }).toBe(true);

describe('two replicas that share Redis', () => {
  test('an answer learned by one is served by the other, and so is its correction', async () => {
    const [first, second] = await two(await OwnRedis.start());
    expect(await ask({ question, ...as('ann') }, second)).toMatchObject({ status: 'needs_sql' });
    await patient(() => teach({ question, sql, verdict: 'accept', ...as('ann') }, first));
    await expect.poll(() => ask({ question, ...as('bob') }, second), { timeout: 20_000 }).toMatchObject({ status: 'ok', proposal: { rung: 'remembered', verified: true }, rows: [['Ada']] });
    await patient(() => teach({ question, verdict: 'forget', ...as('bob') }, second));
    await expect.poll(async () => (await ask({ question, ...as('ann') }, first)).status, { timeout: 20_000 }).toBe('needs_sql');
  });

  test('rows that one read are served by the other', async () => {
    const [first, second] = await two(await OwnRedis.start());
    expect(await runSql({ sql, ...as('ann') }, first)).toMatchObject({ cache: 'none' });
    await sleep(50);
    expect(await runSql({ sql, ...as('ann') }, second)).toMatchObject({ cache: 'shared', rows: [['Ada']] });
    expect(await runSql({ sql, ...as('ann') }, second)).toMatchObject({ cache: 'memory' });
    expect(await runSql({ sql, ...as('bob') }, second)).toMatchObject({ cache: 'none' });
  });

  test('clearing a level on one drops the copies of the other', async () => {
    const [first, second] = await two(await OwnRedis.start());
    for (const replica of [first, second]) await runSql({ sql, ...as('ann') }, replica);
    const copies = async () => {
      await first.results.clear();
      await sleep(50);
      return second.results.stats().entries;
    };
    await expect.poll(copies, { timeout: 20_000 }).toBe(0);
    expect(await runSql({ sql, ...as('ann') }, second)).toMatchObject({ cache: 'none' });
  });

  // A machine that is too busy to hear from Redis within its patience runs it twice.
  test('equal questions at the same time cost one execution between them', async () => {
    const [first, second] = await two(await OwnRedis.start());
    for (const replica of [first, second]) await runSql({ sql: 'SELECT 1', ...as('ann') }, replica);
    const executions = async (n: number) => {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => runSql({ sql: `${slow} + ${n}`, ...as('ann') }, index % 2 === 0 ? first : second)));
      expect(answers.every((answer) => answer.status === 'ok' && answer.rows.length === 1)).toBe(true);
      return new Set(answers.map((answer) => (answer.status === 'ok' ? answer.asOf : 0))).size;
    };
    let round = 0;
    await expect.poll(() => executions((round += 1)), { timeout: 45_000 }).toBe(1);
  });
});

describe('Redis that fails', () => {
  /** Many requests, one after another; none may fail, and together they may wait for one timeout, not for one each. */
  async function requests(services: Services, count = 40): Promise<number> {
    const startedAt = performance.now();
    for (let index = 0; index < count; index += 1) {
      const answer = await runSql({ sql: `SELECT ${index % 5}`, question: `question number ${index % 5} of all`, ...as('ann') }, services);
      expect(answer).toMatchObject({ status: 'ok', rows: [[index % 5]] });
    }
    return performance.now() - startedAt;
  }

  test('is bypassed where it never was there', async () => {
    const redis = await OwnRedis.start();
    await redis.stop();
    const [services] = await two(redis);
    await requests(services);
    expect(services.sharedHealth()).toMatchObject({ reachable: false });
  });

  test('is bypassed when it stops, and used again when it is back', async () => {
    const redis = await OwnRedis.start();
    const [services, other] = await two(redis);
    await requests(services);
    await redis.stop();
    await requests(services);
    await redis.start();
    await expect.poll(() => services.sharedHealth()?.reachable, { timeout: 15_000 }).toBe(true);
    await teach({ question, sql, verdict: 'accept', ...as('ann') }, services);
    await expect.poll(async () => (await ask({ question, ...as('ann') }, other)).status, { timeout: 15_000 }).toBe('ok');
  });

  test('costs one timeout when it stalls, not one for each request', async () => {
    const redis = await OwnRedis.start();
    const [services] = await two(redis);
    const usual = await requests(services);
    redis.stall();
    onTestFinished(() => redis.resume());
    const stalled = await requests(services);
    expect(stalled - usual).toBeLessThan(40 * 50 * 0.5);
  });

  test('that cannot store what is taught says so, and does not pretend', async () => {
    const redis = await OwnRedis.start();
    const [services] = await two(redis);
    await requests(services, 1);
    redis.stall();
    onTestFinished(() => redis.resume());
    await expect(teach({ question, sql, verdict: 'accept', ...as('ann') }, services)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('with entries that were forged, altered or moved serves none of them', async () => {
    const redis = await OwnRedis.start();
    const [first, second] = await two(redis);
    const other = sql.replace('France', 'Italy');
    const entries = () => redis.command(async (client) => (await client.keys('nl2sql:*:results:*')).filter((key) => !key.endsWith(':lease')));
    const filled = async () => {
      for (const one of [sql, other]) await runSql({ sql: one, maxAge: 0, ...as('ann') }, first);
      return (await entries()).length;
    };
    await expect.poll(filled, { timeout: 20_000 }).toBe(2);
    const [one = '', another = ''] = await entries();
    const forged = JSON.stringify({ result: { columns: [{ name: 'name', type: '' }], rows: [['Mallory']], truncated: false, cellsCut: 0 }, asOf: Date.now() + 60_000, dataVersion: null, isTimeless: true, bytes: 1 });
    const body = Buffer.from(forged);
    const header = Buffer.alloc(6);
    header.writeUInt8(1, 0);
    header.writeUInt32BE(crc32(body), 2);
    const attacks: readonly ((client: Redis) => Promise<unknown>)[] = [
      (client) => Promise.all([client.set(one, Buffer.concat([header, body])), client.set(another, Buffer.concat([header, body]))]),
      (client) => Promise.all([one, another].map((name) => client.set(name, seal(forged, { secret: Buffer.from('guessed'), name })))),
      async (client) => {
        const [a, b] = await client.mgetBuffer(one, another);
        if (a && b) await Promise.all([client.set(one, b), client.set(another, a)]);
      },
    ];
    for (const attack of attacks) {
      await second.results.clear();
      await expect.poll(filled, { timeout: 20_000 }).toBe(2);
      await redis.command(attack);
      expect(await runSql({ sql, maxAge: 3_600, ...as('ann') }, second)).toMatchObject({ rows: [['Ada']] });
      expect(await runSql({ sql: other, maxAge: 3_600, ...as('ann') }, second)).toMatchObject({ rows: [['Bob']] });
    }
    expect(second.sharedHealth()?.garbage).toBeGreaterThan(0);
  });

  test('that was flushed or holds garbage costs hits, and gives no wrong answer', async () => {
    const redis = await OwnRedis.start();
    const [services, other] = await two(redis);
    const entries = (client: Redis) => client.keys('nl2sql:*:results:*').then((keys) => keys.filter((key) => !key.endsWith(':lease')));
    const filled = async () => {
      await services.results.clear();
      await requests(services, 5);
      return (await redis.command(entries)).length;
    };
    await expect.poll(filled, { timeout: 20_000 }).toBe(5);
    await redis.command(async (client) => {
      const keys = await entries(client);
      for (const [index, key] of keys.entries()) await client.set(key, index % 2 === 0 ? 'garbage' : Buffer.from([1, 1, 0, 0, 0, 0, 99, 99]));
      await client.hset('nl2sql:state:questions', 'broken', '{"format":');
      await client.publish('nl2sql:changes', 'not json');
      await client.publish(`nl2sql:${version()}:dropped`, '[1');
    });
    await requests(other);
    expect(other.sharedHealth()?.garbage).toBeGreaterThan(0);
    await redis.command((client) => client.flushall());
    for (const replica of [services, other]) await requests(replica);
  });
});
