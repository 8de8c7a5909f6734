// The most memory that this process takes while a database offers ten million rows, or one cell of a gigabyte: by hand, since the
// servers themselves need some gigabytes for it. npm run -s build && npx tsc -p tsconfig.bench.json && node scripts/guard-memory.mjs
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import mysql from 'mysql2/promise';
import { startServices } from '../bench/services.mjs';
import { runSql } from '../dist/answer/ask/run-sql.js';
import { compose } from '../dist/compose.js';
import { localPrincipal } from '../dist/core/question.js';

const megabyte = 1024 * 1024;

const statements = {
  sqlite: {
    'ten million rows': 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000000) SELECT i FROM n',
    'a cell of 1 GB': 'SELECT zeroblob(1000000000)',
  },
  postgres: {
    'ten million rows': 'SELECT g FROM generate_series(1, 10000000) g',
    'a cell of 1 GB': "SELECT repeat(repeat('x', 1000000), 1000)",
  },
  mysql: {
    'ten million rows': 'WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 215) SELECT a.i FROM n a, n b, n c',
    'a cell of 1 GB': "SELECT REPEAT(REPEAT('x', 1000000), 1000)",
  },
};

const { postgresUrl, mysqlUrl, stop } = await startServices();
try {
  const admin = await mysql.createConnection(mysqlUrl);
  await admin.query('SET GLOBAL max_allowed_packet = 1073741824');
  await admin.end();
  const path = join(mkdtempSync(join(tmpdir(), 'guard-memory-')), 'empty.sqlite');
  new DatabaseSync(path).exec('CREATE TABLE one (id INTEGER)');
  const dsns = { sqlite: `sqlite:${path}`, postgres: postgresUrl, mysql: mysqlUrl };
  for (const [engine, cases] of Object.entries(statements)) {
    for (const [name, sql] of Object.entries(cases)) console.log(`${engine}: ${name}: ${await measured(dsns[engine], sql)}`);
  }
} finally {
  await stop();
}
process.exit();

async function measured(dsn, sql) {
  const services = await compose({ databases: { test: { dsn, timeoutMs: 60_000 } }, baseFolder: '/' }, { careful: true });
  const ask = (text) => runSql({ sql: text, principal: localPrincipal }, services).then((answer) => `${answer.status}, ${answer.rows?.length} rows`, (error) => `${error.code}: ${error.message}`);
  await ask('SELECT 1');
  const start = process.memoryUsage.rss();
  let peak = start;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 1);
  const outcome = await ask(sql);
  clearInterval(timer);
  const next = await ask('SELECT 2');
  await services.close();
  return `peak ${Math.round(peak / megabyte)} MB, ${Math.round((peak - start) / megabyte)} MB above the start; ${outcome}; the next call: ${next}`;
}
