import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstall } from './packages.ts';
import { freePort } from './ports.ts';

export type PoolMode = 'transaction' | 'session';

export interface PgBouncer {
  /** The DSN of what lies behind it, through it. */
  readonly through: (dsn: string) => string;
  readonly stop: () => void;
}

export interface PgBouncerOptions {
  /** The server behind it, as a user who may do everything. */
  readonly server: string;
  readonly mode: PoolMode;
  /** Sessions of the server for each database and user. */
  readonly sessionsMax: number;
}

/** Debian's PgBouncer on a spare port of the loopback interface, as it is set up by default: no startup parameter is ignored. */
export async function startPgBouncer({ server, mode, sessionsMax }: PgBouncerOptions): Promise<PgBouncer> {
  const program = findOrInstall('pgbouncer');
  const { hostname, port: serverPort, username, password } = new URL(server);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-pgbouncer-'));
  // It does not run as root, and reads them as the user that it becomes.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'users.txt'), `"${username}" "${password}"\n`);
  const access = ['listen_addr = 127.0.0.1', `listen_port = ${port}`, 'unix_socket_dir =', 'auth_type = scram-sha-256', `auth_file = ${join(folder, 'users.txt')}`];
  const sharing = [`pool_mode = ${mode}`, `default_pool_size = ${sessionsMax}`, 'max_client_conn = 200'];
  const settings = ['[databases]', `* = host=${hostname} port=${serverPort}`, '[pgbouncer]', ...access, ...sharing];
  writeFileSync(join(folder, 'pgbouncer.ini'), settings.join('\n'));
  const child = spawn(program, [...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []), join(folder, 'pgbouncer.ini')], { stdio: 'ignore' });
  await listening(port, child);
  return {
    through: (dsn) => {
      const url = new URL(dsn);
      url.port = String(port);
      return url.href;
    },
    stop: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode} while it started`);
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('PgBouncer did not take connections within 5 s');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() instanceof Object));
    socket.once('error', () => resolve(false));
  });
}
