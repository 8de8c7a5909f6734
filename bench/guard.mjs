// What the guard costs, and that it refuses no valid query: `npm run bench -- --only guard [--data DIR]`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { isRefusal } from '../dist/core/proof.js';
import { compose } from '../dist/compose.js';
import { mysqlDialect } from '../dist/sql/mysql/dialect.js';
import { postgresDialect } from '../dist/sql/postgres/dialect.js';
import { sqliteDialect } from '../dist/sql/sqlite/dialect.js';
import { interleave, median } from './report.mjs';
import { startServices } from './services.mjs';
import { loadMysql, loadPostgres } from './spider-servers.mjs';

const twentyLines = `WITH monthly AS (
  SELECT s.region, s.product,
    count(*) AS orders,
    sum(s.amount * s.quantity) AS revenue
  FROM sales s
  JOIN customers c ON c.id = s.customer_id
  WHERE s.sold_on >= '2023-01-01'
    AND s.sold_on < '2024-01-01'
    AND (c.email LIKE '%@example.org' OR c.name IN ('Ada', 'Bob'))
  GROUP BY s.region, s.product
), ranked AS (
  SELECT m.*,
    rank() OVER (PARTITION BY region ORDER BY revenue DESC) AS place,
    sum(revenue) OVER (PARTITION BY region) AS total
  FROM monthly m
)
SELECT region, product, orders, revenue, round(100 * revenue / total, 1) AS share
FROM ranked
WHERE place <= 3 AND coalesce(region, '') <> ''
ORDER BY region, place
LIMIT 50`;

const tables = ['CREATE TABLE sales (id INT PRIMARY KEY, region VARCHAR(20), product VARCHAR(20), amount DECIMAL(10,2), quantity INT, sold_on DATE, customer_id INT)', 'CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20), email VARCHAR(50))'];

export async function run({ dataFolder, report }) {
  await guardAlone(report);
  const { postgresUrl, mysqlUrl, stop } = await startServices();
  try {
    await onPostgres(postgresUrl, report);
    await onMysql(mysqlUrl, report);
    if (dataFolder !== undefined) await goldPasses(dataFolder, { postgresUrl, mysqlUrl }, report);
  } finally {
    await stop();
  }
}

async function guardAlone(report) {
  for (const dialect of [sqliteDialect, postgresDialect, mysqlDialect]) {
    const [ms] = await interleave([() => dialect.inspect(twentyLines)], { rounds: 500, warmUp: 100 });
    report.add(`${dialect.name}: guard of 20 lines, p50`, ms, { limit: 0.25, unit: 'ms' });
  }
}

async function onPostgres(url, report) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(tables.join(';'));
  await measure('postgres', url, report, (sql) => client.query(sql));
  await client.end();
}

async function onMysql(url, report) {
  const client = await mysql.createConnection(url);
  for (const table of tables) await client.query(table);
  await measure('mysql', url, report, (sql) => client.query(sql));
  await client.end();
}

/** The envelope: begin, run, roll back, reset; one connection, so that the reset is waited for. */
async function measure(name, dsn, report, bare) {
  const services = await compose({ databases: { test: { dsn, pool: { max: 1 } } }, baseFolder: '/' }, { careful: true });
  try {
    const target = services.targets.get('test');
    const limits = { rowsMax: 100, offset: 0, cellBytesMax: 16_384, bytesMax: 1_000_000 };
    const call = { timeoutMs: 30_000 };
    const sql = 'SELECT count(*) FROM sales';
    const statement = await target.prover.prove(sql, call);
    const [alone, envelope] = await interleave([() => bare(sql), () => target.database.execute(statement, limits, call)], { rounds: 400, warmUp: 50 });
    report.add(`${name}: envelope over a bare query`, envelope / alone, { limit: 2.5, unit: '×' });
    const first = [];
    for (let round = 0; round < 60; round += 1) {
      const startedAt = performance.now();
      await target.prover.prove(`${twentyLines} -- ${round}`, call);
      first.push(performance.now() - startedAt);
    }
    report.add(`${name}: first proof of 20 lines, with the live catalog`, median(first), { unit: 'ms' });
    const [again] = await interleave([() => target.prover.prove(`${twentyLines} -- 1`, call)], { rounds: 500 });
    report.add(`${name}: proof of a repeated statement`, again, { limit: 0.05, unit: 'ms' });
  } finally {
    await services.close();
  }
}

/** Every gold query of the development set that its server runs is proven, on three dialects. */
async function goldPasses(dataFolder, { postgresUrl, mysqlUrl }, report) {
  const folder = join(dataFolder, 'spider_dev');
  const questions = readFileSync(join(folder, 'questions.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const names = [...new Set(questions.map((question) => question.db_id))];
  const sqlite = Object.fromEntries(names.map((name) => [name, { dsn: `sqlite:${join(folder, 'databases', `${name}.sqlite`)}`, pool: { max: 1, idleMs: 500 } }]));
  await goldOf('sqlite', sqlite, questions, (question) => [question.gold_sql], async (name, sql) => {
    const database = new DatabaseSync(join(folder, 'databases', `${name}.sqlite`), { readOnly: true });
    try {
      database.prepare(sql).all();
    } finally {
      database.close();
    }
  }, report);
  const entries = (dsns) => Object.fromEntries(Object.entries(dsns).map(([name, dsn]) => [name, { dsn, pool: { max: 1, idleMs: 500 } }]));
  const loadedPostgres = entries(await loadPostgres(folder, names, postgresUrl, 'gold'));
  await goldOf('postgres', loadedPostgres, questions, (question) => question.gold_postgres ?? [], async (name, sql) => {
    const client = new pg.Client(loadedPostgres[name].dsn);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }, report);
  const root = await mysql.createConnection({ uri: mysqlUrl, multipleStatements: true });
  const loadedMysql = entries(await loadMysql(folder, names, mysqlUrl, 'gold'));
  await goldOf('mysql', loadedMysql, questions, (question) => question.gold_mysql ?? [], async (name, sql) => {
    await root.query(`USE gold_${name.toLowerCase()}`);
    await root.query(sql);
  }, report);
  await root.end();
}

/** What the proof rejects with an error must be rejected by the server, too (names in another case, where it minds them). */
async function goldOf(engine, databases, questions, goldOfQuestion, runs, report) {
  const services = await compose({ databases, baseFolder: '/' }, { careful: true });
  const call = { timeoutMs: 30_000 };
  let [proven, refused, lost, unexecutable] = [0, 0, 0, 0];
  try {
    for (const question of questions) {
      const target = services.targets.get(question.db_id);
      for (const sql of goldOfQuestion(question)) {
        const outcome = await target.prover.prove(sql.trim().replace(/;$/, ''), call).catch((error) => error);
        if (outcome instanceof Error) {
          const isValid = await runs(question.db_id, sql).then(() => true, () => false);
          if (isValid) console.log(`lost on ${engine}: ${sql}: ${outcome.message}`);
          if (isValid) lost += 1;
          else unexecutable += 1;
        }
        else if (isRefusal(outcome)) {
          refused += 1;
          if (refused <= 3) console.log(`refused on ${engine}: ${sql}: ${outcome.reason}`);
        } else proven += 1;
      }
    }
  } finally {
    await services.close();
  }
  report.add(`${engine}: gold proven`, proven);
  report.add(`${engine}: gold refused`, refused, { limit: 0 });
  report.add(`${engine}: gold that its server runs and the proof does not take`, lost, { limit: 0 });
  report.add(`${engine}: gold that its server does not take`, unexecutable);
}
