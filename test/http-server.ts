import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { sqliteFile, temporaryFolder } from './fixtures/make-database.ts';
import { mainModule } from './stdio-server.ts';

const pets = "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO pets VALUES (1, 'Rex'), (2, 'Tom')";

export const alice = 'alice-token-0123456789';
export const bob = 'bob-token-0123456789ab';
export const tokens = { tokens: [{ name: 'alice', token: alice }, { name: 'bob', token: bob }] };

export interface HttpServerOptions {
  readonly flag?: '--http' | '--sse';
  readonly http?: object;
  /** Further keys of the configuration. */
  readonly config?: object;
  readonly schema?: string;
  /** Further keys of the database. */
  readonly database?: object;
}

export interface HttpServer {
  readonly origin: string;
  /** What it wrote to stderr so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the built server on a free port with one SQLite database. */
export async function startHttpServer({ flag = '--http', http = {}, config = {}, schema = pets, database = {} }: HttpServerOptions = {}): Promise<HttpServer> {
  const folder = temporaryFolder();
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ databases: { pets: { dsn: `sqlite:${sqliteFile(schema, folder)}`, ...database } }, http, ...config }));
  const child = spawn(process.execPath, [mainModule, 'serve', flag, '0', '--config', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  onTestFinished(stop);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await expect.poll(() => log, { timeout: 10_000 }).toContain('listening on');
  return { origin: /http:\/\/[^/]+/.exec(log)?.[0] ?? '', log: () => log, stop };
}
