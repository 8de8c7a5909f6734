import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sqliteFile } from './fixtures/make-database.ts';
import { mainModule, startServer } from './stdio-server.ts';

const pets = `
CREATE TABLE owners (id INTEGER PRIMARY KEY, name TEXT, city TEXT);
CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT, species TEXT, weight REAL, owner_id INTEGER REFERENCES owners(id));
INSERT INTO owners VALUES (1, 'Ada', 'Paris'), (2, 'Bob', 'Rome');
INSERT INTO pets VALUES (1, 'Rex', 'dog', 20.5, 1), (2, 'Tom', 'cat', 4.25, 1), (3, 'Kit', 'cat', 3, 2);`;

async function petServer(options: Parameters<typeof startServer>[1] = {}) {
  const server = await startServer(['--dsn', `sqlite:${sqliteFile(pets)}`], options);
  onTestFinished(() => server.close());
  return server;
}

describe.each(['legacy', 'modern'] as const)('over stdio, %s era', (era) => {
  test('a question is answered with SQL, rows and proof', async () => {
    const server = await petServer({ era });
    const answer = await server.call('nl2sql', { question: 'How many pets are there?' });
    expect(answer).toMatchObject({ status: 'ok', rung: 'instant', rows: [[3]], proof: { read_only: true, tables: ['pets'] } });
  });

  test('an equal question is served from memory', async () => {
    const server = await petServer({ era });
    await server.call('nl2sql', { question: 'How many pets are there?' });
    expect(await server.call('nl2sql', { question: 'how many  pets are there' })).toMatchObject({ rung: 'remembered', cache: 'memory', rows: [[3]] });
  });

  test('what the instant rung leaves open is handed over, and the SQL that comes back is remembered', async () => {
    const server = await petServer({ era });
    const question = 'Which city has the heaviest animal on average?';
    expect(await server.call('nl2sql', { question })).toMatchObject({ status: 'needs_sql', context: expect.stringContaining('owners') });
    const sql = 'SELECT city FROM owners JOIN pets ON owner_id = owners.id GROUP BY city ORDER BY avg(weight) DESC LIMIT 1';
    expect(await server.call('run_sql', { sql, question })).toMatchObject({ status: 'ok', rung: 'host', rows: [['Paris']] });
    expect(await server.call('nl2sql', { question })).toMatchObject({ rung: 'remembered', verified: false, rows: [['Paris']] });
  });

  test('tools are listed with schemas and annotations before any database is touched', async () => {
    const server = await startServer(['--dsn', 'sqlite:/nowhere/at/all.sqlite'], { era });
    onTestFinished(() => server.close());
    const { tools } = await server.client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(['nl2sql', 'run_sql', 'get_schema', 'cache_status', 'performance', 'teach']);
    expect(tools.filter((tool) => !tool.annotations?.readOnlyHint).map((tool) => tool.name)).toEqual(['teach']);
    expect(tools.every((tool) => tool.outputSchema)).toBe(true);
    expect(await server.fail('nl2sql', { question: 'How many pets?' })).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

test('the 1.x client of the SDK is served', async () => {
  const client = new LegacyClient({ name: 'legacy', version: '1' });
  await client.connect(new LegacyStdio({ command: process.execPath, args: [mainModule, '--dsn', `sqlite:${sqliteFile(pets)}`] }));
  onTestFinished(() => client.close());
  expect(await client.callTool({ name: 'run_sql', arguments: { sql: 'SELECT 1 AS one' } })).toMatchObject({ structuredContent: { rows: [[1]], columns: ['one'] } });
});

describe('bad input', () => {
  test.each([
    ['an empty question', 'nl2sql', { question: ' ' }, 'BAD_ARGUMENT'],
    ['a huge question', 'nl2sql', { question: 'x'.repeat(9_000) }, 'BAD_ARGUMENT'],
    ['SQL in place of a question', 'nl2sql', { question: 'SELECT * FROM pets' }, 'NOT_A_QUESTION'],
    ['an unknown database', 'nl2sql', { question: 'How many pets?', database: 'tset' }, 'UNKNOWN_DATABASE'],
    ['an unknown table', 'run_sql', { sql: 'SELECT * FROM pest' }, 'UNKNOWN_TABLE'],
    ['an unknown column', 'run_sql', { sql: 'SELECT nmae FROM pets' }, 'UNKNOWN_COLUMN'],
    ['a limit of zero rows', 'run_sql', { sql: 'SELECT 1', limit: 100_000 }, 'BAD_ARGUMENT'],
    ['a forged cursor', 'run_sql', { sql: 'SELECT 1', cursor: 'abc.def' }, 'BAD_CURSOR'],
    ['an unknown table of the schema', 'get_schema', { tables: ['owner'] }, 'UNKNOWN_TABLE'],
    ['an unknown operation', 'performance', { operation: 'tool.nl2sqll' }, 'BAD_ARGUMENT'],
  ])('%s gives a clear error', async (_, tool, input, code) => {
    const server = await petServer();
    const error = await server.fail(tool, input);
    expect(error.code).toBe(code);
    expect(error.hints.length).toBeGreaterThan(0);
  });

  test('the nearest names are suggested', async () => {
    const server = await petServer();
    expect((await server.fail('run_sql', { sql: 'SELECT nmae FROM pets' })).hints).toEqual(['Did you mean pets.name?']);
    expect((await server.fail('run_sql', { sql: 'SELECT * FROM pest' })).hints).toEqual(['Did you mean pets?']);
  });

  test.each(['what is love', 'Combien de chiens y a-t-il ?', '¿¿??', '🐈', 'delete all pets'])('%j is no question of data and is not answered', async (question) => {
    const server = await petServer();
    expect((await server.call('nl2sql', { question }))['status']).toBe('needs_sql');
  });
});

test('pages follow one another without loss, in the order of the statement', async () => {
  const server = await petServer();
  const sql = 'SELECT id FROM pets ORDER BY id DESC';
  const first = await server.call('run_sql', { sql, limit: 2 });
  expect(first).toMatchObject({ rows: [[3], [2]], truncated: true });
  expect(await server.call('run_sql', { sql, limit: 2, cursor: first['next_cursor'] })).toMatchObject({ rows: [[1]], truncated: false });
});

test('rows in the cache are dropped when the data changes', async () => {
  const path = sqliteFile(pets);
  const server = await startServer(['--dsn', `sqlite:${path}`]);
  onTestFinished(() => server.close());
  expect((await server.call('run_sql', { sql: 'SELECT count(*) FROM pets' })).rows).toEqual([[3]]);
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const writer = new DatabaseSync(path);
  writer.exec("INSERT INTO pets VALUES (4, 'Zoe', 'dog', 9, 2)");
  writer.close();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await server.call('run_sql', { sql: 'SELECT count(*) FROM pets' })).toMatchObject({ rows: [[4]], cache: 'none' });
});

test('a runaway statement is stopped at its deadline and the server goes on', async () => {
  const folder = sqliteFile(pets);
  const { writeFileSync } = await import('node:fs');
  const config = `${folder}.json`;
  writeFileSync(config, JSON.stringify({ databases: { pets: { dsn: `sqlite:${folder}`, timeoutMs: 300 } } }));
  const server = await startServer(['--config', config]);
  onTestFinished(() => server.close());
  const runaway = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
  expect(await server.fail('run_sql', { sql: runaway })).toMatchObject({ code: 'TIMEOUT' });
  expect((await server.call('run_sql', { sql: 'SELECT 1' })).rows).toEqual([[1]]);
});

describe('life cycle', () => {
  async function spawned() {
    const child = spawn(process.execPath, [mainModule, '--dsn', `sqlite:${sqliteFile(pets)}`], { stdio: ['pipe', 'pipe', 'inherit'] });
    const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'run_sql', arguments: { sql: 'SELECT 1' } } };
    const hello = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } } };
    for (const message of [hello, { jsonrpc: '2.0', method: 'notifications/initialized' }, call]) child.stdin.write(`${JSON.stringify(message)}\n`);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await expect.poll(() => output, { timeout: 20_000 }).toContain('"id":2');
    return { child, output: () => output };
  }

  test.each([['stdin ends', (child: ReturnType<typeof spawn>) => child.stdin?.end()], ['SIGTERM', (child: ReturnType<typeof spawn>) => child.kill('SIGTERM')]] as const)('exits within a second on %s', async (_, end) => {
    const { child } = await spawned();
    const startedAt = Date.now();
    end(child);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });

  test('stdout carries protocol only, and malformed messages do not end the server', async () => {
    const { child, output } = await spawned();
    child.stdin?.write('this is not json\n{"jsonrpc":"2.0","id":9}\n');
    child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', id: 3, method: 'tools/list' })}\n`);
    await expect.poll(output).toContain('"id":3');
    for (const line of output().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
    child.kill();
  });
});
