// The server as a whole: start, memory, overhead of a call, tokens, introspection.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import mysql from 'mysql2/promise';
import { Client } from 'pg';
import { compose } from '../dist/compose.js';
import { firstSight } from './first-sight.mjs';
import { interleave } from './report.mjs';
import { RpcProcess } from './rpc.mjs';
import { startServices } from './services.mjs';
import { startUp } from './start-up.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const baseline = new URL('baseline-server.mjs', import.meta.url).pathname;
/** @type {import('pg').QueryConfig} The extended protocol, as the server speaks it; the driver's types do not know the mode. */
const selectOneExtended = Object.assign({ text: 'SELECT 1' }, { queryMode: 'extended' });
const tokens = (value) => JSON.stringify(value).length / 4;

export async function run({ dataFolder, report }) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-bench-'));
  const sqlite = join(folder, 'bench.sqlite');
  const database = new DatabaseSync(sqlite);
  database.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL); INSERT INTO items VALUES (1,'a',1.5),(2,'b',2.5),(3,'c',3.5),(4,'d',4.5),(5,'e',5.5)");
  database.close();
  const services = await startServices();
  try {
    await startUp(report);
    await toolList(report, sqlite);
    await remembered(report, sqlite);
    await selectOne(report, sqlite, services);
    await firstSight(report, services);
    await introspection(report, services);
    await compactness(report, folder, services, dataFolder);
  } finally {
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function toolList(report, sqlite) {
  const server = new RpcProcess([main, '--dsn', `sqlite:${sqlite}`]);
  await server.initialize();
  const { tools } = await server.request('tools/list', {});
  server.close();
  report.add('tool list', tokens(tools), { limit: 1_900, unit: 'tokens' });
  report.add('tool list: descriptions and inputs', tokens(tools.map(({ description, inputSchema }) => ({ description, inputSchema }))), { limit: 1_000, unit: 'tokens' });
}

async function remembered(report, sqlite) {
  const ours = new RpcProcess([main, '--dsn', `sqlite:${sqlite}`]);
  await ours.initialize();
  const input = { question: 'list the items', limit: 5 };
  await ours.call('run_sql', { sql: 'SELECT id, name, price FROM items ORDER BY id', question: input.question });
  const answer = await ours.call('nl2sql', input);
  const same = new RpcProcess([baseline], { SAME_RESULT: JSON.stringify(answer) });
  await same.initialize();
  const [own, other] = await interleave([() => ours.call('nl2sql', input), () => same.call('same', { question: input.question })], { rounds: 3_000, warmUp: 2_000 });
  report.add('remembered question over stdio, against a tool of the same SDK and bytes', own / other, { limit: 1.2, unit: '×' });
  const { structuredContent } = await ours.call('performance', { operation: 'tool.nl2sql' });
  report.add('remembered question inside the server, p50', structuredContent.operation.p50_ms, { limit: 0.1, unit: 'ms' });
  ours.close();
  same.close();
}

async function selectOne(report, sqlite, { postgresUrl, mysqlUrl }) {
  const pg = new Client(postgresUrl);
  await pg.connect();
  const my = await mysql.createConnection(mysqlUrl);
  const postgresEnvelope = async () => {
    await pg.query('BEGIN READ ONLY');
    await pg.query(selectOneExtended);
    await pg.query('ROLLBACK');
  };
  const mysqlEnvelope = async () => {
    await my.query('START TRANSACTION READ ONLY');
    await my.query('SELECT 1');
    await my.query('ROLLBACK');
  };
  const input = { sql: 'SELECT 1', max_age: 0 };
  for (const [name, dsn, envelope] of [['SQLite', `sqlite:${sqlite}`], ['PostgreSQL', postgresUrl, postgresEnvelope], ['MariaDB', mysqlUrl, mysqlEnvelope]]) {
    const ours = new RpcProcess([main, '--dsn', dsn]);
    await ours.initialize();
    const answer = await ours.call('run_sql', input);
    const same = new RpcProcess([baseline], { SAME_RESULT: JSON.stringify(answer) });
    await same.initialize();
    const works = [() => ours.call('run_sql', input), () => same.call('same', input), ...(envelope ? [envelope] : [])];
    const [own, tool, bare] = await interleave(works, { rounds: 2_000, warmUp: 1_000 });
    if (bare === undefined) report.add(`run_sql SELECT 1 on ${name}, against that tool`, own / tool, { limit: 2.2, unit: '×' });
    else report.add(`run_sql SELECT 1 on ${name}, against that tool + 1.3 × the bare envelope`, own / (tool + 1.3 * bare), { limit: 1, unit: '×' });
    ours.close();
    same.close();
  }
  await pg.end();
  await my.end();
}

async function introspection(report, { postgresUrl, mysqlUrl }) {
  const tables = Array.from({ length: 1_000 }, (_, index) => `CREATE TABLE wide_${index} (id INT PRIMARY KEY, ${Array.from({ length: 8 }, (_, column) => `column_${column} VARCHAR(50)`).join(', ')}, parent_id INT${index > 0 ? `, FOREIGN KEY (parent_id) REFERENCES wide_${Math.floor(index / 2)}(id)` : ''})`);
  const pg = new Client(postgresUrl);
  await pg.connect();
  await pg.query('CREATE DATABASE wide');
  await pg.end();
  const postgres = postgresUrl.replace(/\/[^/]*$/, '/wide');
  const filler = new Client(postgres);
  await filler.connect();
  await filler.query(`BEGIN; ${tables.join(';')}; COMMIT`);
  await filler.query('ANALYZE');
  await filler.end();
  const my = await mysql.createConnection(mysqlUrl);
  await my.query('CREATE DATABASE wide');
  await my.query('USE wide');
  for (const table of tables) await my.query(table);
  await my.end();
  const composed = await compose({ databases: { postgres: { dsn: postgres }, mysql: { dsn: mysqlUrl.replace(/\/[^/]*$/, '/wide') } }, baseFolder: '/' }, { careful: true });
  for (const [name, title, limit] of [['postgres', 'PostgreSQL', 150], ['mysql', 'MariaDB', 300]]) {
    const { database } = composed.targets.get(name);
    const [ms] = await interleave([() => database.introspect({ timeoutMs: 60_000 })], { rounds: 7, warmUp: 1 });
    report.add(`introspection of 1,000 tables and 10,000 columns, ${title}`, ms, { limit, unit: 'ms' });
  }
  await composed.close();
}

/** The fixture of 100 tables that `tools/mkschema.py` beside the data folder prints. */
async function compactness(report, folder, { postgresUrl, mysqlUrl }, dataFolder) {
  const script = dataFolder && join(dataFolder, '../tools/mkschema.py');
  if (!script || !existsSync(script)) return report.note('schema and rows in tokens', 'measured with --data DIR only (needs tools/mkschema.py)');
  const sqlOf = (dialect) => execFileSync('python3', [script, dialect], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const file = join(folder, 'hundred.sqlite');
  const sqlite = new DatabaseSync(file);
  sqlite.exec(sqlOf('sqlite'));
  sqlite.close();
  const pg = new Client(postgresUrl);
  await pg.connect();
  await pg.query('CREATE DATABASE hundred');
  await pg.end();
  const postgres = postgresUrl.replace(/\/[^/]*$/, '/hundred');
  const filler = new Client(postgres);
  await filler.connect();
  await filler.query(sqlOf('pg'));
  await filler.end();
  const my = await mysql.createConnection(`${mysqlUrl}?multipleStatements=true`);
  await my.query('CREATE DATABASE hundred; USE hundred');
  await my.query(sqlOf('mysql'));
  await my.end();
  for (const [title, dsn] of [['SQLite', `sqlite:${file}`], ['PostgreSQL', postgres], ['MariaDB', mysqlUrl.replace(/\/[^/]*$/, '/hundred')]]) {
    const server = new RpcProcess([main, '--dsn', dsn]);
    await server.initialize();
    const rows = await server.call('run_sql', { sql: 'SELECT * FROM bench100 ORDER BY id', limit: 100 });
    if (rows.structuredContent.rows.length !== 100) throw new Error(`bench100 on ${title}: ${rows.structuredContent.rows.length} rows`);
    report.add(`all rows of bench100, ${title}`, tokens(rows.structuredContent), { limit: 3_150, unit: 'tokens' });
    const { structuredContent: schema } = await server.call('get_schema', { detail: 'columns' });
    if (schema.next_cursor) report.note(`schema of 100 tables, ${title}`, `MISSED: does not fit on one page (${schema.tables_shown} of ${schema.tables_total} tables in ${schema.schema.length / 4} tokens)`);
    else report.add(`schema of 100 tables, ${title}`, schema.schema.length / 4, { limit: 7_000, unit: 'tokens' });
    server.close();
  }
}
