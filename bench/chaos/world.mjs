// A server of ours in a process of its own, over real PostgreSQL, MariaDB and Redis behind proxies, and a SQLite file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProxy } from '../../.bench/proxy.js';
import { openWriter } from '../../dist/database/scratch/open.js';
import { createSqliteFile } from '../../dist/database/sqlite/create-file.js';
import { startServices } from '../services.mjs';

const main = new URL('../../dist/main.js', import.meta.url).pathname;
const probe = new URL('probe.mjs', import.meta.url).href;
export const timeoutMs = 2_000;
export const drainMs = 2_000;
export const factsCount = 200;
/** What is read of a fact in the nth version of the data. */
export const factOf = (id, version = 0) => id * 7 + version;

const tables = 'CREATE TABLE facts (id INTEGER PRIMARY KEY, v INTEGER NOT NULL); CREATE TABLE counters (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)';
const factRows = (version) => Array.from({ length: factsCount }, (_, index) => [index + 1, factOf(index + 1, version)]);

export function writeSqlite(path, version) {
  createSqliteFile(path, tables, { facts: factRows(version), counters: [[1, 0], [2, 0]] });
}

export async function startWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-chaos-'));
  const services = await startServices();
  const file = join(folder, 'facts.sqlite');
  writeSqlite(file, 0);
  const urls = { postgres: services.postgresUrl, mysql: services.mysqlUrl, sqlite: `sqlite:${file}` };
  const writers = {};
  const proxies = { redis: await startProxy(services.redisUrl) };
  for (const [name, url] of Object.entries(urls)) {
    writers[name] = await openWriter(url);
    if (name === 'sqlite') continue;
    await writers[name].write(...tables.split('; '), `INSERT INTO facts VALUES ${factRows(0).map((row) => `(${row.join()})`).join()}`, 'INSERT INTO counters VALUES (1, 0), (2, 0)');
    proxies[name] = await startProxy(url);
  }
  const stop = async () => {
    for (const writer of Object.values(writers)) await writer.close().catch(() => undefined);
    for (const proxy of Object.values(proxies)) proxy.goDown();
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, file, writers, proxies, server: await startServer(folder, { ...urls, postgres: proxies.postgres.url, mysql: proxies.mysql.url }, proxies.redis.url), stop };
}

async function startServer(folder, urls, redis) {
  const config = join(folder, 'config.json');
  const databases = Object.fromEntries(Object.entries(urls).map(([name, dsn]) => [name, { dsn, timeoutMs, pool: { max: name === 'sqlite' ? 2 : 8 } }]));
  writeFileSync(config, JSON.stringify({ databases, drainMs, state: { redis } }));
  const options = ['--expose-internals', '--import', probe];
  const child = spawn(process.execPath, [...options, main, 'serve', '--http', '0', '--config', config], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let log = '';
  child.stderr.on('data', (chunk) => (log += chunk));
  const exited = once(child, 'exit');
  while (!log.includes('listening on')) await once(child.stderr, 'data');
  const origin = /http:\/\/[^/]+/.exec(log)[0];
  return { child, origin, exited, log: () => log };
}

/** What the server holds beyond the connections that its pools keep for the next call. */
export async function heldBy({ child, origin }) {
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  const sum = (name, labels = '') => [...metrics.matchAll(new RegExp(`^${name}\\{[^}]*${labels}[^}]*\\} (\\d+)`, 'gm'))].reduce((total, [, value]) => total + Number(value), 0);
  const pooled = sum('nl2sql_pool_connections');
  child.send('timers');
  const [timers] = await once(child, 'message');
  return {
    lent: sum('nl2sql_pool_connections_in_use'),
    waiting: sum('nl2sql_pool_waiting'),
    children: childrenOf(child.pid) - sum('nl2sql_pool_connections', 'database="sqlite"'),
    descriptors: readdirSync(`/proc/${child.pid}/fd`).length - pooled,
    timers,
  };
}

function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).length;
  } catch {
    return 0;
  }
}
