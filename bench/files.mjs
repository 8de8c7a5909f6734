// Files as databases: from the command to the first answer, large files beside DuckDB itself on the same data, and the memory that it takes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { backToBack, seenTable } from './first-sight.mjs';
import { interleave } from './report.mjs';
import { RpcProcess } from './rpc.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const largeRows = 10_000_000;
const looksMs = 50;
const megabyte = 1e6;
const readyWithinMs = 5 * 60_000;

export async function run({ report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-files-bench-'));
  try {
    await report.step('first answer', () => firstAnswer(report, folder));
    for (const [format, limitS] of [['csv', 25], ['parquet', 1]]) await report.step(`large ${format}`, () => large(report, { folder, format, limitS }));
    await report.step('first sight', () => firstSight(report, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process and a file of DuckDB's own, which it is compared with. */
class Duckdb {
  #connection;
  #instance;

  static async open(path) {
    const duckdb = new Duckdb();
    duckdb.#instance = await DuckDBInstance.create(path);
    duckdb.#connection = await duckdb.#instance.connect();
    return duckdb;
  }

  async run(sql) {
    return (await this.#connection.runAndReadAll(sql)).getRowsJS();
  }

  close() {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Twelve columns, about a hundred bytes a row. */
function ordersOf(rows) {
  return `SELECT i AS id, DATE '2020-01-01' + (i % 1800)::INT AS day, 'customer ' || (i % 50000) AS customer, ['north', 'south', 'east', 'west'][1 + i % 4] AS region, 'city ' || (i % 300) AS city,
    'product ' || (i * 7 % 900) AS product, 1 + i % 9 AS quantity, round((i * 37 % 10000) / 100.0, 2)::DOUBLE AS price, (i % 5) * 0.05::DOUBLE AS discount, i % 3 = 0 AS paid,
    TIMESTAMP '2020-01-01' + to_seconds(i * 13 % 150000000) AS shipped, 'note ' || (i % 1000) AS note FROM range(${rows}) r(i)`;
}

async function firstAnswer(report, folder) {
  const duckdb = await Duckdb.open(':memory:');
  await duckdb.run(`COPY (${ordersOf(100_000)}) TO '${join(folder, 'orders.csv')}'`);
  duckdb.close();
  const env = { ...process.env, NL2SQL_STATE_DIR: folder };
  const ask = async () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'ask', join(folder, 'orders.csv'), 'how many orders in each region'], { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`exit code ${status}: ${stdout}${stderr}`);
  };
  const [ms] = await interleave([ask], { rounds: 7, warmUp: 1 });
  report.add('a CSV of 100,000 rows × 12 columns: command to first answer', ms / 1_000, { limit: 1.5, unit: 's' });
}

async function large(report, { folder, format, limitS }) {
  const duckdb = await Duckdb.open(join(folder, 'own.duckdb'));
  const path = join(folder, `sales.${format}`);
  try {
    await duckdb.run(`CREATE TABLE IF NOT EXISTS sales AS ${ordersOf(largeRows)}`);
    await duckdb.run(`COPY sales TO '${path}' (FORMAT ${format})`);
    await asked(report, { duckdb, path, format, limitS });
  } finally {
    duckdb.close();
    rmSync(path, { force: true });
  }
}

async function asked(report, { duckdb, path, format, limitS }) {
  const name = `${format === 'csv' ? 'a CSV' : 'a Parquet file'} of ${largeRows / 1e6} million rows (${Math.round(statSync(path).size / 1e6)} MB)`;
  const server = new RpcProcess([main, path]);
  try {
    const loading = watchMemory(server.pid);
    const startedAt = performance.now();
    await server.initialize();
    await ready(server);
    const readyMs = performance.now() - startedAt;
    report.add(`${name}: ready to ask`, readyMs / 1_000, { limit: limitS, unit: 's' });
    report.add(`${name}: memory of all our processes until then`, loading.end() / megabyte, { limit: 300, unit: 'MB' });
    if (format === 'csv') report.add(`${name}: ready to ask, against DuckDB's own reading of it into a file`, readyMs / (await ownReadingMs(duckdb, path)), { unit: '×' });
    const asking = watchMemory(server.pid);
    const [ours, own] = await interleave(groupedSums(server, { duckdb, path, format }), { rounds: 9, warmUp: 2 });
    report.add(`${name}: a grouped sum, against DuckDB's own time`, ours / own, { limit: 1.3, unit: '×' });
    report.add(`${name}: a grouped sum`, ours, { unit: 'ms' });
    report.add(`${name}: memory of all our processes meanwhile`, asking.end() / megabyte, { unit: 'MB' });
  } finally {
    server.close();
  }
}

/** With all memory and threads of the machine, whose pace it tells. */
async function ownReadingMs(duckdb, path) {
  const startedAt = performance.now();
  await duckdb.run(`CREATE OR REPLACE TABLE own_reading AS SELECT * FROM '${path}'`);
  const ms = performance.now() - startedAt;
  await duckdb.run('DROP TABLE own_reading');
  return ms;
}

/** Ours and DuckDB's own; each statement is another one, so that no cache can help. */
function groupedSums(server, { duckdb, path, format }) {
  let n = 0;
  const sum = (table) => `SELECT region, sum(price * quantity) AS total FROM ${table} WHERE id >= ${(n += 1)} GROUP BY region`;
  return [() => server.call('run_sql', { sql: sum('sales') }), () => duckdb.run(sum(format === 'csv' ? 'sales' : `'${path}'`))];
}

async function ready(server) {
  for (const until = performance.now() + readyWithinMs; ; ) {
    try {
      return await server.call('run_sql', { sql: 'SELECT count(*) FROM sales' });
    } catch (error) {
      if (!/still being read/.test(String(error)) || performance.now() > until) throw error;
    }
  }
}

/** The most that a process and all that it started held at one time, as Linux tells it; what they share counts once. */
function watchMemory(pid) {
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, residentOf(pid));
  }, looksMs);
  const end = () => {
    clearInterval(looking);
    return most;
  };
  return { end };
}

function residentOf(pid) {
  try {
    const own = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((child) => child !== '');
    return children.reduce((sum, child) => sum + residentOf(child), own);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

async function firstSight(report, folder) {
  const file = join(folder, 'seen.duckdb');
  const csv = join(folder, 'seen.csv');
  const duckdb = await Duckdb.open(file);
  for (const statement of seenTable) await duckdb.run(statement);
  await duckdb.run(`COPY seen TO '${csv}'`);
  duckdb.close();
  for (const [title, dsn] of [['a DuckDB file', `duckdb:${file}`], ['a CSV file', `files:${csv}`]]) await backToBack(report, { title, dsn, target: file }, 'one row');
}
