// What measuring costs: a recording, a summary, memory, the page, and the whole server with telemetry on against off.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { DatabaseSync } from '@photostructure/sqlite';
import { chromium } from 'playwright-core';
import { observe } from '../dist/answer/observe.js';
import { performanceSummary } from '../dist/answer/performance/summary.js';
import { compose } from '../dist/compose.js';
import { Recorder } from '../dist/telemetry/recorder.js';
import { silent } from '../dist/telemetry/silent.js';
import { interleave, median, Report } from './report.mjs';
import { RpcProcess } from './rpc.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const web = new URL('../dist/web/', import.meta.url).pathname;
const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };
const principal = 'local';

export async function run({ report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-bench-telemetry-'));
  try {
    await recording(report);
    await summary(report, folder);
    memory(report);
    page(report);
    await interactive(report, folder);
    await onAgainstOff(report, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wire = { status: 'ok', database: 'shop', dialect: 'sqlite', sql: 'SELECT COUNT(*) FROM "orders"', rung: 'remembered', verified: false, cache: 'memory', row_count: 1, proof: { tables: ['orders'] } };

/** As many recordings as a remembered question makes, through the same code that tools go through; `telemetry` says whether they are kept. */
function questions(telemetry, count, distinct = 1_000) {
  const services = { telemetry, clock };
  return async () => {
    for (let n = 0; n < count; n += 1) {
      await observe({ tool: 'nl2sql', input: { question: `How many orders has customer ${n % distinct}?` }, principal }, services, async ({ telemetry: measured }) => {
        for (const step of ['step.catalog', 'step.remembered', 'step.prove', 'step.execute']) measured.record(step, 0.01);
        measured.count('rung.remembered');
        return wire;
      });
    }
  };
}

/** Processor time, not wall time: a busy machine must not be in the figure. */
async function recording(report) {
  const count = 20_000;
  const recorder = new Recorder({ clock, texts: 'redacted' });
  const [on, off] = await processorTimes([questions(recorder, count), questions(silent, count)], { rounds: 21, warmUp: 5 });
  report.add('recording a question, all in all', (on - off) / count, { limit: 2, unit: 'µs' });
  const [record] = await processorTimes([() => { for (let n = 0; n < 1e6; n += 1) recorder.record('step.prove', 0.123); }], { rounds: 5, warmUp: 1 });
  report.add('one duration', record / 1_000, { unit: 'ns' });
}

/** The medians in microseconds, in turns. */
async function processorTimes(works, { rounds, warmUp }) {
  const times = works.map(() => []);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) times[index].push(user + system);
    }
  }
  return times.map(median);
}

async function summary(report, folder) {
  const path = join(folder, 'summary.sqlite');
  new DatabaseSync(path).exec('CREATE TABLE orders (id INTEGER PRIMARY KEY)');
  const services = await compose({ databases: { shop: { dsn: `sqlite:${path}` } }, baseFolder: folder }, { careful: true });
  for (let n = 0; n < 40; n += 1) for (let m = 1; m < 200; m += 1) services.telemetry.record(`step.s${n}`, m / 7);
  await questions(services.telemetry, 2_000)();
  for (const window of ['all', '15m', '24h']) {
    const [ms] = await interleave([() => performanceSummary(window, services)], { rounds: 200, warmUp: 50 });
    report.add(`summary over ${window} with 45 operations`, ms, { limit: 1, unit: 'ms' });
  }
  report.add('summary', JSON.stringify(performanceSummary('all', services)).length / 4, { limit: 600, unit: 'tokens' });
  await services.close();
}

/** In a process of its own, so that nothing else is in the figure. */
function memory(report) {
  const bytes = Number(execFileSync(process.execPath, ['--expose-gc', new URL(import.meta.url).pathname, '--memory'], { encoding: 'utf8' }));
  report.add('memory after 1,000,000 questions, 1,000 distinct, over 24 hours', bytes / 2 ** 20, { limit: 10, unit: 'MB' });
}

async function measureMemory() {
  const used = () => {
    globalThis.gc();
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  let at = 1_800_000_000_000;
  const moving = { now: () => at, monotonicMs: () => performance.now() };
  await questions(silent, 1_000)();
  const before = used();
  const recorder = new Recorder({ clock: moving, texts: 'redacted' });
  for (let n = 0; n < 60; n += 1) recorder.record(`database.d${n}`, 1);
  // A million questions in a day: every slot of every window gets used, for the operations of a question and for ten databases.
  for (let minute = 0; minute < 1_440; minute += 1) {
    await questions(recorder, 695)();
    for (let n = 0; n < 10; n += 1) recorder.record(`database.d${n}`, minute % 97);
    at += 60_000;
  }
  const bytes = used() - before;
  if (recorder.summary().operations.length < 60) throw new Error('nothing was recorded');
  process.stdout.write(String(bytes));
}

function page(report) {
  const files = [join(web, 'index.html'), ...readdirSync(join(web, 'assets')).map((name) => join(web, 'assets', name))];
  report.add('page, compressed', files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0) / 1_000, { limit: 250, unit: 'kB' });
  report.add('MCP App, one file', statSync(join(web, 'app.html')).size / 1_000, { limit: 300, unit: 'kB' });
}

/** From the address to a question box that can be typed in, in a fresh browser each time; needs Chromium. */
async function interactive(report, folder) {
  const path = process.env.TEST_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(path)) return report.note('page interactive', 'not measured: no Chromium (TEST_CHROMIUM)');
  const server = spawn(process.execPath, [main, 'serve', '--http', '0', '--dsn', `sqlite:${join(folder, 'summary.sqlite')}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const origin = await new Promise((resolve) => server.stderr.on('data', (chunk) => /listening on (http:[^ ]+?)\/mcp/.exec(String(chunk)) && resolve(/http:\/\/[^/]+/.exec(String(chunk))[0])));
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const times = [];
  for (let round = 0; round < 7; round += 1) {
    const context = await browser.newContext();
    const view = await context.newPage();
    await view.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('#question')) return;
        window.interactiveAt = performance.now();
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await view.goto(origin);
    // The page's policy forbids to evaluate texts: a locator waits as well.
    await view.locator('#question').waitFor();
    times.push(await view.evaluate(() => window.interactiveAt));
    await context.close();
  }
  await browser.close();
  server.kill();
  report.add('page interactive', median(times), { limit: 1_000, unit: 'ms' });
}

/** Two servers at once, the same questions to each in turns; the figure is the upper 95 % bound of the mean of the ratios. */
async function onAgainstOff(report, folder) {
  const path = join(folder, 'shop.sqlite');
  new DatabaseSync(path).exec("CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO pets VALUES (1, 'Rex'), (2, 'Tom')");
  const start = async (name, telemetry) => {
    const config = join(folder, `${name}.json`);
    writeFileSync(config, JSON.stringify({ databases: { pets: { dsn: `sqlite:${path}` } }, telemetry }));
    const server = new RpcProcess([main, 'serve', '--config', config], { NL2SQL_STATE_DIR: join(folder, name) });
    await server.initialize();
    return server;
  };
  const servers = [await start('on', {}), await start('off', { enabled: false })];
  const block = async (server) => {
    const startedAt = performance.now();
    for (let n = 0; n < 150; n += 1) await server.call('nl2sql', { question: 'How many pets are there?' });
    return performance.now() - startedAt;
  };
  for (const server of servers) for (let n = 0; n < 5; n += 1) await block(server);
  const logs = [];
  for (let round = 0; round < 40; round += 1) {
    const order = round % 2 === 0 ? servers : servers.toReversed();
    const times = new Map();
    for (const server of order) times.set(server, await block(server));
    logs.push(Math.log(times.get(servers[0]) / times.get(servers[1])));
  }
  for (const server of servers) server.close();
  report.add('server with telemetry on / off, median of 40 turns', Math.exp(median(logs)), {});
  report.add('… upper 95 % bound', Math.exp(upperBound(logs)), { limit: 1.05 });
}

/** Of the mean, by the t distribution (39 degrees of freedom, two-sided). */
function upperBound(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return mean + 2.023 * Math.sqrt(variance / values.length);
}

if (process.argv[2] === '--memory') await measureMemory();
else if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const report = new Report();
  await run({ report });
  console.log(report.table());
}
