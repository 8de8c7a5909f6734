import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { OwnRedis } from '../cache/redis-server.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';
import { type HttpServer, startHttpServer } from '../http-server.ts';

/** What no place around SQL may show: values of masked columns, and the name of a denied table with its column. */
const secrets = ['ada.hopper@x.example', 'Ada Hopper', '918273', 'dismissals', 'grievance'];

const schema = `CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, email TEXT, salary INT, city TEXT);
  INSERT INTO staff VALUES (1, 'Ada Hopper', 'ada.hopper@x.example', 918273, 'Lyon'), (2, 'Bob Stone', 'bob.stone@x.example', 50000, 'Oslo'), (3, 'Cyd Hall', 'cyd.hall@x.example', 60000, 'Oslo');
  CREATE TABLE dismissals (id INTEGER PRIMARY KEY, staff_id INT REFERENCES staff(id), grievance TEXT);
  INSERT INTO dismissals VALUES (1, 1, 'Ada Hopper')`;

const access = { deny: ['dismissals'], columns: { 'staff.name': 'hidden', 'staff.email': 'hashed', 'staff.salary': 'aggregate' } };

/** What people and hosts ask; the masked values and denied names themselves are in none of it. */
const calls: readonly (readonly [string, object])[] = [
  ['get_schema', { detail: 'full' }], ['get_schema', { question: 'who earns most, and who was let go?' }], ['get_schema', { search: 'staff' }],
  ['nl2sql', { question: 'How many staff are in Oslo?' }], ['nl2sql', { question: 'Show all staff' }], ['nl2sql', { question: 'name and email of the staff in Lyon' }], ['nl2sql', { question: 'staff with the highest salary' }], ['nl2sql', { question: 'What do people complain about most?', execute: false }],
  ['run_sql', { sql: 'SELECT * FROM staff' }], ['run_sql', { sql: 'SELECT id, email, city FROM staff', question: 'Where is everybody?' }], ['run_sql', { sql: 'SELECT name FROM staff' }], ['run_sql', { sql: 'SELECT max(salary) FROM staff' }], ['run_sql', { sql: 'SELECT sum(salary) / 3 AS mean, city FROM staff GROUP BY city HAVING count(*) > 1' }], ['run_sql', { sql: 'SELECT * FROM dismisals' }], ['run_sql', { sql: 'SELECT nam, grievanc FROM staff' }], ['run_sql', { sql: 'SELECT id, email, city FROM staff', question: 'Where is everybody?' }],
  ['teach', { question: 'Where does everybody live?', sql: 'SELECT email, city FROM staff', verdict: 'accept' }], ['nl2sql', { question: 'Where does everybody live?' }],
  ['cache_status', {}], ['cache_status', { question: 'Where is everybody?' }], ['performance', { slow: true, advice: true }],
];

async function callAll({ origin }: HttpServer): Promise<string> {
  const replies: string[] = [];
  for (const [tool, input] of calls) replies.push(await (await fetch(`${origin}/api/tools/${tool}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) })).text());
  return replies.join('\n');
}

/** The figures that the page watches: the first of the server-sent events. */
async function watched({ origin }: HttpServer): Promise<string> {
  const response = await fetch(`${origin}/api/watch?window=1m`);
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

const readers: Readonly<Record<string, (client: Redis, key: string) => Promise<unknown>>> = {
  string: (client, key) => client.get(key),
  hash: (client, key) => client.hgetall(key),
  set: (client, key) => client.smembers(key),
  zset: (client, key) => client.zrange(key, '0', '-1'),
  list: (client, key) => client.lrange(key, 0, -1),
  stream: (client, key) => client.xrange(key, '-', '+'),
};

async function everythingIn(redis: OwnRedis): Promise<string> {
  return redis.command(async (client) => {
    const parts: unknown[] = [];
    for (const key of await client.keys('*')) parts.push(key, await readers[await client.type(key)]?.(client, key));
    return JSON.stringify(parts);
  });
}

/** All places around SQL after the same calls, with texts as full as they can be configured. */
async function placesAround(database: object): Promise<Readonly<Record<string, string>>> {
  const [redis, folder] = [await OwnRedis.start(), temporaryFolder()];
  const server = await startHttpServer({ schema, database, config: { state: { redis: redis.url }, audit: { folder, texts: 'full' }, telemetry: { texts: 'full', log: { format: 'json', level: 'debug' } } } });
  const replies = await callAll(server);
  const [figures, metrics, shared] = [await watched(server), await (await fetch(`${server.origin}/metrics`)).text(), await everythingIn(redis)];
  await server.stop();
  const audit = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  return { replies, figures, metrics, shared, audit, log: server.log() };
}

function shownIn(places: Readonly<Record<string, string>>): string[] {
  return Object.entries(places).flatMap(([place, text]) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`));
}

test('replies, the page’s figures, metrics, shared caches, the audit log and stderr show nothing that the policy hides', { timeout: 120_000 }, async () => {
  const places = await placesAround({ access });
  expect(shownIn(places)).toEqual([]);
  // Each place was really looked at: what may be seen, or the calls themselves, stand there.
  expect(places).toMatchObject({ replies: expect.stringContaining('Oslo'), shared: expect.stringContaining('Oslo'), audit: expect.stringContaining('FROM staff'), log: expect.stringContaining('run_sql'), figures: expect.stringContaining('p95'), metrics: expect.stringContaining('nl2sql') });
});

test('without a policy the same calls show all of it', { timeout: 120_000 }, async () => {
  const shown = shownIn(await placesAround({}));
  for (const secret of secrets) expect(shown).toContain(`replies: ${secret}`);
  expect(shown).toContain('shared: Ada Hopper');
});
