// How long what one replica learns takes to reach another: two of them over one Redis, each with its own memory and connections.
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../dist/answer/ask/ladder.js';
import { teach } from '../../dist/answer/teach/teach.js';
import { compose } from '../../dist/compose.js';
import { median } from '../report.mjs';

const tries = 200;
const principal = 'bench';

export async function replicas(report, path, redisUrl) {
  const open = () => compose({ databases: { shop: { dsn: `sqlite:${path}` } }, baseFolder: '/', state: { redis: redisUrl } }, { careful: true });
  const [first, second] = [await open(), await open()];
  const learned = [];
  const forgotten = [];
  for (let n = -20; n < tries; n += 1) {
    const question = `Which of our treasures shine the most in season ${n + 20}?`;
    const isServed = async (by) => (await ask({ question, principal, execute: false }, by)).status === 'ok';
    await sent(() => teach({ question, sql: `SELECT name FROM items WHERE id = ${n + 21}`, verdict: 'accept', principal }, first));
    const seen = await until(() => isServed(second));
    await sent(() => teach({ question, verdict: 'forget', principal }, second));
    const gone = await until(async () => !(await isServed(first)));
    if (n < 0) continue;
    learned.push(seen);
    forgotten.push(gone);
  }
  await Promise.all([first.close(), second.close()]);
  const add = (what, times) => {
    report.add(`${what}: p50 of ${tries}`, median(times), { unit: 'ms' });
    report.add(`${what}: longest`, Math.max(...times), { limit: 100, unit: 'ms' });
  };
  add('learned by one replica, served by the other', learned);
  add('forgotten by one replica, served no more by the other', forgotten);
}

/** On a busy machine a write may run into the 50 ms of its command; then it is said to have failed, and is made again. */
async function sent(write) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (await write().then(() => true, () => false)) return;
    await sleep(100);
  }
  throw new Error('Redis is not there');
}

/** Milliseconds from what was acknowledged until it shows. */
async function until(shows) {
  const startedAt = performance.now();
  while (!(await shows())) await sleep(1);
  return performance.now() - startedAt;
}
