import { expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { cursorSubjectCodec } from '../../src/answer/run/cursor.ts';
import type { Services } from '../../src/answer/services.ts';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/config/load.ts';
import { OwnRedis } from '../cache/redis-server.ts';
import { sqliteFile } from '../fixtures/make-database.ts';

const three = 'CREATE TABLE t (id INTEGER); INSERT INTO t VALUES (1), (2), (3)';
const long = `SELECT id FROM t WHERE id NOT IN (${Array.from({ length: 2_000 }, (_, n) => n + 10).join(', ')}) ORDER BY id`;

/** Processes that serve one database. */
async function two(config: Partial<Config>): Promise<readonly [Services, Services]> {
  const dsn = `sqlite:${sqliteFile(three)}`;
  const open = async () => {
    const services = await compose({ databases: { test: { dsn } }, baseFolder: '/', ...config }, { careful: true });
    onTestFinished(() => services.close());
    return services;
  };
  return [await open(), await open()];
}

async function cursorOf(sql: string, services: Services): Promise<string> {
  const answer = await runSql({ sql, limit: 1, principal: 'ann' }, services);
  return (answer.status === 'ok' && answer.nextCursor) || '';
}

const next = (cursor: string, services: Services, principal = 'ann') => runSql({ sql: 'SELECT 1', limit: 1, cursor, principal }, services);

test('a cursor has at most 120 characters, however long its statement is, and leads on', async () => {
  const [one, other] = await two({});
  for (const sql of ['SELECT id FROM t ORDER BY id', long]) {
    const cursor = await cursorOf(sql, one);
    expect(cursor.length).toBeLessThanOrEqual(120);
    const page = await next(cursor, one);
    expect(page).toMatchObject({ rows: [[2]], truncated: true });
    expect(await next((page.status === 'ok' && page.nextCursor) || '', one)).toMatchObject({ rows: [[3]], truncated: false });
    await expect(next(cursor, one, 'bob')).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    await expect(next(cursor, other)).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  }
});

test('replicas that share Redis take one another\'s cursors, short as they are, and need no common secret for it', async () => {
  const [one, other] = await two({ state: { redis: (await OwnRedis.start()).url } });
  await expect.poll(async () => {
    const cursor = await cursorOf(long, one);
    expect(cursor.length).toBeLessThanOrEqual(120);
    return next(cursor, other).catch((error: unknown) => error);
  }, { timeout: 20_000 }).toMatchObject({ rows: [[2]] });
});

test('where replicas share a secret and no state it travels whole, compressed and sealed', async () => {
  const [one, other] = await two({ cursorSecret: 'sixteen characters' });
  const cursor = await cursorOf(long, one);
  expect(cursor.length).toBeLessThan(long.length);
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('SELECT');
  expect(await next(cursor, other)).toMatchObject({ rows: [[2]] });
  const damaged = `${cursor.slice(0, -4)}AAAA`;
  for (const bad of [damaged, '', 'x', cursor.slice(0, 20)]) await expect(next(bad, other)).rejects.toMatchObject({ code: 'BAD_CURSOR' });
});

test('what is kept for a cursor reads back, and nothing else is taken for it', () => {
  const kept = { database: 'shop', subject: 'SELECT 1' };
  expect(cursorSubjectCodec.decode(cursorSubjectCodec.encode(kept))).toEqual(kept);
  for (const text of ['null', '{"database":1}', 'no JSON']) expect(cursorSubjectCodec.decode(text)).toBeUndefined();
});
