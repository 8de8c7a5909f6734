import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { proxyTo } from './database/proxy.ts';
import { startHttpServer } from './http-server.ts';
import { mainModule, startServer } from './stdio-server.ts';

/** About a second and a half of work. */
const slow = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000) SELECT count(*) AS n FROM n';
const endless = slow.replace(' WHERE i < 4000000', '');

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** One request over a connection that is kept. */
function send(agent: Agent, url: string, body?: object): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, method: body ? 'POST' : 'GET', headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    call.end(body && JSON.stringify(body));
  });
}

function keptConnection(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return agent;
}

describe('a server over HTTP that is told to leave', () => {
  test('lets the calls that run end, turns new ones away, and says so to who watches it', async () => {
    const server = await startHttpServer();
    const run = (sql: string) => send(keptConnection(), `${server.origin}/api/tools/run_sql`, { sql });
    const [kept, watching] = [keptConnection(), keptConnection()];
    await Promise.all([send(kept, `${server.origin}/healthz`), send(watching, `${server.origin}/readyz`)]);
    const running = [run(slow), run(`${slow} WHERE i > 0`)];
    await sleep(200);
    server.signal('SIGTERM');
    await sleep(100);
    expect(await send(kept, `${server.origin}/api/tools/run_sql`, { sql: 'SELECT 1' })).toMatchObject({ status: 503 });
    expect(await send(watching, `${server.origin}/readyz`)).toMatchObject({ status: 503 });
    await expect(run('SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
    expect(await server.exited).toBe(0);
  });

  test('leaves in time, whatever hangs, and tells a call that is cut off why', async () => {
    const proxy = await proxyTo(inject('postgresUrl'));
    const server = await startHttpServer({ database: { dsn: proxy.url }, config: { drainMs: 500 } });
    const run = (sql: string) => send(keptConnection(), `${server.origin}/api/tools/run_sql`, { sql });
    expect((await run('SELECT 1')).status).toBe(200);
    const cut = run('SELECT count(*) FROM generate_series(1, 100000000)');
    await sleep(300);
    proxy.hang();
    const startedAt = performance.now();
    server.signal('SIGTERM');
    expect(JSON.parse((await cut).text)).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    expect(await server.exited).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(500 + 1_500);
  });

  test('leaves at once when it is told a second time', async () => {
    const server = await startHttpServer();
    const cut = send(keptConnection(), `${server.origin}/api/tools/run_sql`, { sql: endless }).catch((error: NodeJS.ErrnoException) => error.code);
    await sleep(300);
    server.signal('SIGTERM');
    await sleep(100);
    const startedAt = performance.now();
    server.signal('SIGTERM');
    expect(await server.exited).toBe(143);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(await cut).toBe('ECONNRESET');
  });
});

describe('a server over stdio', () => {
  function spawned() {
    const child = spawn(process.execPath, [mainModule, '--dsn', 'sqlite::memory:'], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exited = once(child, 'exit').then(([code]) => code as number | null);
    child.stdin.on('error', () => undefined);
    const initialize = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } } };
    const began = once(child.stdout, 'data');
    child.stdin.write(`${JSON.stringify(initialize)}\n`);
    return { child, exited, began };
  }

  const inTheEnd = (exited: Promise<number | null>) => Promise.race([exited, sleep(30_000, 'still there')]);

  test('ends with its stdin, though nobody reads its stdout any more', async () => {
    const { child, exited, began } = spawned();
    await began;
    child.stdout.destroy();
    for (let id = 1; id < 20; id += 1) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list' })}\n`);
    await sleep(300);
    child.stdin.end();
    expect(await inTheEnd(exited)).toBe(0);
  });

  test('ends with its stdin, though a line of 20 MB came', async () => {
    const { child, exited, began } = spawned();
    await began;
    child.stdin.write(`{"jsonrpc":"2.0","id":1,"method":"${'x'.repeat(20_000_000)}"}\n`);
    await sleep(300);
    child.stdin.end();
    expect(await inTheEnd(exited)).toBe(0);
  });

  test('answers the call that runs before it follows a signal', async () => {
    const server = await startServer(['--dsn', 'sqlite::memory:']);
    onTestFinished(() => server.close());
    await server.call('run_sql', { sql: 'SELECT 1' });
    const call = server.call('run_sql', { sql: slow.replace('4000000', '1500000') });
    await sleep(200);
    process.kill(server.pid ?? 0, 'SIGTERM');
    expect(await call).toMatchObject({ rows: [[1_500_000]] });
  });
});
