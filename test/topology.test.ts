import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OwnRedis } from './cache/redis-server.ts';
import { scratchDatabase } from './database/engines.ts';
import { temporaryFolder } from './fixtures/make-database.ts';
import { findOrInstall } from './setup/packages.ts';
import { freePort } from './setup/ports.ts';
import { mainModule } from './stdio-server.ts';

const compose = join(import.meta.dirname, '../packaging/compose');
const token = 'token-of-the-replicas';
const clients = 50;
/** What a statement takes on the way, so that the connections of a replica are its limit, and neither processor nor database. */
const roundTripMs = 250;
const connectionsOfReplica = 4;

/** A way to a database that takes its time. */
async function slowWayTo(dsn: string): Promise<string> {
  const { port: upstreamPort, hostname } = new URL(dsn);
  const server = createServer((socket) => {
    const upstream = connect(Number(upstreamPort), hostname);
    socket.on('data', (chunk) => void setTimeout(() => upstream.write(chunk), roundTripMs));
    upstream.pipe(socket);
    socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  onTestFinished(() => void server.close());
  return dsn.replace(`:${upstreamPort}/`, `:${port}/`);
}

interface Running {
  readonly port: number;
  readonly child: ChildProcess;
}

/** A replica with the configuration that compose.yaml gives it, and a small pool. */
async function startReplica(port: number, environment: Readonly<Record<string, string>>): Promise<Running> {
  const config = JSON.parse(readFileSync(join(compose, 'mcp.config.json'), 'utf8')) as { databases: { main: object } };
  const file = join(temporaryFolder(), 'mcp.config.json');
  const main = { ...config.databases.main, pool: { max: connectionsOfReplica } };
  writeFileSync(file, JSON.stringify({ ...config, databases: { main } }));
  const child = spawn(process.execPath, [mainModule, 'serve', '--http', String(port), '--config', file], { env: { ...process.env, ...environment }, stdio: 'ignore' });
  onTestFinished(() => end(child));
  await expect.poll(() => fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok, () => false), { timeout: 20_000 }).toBe(true);
  return { port, child };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function startBalancer(ports: readonly [number, number]): Promise<string> {
  const bind = await freePort();
  const [one, two] = ports.map((port) => `127.0.0.1:${port}`);
  const environment = { ...process.env, NL2SQL_BIND: `127.0.0.1:${bind}`, NL2SQL_REPLICA_ONE: one, NL2SQL_REPLICA_TWO: two };
  const child = spawn(findOrInstall('haproxy'), ['-q', '-db', '-f', join(compose, 'haproxy.cfg')], { env: environment, stdio: 'ignore' });
  onTestFinished(() => end(child));
  const origin = `http://127.0.0.1:${bind}`;
  await expect.poll(() => fetch(`${origin}/healthz`).then(({ ok }) => ok, () => false), { timeout: 20_000 }).toBe(true);
  return origin;
}

async function call(origin: string, tool: string, input: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${origin}/api/tools/${tool}`, { method: 'POST', headers, body: JSON.stringify(input) });
  const body = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return body;
}

let asked = 0;
/** Fifty clients, each with one question after the other, none asked before, until the work is done; how many were answered, and what failed. */
async function load(origin: string, during: () => Promise<void>): Promise<{ readonly answered: number; readonly failures: readonly string[] }> {
  let answered = 0;
  const over = new AbortController();
  const failures: string[] = [];
  const one = async () => {
    while (!over.signal.aborted) {
      asked += 1;
      await call(origin, 'run_sql', { sql: `SELECT name FROM pets WHERE id <> ${asked}` }).then(
        ({ rows }) => (Array.isArray(rows) && rows.length === 2 ? (answered += over.signal.aborted ? 0 : 1) : failures.push(JSON.stringify(rows))),
        (error: unknown) => failures.push(String(error)),
      );
    }
  };
  const all = Promise.all(Array.from({ length: clients }, one));
  await during();
  over.abort();
  await all;
  return { answered, failures };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test('behind a load balancer two replicas carry twice the load, share what they learn, and one may be killed under it', async () => {
  const { dsn, write } = await scratchDatabase('postgres');
  await write("CREATE TABLE pets (id int PRIMARY KEY, name text); INSERT INTO pets VALUES (-1, 'Rex'), (-2, 'Tom')");
  const redis = await OwnRedis.start();
  const environment = { NL2SQL_DSN: await slowWayTo(dsn), NL2SQL_REDIS: redis.url, NL2SQL_TOKEN: token, NL2SQL_LISTEN: '127.0.0.1' };
  const ports = [await freePort(), await freePort()] as const;
  const first = await startReplica(ports[0], environment);
  const origin = await startBalancer(ports);
  await load(origin, () => pause(1_500));
  const alone = await load(origin, () => pause(4_000));

  const second = await startReplica(ports[1], environment);
  await load(origin, () => pause(2_500));
  const together = await load(origin, () => pause(4_000));
  expect([...alone.failures, ...together.failures]).toEqual([]);
  expect(together.answered / alone.answered).toBeGreaterThan(1.6);

  const question = 'Who is the best of them all?';
  await call(`http://127.0.0.1:${first.port}`, 'teach', { question, sql: 'SELECT name FROM pets WHERE id = -1', verdict: 'accept' });
  await expect.poll(() => call(`http://127.0.0.1:${second.port}`, 'nl2sql', { question }), { timeout: 20_000 }).toMatchObject({ status: 'ok', rung: 'remembered', rows: [['Rex']] });

  const through = await load(origin, async () => {
    await pause(1_500);
    await end(first.child);
    await pause(3_000);
  });
  // The balancer sends on what had got no answer yet; what was being answered may break off.
  expect(through.failures.length, through.failures.slice(0, 3).join('\n')).toBeLessThanOrEqual(connectionsOfReplica);
  // The balancer may try the one that is gone for some seconds more.
  const after = await load(origin, () => pause(6_000));
  expect(after.failures).toEqual([]);
  expect(after.answered).toBeGreaterThan(0);
  expect(await call(origin, 'nl2sql', { question })).toMatchObject({ rung: 'remembered', rows: [['Rex']] });
}, 120_000);
