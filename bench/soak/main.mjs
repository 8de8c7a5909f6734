// npm run soak [-- --minutes N] [--rate R] [--large N]: distinct statements and questions at a steady rate against PostgreSQL, MariaDB and SQLite in
// this process, whose heap is collected and measured each minute; a line is fitted through the second half. Then questions that never come
// again (--new N, more than are remembered), and answers of 1 MB, DuckDB's too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { holdHeavyLock } from '../../scripts/heavy-lock.mjs';
import { ask } from '../../dist/answer/ask/ladder.js';
import { runSql } from '../../dist/answer/ask/run-sql.js';
import { observe } from '../../dist/answer/observe.js';
import { compose } from '../../dist/compose.js';
import { openWriter } from '../../dist/database/scratch/open.js';
import { percentile } from '../report.mjs';
import { heapMb, largeAnswers } from './large.mjs';
import { newQuestions, rememberedMax } from './new-questions.mjs';
import { startServices } from '../services.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({ options: { minutes: text('60'), rate: text('20'), large: text('2000'), new: text('40000'), 'sample-seconds': text('60') } });
const minutes = Number(values.minutes);
const newCount = Number(values.new);
const slopeMax = 0.2;
/** So many of the soak's calls in a minute are remembered, at the rate that it has by itself. */
const rememberedPerMinute = 300;
/** Of all budgets of the caches, in megabytes. */
const grownMax = 1.3;
const rowsCount = 2_000;
/**
 * Questions that come with their SQL are remembered, for each database and with that SQL: what fills that up is no leak, and must be
 * full by half of the time. A multiple of all that calls take turns in, so that a question comes again with the same of each.
 */
const questionsMax = 10_500;

await holdHeavyLock('npm run soak');
const folder = mkdtempSync(join(tmpdir(), 'nl2sql-soak-'));
const servers = await startServices();
const urls = { postgres: servers.postgresUrl, mysql: servers.mysqlUrl, sqlite: `sqlite:${join(folder, 'soak.sqlite')}` };
const duckdb = `duckdb:${join(folder, 'soak.duckdb')}`;
for (const url of [...Object.values(urls), duckdb]) await fill(url);
const limits = { cellBytesMax: 1_100_000, resultBytesMax: 1_100_000 };
const databases = Object.fromEntries(Object.entries({ ...urls, duckdb }).map(([name, dsn]) => [name, { dsn, ...limits }]));
const services = await compose({ databases, baseFolder: '/', state: { file: join(folder, 'state.sqlite') } }, { careful: true });
const samples = [];
let grown = {};
let grownByNew = 0;
let budgetMb = 0;
const seen = { calls: 0, wrong: 0, failed: 0, times: [] };
try {
  const until = performance.now() + minutes * 60_000;
  const measuring = measure(until);
  await Promise.all(Array.from({ length: 5 }, () => callUntil(until)));
  await measuring;
  budgetMb = services.caches.reduce((sum, cache) => sum + Math.min(cache.stats().bytesMax, 2 ** 40), 0) / 1_048_576;
  grownByNew = await newQuestions(services, newCount);
  grown = await largeAnswers(services, Number(values.large));
} finally {
  await services.close();
  await servers.stop();
  rmSync(folder, { recursive: true, force: true });
}
const half = samples.slice(Math.floor(samples.length / 2));
const slope = slopeOf(half);
console.log(`${seen.calls} calls in ${minutes} min: ${seen.wrong} wrong, ${seen.failed} failed, p99 ${percentile(seen.times, 99).toFixed(1)} ms`);
console.log(`heap after collection: ${samples.map(({ mb }) => mb.toFixed(0)).join(' ')} MB; slope of the second half ${slope.toFixed(2)} MB a minute (≤ ${slopeMax} ${slope <= slopeMax ? 'holds' : 'MISSED'})`);
const newSlope = (grownByNew * rememberedPerMinute) / (newCount - rememberedMax);
const beyond = `${grownByNew.toFixed(1)} MB more on the heap from the ${rememberedMax}th on, ${newSlope.toFixed(2)} MB for each minute of the soak`;
console.log(`${newCount} new questions: ${beyond} (≤ ${slopeMax} ${newSlope <= slopeMax ? 'holds' : 'MISSED'})`);
const bounded = Object.values(grown).every((mb) => mb <= grownMax * budgetMb);
const growth = Object.entries(grown).map(([name, mb]) => `${name} ${mb.toFixed(0)} MB`).join(', ');
console.log(`${Number(values.large)} answers of 1 MB: ${growth} more on the heap (≤ ${grownMax} × ${budgetMb.toFixed(0)} MB ${bounded ? 'holds' : 'MISSED'})`);
process.exit(seen.wrong + seen.failed === 0 && slope <= slopeMax && newSlope <= slopeMax && bounded ? 0 : 1);

async function fill(url) {
  const writer = await openWriter(url);
  await writer.write('CREATE TABLE orders (id INTEGER PRIMARY KEY, city VARCHAR(40) NOT NULL, amount INTEGER NOT NULL)');
  const rows = Array.from({ length: rowsCount }, (_, id) => `(${id}, 'City ${id % 500}', ${id})`);
  for (let at = 0; at < rows.length; at += 500) await writer.write(`INSERT INTO orders VALUES ${rows.slice(at, at + 500).join()}`);
  await writer.close();
}

/** One of five callers: each call is one that was not made before. */
async function callUntil(until) {
  const pauseMs = (5 * 1_000) / Number(values.rate);
  while (performance.now() < until) {
    const startedAt = performance.now();
    await callOnce().catch((error) => {
      seen.failed += 1;
      console.error(error.message);
    });
    const ms = performance.now() - startedAt;
    seen.times.push(ms);
    if (seen.times.length > 10_000) seen.times.splice(0, 5_000);
    await delay(Math.max(0, pauseMs - ms));
  }
}

async function callOnce() {
  const n = seen.calls++;
  const database = Object.keys(urls)[n % 3];
  const id = Math.floor(Math.random() * rowsCount);
  const call = { principal: `p${n % 20}`, database };
  const topic = n % questionsMax;
  const question = `How many orders come from "City ${topic % 500}" with an amount below ${1_000_000 + topic}?`;
  const observed = (tool, input, work) => observe({ tool, input, principal: call.principal }, services, work);
  if (n % 4 === 0) return observed('nl2sql', { question }, (within) => ask({ question, ...call }, within));
  const sql = `SELECT amount, ${n} AS n, '${'x'.repeat(n % 7 === 0 ? 20_000 : 20)}' AS text FROM orders WHERE id = ${id}`;
  const answer = await observed('run_sql', { sql }, (within) => runSql({ sql, ...call, ...(n % 2 === 0 ? { question } : {}) }, within));
  if (answer.status !== 'ok' || answer.rows[0]?.[0] !== id) seen.wrong += 1;
  return answer;
}

async function measure(until) {
  const everyMs = Number(values['sample-seconds']) * 1_000;
  while (performance.now() + everyMs <= until + 1_000) {
    await delay(everyMs);
    const sample = { minute: performance.now() / 60_000, mb: heapMb() };
    samples.push(sample);
    const cachedMb = services.caches.reduce((sum, cache) => sum + cache.stats().bytes, 0) / 1_048_576;
    console.log(`minute ${sample.minute.toFixed(1)}: ${sample.mb.toFixed(1)} MB, ${cachedMb.toFixed(1)} of them cached; ${seen.calls} calls, ${seen.failed} failed`);
  }
}

/** Least squares, in MB a minute. */
function slopeOf(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(({ minute }) => minute), mean(({ mb }) => mb)];
  const spread = points.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, { minute, mb }) => sum + (minute - x) * (mb - y), 0) / spread;
}
