import { mkdirSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../src/telemetry/audit-verify.ts';
import { temporaryFolder } from './fixtures/make-database.ts';
import { alice, bob, type HttpServer, startHttpServer, tokens } from './http-server.ts';

type Json = Record<string, unknown>;

function api({ origin }: HttpServer, token?: string) {
  const own: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const request = async (path: string, { headers = {}, ...init }: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> } = {}) => {
    const response = await fetch(`${origin}${path}`, { ...init, headers: { ...own, ...headers } });
    const body = (await response.json()) as Json;
    return { status: response.status, body, headers: response.headers };
  };
  return {
    get: (path: string) => request(path),
    post: (path: string, body?: object, extra: Record<string, string> = {}) => request(path, { method: 'POST', headers: { 'content-type': 'application/json', ...extra }, ...(body ? { body: JSON.stringify(body) } : {}) }),
    remove: (path: string) => request(path, { method: 'DELETE' }),
  };
}

const count = { question: 'How many pets are there?' };

describe('the JSON API', () => {
  test('answers questions like the tool, and says who asks what', async () => {
    const { get, post } = api(await startHttpServer());
    expect(await get('/api/tools')).toMatchObject({ status: 200, body: { principal: 'local', tools: expect.arrayContaining(['nl2sql', 'run_sql']), databases: [{ name: 'pets', dialect: 'sqlite' }] } });
    expect(await post('/api/tools/nl2sql', count)).toMatchObject({ status: 200, body: { status: 'ok', rows: [[2]] } });
  });

  test.each([
    ['an unknown tool', '/api/tools/nl2sq', {}, 400, 'BAD_ARGUMENT'],
    ['a wrong input', '/api/tools/nl2sql', { question: 7 }, 400, 'BAD_ARGUMENT'],
    ['an unknown database', '/api/tools/nl2sql', { ...count, database: 'pest' }, 404, 'UNKNOWN_DATABASE'],
    ['an unknown cache', '/cache/result/clear', {}, 400, 'BAD_ARGUMENT'],
    ['an unknown table', '/api/table', { table: 'pet' }, 400, 'UNKNOWN_TABLE'],
    ['the meaning of an unknown table', '/api/meaning', { table: 'pet' }, 400, 'UNKNOWN_TABLE'],
    ['the inbox of an unknown database', '/api/inbox', { database: 'pest' }, 404, 'UNKNOWN_DATABASE'],
    ['a step that leads nowhere', '/api/onward', { ...count, sql: 'SELECT 1', steps: ['by luck'] }, 400, 'BAD_ARGUMENT'],
  ])('%s is told with hints', async (_, path, body, status, code) => {
    const { post } = api(await startHttpServer());
    const answer = await post(path, body);
    expect(answer).toMatchObject({ status, body: { error: { code, hints: [expect.any(String)] } } });
  });

  test.each([
    ['/api/table', { table: 'pets', filters: [{ column: 'name', comparison: 'like' }] }, 'comparison'],
    ['/api/table', { table: 'pets', order: { column: 'name', direction: 'up' } }, 'direction'],
    ['/api/table', {}, 'table'],
    ['/api/meaning', { table: 7 }, 'table'],
    ['/api/inbox', { dismiss: ['all'] }, 'dismiss'],
    ['/api/onward', { ...count, sql: 7 }, 'sql'],
    ['/api/onward', { ...count, sql: 'SELECT 1', steps: 'by' }, 'steps'],
  ])('%s refuses a wrong input by its name', async (path, body, name) => {
    const { post } = api(await startHttpServer());
    expect(await post(path, body)).toMatchObject({ status: 400, body: { error: { code: 'BAD_ARGUMENT', message: expect.stringContaining(name) } } });
  });

  test('among several tokens only those that the operator names teach for everyone', async () => {
    const server = await startHttpServer({ http: { tokens: [{ ...tokens.tokens[0], teaches: true }, tokens.tokens[1]] } });
    const lesson = { question: 'Who is the best pet?', sql: 'SELECT name FROM pets ORDER BY id LIMIT 1', verdict: 'accept' };
    expect(await api(server, bob).post('/api/tools/teach', lesson)).toMatchObject({ body: { error: { code: 'NOT_A_TEACHER' } } });
    expect(await api(server, alice).post('/api/tools/teach', lesson)).toMatchObject({ status: 200, body: { done: 'accepted' } });
    expect(await api(server, bob).post('/api/tools/nl2sql', { question: lesson.question })).toMatchObject({ body: { verified: true, rows: [['Rex']] } });
  });

  test('what could not be answered is told to those who may teach, and goes when they dismiss it', async () => {
    const server = await startHttpServer({ http: { tokens: [{ ...tokens.tokens[0], teaches: true }, tokens.tokens[1]] } });
    const question = 'Why does Rex frobnicate quibbles?';
    await api(server, bob).post('/api/tools/nl2sql', { question });
    expect(await api(server, bob).post('/api/inbox')).toMatchObject({ body: { error: { code: 'NOT_A_TEACHER' } } });
    expect(await api(server, alice).post('/api/inbox')).toMatchObject({ status: 200, body: { database: 'pets', total: 1, questions: [{ question, count: 1, asked_at: expect.any(String) }] } });
    expect(await api(server, bob).post('/api/inbox', { dismiss: question })).toMatchObject({ status: 403 });
    expect(await api(server, alice).post('/api/inbox', { dismiss: question })).toMatchObject({ status: 200, body: { total: 0, questions: [] } });
  });

  test('a request id of the caller comes back and stands in the trace', async () => {
    const { get, post } = api(await startHttpServer());
    const { headers } = await post('/api/tools/nl2sql', count, { 'x-request-id': 'my-request.1' });
    expect(headers.get('x-request-id')).toBe('my-request.1');
    expect(JSON.stringify((await get('/performance?slow')).body)).toContain('my-request.1');
  });
});

describe('/performance', () => {
  test('has the stable fields, one operation by windows, and begins anew when reset', async () => {
    const { get, post } = api(await startHttpServer());
    for (let n = 0; n < 3; n += 1) await post('/api/tools/nl2sql', count);
    const report = (await get('/performance')).body;
    expect(report).toMatchObject({
      total_requests: 3,
      heuristic_routing: { hits: 3, percentage: 100 },
      cache_stats: { hit_rate: expect.any(Number), total_entries: expect.any(Number) },
      response_times: { average_ms: expect.any(Number), p50_ms: expect.any(Number), p95_ms: expect.any(Number), p99_ms: expect.any(Number) },
    });
    expect(Object.keys(report)[0]).toBe('summary');
    expect(report).toMatchObject({ health: { status: 'well', score: expect.any(Number) } });
    expect(JSON.stringify(report).length / 4).toBeLessThanOrEqual(600);
    expect((await get('/performance/tool.nl2sql')).body).toMatchObject({ operation: { count: 3, windows: { '1m': { count: 3 }, all: { count: 3 } } } });
    expect((await get('/performance/step.prov')).body).toMatchObject({ error: { hints: ['Did you mean step.prove?'] } });
    await post('/performance/reset');
    expect((await get('/performance')).body).toMatchObject({ total_requests: 0 });
  });

  test('shows what was asked only to the one who asked', async () => {
    const server = await startHttpServer({ http: tokens });
    await api(server, alice).post('/api/tools/nl2sql', count);
    expect((await api(server, alice).get('/performance?slow')).body).toMatchObject({ slow: [{ question: 'How many pets are there?' }] });
    expect((await api(server, bob).get('/performance?slow')).body).toMatchObject({ slow: [expect.not.objectContaining({ question: expect.anything() })] });
  });

  test('a database that is down makes the server unwell, and is said first', async () => {
    const { get, post } = api(await startHttpServer({ config: { databases: { gone: { dsn: 'postgres://nobody:x@127.0.0.1:1/none' } } } }));
    expect((await post('/api/tools/nl2sql', count)).status).toBe(503);
    expect((await get('/performance')).body).toMatchObject({ summary: expect.stringContaining('gone is down'), health: { status: 'unwell' } });
  });

  test('advises to verify a question that is asked again and again', async () => {
    const { get, post } = api(await startHttpServer());
    expect((await get('/performance?advice')).body).toMatchObject({ advice: [expect.stringContaining('Nothing to advise')] });
    for (let n = 0; n < 6; n += 1) await post('/api/tools/nl2sql', count);
    expect((await get('/performance?advice')).body).toMatchObject({ advice: [expect.stringContaining('was asked 6 times')] });
  });
});

describe('/cache', () => {
  test('is told by level, and cleared', async () => {
    const { get, post } = api(await startHttpServer());
    await post('/api/tools/nl2sql', count);
    expect((await get('/cache/status')).body).toMatchObject({ levels: expect.arrayContaining([expect.objectContaining({ name: 'results', entries: 1 })]) });
    expect((await get('/cache/results/info')).body).toMatchObject({ levels: [{ name: 'results', entries: 1 }] });
    expect((await post('/cache/results/clear')).body).toMatchObject({ cleared: ['results'], entries: 1 });
    expect((await get('/cache/results/info')).body).toMatchObject({ levels: [{ entries: 0 }] });
  });
});

describe('what all others notice', () => {
  test('only tokens that operate may do: one that is alone, and of several those that the operator names', async () => {
    const server = await startHttpServer({ http: { tokens: [tokens.tokens[0], { ...tokens.tokens[1], operates: true }] } });
    for (const path of ['/performance/reset', '/cache/results/clear', '/cache/all/clear']) {
      expect(await api(server, alice).post(path), path).toMatchObject({ status: 403, body: { error: { code: 'NOT_AN_OPERATOR' } } });
      expect(await api(server, bob).post(path), path).toMatchObject({ status: 200 });
    }
    const alone = await startHttpServer({ http: { tokens: [tokens.tokens[0]] } });
    expect(await api(alone, alice).post('/performance/reset')).toMatchObject({ status: 200 });
  });
});

describe('access to the API', () => {
  const paths = ['/performance', '/performance/step.prove', '/metrics', '/cache/status', '/api/tools', '/api/watch'];

  test.each(paths)('%s needs a token where tokens are configured', async (path) => {
    const { get } = api(await startHttpServer({ http: tokens }));
    expect((await get(path)).status).toBe(401);
  });

  test('a token is changed for a cookie that scripts cannot read, and that ends with signing out', async () => {
    const server = await startHttpServer({ http: tokens });
    expect((await api(server, 'a-wrong-token-of-some-length').post('/api/session')).status).toBe(401);
    const signedIn = await api(server, alice).post('/api/session');
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain(alice);
    const withCookie = async (value: string) => (await fetch(`${server.origin}/api/tools`, { headers: { cookie: value } })).status;
    const value = cookie.split(';')[0] ?? '';
    expect(await withCookie(value)).toBe(200);
    expect(await withCookie(value.replace('alice', 'bob'))).toBe(401);
    expect(await withCookie(value.replace(/~(\d+)~/, (_, end: string) => `~${Number(end) + 1}~`))).toBe(401);
    expect((await api(server).remove('/api/session')).headers.get('set-cookie')).toContain('Max-Age=0');
  });
});

test('/metrics speaks OpenMetrics', async () => {
  const server = await startHttpServer();
  await api(server).post('/api/tools/nl2sql', count);
  const response = await fetch(`${server.origin}/metrics`);
  expect(response.headers.get('content-type')).toContain('application/openmetrics-text');
  const text = await response.text();
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  const lines = text.trimEnd().split('\n').slice(0, -1);
  for (const line of lines) expect(line).toMatch(/^(# (TYPE|HELP|UNIT) [a-z0-9_]+ .+|[a-z0-9_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-+0-9.e]+)$/);
  const buckets = lines.filter((line) => line.startsWith('nl2sql_operation_duration_seconds_bucket{operation="tool.nl2sql"')).map((line) => Number(line.split(' ').at(-1)));
  expect(buckets.length).toBeGreaterThan(5);
  expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
  expect(buckets.at(-1)).toBe(1);
  expect(lines).toContain('nl2sql_questions_total{rung="instant"} 1');
});

test('the live view streams figures, and those who read nothing do not slow the server', async () => {
  const server = await startHttpServer();
  const { post } = api(server);
  const gone = new AbortController();
  const response = await fetch(`${server.origin}/api/watch?window=1m`, { signal: gone.signal });
  const first = await response.body?.getReader().read();
  gone.abort();
  expect(new TextDecoder().decode(first?.value)).toMatch(/^data: \{"summary"/);
  await expect.poll(async () => (await fetch(`${server.origin}/healthz`)).ok).toBe(true);
  const stalled = await Promise.all(Array.from({ length: 10 }, () => fetch(`${server.origin}/api/watch`)));
  expect(stalled.every((watcher) => watcher.ok)).toBe(true);
  expect((await fetch(`${server.origin}/api/watch`)).status).toBe(429);
  expect((await post('/api/tools/nl2sql', count)).body).toMatchObject({ rows: [[2]] });
  await Promise.all(stalled.map(async (watcher) => watcher.body?.cancel()));
});

test('one principal takes at most half of the places of the live view', async () => {
  const server = await startHttpServer({ http: tokens });
  const watch = async (token: string) => fetch(`${server.origin}/api/watch`, { headers: { authorization: `Bearer ${token}` } });
  const watchers = await Promise.all(Array.from({ length: 30 }, () => watch(alice)));
  expect(watchers.filter(({ ok }) => ok).length).toBe(10);
  const other = await watch(bob);
  expect(other.ok).toBe(true);
  await Promise.all([...watchers, other].map(async ({ body }) => body?.cancel()));
});

test('calls are logged as JSON with their request ids, without literals', async () => {
  const server = await startHttpServer({ config: { telemetry: { log: { format: 'json', level: 'info' } } } });
  await api(server).post('/api/tools/nl2sql', { question: 'How many pets have id 7 or more?' }, { 'x-request-id': 'abc' });
  await expect.poll(() => server.log()).toContain('"request_id":"abc"');
  const line = server.log().split('\n').find((candidate) => candidate.includes('"abc"')) ?? '';
  expect(JSON.parse(line)).toMatchObject({ level: 'info', message: expect.stringContaining('nl2sql'), principal: 'local', question: 'How many pets have id ? or more?' });
});

test('the audit log is written as configured, and its chain holds when the server has ended', async () => {
  const folder = join(temporaryFolder(), 'audit');
  mkdirSync(folder);
  const server = await startHttpServer({ config: { audit: { folder, key: 'a secret of sixteen' } } });
  await api(server).post('/api/tools/nl2sql', count);
  await api(server).post('/api/tools/run_sql', { sql: 'DELETE FROM pets' });
  await server.stop();
  expect(readdirSync(folder)).toHaveLength(1);
  const [chain] = await verifyAudit(folder, 'a secret of sixteen');
  expect(chain).toMatchObject({ entries: 2, lost: 0 });
  expect(chain?.broken).toBeUndefined();
});

test('a scraper that stalls holds nobody up', async () => {
  const server = await startHttpServer();
  const { port } = new URL(server.origin);
  const sockets = Array.from({ length: 30 }, () => {
    const socket = connect(Number(port), '127.0.0.1').pause();
    socket.write(`GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`.repeat(50));
    return socket;
  });
  const { status, body } = await api(server).post('/api/tools/nl2sql', count);
  expect([status, body['rows']]).toEqual([200, [[2]]]);
  for (const socket of sockets) socket.destroy();
});
