import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { startHttpServer } from '../http-server.ts';
import { mainModule } from '../stdio-server.ts';

const pets = 'CREATE TABLE pets (id INTEGER PRIMARY KEY); INSERT INTO pets VALUES (1)';

function configured(extra: object): string {
  const folder = temporaryFolder();
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ databases: { pets: { dsn: `sqlite:${sqliteFile(pets, folder)}` } }, ...extra }));
  return file;
}

test('a connected host of the 2025 era is told of alerts', async () => {
  const config = configured({ telemetry: { alerts: [{ name: 'always', signal: 'pool_waiting', below: 1, forSeconds: 0 }] } });
  const client = new Client({ name: 'test', version: '1' });
  const told: unknown[] = [];
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void told.push(params));
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [mainModule, '--config', config], stderr: 'ignore' }));
  onTestFinished(() => client.close());
  await client.callTool({ name: 'performance', arguments: {} });
  await expect.poll(() => told).toMatchObject([{ level: 'warning', logger: 'alerts', data: 'always fires: 0 calls (limit 1)' }]);
});

test('the command line reads the figures of a running server and has them begin anew', async () => {
  const server = await startHttpServer();
  const { port } = new URL(server.origin);
  const run = (...args: string[]) => spawnSync(process.execPath, [mainModule, 'performance', '--http', port, ...args], { encoding: 'utf8', cwd: temporaryFolder() });
  await fetch(`${server.origin}/api/tools/nl2sql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question: 'How many pets are there?' }) });
  expect(JSON.parse(run().stdout)).toMatchObject({ total_requests: 1 });
  expect(run('--reset')).toMatchObject({ status: 0 });
  expect(JSON.parse(run().stdout)).toMatchObject({ total_requests: 0 });
});

test('the command line follows the audit log and fails where it is broken', () => {
  const folder = temporaryFolder();
  const config = configured({ audit: { folder: join(folder, 'audit') } });
  const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'run_sql', arguments: { sql: 'SELECT id FROM pets' } } };
  const hello = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } } };
  const input = [hello, { jsonrpc: '2.0', method: 'notifications/initialized' }, call, { ...call, id: 3 }].map((message) => `${JSON.stringify(message)}\n`).join('');
  execFileSync(process.execPath, ['-e', `const c = require('node:child_process').spawn(process.execPath, ${JSON.stringify([mainModule, '--config', config])}, { stdio: ['pipe', 'pipe', 'inherit'] }); let out = ''; c.stdout.on('data', (d) => { out += d; if (out.includes('"id":3')) c.stdin.end(); }); c.stdin.write(${JSON.stringify(input)}); c.on('exit', (code) => process.exit(code))`]);
  const check = () => spawnSync(process.execPath, [mainModule, 'audit', '--config', config], { encoding: 'utf8' });
  expect(check()).toMatchObject({ status: 0, stdout: expect.stringMatching(/holds, 2 entries in 1 file\n/) });
  const [file = ''] = readdirSync(join(folder, 'audit')).map((name) => join(folder, 'audit', name));
  writeFileSync(file, readFileSync(file, 'utf8').replace('"principal":"local"', '"principal":"nobody"'));
  expect(check()).toMatchObject({ status: 1, stdout: expect.stringContaining('BROKEN at') });
});
