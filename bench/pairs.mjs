// Whoever has committed a write reads it with the next call, in SQL or in words: pairs of both on two hot rows, while others keep
// their rows in the cache. And what that costs: the same rows from memory, vouched for by the database's mark, over those that
// max_age lets be served unasked. PAIRS shortens it, ENGINE names one (SQLite, DuckDB, PostgreSQL, MariaDB).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ask } from '../dist/answer/ask/ladder.js';
import { runSql } from '../dist/answer/ask/run-sql.js';
import { compose } from '../dist/compose.js';
import { openWriter } from '../dist/database/scratch/open.js';
import { interleave } from './report.mjs';
import { RpcProcess } from './rpc.mjs';
import { startServices } from './services.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const pairs = Number(process.env.PAIRS ?? 20_000);
/** MySQL and MariaDB tell nothing of their data for so long after a write. */
const settleMs = 3_200;
/** A pair in so many is read by a question. */
const wordsEvery = 4;
/** A file takes one writer at a time, and one of DuckDB none while anybody reads it. */
const isFile = new Set(['SQLite', 'DuckDB']);
const takesReaders = (name) => name !== 'DuckDB';

export async function run({ report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-bench-pairs-'));
  const servers = await startServices();
  try {
    const urls = { SQLite: `sqlite:${join(folder, 'pairs.sqlite')}`, DuckDB: `duckdb:${join(folder, 'pairs.duckdb')}`, PostgreSQL: servers.postgresUrl, MariaDB: servers.mysqlUrl };
    const names = process.env.ENGINE === undefined ? Object.keys(urls) : [process.env.ENGINE];
    for (const name of names) await ofEngine(name, urls[name], report);
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ofEngine(name, dsn, report) {
  const writers = [await openWriter(dsn), await openWriter(dsn)];
  await writers[0].write('CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL)', 'INSERT INTO accounts VALUES (1, 0), (2, 0)');
  const services = await compose({ databases: { hot: { dsn } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  const read = (id) => runSql({ sql: `SELECT balance FROM accounts WHERE id = ${id}`, principal: 'local' }, services);
  const inWords = (id) => ask({ question: `What is the balance of the account with id ${id}?`, principal: 'local' }, services);
  const writing = new Set([1, 2]);
  let stale = 0;
  let cached = 0;
  const write = async (id) => {
    try {
      for (let n = 1; n <= pairs / 2; n += 1) {
        await writers[id - 1].write(`UPDATE accounts SET balance = ${n} WHERE id = ${id}`);
        const { rows } = await (n % wordsEvery === 0 ? inWords(id) : read(id));
        if (rows[0][0] !== n) stale += 1;
      }
    } finally {
      writing.delete(id);
    }
  };
  const watch = async () => {
    while (writing.size > 0) {
      for (const id of [1, 2]) if ((await read(id)).cache !== 'none') cached += 1;
      // Rows from memory need no turn of the event loop, and whoever asks comes with one.
      await setImmediate();
    }
  };
  await Promise.all([isFile.has(name) ? write(1).then(() => write(2)) : Promise.all([write(1), write(2)]), ...(takesReaders(name) ? [watch()] : [])]);
  report.add(`${name}: stale of ${pairs} write-then-read pairs (${cached} reads of others from memory)`, stale, { limit: 0 });
  await new Promise((resolve) => setTimeout(resolve, name === 'MariaDB' ? settleMs : 0));
  await services.close();
  await cost(name, dsn, report);
  for (const writer of writers) await writer.close();
}

/** Over stdio, by a server in a process of its own, as hosts see it. */
async function cost(name, dsn, report) {
  const server = new RpcProcess([main, '--dsn', dsn]);
  await server.initialize();
  const read = async (input) => {
    const { _meta } = await server.call('run_sql', { sql: 'SELECT balance FROM accounts WHERE id = 1', ...input });
    return _meta['nl2sql/details'].cache;
  };
  const fromMemory = async (input) => {
    const cache = await read(input);
    if (cache !== 'memory') throw new Error(`${name}: the rows came from ${cache ?? 'the database'}`);
  };
  await read({});
  const [marked, unasked] = await interleave([() => fromMemory({}), () => fromMemory({ max_age: 3_600 })], { rounds: 2_000, warmUp: 1_000 });
  report.add(`${name}: rows from memory over stdio, with a mark / without`, marked / unasked, { limit: 2 });
  report.add(`${name}: what the mark adds`, marked - unasked, { unit: 'ms' });
  server.close();
}
