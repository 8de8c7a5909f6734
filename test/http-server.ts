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
  /** Where it listens (default: any free port). */
  readonly port?: number;
  readonly schema?: string;
  /** Further keys of the database. */
  readonly database?: object;
}

export interface HttpServer {
  readonly origin: string;
  /** What it wrote to stderr so far. */
  log(): string;
  stop(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Settles with its exit code. */
  readonly exited: Promise<number | null>;
}

/** Starts the built server on a free port with one SQLite database. */
export async function startHttpServer({ flag = '--http', http = {}, config = {}, port = 0, schema = pets, database = {} }: HttpServerOptions = {}): Promise<HttpServer> {
  const folder = temporaryFolder();
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ databases: { pets: { dsn: `sqlite:${sqliteFile(schema, folder)}`, ...database } }, http, ...config }));
  const child = spawn(process.execPath, [mainModule, 'serve', flag, String(port), '--config', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  onTestFinished(stop);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  // One that ends at once says why.
  void exited.then(() => (log += 'ended'));
  await expect.poll(() => log, { timeout: 10_000 }).toMatch(/listening on|ended$/);
  if (!log.includes('listening on')) throw new Error(log);
  return { origin: /http:\/\/[^/]+/.exec(log)?.[0] ?? '', log: () => log, stop, exited, signal: (name) => void child.kill(name) };
}
