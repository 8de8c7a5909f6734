// What a statement costs that the server has never seen: each call holds another literal, so that no cache can help. Beside it, a tool of the
// same SDK that hands the statement to the same driver.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import mysql from 'mysql2/promise';
import { Client } from 'pg';
import { interleave } from './report.mjs';
import { RpcProcess } from './rpc.mjs';
import { startServices } from './services.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const bare = new URL('bare-server.mjs', import.meta.url).pathname;

/** Ours first; the others are what it is compared with. The tool of each takes one statement as `sql`. */
const servers = [
  { name: 'ours', tool: 'run_sql', args: ({ dsn }) => [main, '--dsn', dsn] },
  { name: 'the bare tool', tool: 'run_sql', args: ({ target }) => [bare, target] },
];

const shapes = {
  'one row': (n) => `SELECT id, name, price FROM seen WHERE id = ${(n % 1_000) + 1} AND price < ${100_000 + n}`,
  '100 rows': (n) => `SELECT id, name, price, quantity, city, made FROM seen WHERE id > ${n % 900} AND price < ${100_000 + n} ORDER BY id LIMIT 100`,
};

/** The figures asked for; where there is a ratio, it judges. */
const limits = {
  'PostgreSQL, one row': { ratio: 1.6 },
  'PostgreSQL, 100 rows': { ms: 1.4 },
  'MariaDB, one row': { ratio: 2.2 },
  'SQLite, one row': { ms: 0.7 },
  'a DuckDB file, one row': { ratio: 2.5 },
  'a CSV file, one row': { ratio: 2.5 },
};
const apart = { gapMs: 300, limits: { PostgreSQL: { ms: 3 } } };
const together = { width: 16, share: 0.7 };

export async function run({ report }) {
  const services = await startServices();
  try {
    await firstSight(report, services);
  } finally {
    await services.stop();
  }
}

export async function firstSight(report, services) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-first-sight-'));
  try {
    const engines = await fill(folder, services);
    for (const engine of engines) for (const shape of Object.keys(shapes)) await backToBack(report, engine, shape);
    await farApart(report, engines);
    await atOnce(report, engines.find(({ title }) => title === 'PostgreSQL'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function backToBack(report, engine, shape) {
  const started = await start(engine);
  const times = await interleave(started.map((each) => calls(each, shape)), { rounds: 300, warmUp: 100 });
  const name = `${engine.title}, ${shape}`;
  compare(report, `first sight, ${name}`, times, limits[name]);
  await steps(report, name, started[0]);
  stop(started);
}

async function farApart(report, engines) {
  for (const engine of engines) {
    const started = await start(engine);
    const [, ...times] = await interleave([() => delay(apart.gapMs), ...started.map((each) => calls(each, 'one row'))], { rounds: 20, warmUp: 2 });
    compare(report, `first sight, ${engine.title}, one row, ${apart.gapMs} ms apart`, times, apart.limits[engine.title]);
    stop(started);
  }
}

/** New statements a second, in turns of some hundred, so that noise of the machine meets all alike. */
async function atOnce(report, engine) {
  const started = await start(engine);
  const callsEach = 10;
  const turns = started.map((each) => {
    const call = calls(each, 'one row');
    return () => Promise.all(Array.from({ length: together.width }, async () => {
      for (let left = callsEach; left > 0; left -= 1) await call();
    }));
  });
  const [ours, ...others] = (await interleave(turns, { rounds: 7, warmUp: 2 })).map((ms) => (together.width * callsEach * 1_000) / ms);
  const name = `first sight, ${engine.title}, ${together.width} at once`;
  for (const [index, other] of others.entries()) report.add(`${name}: of what ${servers[index + 1].name} does`, ours / other, { limit: together.share, atLeast: true, unit: '×' });
  report.add(name, ours, { unit: '/s' });
  stop(started);
}

function compare(report, name, [ours, ...others], limit = {}) {
  for (const [index, other] of others.entries()) report.add(`${name}: against ${servers[index + 1].name}`, ours / other, { limit: limit.ratio, unit: '×' });
  report.add(`${name}: p50`, ours, { limit: limit.ms, unit: 'ms' });
}

/** Where the time goes, by the server's own figures. */
async function steps(report, name, { server }) {
  for (const step of ['prove', 'execute']) {
    const { structuredContent } = await server.call('performance', { operation: `step.${step}` });
    const { p50_ms: p50, p95_ms: p95 } = structuredContent.operation;
    report.note(`  ${name}: ${step}`, `p50 ${p50} ms, p95 ${p95} ms`);
  }
}

async function start(engine) {
  return Promise.all(servers.map(async ({ args, tool }) => {
    const server = new RpcProcess(args(engine));
    await server.initialize();
    return { server, tool };
  }));
}

function stop(started) {
  for (const { server } of started) server.close();
}

/** Each call another statement; the servers get the same ones. */
function calls({ server, tool }, shape) {
  let n = 0;
  return () => {
    n += 1;
    return server.call(tool, { sql: shapes[shape](n) });
  };
}

const table = 'CREATE TABLE seen (id INT PRIMARY KEY, name VARCHAR(40), price INT, quantity INT, city VARCHAR(40), made VARCHAR(20))';
const rows = Array.from({ length: 1_000 }, (_, index) => `(${index + 1}, 'name ${index}', ${index * 7}, ${index % 13}, 'city ${index % 50}', '2024-01-${(index % 28) + 1}')`);
const insert = `INSERT INTO seen VALUES ${rows.join(', ')}`;
/** Makes the table that is asked. */
export const seenTable = [table, insert];

async function fill(folder, { postgresUrl, mysqlUrl }) {
  const file = join(folder, 'seen.sqlite');
  const sqlite = new DatabaseSync(file);
  sqlite.exec(`${table}; ${insert}; ANALYZE`);
  sqlite.close();
  const postgres = new Client(postgresUrl);
  await postgres.connect();
  await postgres.query(`${table}; ${insert}`);
  await postgres.query('VACUUM ANALYZE seen');
  await postgres.end();
  const maria = await mysql.createConnection(mysqlUrl);
  for (const statement of [table, insert, 'ANALYZE TABLE seen']) await maria.query(statement);
  await maria.end();
  return [
    { title: 'PostgreSQL', dsn: postgresUrl, target: postgresUrl },
    { title: 'MariaDB', dsn: mysqlUrl, target: mysqlUrl },
    { title: 'SQLite', dsn: `sqlite:${file}`, target: file },
  ];
}
