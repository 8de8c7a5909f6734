// Many people at once: 50 HTTP clients with a mixed workload against one server, and one client alone with the same. LOAD_SECONDS shortens it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configSchema } from '../dist/config/schema.js';
import { ensureDemo } from '../dist/demo/ensure.js';
import { percentile, Report } from './report.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const seconds = Number(process.env.LOAD_SECONDS ?? 60);
const clients = 50;
const providerMs = 50;
const hasModel = 'model' in configSchema.shape;

export async function run({ report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-bench-load-'));
  const provider = hasModel ? await startProvider() : undefined;
  const server = await startServer(folder, provider?.url);
  try {
    await load(server.origin, { clients: 4, seconds: 3 });
    const alone = await load(server.origin, { clients: 1, seconds: Math.min(20, seconds / 3) });
    const together = await load(server.origin, { clients, seconds });
    report.add(`${clients} clients for ${seconds} s: failed requests`, together.failed, { limit: 0 });
    report.add('requests a second', together.perSecond, { unit: '/s' });
    report.add('one client alone', alone.perSecond, { unit: '/s' });
    if (hasModel) report.add(`${clients} clients / one, with a provider that takes ${providerMs} ms`, together.perSecond / alone.perSecond, { limit: 3, atLeast: true });
    else report.note(`${clients} clients / one`, `${(together.perSecond / alone.perSecond).toFixed(2)} without a provider: this build has none`);
    for (const [kind, times] of Object.entries(together.times)) report.add(`p50 / p99 of ${kind}: p99`, percentile(times, 99), { unit: `ms (p50 ${percentile(times, 50).toFixed(1)}, ${times.length})` });
  } finally {
    await server.stop();
    await provider?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

let unique = 0;

/** What people do, with its share: ask again, ask anew, ask what only a model can answer, run SQL, look at the schema. */
const workload = [
  [0.4, 'remembered', () => ['nl2sql', { question: 'How many orders are there?' }]],
  [0.15, 'instant', () => ['nl2sql', { question: `How many ${['customers', 'products', 'suppliers', 'warehouses', 'reviews', 'payments', 'returns'][unique++ % 7]} are there?`, max_age: 0 }]],
  [0.2, hasModel ? 'model' : 'handed over', () => ['nl2sql', { question: `Umsatzentwicklung Nummer ${unique++} bitte` }]],
  [0.15, 'own SQL', () => ['run_sql', { sql: `SELECT id, channel, status FROM orders WHERE id > ${(unique++ * 7) % 20_000} ORDER BY id LIMIT 50` }]],
  [0.1, 'schema', () => ['get_schema', { search: 'order' }]],
];

function draw() {
  let at = Math.random();
  for (const entry of workload) {
    at -= entry[0];
    if (at < 0) return entry;
  }
  return workload[0];
}

async function load(origin, { clients: count, seconds: duration }) {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const times = {};
  const until = performance.now() + duration * 1_000;
  let failed = 0;
  let done = 0;
  const client = async () => {
    while (performance.now() < until) {
      const [, kind, make] = draw();
      const [tool, input] = make();
      const startedAt = performance.now();
      const ok = await post(origin, agent, `/api/tools/${tool}`, input).catch((error) => String(error));
      if (ok !== true) {
        failed += 1;
        if (failed <= 3) console.error(kind, ok);
      }
      done += 1;
      (times[kind] ??= []).push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: count }, client));
  agent.destroy();
  return { failed, perSecond: done / duration, times };
}

/** True, or what was wrong with the answer. */
function post(origin, agent, path, input) {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const call = request(origin + path, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(response.statusCode === 200 && !text.includes('"status":"refused"') ? true : `${response.statusCode} ${text.slice(0, 200)}`));
    });
    call.once('error', reject);
    call.end(body);
  });
}

async function startServer(folder, providerUrl) {
  const dsn = `sqlite:${await ensureDemo(folder)}`;
  const model = providerUrl === undefined ? {} : { model: { providers: [{ kind: 'openai-compatible', baseUrl: providerUrl, apiKey: 'none', models: { fast: 'fake' }, concurrency: clients }] } };
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ databases: { shop: { dsn, pool: { max: 4 } } }, ...model }));
  const child = spawn(process.execPath, [main, 'serve', '--http', '0', '--config', config], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NL2SQL_STATE_DIR: join(folder, 'state') } });
  const exited = once(child, 'exit');
  const origin = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      const found = /listening on (http:\/\/[^/]+)/.exec(String(chunk));
      if (found) resolve(found[1]);
    });
    void exited.then(() => reject(new Error('the server ended')));
  });
  return { origin, stop: () => (child.kill('SIGTERM'), exited) };
}

/** An OpenAI-compatible provider that knows one answer, after its time. */
async function startProvider() {
  const content = JSON.stringify({ sql: "SELECT strftime('%Y', ordered_at) AS year, count(*) AS orders FROM orders GROUP BY year ORDER BY year", reading: 'orders a year' });
  const reply = JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model: 'fake', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } });
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(reply), providerMs));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/v1`, stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const report = new Report();
  await run({ report });
  console.log(report.table());
}
