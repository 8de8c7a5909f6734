import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, onTestFinished, test } from 'vitest';
import { scratchDatabase } from './database/engines.ts';
import { startHttpServer } from './http-server.ts';

const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
const running = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'nl2sql-mcp' AND state = 'active' AND datname = current_database()";

type Caller = Pick<LegacyClient, 'callTool'>;
const withoutAsking = { name: 'old', version: '1' };

const transports: Readonly<Record<string, (origin: string) => Promise<Caller>>> = {
  'HTTP without a session, 1.x client': async (origin) => legacy(new LegacyHttp(new URL(`${origin}/mcp`)), {}),
  'HTTP with a session, 1.x client': async (origin) => legacy(new LegacyHttp(new URL(`${origin}/mcp`)), { elicitation: {} }),
  'HTTP+SSE, 1.x client': async (origin) => legacy(new SSEClientTransport(new URL(`${origin}/sse`)), {}),
  'HTTP, present client in the 2025 era': async (origin) => present(origin),
  'HTTP, present client in its own era': async (origin) => present(origin, '2026-07-28'),
};

async function legacy(transport: LegacyHttp | SSEClientTransport, capabilities: object): Promise<Caller> {
  const client = new LegacyClient(withoutAsking, { capabilities });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

async function present(origin: string, pin?: string): Promise<Caller> {
  const client = new Client(withoutAsking, pin === undefined ? {} : { versionNegotiation: { mode: { pin } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`)));
  onTestFinished(() => client.close());
  return { callTool: (params, _, options) => client.callTool(params, options) } as Caller;
}

test.each(Object.entries(transports))('a call that is cancelled ends in the database within a second: %s', async (_, connect) => {
  const scratch = await scratchDatabase('postgres');
  const count = async () => Number((await scratch.write(running))[0]?.['n']);
  const { origin } = await startHttpServer({ flag: '--sse', database: { dsn: scratch.dsn } });
  const caller = await connect(origin);
  const controller = new AbortController();
  const call = caller.callTool({ name: 'run_sql', arguments: { sql: endless } }, undefined, { signal: controller.signal }).then(() => 'answered', () => 'cancelled');
  await expect.poll(count, { timeout: 10_000 }).toBe(1);
  controller.abort();
  await expect.poll(count, { timeout: 1_000, interval: 50 }).toBe(0);
  expect(await call).toBe('cancelled');
  expect((await caller.callTool({ name: 'run_sql', arguments: { sql: 'SELECT 1' } })).structuredContent).toMatchObject({ rows: [[1]] });
});

test('a cancellation that could mean two calls of one id stops none of them', async () => {
  const scratch = await scratchDatabase('postgres');
  const { origin } = await startHttpServer({ database: { dsn: scratch.dsn } });
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-06-18' };
  const post = (body: object) => fetch(`${origin}/mcp`, { method: 'POST', headers, body: JSON.stringify({ jsonrpc: '2.0', ...body }) });
  const sqlOf = (n: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT ${n} + 0 * count(*) AS n FROM n`;
  const call = (n: number) => post({ id: 7, method: 'tools/call', params: { name: 'run_sql', arguments: { sql: sqlOf(n) } } }).then((response) => response.text());
  const both = [call(1), call(2)];
  await expect.poll(async () => Number((await scratch.write(running))[0]?.['n'])).toBe(2);
  await post({ method: 'notifications/cancelled', params: { requestId: 7 } });
  expect((await Promise.all(both)).map((text) => /\\"rows\\":\[\[(\d)/.exec(text)?.[1] ?? text)).toEqual(['1', '2']);
});
