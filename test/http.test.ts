import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from './fixtures/make-database.ts';
import { alice, bob, startHttpServer, tokens } from './http-server.ts';
import { mainModule } from './stdio-server.ts';

/** Its origin. */
async function serveHttp(flag: '--http' | '--sse' = '--http', http: object = {}): Promise<string> {
  return (await startHttpServer({ flag, http })).origin;
}

async function client(origin: string, options: { readonly token?: string; readonly era?: 'modern' } = {}): Promise<Client> {
  const made = new Client({ name: 'test', version: '1' }, options.era ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {});
  const headers: Record<string, string> = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
  await made.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), { requestInit: { headers } }));
  onTestFinished(() => made.close());
  return made;
}

const count = { name: 'nl2sql', arguments: { question: 'How many pets are there?' } };

describe('over HTTP', () => {
  test('the present era is served', async () => {
    const host = await client(await serveHttp(), { era: 'modern' });
    expect((await host.callTool(count)).structuredContent).toMatchObject({ status: 'ok', rows: [[2]] });
  });

  test('the 2025 era is served by the present and by the 1.x client', async () => {
    const origin = await serveHttp();
    expect((await (await client(origin)).callTool(count)).structuredContent).toMatchObject({ rows: [[2]] });
    const old = new LegacyClient({ name: 'old', version: '1' });
    await old.connect(new LegacyHttp(new URL(`${origin}/mcp`)));
    onTestFinished(() => old.close());
    expect((await old.callTool(count)).structuredContent).toMatchObject({ rows: [[2]] });
  });

  test('a 2025-era host that can be asked back gets a session', async () => {
    const origin = await serveHttp();
    const transport = new LegacyHttp(new URL(`${origin}/mcp`));
    const old = new LegacyClient({ name: 'old', version: '1' }, { capabilities: { elicitation: {} } });
    await old.connect(transport);
    onTestFinished(() => old.close());
    expect(transport.sessionId).toBeTruthy();
    expect((await old.callTool(count)).structuredContent).toMatchObject({ rows: [[2]] });
  });

  test('the two-endpoint SSE transport is served where asked for', async () => {
    const origin = await serveHttp('--sse');
    const old = new LegacyClient({ name: 'old', version: '1' });
    await old.connect(new SSEClientTransport(new URL(`${origin}/sse`)));
    onTestFinished(() => old.close());
    expect((await old.callTool(count)).structuredContent).toMatchObject({ rows: [[2]] });
    expect((await (await client(origin)).callTool(count)).structuredContent).toMatchObject({ rows: [[2]] });
  });

  test('two requests at once do not meet', async () => {
    const host = await client(await serveHttp());
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => host.callTool({ name: 'run_sql', arguments: { sql: `SELECT ${n} AS n` } })));
    expect(answers.map((answer) => (answer.structuredContent as { rows: number[][] }).rows[0]?.[0])).toEqual([1, 2, 3, 4, 5]);
  });
});

/** Node's fetch does not let a caller set Host. */
function status(origin: string, headers: Record<string, string>, path = '/mcp'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.once('error', reject);
    call.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }));
  });
}

describe('access', () => {
  test('no token and a wrong token are refused, a right one is served', async () => {
    const origin = await serveHttp('--http', tokens);
    expect(await status(origin, {})).toBe(401);
    expect(await status(origin, { authorization: 'Bearer wrong-token-0123456789' })).toBe(401);
    expect((await (await client(origin, { token: alice })).callTool(count)).structuredContent).toMatchObject({ rows: [[2]] });
  });

  test('foreign Host and Origin headers are refused', async () => {
    const origin = await serveHttp();
    expect(await status(origin, { host: 'evil.example' })).toBe(403);
    expect(await status(origin, { origin: 'https://evil.example' })).toBe(403);
    expect(await status(origin, { origin: 'http://localhost:3000' })).toBeLessThan(300);
  });

  test('what one principal supplied is not served to another', async () => {
    const origin = await serveHttp('--http', tokens);
    const [first, second] = [await client(origin, { token: alice }), await client(origin, { token: bob })];
    const question = 'What is the best pet of all?';
    await first.callTool({ name: 'run_sql', arguments: { sql: "SELECT 'Rex'", question } });
    expect((await first.callTool({ name: 'nl2sql', arguments: { question } })).structuredContent).toMatchObject({ rung: 'remembered' });
    expect((await second.callTool({ name: 'nl2sql', arguments: { question } })).structuredContent).toMatchObject({ status: 'needs_sql' });
  });

  test('a cursor of one principal is refused to another', async () => {
    const origin = await serveHttp('--http', tokens);
    const [first, second] = [await client(origin, { token: alice }), await client(origin, { token: bob })];
    const sql = 'SELECT id FROM pets ORDER BY id';
    const page = (await first.callTool({ name: 'run_sql', arguments: { sql, limit: 1 } })).structuredContent as { next_cursor: string };
    expect((await second.callTool({ name: 'run_sql', arguments: { sql, limit: 1, cursor: page.next_cursor } })).isError).toBe(true);
    expect((await first.callTool({ name: 'run_sql', arguments: { sql, limit: 1, cursor: page.next_cursor } })).structuredContent).toMatchObject({ rows: [[2]] });
  });

  test('an address that others can reach needs a token', async () => {
    const folder = temporaryFolder();
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify({ databases: {}, http: { host: '0.0.0.0' } }));
    const child = spawn(process.execPath, [mainModule, 'serve', '--http', '0', '--config', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    expect([code, log]).toEqual([2, expect.stringContaining('http.host')]);
  });

  test('health is told without a token, and unknown paths and methods are told apart', async () => {
    const origin = await serveHttp('--http', tokens);
    expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect((await fetch(`${origin}/nowhere`)).status).toBe(404);
    expect((await fetch(`${origin}/healthz`, { method: 'DELETE' })).status).toBe(405);
  });

  test('a body that is no JSON or too long is refused', async () => {
    const origin = await serveHttp();
    expect((await fetch(`${origin}/mcp`, { method: 'POST', body: '{"broken' })).status).toBe(400);
    expect((await fetch(`${origin}/mcp`, { method: 'POST', body: 'x'.repeat(5_000_000) })).status).toBe(413);
  });
});
