// What a question costs that nobody has asked before: end to end over stdio on the demo shop, and in the database on a table of ten million rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import mysql from 'mysql2/promise';
import { Client } from 'pg';
import { ensureDemo } from '../dist/demo/ensure.js';
import { percentile } from './report.mjs';
import { RpcProcess } from './rpc.mjs';
import { startServices } from './services.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const limits = { SQLite: 8, PostgreSQL: 10, MariaDB: 10 };
const warmUp = 12;

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

const countries = ['Germany', 'France', 'Italy', 'Spain', 'Austria', 'Poland', 'Portugal', 'Belgium'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'];
const states = ['pending', 'paid', 'shipped', 'delivered', 'cancelled'];
const groups = ['status', 'channel', 'country', 'city', 'segment', 'month', 'year'];
const things = ['orders', 'customers', 'products', 'suppliers', 'reviews', 'payments', 'returns', 'shipments'];
const at = (list, n) => list[n % list.length];

/** Each with words that no other has. */
const shapes = [
  (n) => `how many customers from ${at(countries, n)} have more than ${n + 2} orders`,
  (n) => `how many ${at(states, n)} orders were placed in ${at(months, n)} 2025`,
  (n) => `top ${n + 3} products by price`,
  (n) => `customers from ${at(countries, n)} who signed up in ${at(months, n)}`,
  (n) => `average rating of products that cost more than ${n * 7 + 20}`,
  (n) => `revenue per month in ${2023 + (n % 4)} for orders over ${n * 10 + 5} euro`,
  (n) => `how many ${at(things, n)} per ${at(groups, n + Math.floor(n / 8))}`,
  (n) => `the ${n + 4} most recent orders from ${at(countries, n)}`,
  (n) => `suppliers in ${at(countries, n)} with a rating below ${2 + (n % 20) / 10}`,
  (n) => `which customers ordered more than ${n + 1} times in ${2024 + (n % 2)}`,
  (n) => `products that weigh less than ${n + 1} kg and cost more than ${n * 5 + 10}`,
  (n) => `employees hired after ${2010 + n} with a salary above ${30_000 + n * 1_000}`,
];
const rounds = 12;

async function askedAnew(report, title, dsn) {
  const server = new RpcProcess([main, '--dsn', dsn]);
  await server.initialize();
  const questions = Array.from({ length: rounds }, (_, n) => shapes.map((shape) => shape(n))).flat();
  const [times, said] = [[], {}];
  for (const question of questions) {
    const startedAt = performance.now();
    const { structuredContent } = await server.call('nl2sql', { question });
    times.push(performance.now() - startedAt);
    said[structuredContent.status] = (said[structuredContent.status] ?? 0) + 1;
  }
  const measured = times.slice(warmUp);
  report.add(`a new question on the demo shop, ${title}: p50`, percentile(measured, 50), { limit: limits[title], unit: 'ms' });
  report.add(`a new question on the demo shop, ${title}: p95`, percentile(measured, 95), { unit: 'ms' });
  report.note(`  ${title}: said`, Object.entries(said).map(([status, count]) => `${status} ${count}`).join(', '));
  for (const step of ['instant', 'prove', 'execute']) await stepOf(report, server, title, step);
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

/**
 * The time that the server itself counts for all that was asked of the database (`pg_stat_database.active_time`), against that of the
 * answers' statements run bare, over all questions that were answered.
 */
async function largeTable(report, url) {
  const admin = new Client(url);
  await admin.connect();
  await admin.query('CREATE DATABASE large_asked');
  const dsn = url.replace(/\/[^/]*$/, '/large_asked');
  const bare = new Client(dsn);
  await bare.connect();
  await bare.query(largeTables);
  await bare.query('VACUUM ANALYZE');
  const server = new RpcProcess([main, '--dsn', dsn]);
  await server.initialize();
  await server.call('nl2sql', { question: 'names of shops' });
  await delay(2_000);
  const work = { asked: 0, bare: 0 };
  let [answered, worst] = [0, 0];
  for (const question of largeQuestions) {
    const { result, ms: asked } = await activeMs(admin, () => server.call('nl2sql', { question }));
    const { status, sql } = result.structuredContent;
    if (status !== 'ok') {
      report.note(`  10 million rows, "${question}"`, `${status}: ${asked.toFixed(0)} ms in the database`);
      continue;
    }
    const { ms } = await activeMs(admin, () => bare.query(sql));
    answered += 1;
    work.asked += asked;
    work.bare += ms;
    if (ms >= 100) worst = Math.max(worst, asked / ms);
    report.note(`  10 million rows, "${question}"`, `${asked.toFixed(0)} ms in the database, ${ms.toFixed(0)} ms bare`);
  }
  report.add(`10 million rows: all work in the database against the answer's own statement, ${answered} answers`, work.asked / work.bare, { limit: 1.2, unit: '×' });
  report.add('10 million rows: the same, the worst of those that take 100 ms', worst, { unit: '×' });
  server.close();
  await bare.end();
  await admin.end();
}

/** A session hands in what it counted when it has been idle for a second. */
async function activeMs(admin, work) {
  const read = async () => Number((await admin.query("SELECT active_time FROM pg_stat_database WHERE datname = 'large_asked'")).rows[0].active_time);
  const before = await read();
  const result = await work();
  await delay(2_200);
  return { result, ms: (await read()) - before };
}
