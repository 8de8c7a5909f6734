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
import { mainModule, wholeReply } from './stdio-server.ts';

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

/** Node's fetch does not let a caller set Host or Sec-Fetch-Mode. */
function status(origin: string, headers: Record<string, string>, path = '/mcp', method = 'POST'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${origin}${path}`, { method, headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.once('error', reject);
    call.end(method === 'POST' ? JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }) : undefined);
  });
}

describe('a page of another origin', () => {
  test('can not use the cookie of whoever is signed in: not from another port of this machine, not as text, not without CORS', async () => {
    const { origin } = await startHttpServer({ http: { tokens: [{ ...tokens.tokens[0], teaches: true, operates: true }, tokens.tokens[1]] } });
    const signedIn = await fetch(`${origin}/api/session`, { method: 'POST', headers: { authorization: `Bearer ${alice}` } });
    const [set = ''] = signedIn.headers.getSetCookie();
    expect(set).toMatch(/; HttpOnly; SameSite=Strict/);
    const cookie = set.split(';')[0] ?? '';
    const lesson = JSON.stringify({ question: 'Who is the best pet?', sql: "SELECT 'Mallory'", verdict: 'accept' });
    const teach = async (headers: Record<string, string>) => (await fetch(`${origin}/api/tools/teach`, { method: 'POST', body: lesson, headers: { cookie, ...headers } })).status;
    for (const other of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://localhost', 'null', 'https://evil.example']) {
      expect(await teach({ origin: other, 'content-type': 'text/plain' }), other).toBe(403);
      expect(await teach({ origin: other, 'content-type': 'application/json' }), other).toBe(403);
    }
    expect(await teach({ origin, 'content-type': 'text/plain' })).toBe(415);
    expect(await teach({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'content-type': 'application/json' })).toBe(403);
    const read = (headers: Record<string, string>, path = '/') => status(origin, { cookie, ...headers }, path, 'GET');
    expect(await read({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, '/performance')).toBe(403);
    expect(await read({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
    expect(await read({ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, '/performance')).toBe(200);
    const asked = await fetch(`${origin}/api/tools/nl2sql`, { method: 'POST', headers: { cookie, origin, 'content-type': 'application/json' }, body: JSON.stringify({ question: 'Who is the best pet?' }) });
    expect(await asked.json()).not.toMatchObject({ verified: true });
    expect(await teach({ origin, 'content-type': 'application/json' })).toBe(200);
  });

  test('is served where the operator names it', async () => {
    const origin = await serveHttp('--http', { allowedOrigins: ['http://localhost:6274', 'inspector.example'] });
    expect(await status(origin, { origin: 'http://localhost:6274' })).toBeLessThan(300);
    expect(await status(origin, { origin: 'https://inspector.example:8443' })).toBeLessThan(300);
    expect(await status(origin, { origin: 'http://localhost:6275' })).toBe(403);
  });
});

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
    expect(await status(origin, { origin })).toBeLessThan(300);
  });

  test('what one principal supplied is not served to another', async () => {
    const origin = await serveHttp('--http', tokens);
    const [first, second] = [await client(origin, { token: alice }), await client(origin, { token: bob })];
    const question = 'What is the best pet of all?';
    await first.callTool({ name: 'run_sql', arguments: { sql: "SELECT 'Rex'", question } });
    expect(wholeReply(await first.callTool({ name: 'nl2sql', arguments: { question } }))).toMatchObject({ rung: 'remembered' });
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
    const send = async (body: string, type: string) => (await fetch(`${origin}/mcp`, { method: 'POST', body, headers: { 'content-type': type } })).status;
    expect(await send('{"broken', 'application/json')).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', 'text/plain; application/json']) expect(await send('{}', type), type).toBe(415);
    expect(await send('x'.repeat(5_000_000), 'application/json; charset=utf-8')).toBe(413);
  });

  test('a path that can not be decoded is refused, not a fault', async () => {
    const server = await startHttpServer();
    for (const path of ['/cache/%/info', '/performance/%E0%A4%A', '/api/tools/%zz', '/%', '/cache/%FF/info']) expect((await fetch(`${server.origin}${path}`)).status, path).toBe(400);
    expect(server.log()).not.toContain('http: ');
  });
});
