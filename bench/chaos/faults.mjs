// Each fault: what it does to a running world for so long, and how it is taken back.
import { copyFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { writeSqlite } from './world.mjs';

const ofProxy = (name, what, begin, end) => ({
  name: `${name}: ${what}`,
  databases: name === 'redis' ? ['postgres', 'mysql', 'sqlite'] : [name],
  begin: ({ proxies }) => begin(proxies[name]),
  end: ({ proxies }) => end(proxies[name]),
});

const ofServers = ['postgres', 'mysql'].flatMap((name) => [
  ofProxy(name, 'hangs', (proxy) => proxy.hang(), (proxy) => proxy.resume()),
  ofProxy(name, 'is down', (proxy) => proxy.goDown(), (proxy) => proxy.comeBack()),
  ofProxy(name, 'cuts connections that open', (proxy) => (proxy.cutAfter(60), proxy.cut()), (proxy) => proxy.cutAfter(Infinity)),
  { name: `${name}: sessions are killed`, databases: [name], steady: async ({ writers }) => killSessions(name, writers[name]) },
  { name: `${name}: the schema changes`, databases: [name], steady: async ({ writers }) => changeSchema(writers[name]) },
]);

const killers = {
  postgres: async (writer) => writer.write("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'nl2sql-mcp'"),
  mysql: async (writer) => {
    const sessions = await writer.write('SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND INFO IS NULL');
    for (const { ID } of sessions) await writer.write(`KILL ${ID}`).catch(() => undefined);
  },
};

async function killSessions(name, writer) {
  await killers[name](writer);
  await delay(300);
}

let columns = 0;
async function changeSchema(writer) {
  columns += 1;
  await writer.write(`ALTER TABLE facts ADD COLUMN extra_${columns} INTEGER`);
  await delay(200);
  await writer.write(`ALTER TABLE facts DROP COLUMN extra_${columns}`);
  await delay(200);
}

/** From the beginning of a replacement to its end either version may be read; afterwards the new one alone. */
class Versions {
  first = 0;
  last = 0;

  async replace({ folder, file }) {
    const next = `${folder}/next.sqlite`;
    rmSync(next, { force: true });
    writeSqlite(next, this.last + 1);
    this.last += 1;
    renameSync(next, file);
    this.first = this.last;
    await delay(150);
  }
}

function ofFiles() {
  const versions = new Versions();
  return [
    { name: 'sqlite: the file is replaced by another', databases: ['sqlite'], versions, steady: (world) => versions.replace(world) },
    {
      name: 'sqlite: the file is gone',
      databases: ['sqlite'],
      versions,
      begin: ({ file }) => renameSync(file, `${file}.away`),
      end: ({ file }) => renameSync(`${file}.away`, file),
    },
    {
      name: 'sqlite: the file is cut short',
      databases: ['sqlite'],
      versions,
      begin: ({ file }) => {
        copyFileSync(file, `${file}.whole`);
        truncateSync(file, 4_096);
      },
      end: ({ file }) => renameSync(`${file}.whole`, file),
    },
  ];
}

export function allFaults() {
  return [
    { name: 'none', databases: ['postgres', 'mysql', 'sqlite'] },
    ...ofServers,
    ofProxy('redis', 'hangs', (proxy) => proxy.hang(), (proxy) => proxy.resume()),
    ofProxy('redis', 'is down', (proxy) => proxy.goDown(), (proxy) => proxy.comeBack()),
    ...ofFiles(),
  ];
}
