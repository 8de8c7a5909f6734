// We and our peers on one PostgreSQL in one run, each as its documentation starts it: npm run bench:peers. The peers are installed
// from npm into .bench/peers, or where PEERS names a folder. It is no part of `npm run bench`, since it needs the registry.
import { Client } from 'pg';
import { interleave, median } from './report.mjs';
import { installPeers, peersFolder, serversOn } from './peers/servers.mjs';
import { textOf } from './peers/texts.mjs';
import { RpcProcess } from './rpc.mjs';
import { startServices } from './services.mjs';

const starts = 5;
const rounds = Number(process.env.ROUNDS ?? 200);
const tables = Array.from({ length: 100 }, (_, index) => `table_${index}`);

export async function run({ report }) {
  installPeers(peersFolder);
  const services = await startServices();
  const admin = new Client(services.postgresUrl);
  try {
    await admin.connect();
    await fill(admin);
    const servers = serversOn(services.postgresUrl);
    for (const { name, version } of servers) report.note(`${name}: version`, version);
    await starting(servers, report);
    const running = [];
    for (const server of servers) running.push({ ...server, process: await started(server) });
    await talk(running, report);
    await statements(running, report);
    await cutOff(running, admin, report);
    for (const { process } of running) process.close();
  } finally {
    await admin.end();
    await services.stop();
  }
}

async function fill(admin) {
  for (const table of tables) await admin.query(`CREATE TABLE ${table} (id int PRIMARY KEY, name text NOT NULL, price numeric(10,2), created_at timestamptz, note text, is_open boolean, parent_id int
    REFERENCES table_0)`);
  await admin.query("INSERT INTO table_0 SELECT n, 'name ' || n, n * 1.25, '2024-01-01'::timestamptz + n * interval '1 hour', 'a note', n % 2 = 0, NULL FROM generate_series(1, 10000) AS n");
  await admin.query('ANALYZE');
}

async function started({ args, env, command }) {
  const process = new RpcProcess(args, env, command);
  await process.initialize();
  await process.request('tools/list', {});
  return process;
}

/** From the start of the process to the list of its tools. */
async function starting(servers, report) {
  const times = servers.map(() => []);
  for (let round = 0; round < starts; round += 1) {
    for (const [index, server] of servers.entries()) {
      const begunAt = performance.now();
      const process = await started(server);
      times[index].push(performance.now() - begunAt);
      process.close();
    }
  }
  for (const [index, { name }] of servers.entries()) report.add(`${name}: start to tool list`, median(times[index]), { unit: 'ms' });
}

/** What a model has to read: tools, 100 tables, 100 rows. */
async function talk(running, report) {
  for (const server of running) {
    const { name, process, schema } = server;
    const { tools } = await process.request('tools/list', {});
    report.add(`${name}: tools`, tools.length);
    report.add(`${name}: tool list`, tokens(tools), { unit: 'tokens' });
    const replies = await schema((tool, input) => process.call(tool, input), tables);
    report.add(`${name}: schema of 100 tables`, replies.reduce((sum, reply) => sum + tokens(textOf(reply)), 0), { unit: 'tokens' });
    report.add(`${name}: calls for it`, replies.length);
    report.add(`${name}: 100 rows of 7 columns`, tokens(textOf(await select(server, 'SELECT * FROM table_0 ORDER BY id LIMIT 100'))), { unit: 'tokens' });
  }
}

/** In turn, so that noise of the machine meets all alike. Rows of a text that is new are those of the database with every server. */
async function statements(running, report) {
  for (const count of [1, 100]) {
    let number = 0;
    const unseen = () => `SELECT id, name, price, created_at FROM table_0 WHERE id >= ${(number += 1)} ORDER BY id LIMIT ${count}`;
    const again = `SELECT id, name, price, created_at FROM table_0 WHERE id > 0 ORDER BY id LIMIT ${count}`;
    const rows = count === 1 ? '1 row' : `${count} rows`;
    const first = await interleave(running.map((server) => () => select(server, unseen())), { rounds, warmUp: 20 });
    const repeated = await interleave(running.map((server) => () => select(server, again)), { rounds, warmUp: 20 });
    for (const [index, { name }] of running.entries()) {
      report.add(`${name}: a new statement, ${rows}`, first[index], { unit: 'ms' });
      report.add(`${name}: a repeated statement, ${rows}`, repeated[index], { unit: 'ms' });
    }
  }
  for (const { name, process } of running) report.add(`${name}: resident memory after these`, process.memory() / 1e6, { unit: 'MB' });
}

/** As when the database restarts or a firewall forgets: which call is the first to be answered again. */
async function cutOff(running, admin, report) {
  for (const server of running) {
    // The cut before this one was theirs, too.
    await firstAnswer(server);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()');
    await new Promise((resolve) => setTimeout(resolve, 300));
    report.note(`${server.name}: after its connections were cut`, await firstAnswer(server));
  }
}

async function firstAnswer(server) {
  for (let call = 1; call <= 5; call += 1) {
    const late = new Promise((resolve) => setTimeout(resolve, 5_000, 'late'));
    const outcome = await Promise.race([select(server, `SELECT ${call} AS after`).then(() => 'answered', () => 'failed'), late]);
    if (outcome === 'answered') return call === 1 ? 'the next call is answered' : `call ${call} is answered`;
    if (outcome === 'late') return 'no answer any more';
  }
  return 'five calls fail';
}

function select({ process, sqlTool, sql }, text) {
  return process.call(sqlTool, sql(text));
}

function tokens(value) {
  return (typeof value === 'string' ? value : JSON.stringify(value)).length / 4;
}
