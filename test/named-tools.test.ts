import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../src/answer/ask/ladder.ts';
import { namedTools, runNamed } from '../src/answer/ask/named-tools.ts';
import { teach } from '../src/answer/teach/teach.ts';
import { teachTool } from '../src/answer/teach/teach-tool.ts';
import { compose } from '../src/compose.ts';
import type { Caller } from '../src/core/caller.ts';
import { toolNames } from '../src/core/tool-names.ts';
import { tools } from '../src/mcp/tools/all.ts';
import { runLine } from './command-line.ts';
import { alice, bob, startHttpServer, tokens } from './http-server.ts';
import { type EngineName, engineNames, scratchDatabase } from './database/engines.ts';
import { temporaryFolder } from './fixtures/make-database.ts';
import { startServer } from './stdio-server.ts';

const shop = [
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, customer VARCHAR(40), placed DATE, total INTEGER)',
  "INSERT INTO orders VALUES (1, 'Ada', '2024-01-05', 10), (2, 'Ada', '2024-03-05', 20), (3, 'O''Hara', '2024-04-05', 30), (4, 'Bob', '2023-12-05', 40)",
];
const ordersOf = {
  name: 'orders_of_customer',
  description: 'Orders of a customer since a day, the latest first',
  question: 'Orders of "Ada" since 2024-01-01 over 5',
  sql: "SELECT id FROM orders WHERE customer = 'Ada' AND placed >= '2024-01-01' AND total > 5 ORDER BY placed DESC",
  parameters: ['customer', 'since', 'over'],
};
const newest = { name: 'newest_order', description: 'The newest order', question: 'newest order', sql: 'SELECT max(id) AS newest FROM orders' };

function knowledgeWith(tools: readonly object[], folder = temporaryFolder()): string {
  const path = join(folder, 'knowledge.json');
  writeFileSync(path, JSON.stringify({ tools }));
  return path;
}

async function openOn(engine: EngineName, tools: readonly object[], database = {}) {
  const scratch = await scratchDatabase(engine);
  await scratch.write(...shop);
  const services = await compose({ databases: { test: { dsn: scratch.dsn, ...database } }, baseFolder: '/', knowledge: knowledgeWith(tools) }, { careful: true });
  onTestFinished(() => services.close());
  const signal = new AbortController().signal;
  const run = async (values: Readonly<Record<string, string | number>>, principal = 'local') => {
    const [tool] = await namedTools(principal, services);
    if (!tool) throw new Error('no tool');
    return runNamed(tool, { values, principal, signal }, services);
  };
  return { services, run };
}

test.each(engineNames)('%s: a verified question is a tool with typed parameters, whose values are bound as literals', async (engine) => {
  const { services, run } = await openOn(engine, [ordersOf]);
  const [tool] = await namedTools('local', services);
  expect(tool?.parameters).toMatchObject([
    { name: 'customer', kind: 'text', description: 'a value of orders.customer, such as Ada' },
    { name: 'since', kind: 'date' },
    { name: 'over', kind: 'integer' },
  ]);
  expect(await run({ customer: 'Ada', since: '2024-01-01', over: 5 })).toMatchObject({ status: 'ok', rows: [[2], [1]], proposal: { rung: 'remembered', verified: true } });
  expect(await run({ customer: "O'Hara", since: '2024-01-01', over: 5 })).toMatchObject({ rows: [[3]] });
  for (const customer of ["Ada' OR '1'='1", "Ada\\' OR 1=1 -- ", "'; DROP TABLE orders; --", 'Ada"']) expect(await run({ customer, since: '2024-01-01', over: 5 })).toMatchObject({ status: 'ok', rows: [] });
  for (const over of [-1, '5 OR 1=1', 1e30]) await expect(run({ customer: 'Ada', since: '2024-01-01', over })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
});

test('it is listed for those whose policy lets them run it, and not where its SQL does more than read', async () => {
  const roles = { clerk: { deny: ['orders'] }, boss: {} };
  const { services } = await openOn('sqlite', [ordersOf, { ...newest, name: 'drop_it', sql: 'DROP TABLE orders' }, { ...ordersOf, name: 'misnamed', parameters: ['one'] }], { roles });
  const caller = (role: string): Caller => ({ principal: role, scopes: ['read'], roles: [role], claims: {} });
  const namesFor = async (role: string) => (await namedTools(role, services.as(caller(role)))).map(({ name }) => name);
  expect(await namesFor('boss')).toEqual(['orders_of_customer']);
  expect(await namesFor('clerk')).toEqual([]);
});

test('over HTTP each token lists and calls those that its roles let it run', async () => {
  const named = [{ ...newest, name: 'pet_called', question: 'pet called "Rex"', sql: "SELECT id FROM pets WHERE name = 'Rex'" }];
  const [boss, clerk] = tokens.tokens.map((token, index) => ({ ...token, roles: [index === 0 ? 'boss' : 'clerk'] }));
  const server = await startHttpServer({ http: { tokens: [boss, clerk] }, database: { roles: { boss: {}, clerk: { deny: ['pets'] } } }, config: { knowledge: knowledgeWith(named) } });
  const post = async (token: string, method: string, params: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    return (await fetch(`${server.origin}/mcp`, { method: 'POST', headers, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) })).text();
  };
  expect(await post(alice, 'tools/list', {})).toContain('"pet_called"');
  expect(await post(bob, 'tools/list', {})).not.toContain('"pet_called"');
  const call = { name: 'pet_called', arguments: { name: 'Tom' } };
  expect(await post(alice, 'tools/call', call)).toContain('"rows":[[2]]');
  expect(await post(bob, 'tools/call', call)).toMatch(/not found|unknown/i);
});

test('it gives pages of its own limit', async () => {
  const { services } = await openOn('sqlite', [{ ...newest, question: 'orders, each', sql: 'SELECT id FROM orders ORDER BY id', limit: 3 }]);
  const [tool] = await namedTools('local', services);
  if (!tool) throw new Error('no tool');
  const first = await runNamed(tool, { values: {}, principal: 'local' }, services);
  const cursor = first.status === 'ok' ? first.nextCursor : undefined;
  expect(first).toMatchObject({ rows: [[1], [2], [3]], truncated: true });
  expect(await runNamed(tool, { values: {}, cursor: cursor ?? '', principal: 'local' }, services)).toMatchObject({ rows: [[4]], truncated: false });
});

test('a host lists and calls it, and is told where it comes, changes or goes', async () => {
  const scratch = await scratchDatabase('sqlite');
  await scratch.write(...shop);
  const folder = temporaryFolder();
  knowledgeWith([ordersOf], folder);
  const config = join(folder, 'mcp.config.json');
  writeFileSync(config, JSON.stringify({ databases: { test: { dsn: scratch.dsn } }, knowledge: 'knowledge.json' }));
  const server = await startServer(['--config', config]);
  onTestFinished(() => server.close());
  let told = 0;
  server.client.setNotificationHandler('notifications/tools/list_changed', () => void (told += 1));
  const names = async () => (await server.client.listTools()).tools.map(({ name }) => name);
  const { tools } = await server.client.listTools();
  const listed = tools.find(({ name }) => name === 'orders_of_customer');
  expect(listed?.inputSchema).toMatchObject({ properties: { customer: { type: 'string' }, since: { type: 'string', format: 'date' }, over: { type: 'integer', minimum: 0 } }, required: ['customer', 'since', 'over'] });
  expect(await server.call('orders_of_customer', { customer: 'Ada', since: '2024-02-01', over: 1 })).toMatchObject({ status: 'ok', columns: [{ name: 'id' }], rows: [[2]] });
  expect(await server.fail('orders_of_customer', { customer: 'Ada', since: 'yesterday', over: 1 })).toMatchObject({ code: 'BAD_ARGUMENT' });
  knowledgeWith([ordersOf, newest], folder);
  await expect.poll(async () => (await server.call('run_sql', { sql: 'SELECT 1' }), names()), { interval: 500 }).toContain('newest_order');
  expect(told).toBeGreaterThan(0);
  expect(await server.call('newest_order')).toMatchObject({ rows: [[4]] });
  await scratch.write('DROP TABLE orders');
  await expect.poll(async () => (await server.client.callTool({ name: 'run_sql', arguments: { sql: 'SELECT count(*) FROM orders' } }), names()), { interval: 500 }).not.toContain('newest_order');
});

test('over HTTP a host that listens is told where the tools change', async () => {
  const folder = temporaryFolder();
  knowledgeWith([{ ...newest, name: 'first_pet', question: 'the first pet', sql: 'SELECT min(id) FROM pets' }], folder);
  const { origin } = await startHttpServer({ config: { knowledge: join(folder, 'knowledge.json') } });
  const host = new Client({ name: 'host', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await host.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`)));
  onTestFinished(() => host.close());
  let told = 0;
  host.setNotificationHandler('notifications/tools/list_changed', () => void (told += 1));
  const names = async () => (await host.listTools()).tools.map(({ name }) => name);
  expect(await names()).toContain('first_pet');
  await host.listen({ toolsListChanged: true });
  await names();
  expect(told).toBe(0);
  knowledgeWith([{ ...newest, name: 'last_pet', question: 'the last pet', sql: 'SELECT max(id) FROM pets' }], folder);
  await expect.poll(async () => (await host.callTool({ name: 'run_sql', arguments: { sql: 'SELECT 1' } }), told), { interval: 500 }).toBeGreaterThan(0);
  expect(await names()).toContain('last_pet');
});

test('the tools of the server keep their names', () => {
  expect(tools.map(({ name }) => name)).toEqual(toolNames);
});

test.each(engineNames)('%s: what is verified is taught as a tool: proven, run once, written down with the names of its parameters and columns', async (engine) => {
  const { services } = await openOn(engine, []);
  const { question, sql } = ordersOf;
  const principal = 'local';
  const made = await teachTool({ tool: 'orders_since', question, sql: `${sql};`, meaning: 'Orders since a day', principal }, services);
  expect(made).toEqual({ done: 'tool added', tool: 'orders_since', question, sql, parameters: ['customer', 'date', 'number'] });
  const [tool] = await namedTools(principal, services);
  expect(tool).toMatchObject({ name: 'orders_since', description: 'Orders since a day' });
  // Its question is a verified one: it answers, with other literals too.
  expect(await ask({ question: 'Orders of "O\'Hara" since 2024-01-01 over 5', principal }, services)).toMatchObject({ proposal: { rung: 'remembered', verified: true }, rows: [[3]] });
});

test('teaching a tool asks for a verified answer, a name that is free, and SQL that may be run', async () => {
  const { services } = await openOn('sqlite', []);
  const principal = 'local';
  const { question, sql } = newest;
  const told = (request: object) => teachTool({ tool: 'newest_order', question, principal, ...request }, services).catch((error: { code: string; message: string }) => `${error.code}: ${error.message}`);
  expect(await told({})).toMatch(/BAD_ARGUMENT: no verified answer/);
  await teach({ question, sql, verdict: 'accept', principal }, services);
  expect(await told({})).toMatchObject({ done: 'tool added', sql, parameters: [] });
  expect(await told({ question: 'first order', sql: 'SELECT min(id) FROM orders' })).toMatch(/there for another question: "newest order"/);
  expect(await told({ question: 'first order', sql: 'SELECT min(id) FROM orders', verdict: 'correct' })).toMatchObject({ done: 'tool added' });
  for (const tool of ['run_sql', 'Newest order', 'x']) expect(await told({ tool })).toMatch(/BAD_ARGUMENT: this can't be a tool: name/);
  expect(await told({ tool: 'dropped', sql: 'DROP TABLE orders' })).toMatch(/BAD_ARGUMENT: this SQL may not be run/);
  expect(await told({ tool: 'failing', sql: 'SELECT nowhere FROM orders' })).toMatch(/UNKNOWN_COLUMN/);
  expect(await told({ history: ['orders'] })).toMatch(/one question/);
  expect((await namedTools(principal, services)).map(({ name }) => name)).toEqual(['newest_order']);
  expect(await told({ tool: 'newest_ordr', verdict: 'forget' })).toMatch(/there is no tool/);
  expect(await told({ verdict: 'forget' })).toEqual({ done: 'tool removed', tool: 'newest_order' });
  expect(await namedTools(principal, services)).toEqual([]);
  const without = await compose({ databases: {}, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => without.close());
  await expect(teachTool({ tool: 'newest_order', question, sql, principal }, { ...without, targets: services.targets })).rejects.toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining('knowledge file') });
  await expect(teachTool({ tool: 'newest_order', question, sql, principal }, { ...services, mayTeach: () => false })).rejects.toMatchObject({ code: 'NOT_A_TEACHER' });
});

test('a host that teaches the first tool of a file sees it at once, and the command line teaches and checks the same', async () => {
  const scratch = await scratchDatabase('sqlite');
  await scratch.write(...shop);
  const folder = temporaryFolder();
  const config = join(folder, 'mcp.config.json');
  writeFileSync(config, JSON.stringify({ databases: { test: { dsn: scratch.dsn } }, knowledge: 'knowledge.json', state: { file: 'state.sqlite' } }));
  const server = await startServer(['--config', config]);
  onTestFinished(() => server.close());
  const names = async () => (await server.client.listTools()).tools.map(({ name }) => name);
  expect(await names()).toEqual(toolNames);
  expect(await server.call('teach', { question: ordersOf.question, sql: ordersOf.sql, tool: 'orders_of', meaning: 'Orders of somebody' })).toMatchObject({ done: 'tool added' });
  await expect.poll(names).toContain('orders_of');
  expect(await server.call('orders_of', { customer: 'Ada', date: '2024-02-01', number: 1 })).toMatchObject({ rows: [[2]] });
  expect(await server.call('teach', { tool: 'orders_of', verdict: 'forget' })).toMatchObject({ done: 'tool removed' });
  await expect.poll(names).toEqual(toolNames);

  const line = (...args: string[]) => runLine(...args, '--config', config);
  expect(await line('teach', newest.question, '--sql', newest.sql, '--tool', 'newest_order')).toMatchObject({ code: 0, stdout: 'tool added: newest_order\n' });
  expect(await line('teach', ordersOf.question, '--sql', ordersOf.sql, '--tool', 'orders_of')).toMatchObject({ code: 0, stdout: 'tool added: orders_of customer date number\n' });
  const holding = await line('eval', '--tools');
  expect(holding).toMatchObject({ code: 0, stdout: expect.stringContaining('2 of 2 tools hold') });
  expect(holding.stdout).toMatch(/orders_of +test +customer, date, number +2 +\d+ +holds/);

  const file = join(folder, 'knowledge.json');
  const { tools: written } = JSON.parse(readFileSync(file, 'utf8')) as { tools: object[] };
  writeFileSync(file, JSON.stringify({ questions: [{ ...newest, name: undefined, description: undefined, sql: 'SELECT id FROM orders' }], tools: [{ ...written[0] }, { ...written[1], expect: { columns: ['id'], rows: [[2], [1]] } }, { ...written[1], name: 'other_rows', expect: { rows: [[1], [2]] } }, { ...written[1], name: 'other_columns', expect: { columns: ['order'] } }] }));
  const failing = await line('eval', '--tools');
  expect(failing.code).toBe(1);
  expect(failing.stdout).toMatch(/newest_order: another verified answer goes to its question/);
  expect(failing.stdout).toMatch(/other_rows: its 2 rows are not the 2 that are expected/);
  expect(failing.stdout).toMatch(/other_columns: its columns are id, not order/);
  expect(failing.stdout).toMatch(/1 of 4 tools hold/);
  await scratch.write('ALTER TABLE orders RENAME COLUMN customer TO buyer');
  expect((await line('eval', '--tools')).stdout).toMatch(/orders_of: .*customer/);
});
