// The path around a language model: what the orchestration costs, what running side by side and the queue bring, and what an oracle
// that knows the gold SQL loses on its way through it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { ask } from '../dist/answer/ask/ladder.js';
import { compose } from '../dist/compose.js';
import { ensureDemo } from '../dist/demo/ensure.js';
import { oracle } from './model/oracle.mjs';
import { median, percentile, Report } from './report.mjs';

const usage = { provider: 'fixed', model: 'fixed', calls: 1, inputTokens: 0, outputTokens: 0, costUsd: 0 };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function run({ dataFolder, report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-bench-model-'));
  try {
    const shop = await ensureDemo(folder);
    await overhead(report, shop);
    await sideBySide(report, shop);
    await queue(report, shop);
    if (dataFolder === undefined) report.note('oracle on spider_dev', 'needs --data DIR');
    else await oracle(report, dataFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A model in this process that answers every question with one statement. */
function fixedModel(latencyMs = 0) {
  return {
    writeSql: async () => {
      if (latencyMs > 0) await wait(latencyMs);
      return { kind: 'sql', sql: 'SELECT count(*) FROM customers', reading: 'the number of customers', assumptions: [], usage };
    },
    health: () => [],
  };
}

const fresh = { remembered: false, replies: false };
const openShop = (path, features, extra = {}, options = {}) => compose({ databases: { shop: { dsn: `sqlite:${path}` } }, baseFolder: '/', state: { file: ':memory:' }, features: { ...fresh, ...features }, ...extra }, { careful: true, ...options });
/** No rule answers these; they name tables, columns and values of the shop, so that there is a context to make. */
const openQuestion = (n) => `Considering refunds, which loyal customers from Germany would the ${n}th supplier of cheap products miss most after bad reviews?`;

/** The whole question less what the database and the model took. */
async function overhead(report, path) {
  const services = await openShop(path, {}, {}, { model: fixedModel() });
  let outside = 0;
  const target = services.targets.get('shop');
  const timed = timedDatabase(target.database, (ms) => (outside += ms));
  const asking = { ...services, targets: new Map([['shop', { ...target, database: timed }]]) };
  const figures = [];
  for (let n = -100; n < 500; n += 1) {
    outside = 0;
    const startedAt = performance.now();
    const answer = await ask({ question: openQuestion(n + 100), principal: 'local', maxAge: 0 }, asking);
    if (answer.status !== 'ok' || answer.proposal.rung !== 'model') throw new Error(`unexpected answer: ${answer.status}`);
    if (n >= 0) figures.push(performance.now() - startedAt - outside);
  }
  await services.close();
  report.add('orchestration without provider and database, p50', median(figures), { limit: 3, unit: 'ms' });
  report.add('orchestration without provider and database, p99', percentile(figures, 99), { unit: 'ms' });
}

/** The port, with the time of each of its promises told. */
function timedDatabase(database, tell) {
  return new Proxy(database, {
    get: (object, key) => {
      const member = Reflect.get(object, key, object);
      if (typeof member !== 'function') return member;
      return (...args) => {
        const startedAt = performance.now();
        const result = member.apply(object, args);
        return result instanceof Promise ? result.finally(() => tell(performance.now() - startedAt)) : result;
      };
    },
  });
}

/** Rules that wait 50 ms for a database and a search for similar questions that takes 50 ms, at once and one after the other. */
async function sideBySide(report, path) {
  const services = await openShop(path, {}, { experiment: { share: 0, features: { parallel: false } } }, { model: fixedModel() });
  const slowRules = { rung: 'instant', propose: async () => (await wait(50), { kind: 'none', reason: 'unsure' }) };
  const examples = { similar: async () => (await wait(50), []) };
  const asking = { ...services, examples, sources: services.sources.map((source) => (source.rung === 'instant' ? slowRules : source)) };
  const times = { A: [], B: [] };
  for (let n = -3; n < 25; n += 1) {
    for (const variant of ['A', 'B']) {
      const startedAt = performance.now();
      await ask({ question: openQuestion(n + 3), principal: 'local', variant }, asking);
      if (n >= 0) times[variant].push(performance.now() - startedAt);
    }
  }
  await services.close();
  report.add('steps of 50 ms at once against one after the other', median(times.B) / median(times.A), { limit: 1.6, unit: '×', atLeast: true });
}

/** 100 questions at once on a provider over HTTP that takes 200 ms and is given 20 at a time. */
async function queue(report, path) {
  const provider = await slowProvider(200);
  const config = { model: { providers: [{ kind: 'openai-compatible', baseUrl: provider.url, models: { fast: 'm' }, concurrency: 20, waitingMax: 100 }] } };
  const services = await openShop(path, {}, config);
  await Promise.all(Array.from({ length: 20 }, (_, n) => ask({ question: openQuestion(1_000 + n), principal: 'local' }, services)));
  const [elapsed, computing] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => ask({ question: openQuestion(2_000 + 100 * round + n), principal: 'local' }, services)));
    elapsed.push(performance.now() - startedAt);
    const { user, system } = process.cpuUsage(cpuBefore);
    computing.push((user + system) / 1_000 / 100);
    if (answers.some(({ status }) => status !== 'ok')) throw new Error('a question was not answered');
  }
  const summary = (services.reader ?? services.telemetry).summary();
  const waited = summary.operations.find(({ operation }) => operation === 'model.queue.openai-compatible');
  const peak = await provider.peak();
  await services.close();
  provider.close();
  report.add('100 questions, limit 20, 200 ms: throughput of the ideal', (100 * 1_000) / median(elapsed), { limit: 90, unit: '%', atLeast: true });
  report.add('100 questions, limit 20, 200 ms: processor time a question', median(computing), { unit: 'ms' });
  report.add('100 questions, limit 20, 200 ms: time in the queue, p99', waited?.p99Ms ?? Number.NaN, { unit: 'ms' });
  report.add('100 questions, limit 20, 200 ms: requests at one time', peak, { limit: 20 });
}

async function slowProvider(latencyMs) {
  const child = spawn(process.execPath, [new URL('slow-provider.mjs', import.meta.url).pathname, String(latencyMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => Number((await lines.next()).value);
  const port = await next();
  const peak = () => (child.stdin.write('\n'), next());
  return { url: `http://127.0.0.1:${port}/v1`, peak, close: () => child.stdin.end() };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const report = new Report();
  await run({ dataFolder: process.argv[2], report });
  console.log(report.table());
  process.exit(0);
}
