// What a question costs that nobody has asked before: end to end over stdio on the demo shop, and in the database on a table of ten million rows.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import mysql from 'mysql2/promise';
import { Client } from 'pg';
import { ensureDemo } from '../dist/demo/ensure.js';
import { percentile } from './report.mjs';
import { RpcProcess } from './rpc.mjs';
import { startServices } from './services.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const limits = { SQLite: 8, PostgreSQL: 10, MariaDB: 10 };

export async function newQuestions(report) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-new-questions-'));
  const services = await startServices();
  try {
    const shop = await ensureDemo(folder, { lastDay: Date.now() });
    const dsns = { SQLite: `sqlite:${shop}`, PostgreSQL: await shopOnPostgres(shop, services.postgresUrl), MariaDB: await shopOnMaria(shop, services.mysqlUrl) };
    for (const [title, dsn] of Object.entries(dsns)) await askedAnew(report, title, dsn);
    await largeTable(report, services.postgresUrl);
  } finally {
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What people ask the shop, each once, after some others that make the server as warm as it is after a minute's work. */
const questions = ['casual', 'plain'].flatMap((name) => readFileSync(new URL(`demo/${name}.jsonl`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line).question));
const things = ['orders', 'customers', 'products', 'suppliers', 'reviews', 'payments', 'returns', 'shipments'];
const groups = ['status', 'channel', 'country', 'city', 'segment', 'month', 'year'];
const warmUp = things.flatMap((thing) => groups.map((group) => `how many ${thing} per ${group}`));

async function askedAnew(report, title, dsn) {
  const server = new RpcProcess([main, '--dsn', dsn]);
  await server.initialize();
  for (const question of warmUp) await server.call('nl2sql', { question });
  const [times, said] = [[], {}];
  for (const question of questions) {
    const startedAt = performance.now();
    const { structuredContent } = await server.call('nl2sql', { question });
    times.push(performance.now() - startedAt);
    said[structuredContent.status] = (said[structuredContent.status] ?? 0) + 1;
  }
  report.add(`a new question on the demo shop, ${title}: p50`, percentile(times, 50), { limit: limits[title], unit: 'ms' });
  report.add(`a new question on the demo shop, ${title}: p95`, percentile(times, 95), { unit: 'ms' });
  report.note(`  ${title}: said`, Object.entries(said).map(([status, count]) => `${status} ${count}`).join(', '));
  await stepOf(report, server, title, 'instant');
  server.close();
}

async function stepOf(report, server, title, step) {
  const { structuredContent: { operation } } = await server.call('performance', { operation: `step.${step}` });
  report.note(`  ${title}: ${step}`, `p50 ${operation.p50_ms} ms, p95 ${operation.p95_ms} ms`);
}

/** Text with which both servers can index; times as they have them. */
const forPostgres = (text) => text.replaceAll('DATETIME', 'TIMESTAMP').replaceAll(/BOOLEAN NOT NULL DEFAULT 0/g, 'BOOLEAN NOT NULL DEFAULT false').replaceAll(/sum\((.*?) - i\.discount\)/g, 'sum($1 - i.discount)::numeric');
const forMaria = (text) => text.replaceAll(/\bTEXT\b/g, 'VARCHAR(255)').replaceAll(/\bNUMERIC\b/g, 'DECIMAL(12,2)').replaceAll('REAL', 'DOUBLE').replaceAll(/ -- .*$/gm, '');

async function shopOnPostgres(shop, url) {
  const admin = new Client(url);
  await admin.connect();
  await admin.query('CREATE DATABASE shop_asked');
  await admin.end();
  const dsn = url.replace(/\/[^/]*$/, '/shop_asked');
  const client = new Client(dsn);
  await client.connect();
  await client.query(forPostgres(schemaOf(shop)));
  const booleans = new Set(['discontinued', 'newsletter']);
  for (const { name, columns, rows } of tablesOf(shop)) {
    const values = (row) => `(${columns.map((column) => literal(booleans.has(column) ? row[column] === 1 : row[column])).join(', ')})`;
    for (const part of parts(rows)) await client.query(`INSERT INTO ${name} VALUES ${part.map(values).join(', ')}`);
  }
  await client.query('VACUUM ANALYZE');
  await client.end();
  return dsn;
}

async function shopOnMaria(shop, url) {
  const client = await mysql.createConnection({ uri: url, multipleStatements: true });
  await client.query(`CREATE DATABASE shop_asked; USE shop_asked; SET foreign_key_checks = 0; ${forMaria(schemaOf(shop))}`);
  for (const { name, columns, rows } of tablesOf(shop)) {
    const values = (row) => `(${columns.map((column) => literal(row[column])).join(', ')})`;
    for (const part of parts(rows)) await client.query(`INSERT INTO ${name} VALUES ${part.map(values).join(', ')}`);
    await client.query(`ANALYZE TABLE ${name}`);
  }
  await client.end();
  return url.replace(/\/[^/]*$/, '/shop_asked');
}

function schemaOf(shop) {
  const database = new DatabaseSync(shop);
  const statements = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid").all();
  database.close();
  return statements.map(({ sql }) => sql).join(';\n');
}

function tablesOf(shop) {
  const database = new DatabaseSync(shop);
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid").all().map(({ name }) => name);
  const tables = names.map((name) => ({ name, columns: database.prepare(`PRAGMA table_info(${name})`).all().map((column) => column.name), rows: database.prepare(`SELECT * FROM ${name}`).all() }));
  database.close();
  return tables;
}

function parts(rows) {
  return Array.from({ length: Math.ceil(rows.length / 1_000) }, (_, index) => rows.slice(index * 1_000, (index + 1) * 1_000));
}

function literal(value) {
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}

const largeRows = 10_000_000;
const largeTables = `
  CREATE TABLE shops (id INT PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
  CREATE TABLE sales (id INT PRIMARY KEY, shop_id INT NOT NULL REFERENCES shops(id), channel TEXT NOT NULL, amount NUMERIC(10,2) NOT NULL, quantity INT NOT NULL, sold_on DATE NOT NULL);
  INSERT INTO shops SELECT i, 'Shop ' || i, (ARRAY['Milan', 'Turin', 'Rome', 'Genoa'])[1 + i % 4] FROM generate_series(1, 200) i;
  INSERT INTO sales SELECT i, 1 + i % 200, (ARRAY['web', 'app', 'phone'])[1 + i % 3], (i % 9973) / 10.0, 1 + i % 7, DATE '2022-01-01' + i % 1400 FROM generate_series(1, ${largeRows}) i;
`;
const largeQuestions = [
  'how many sales are there', 'how many sales per channel', 'total amount of sales', 'average amount of sales per channel', 'number of sales in 2023', 'total quantity of sales per shop',
  'total amount of sales in Milan', 'the 5 shops with the most sales', 'highest amount of a sale', 'how many sales by web', 'total amount per year', 'sales with an amount above 997', 'how many shops are in Rome', 'shops in Turin',
];

const databaseName = 'large_asked';
/** What the server measures of its calls to the database, and may have called for a question. */
const measured = ['', '.looks', '.expected', '.bind'].map((part) => `database.${databaseName}${part}`);

/**
 * The time of all calls to the database, by the server's own figures, against that of the answers' statements, each run bare right after
 * its question; of all questions that were answered.
 */
async function largeTable(report, url) {
  const client = new Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${databaseName}`);
  await client.end();
  const dsn = url.replace(/\/[^/]*$/, `/${databaseName}`);
  const bare = new Client(dsn);
  await bare.connect();
  await bare.query(largeTables);
  await bare.query('VACUUM ANALYZE');
  // As whatever is read with a limit of rows, which every answer is.
  await bare.query('SET max_parallel_workers_per_gather = 0');
  const server = new RpcProcess([main, '--dsn', dsn]);
  await server.initialize();
  await server.call('nl2sql', { question: 'names of shops' });
  const answered = [];
  for (const question of largeQuestions) {
    const before = await inDatabase(server);
    const { structuredContent: { status, sql } } = await server.call('nl2sql', { question });
    const work = (await inDatabase(server)) - before;
    const isAnswered = status === 'ok' || status === 'check';
    const own = isAnswered ? await bareMs(bare, sql) : undefined;
    if (isAnswered) answered.push({ work, own });
    report.note(`  10 million rows, "${question}": ${status}`, `${work.toFixed(1)} ms in the database${own === undefined ? '' : `, ${own.toFixed(1)} ms bare`}`);
  }
  const sum = (of) => answered.reduce((total, entry) => total + of(entry), 0);
  report.add(`10 million rows: all work in the database against the own statements of ${answered.length} answers`, sum(({ work }) => work) / sum(({ own }) => own), { limit: 1.2, unit: '×' });
  server.close();
  await bare.end();
}

async function inDatabase(server) {
  const parts = await Promise.all(measured.map((operation) => server.call('performance', { operation }).then(({ structuredContent: { operation: of } }) => of.count * of.average_ms, () => 0)));
  return parts.reduce((sum, part) => sum + part, 0);
}

async function bareMs(client, sql) {
  const startedAt = performance.now();
  await client.query(sql);
  return performance.now() - startedAt;
}
