// Which values of the types of each engine come back changed, from us and from our peers: part of npm run bench:peers. Nothing is timed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWriter } from '../../dist/database/scratch/open.js';
import { RpcProcess } from '../rpc.mjs';
import { startServices } from '../services.mjs';
import { declared, isKept, kinds } from './kinds.mjs';
import { installPeers, peersFolder, serversOn } from './servers.mjs';
import { textOf } from './texts.mjs';

const startingMs = 30_000;

export async function run({ report }) {
  installPeers(peersFolder);
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-values-'));
  const services = await startServices();
  const engines = { PostgreSQL: services.postgresUrl, MariaDB: services.mysqlUrl, SQLite: `sqlite:${join(folder, 'kinds.sqlite')}` };
  try {
    for (const [engine, dsn] of Object.entries(engines)) {
      const columns = kinds[dsn.split(':')[0]];
      await fill(dsn, columns);
      for (const server of serversOn(dsn)) await compare(server, { engine, columns }, report);
    }
  } finally {
    await services.stop();
    rmSync(folder, { recursive: true });
  }
}

async function fill(dsn, columns) {
  const writer = await openWriter(dsn);
  await writer.write(`CREATE TABLE kinds (${columns.map(declared).join(', ')})`);
  await writer.write(`INSERT INTO kinds VALUES (${columns.map(({ value }) => value).join(', ')})`);
  await writer.close();
}

async function compare(server, { engine, columns }, report) {
  const process = await started(server);
  if (!process) return report.note(`${server.name}: changed on ${engine}`, 'does not start on it');
  const changed = [];
  for (const [index, kind] of columns.entries()) {
    const reply = await process.request('tools/call', { name: server.sqlTool, arguments: server.sql(`SELECT c${index} FROM kinds`) });
    if (globalThis.process.env.SHOW) console.error(server.name, kind.type, kind.value, '→', textOf(reply).slice(0, 300));
    if (reply.isError || !isKept(kind, textOf(reply))) changed.push(`${kind.type} (${kind.value})`);
  }
  process.close();
  report.add(`${server.name}: values that come back changed on ${engine}, of ${columns.length}`, changed.length);
  report.note(`${server.name}: changed on ${engine}`, changed.join('; ') || 'none');
}

/** Undefined where it ends, or says nothing. */
async function started({ args, env, command }) {
  const process = new RpcProcess(args, env, command);
  const late = new Promise((resolve) => setTimeout(resolve, startingMs, 'late').unref());
  const outcome = await Promise.race([process.initialize().then(() => 'started', () => 'ended'), late]);
  if (outcome === 'started') return process;
  process.close();
  return undefined;
}
