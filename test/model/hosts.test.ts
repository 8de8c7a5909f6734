import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConfigFile } from '../../src/config/schema.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { mainModule, wholeReply } from '../stdio-server.ts';
import { hardQuestion, provider, shop, sqlReply } from './asking.ts';
import { type FakeProvider, fakeOpenAi, type Script } from './fake-provider.ts';

const alternatives = [
  { reading: 'Customers by the sum of their orders', sql: 'SELECT name FROM customers WHERE id = 1' },
  { reading: 'Customers by the number of their orders', sql: 'SELECT name FROM customers WHERE id = 2' },
];
const ambiguous = [{ reply: { ...sqlReply(''), reason: 'loyalty is not defined', alternatives } }] as const;
const token = 'alice-token-0123456789';

interface Setting {
  readonly fake: FakeProvider;
  readonly config: string;
}

async function setting(script: Script, changes: Partial<ConfigFile> = {}): Promise<Setting> {
  const folder = temporaryFolder();
  const fake = await fakeOpenAi(script);
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ state: { file: ':memory:' }, databases: { shop: { dsn: `sqlite:${sqliteFile(shop, folder)}` } }, model: { providers: [provider(fake.baseUrl)] }, http: { tokens: [{ name: 'alice', token }] }, ...changes }));
  return { fake, config };
}

async function overHttp({ config }: Setting): Promise<string> {
  const child = spawn(process.execPath, [mainModule, 'serve', '--http', '0', '--config', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await expect.poll(() => log, { timeout: 15_000 }).toContain('listening on');
  return /http:\/\/[^/]+/.exec(log)?.[0] ?? '';
}

const authorised = { requestInit: { headers: { authorization: `Bearer ${token}` } } };
const call = { name: 'nl2sql', arguments: { question: hardQuestion } };

/** A present client, over stdio or HTTP, in either era; `choose` answers what the person is asked. */
async function host(made: Setting, options: { readonly era: 'modern' | 'legacy'; readonly http?: boolean; readonly choose?: (choices: string[]) => string | undefined }): Promise<{ client: Client; asked: string[] }> {
  const asked: string[] = [];
  const { era, choose } = options;
  const client = new Client({ name: 'test', version: '1' }, { ...(choose ? { capabilities: { elicitation: { form: {} } } } : {}), ...(era === 'modern' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {}) });
  if (choose) {
    client.setRequestHandler('elicitation/create', (request) => {
      asked.push(request.params.message);
      const field = 'requestedSchema' in request.params ? request.params.requestedSchema.properties['choice'] : undefined;
      const choice = choose(field && 'enum' in field ? (field.enum ?? []) : []);
      return choice === undefined ? { action: 'decline' } : { action: 'accept', content: { choice } };
    });
  }
  const transport = options.http ? new StreamableHTTPClientTransport(new URL(`${await overHttp(made)}/mcp`), authorised) : new StdioClientTransport({ command: process.execPath, args: [mainModule, '--config', made.config], stderr: 'inherit' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, asked };
}

describe.each([['modern', false], ['legacy', false], ['modern', true], ['legacy', true]] as const)('several readings, %s era, over HTTP: %s', (era, http) => {
  test('are put to the person, and the chosen one is run and remembered', async () => {
    const made = await setting(ambiguous);
    const { client, asked } = await host(made, { era, http, choose: (choices) => choices[1] });
    expect((await client.callTool(call)).structuredContent).toMatchObject({ status: 'ok', rows: [['Bob']], reading: alternatives[1]?.reading });
    expect(asked).toEqual(['loyalty is not defined. Which one is meant?']);
    expect(wholeReply(await client.callTool(call))).toMatchObject({ status: 'ok', rung: 'remembered', rows: [['Bob']] });
    expect(made.fake.requests).toHaveLength(1);
  });

  test('are given to the host where the person declines, or can not be asked', async () => {
    const declining = await host(await setting(ambiguous), { era, http, choose: () => undefined });
    expect((await declining.client.callTool(call)).structuredContent).toMatchObject({ status: 'choices', readings: alternatives });
    const mute = await host(await setting(ambiguous), { era, http });
    expect((await mute.client.callTool(call)).structuredContent).toMatchObject({ status: 'choices', readings: alternatives });
  });
});

test('several readings: the 1.x client is asked over its session', async () => {
  const transport = new LegacyHttp(new URL(`${await overHttp(await setting(ambiguous))}/mcp`), authorised);
  const client = new LegacyClient({ name: 'old', version: '1' }, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: { choice: `1. ${alternatives[0]?.reading}` } }));
  await client.connect(transport);
  onTestFinished(() => client.close());
  expect((await client.callTool(call)).structuredContent).toMatchObject({ status: 'ok', rows: [['Ada']] });
});

test('a choice that was not offered runs nothing', async () => {
  const { client } = await host(await setting(ambiguous), { era: 'modern', choose: () => 'SELECT 1' });
  expect((await client.callTool(call)).structuredContent).toMatchObject({ status: 'choices' });
});

test.each(['modern', 'legacy'] as const)('progress is told to a host that asks for it, %s era', async (era) => {
  const { client } = await host(await setting([{ reply: sqlReply('SELECT 1') }]), { era });
  const told: string[] = [];
  await client.callTool(call, { onprogress: ({ message }) => void told.push(message ?? '') });
  expect(told).toEqual(expect.arrayContaining(['asking the model', 'running the SQL']));
});

test.each(['modern', 'legacy'] as const)('a host that cancels stops the request of the provider, %s era', async (era) => {
  const made = await setting([{ hang: true }]);
  const { client } = await host(made, { era });
  const leaving = new AbortController();
  const asked = client.callTool(call, { signal: leaving.signal }).catch(() => 'left');
  await expect.poll(() => made.fake.requests.length, { timeout: 10_000 }).toBe(1);
  leaving.abort();
  expect(await asked).toBe('left');
  await expect.poll(made.fake.abandoned, { timeout: 5_000 }).toBe(1);
});

describe('POST /query', () => {
  const post = (origin: string, body: unknown, headers: Record<string, string> = authorised.requestInit.headers) => fetch(`${origin}/query`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const experiment = { share: 0, features: { instant: false } };
  const simple = 'How many customers are there?';

  test('answers with either arm of the experiment on demand', async () => {
    const made = await setting([{ reply: sqlReply('SELECT count(*) FROM customers') }], { experiment, features: { remembered: false } });
    const origin = await overHttp(made);
    const [a, b, none] = await Promise.all(['A', 'B', undefined].map(async (variant) => (await post(origin, { question: simple, variant })).json()));
    expect(a).toMatchObject({ variant: 'A', status: 'ok', rung: 'instant', rows: [[3]] });
    expect(b).toMatchObject({ variant: 'B', status: 'ok', rung: 'model', rows: [[3]] });
    expect(none).toMatchObject({ variant: 'A' });
  });

  test('needs a token, and tells what is wrong with a body', async () => {
    const origin = await overHttp(await setting(ambiguous));
    expect((await post(origin, { question: simple }, {})).status).toBe(401);
    for (const [body, message] of [[[], 'no JSON object'], [{}, 'question is missing'], [{ question: 1 }, 'question is not a text'], [{ question: simple, variant: 'C' }, 'variant is not A or B'], [{ question: simple, sql: 'x' }, 'sql: no such field'], [{ question: simple, limit: 1.5 }, 'limit is 1.5']] as const) {
      const response = await post(origin, body);
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(message)]);
    }
    expect((await post(origin, { question: simple, database: 'shp' })).status).toBe(404);
  });

  test('tells an overloaded client when to come back', async () => {
    const made = await setting([{ reply: sqlReply('SELECT 1'), latencyMs: 3_000 }]);
    const config = JSON.stringify({ state: { file: ':memory:' }, databases: { shop: { dsn: `sqlite:${sqliteFile(shop)}` } }, model: { providers: [provider(made.fake.baseUrl, { concurrency: 1, waitingMax: 0 })] }, http: { tokens: [{ name: 'alice', token }] } });
    writeFileSync(made.config, config);
    const origin = await overHttp(made);
    const responses = await Promise.all([1, 2, 3].map((n) => post(origin, { question: `Whose loyalty pays off in year ${n}?` })));
    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 503, 503]);
    const busy = responses.find(({ status }) => status === 503);
    expect(Number(busy?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await busy?.json()).toMatchObject({ error: { code: 'BUSY', retry: true } });
  });
});
