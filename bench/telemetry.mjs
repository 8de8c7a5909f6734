// What measuring costs: a recording, a summary, memory, the page, and the whole server with telemetry on against off.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { DatabaseSync } from '@photostructure/sqlite';
import { chromium } from 'playwright-core';
import { observe } from '../dist/answer/observe.js';
import { performanceSummary } from '../dist/answer/report/performance/summary.js';
import { compose } from '../dist/compose.js';
import { Recorder } from '../dist/telemetry/recorder.js';
import { silent } from '../dist/telemetry/silent.js';
import { interleave, median, Report } from './report.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const web = new URL('../dist/web/', import.meta.url).pathname;
const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };
const principal = 'local';

export async function run({ report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-bench-telemetry-'));
  try {
    await ownCosts(report, folder);
    memory(report);
    page(report);
    await interactive(report, folder);
    await onAgainstOff(report, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wire = { status: 'ok', database: 'shop', dialect: 'sqlite', sql: 'SELECT COUNT(*) FROM "orders"', rung: 'remembered', verified: false, cache: 'memory', row_count: 1, proof: { tables: ['orders'] } };

/** As many recordings as a question makes on the whole ladder, through the same code that tools go through; `services` say whether they are kept. */
function questions(services, count, distinct = 1_000) {
  const bodies = Array.from({ length: distinct }, (_, n) => JSON.stringify({ question: `How many orders has customer ${n}?` }));
  let asked = 0;
  return async () => {
    for (const until = asked + count; asked < until; asked += 1) await observe({ tool: 'nl2sql', input: JSON.parse(bodies[asked % distinct]), principal }, services, climb);
  };
}

async function climb({ telemetry }) {
  for (const step of ['catalog', 'remembered', 'prove', 'execute']) telemetry.step(step, 1, 1.01);
  telemetry.count('rung.remembered');
  return wire;
}

/** Processor time, not wall time: a busy machine must not be in the figure. */
async function recording(report, services) {
  const count = 20_000;
  const telemetry = new Recorder({ clock, texts: 'redacted' });
  const unobserved = async () => {
    for (let n = 0; n < count; n += 1) {
      JSON.parse('{"question":"How many orders has customer 17?"}');
      await climb({ telemetry: silent });
    }
  };
  const [on, off, bare] = await processorTimes([questions({ ...services, telemetry, clock }, count), questions({ ...services, telemetry: silent, clock }, count), unobserved], { rounds: 31, warmUp: 5 });
  report.add('recording a question, all in all', (on - off) / count, { limit: 2, unit: 'µs' });
  report.add('recording switched off, a call', Math.max(0, (off - bare) / count), { limit: 1, unit: 'µs' });
  const [record] = await processorTimes([() => { for (let n = 0; n < 1e6; n += 1) telemetry.record('database.shop', 0.123); }], { rounds: 5, warmUp: 1 });
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

async function ownCosts(report, folder) {
  const path = join(folder, 'summary.sqlite');
  new DatabaseSync(path).exec('CREATE TABLE orders (id INTEGER PRIMARY KEY)');
  const services = await compose({ databases: { shop: { dsn: `sqlite:${path}` } }, baseFolder: folder }, { careful: true });
  await recording(report, services);
  await summary(report, services);
  await services.close();
}

async function summary(report, services) {
  for (let n = 0; n < 40; n += 1) for (let m = 1; m < 200; m += 1) services.telemetry.record(`step.s${n}`, m / 7);
  await questions(services, 2_000)();
  for (const window of ['all', '15m', '24h']) {
    const [ms] = await interleave([() => performanceSummary(window, services)], { rounds: 200, warmUp: 50 });
    report.add(`summary over ${window} with 45 operations`, ms, { limit: 1, unit: 'ms' });
  }
  report.add('summary', JSON.stringify(performanceSummary('all', services)).length / 4, { limit: 600, unit: 'tokens' });
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
  await questions({ telemetry: silent, clock: moving }, 1_000)();
  const before = used();
  const recorder = new Recorder({ clock: moving, texts: 'redacted' });
  for (let n = 0; n < 60; n += 1) recorder.record(`database.d${n}`, 1);
  const some = questions({ telemetry: recorder, clock: moving }, 695);
  // A million questions in a day: every slot of every window gets used, for the operations of a question and for ten databases.
  for (let minute = 0; minute < 1_440; minute += 1) {
    await some();
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
  try {
    const times = [];
    for (let round = 0; round < 7; round += 1) times.push(await timeToInteractive(browser, origin));
    report.add('page interactive', median(times), { limit: 1_000, unit: 'ms' });
  } finally {
    await browser.close();
    server.kill();
  }
}

/** In milliseconds since the navigation began. */
async function timeToInteractive(browser, origin) {
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
  await view.locator('#question').fill('x');
  const at = await view.evaluate(() => window.interactiveAt);
  await context.close();
  return at;
}

const turns = 1_000;
const callsABlock = 10;
const question = 'How many pets are there?';

/**
 * The same remembered question, over the lightest way in, to two servers in short turns of ten calls, a process each, so that
 * all that telemetry does beside the calls is in the figure, too.
 */
async function onAgainstOff(report, folder) {
  const path = join(folder, 'pets.sqlite');
  new DatabaseSync(path).exec("CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO pets VALUES (1, 'Rex'), (2, 'Tom')");
  const children = ['on', 'off'].map((name) => spawn(process.execPath, [new URL('one-server.mjs', import.meta.url).pathname, join(folder, `${name}.sqlite`), `sqlite:${path}`, name], { stdio: ['pipe', 'pipe', 'inherit'] }));
  try {
    const ports = await Promise.all(children.map(async (child) => Number(String((await once(child.stdout, 'data'))[0]))));
    const servers = ports.map((port) => ({ port, agent: new Agent({ keepAlive: true, maxSockets: 1 }) }));
    for (const server of servers) await post(server, 'teach', { question, sql: 'SELECT count(*) FROM pets', verdict: 'accept' });
    for (let n = 0; n < 200; n += 1) for (const server of servers) await block(server);
    const logs = [];
    for (let round = 0; round < turns; round += 1) logs.push(await turn(servers, round));
    const { mean, reach } = meanOf(logs);
    report.add(`server with telemetry on / off, ${turns} turns`, Math.exp(mean), {});
    report.add('… upper 95 % bound', Math.exp(mean + reach), { limit: 1.05 });
  } finally {
    for (const child of children) child.kill();
  }
}

/** The logarithm of on / off, each asked first by turns. */
async function turn([on, off], round) {
  const times = new Map();
  for (const server of round % 2 === 0 ? [on, off, off, on] : [off, on, on, off]) times.set(server, (times.get(server) ?? 0) + (await block(server)));
  return Math.log(times.get(on) / times.get(off));
}

/** The time of a few calls. */
async function block(server) {
  const startedAt = performance.now();
  for (let n = 0; n < callsABlock; n += 1) await post(server, 'nl2sql', { question });
  return performance.now() - startedAt;
}

function post({ port, agent }, tool, input) {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request({ port, host: '127.0.0.1', agent, method: 'POST', path: `/api/tools/${tool}`, headers }, (response) => {
      response.resume().once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${tool}: ${response.statusCode}`))));
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** With half the width of its two-sided 95 % confidence interval; so many turns make the t distribution the normal one. */
function meanOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, reach: 1.96 * Math.sqrt(variance / values.length) };
}

if (process.argv[2] === '--memory') await measureMemory();
else if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const report = new Report();
  await run({ report });
  console.log(report.table());
}
