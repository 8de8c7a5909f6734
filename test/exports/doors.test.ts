import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runLine } from '../command-line.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { alice, startHttpServer, tokens } from '../http-server.ts';
import { startServer } from '../stdio-server.ts';

const pets = "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO pets VALUES (1, 'Rex'), (2, 'Tom')";
const csv = 'id,name\r\n1,Rex\r\n2,Tom\r\n';

test('a host on stdio gets a file of this machine, as a resource link', async () => {
  const folder = temporaryFolder();
  const server = await startServer(['--dsn', `sqlite:${sqliteFile(pets)}`], { environment: { NL2SQL_STATE_DIR: folder } });
  onTestFinished(() => server.close());
  const { content, structuredContent } = await server.client.callTool({ name: 'run_sql', arguments: { sql: 'SELECT id, name FROM pets ORDER BY id', export: 'csv' } });
  const link = content.find(({ type }) => type === 'resource_link');
  expect(link).toMatchObject({ mimeType: 'text/csv', size: csv.length, description: '2 rows', uri: expect.stringMatching(/^file:.*\.csv$/) });
  expect(structuredContent).toMatchObject({ status: 'ok', columns: ['id', 'name'], export: { rows: 2, bytes: csv.length } });
  expect(structuredContent).not.toHaveProperty('rows');
  expect(readFileSync(fileURLToPath(String(link && 'uri' in link && link.uri)), 'utf8')).toBe(csv);
  const asked = await server.client.callTool({ name: 'nl2sql', arguments: { question: 'List the names of pets', export: 'ndjson' } });
  expect(asked.structuredContent).toMatchObject({ status: 'ok', export: { mime_type: 'application/x-ndjson', rows: 2 } });
  expect(await server.fail('run_sql', { statements: [{ sql: 'SELECT 1' }], export: 'csv' })).toMatchObject({ code: 'BAD_ARGUMENT' });
});

test('over HTTP it is a link that needs no token, is signed, and ends', async () => {
  const folder = temporaryFolder();
  const audit = temporaryFolder();
  const server = await startHttpServer({ schema: pets, http: tokens, config: { exports: { folder }, audit: { folder: audit } } });
  const ask = await fetch(`${server.origin}/api/tools/run_sql`, { method: 'POST', headers: { authorization: `Bearer ${alice}`, 'content-type': 'application/json' }, body: JSON.stringify({ sql: 'SELECT id, name FROM pets ORDER BY id', export: 'csv' }) });
  const { export: exported } = (await ask.json()) as { readonly export: { readonly uri: string; readonly expires: string } };
  expect(exported.uri.startsWith(`${server.origin}/exports/`)).toBe(true);
  expect(Date.parse(exported.expires)).toBeGreaterThan(Date.now());
  const reply = await fetch(exported.uri);
  expect([reply.status, reply.headers.get('content-disposition'), await reply.text()]).toEqual([200, expect.stringContaining('attachment'), csv]);
  const link = new URL(exported.uri);
  for (const [name, value] of [['signature', 'x'.repeat(43)], ['expires', '99999999999'], ['expires', '1']] as const) {
    const forged = new URL(link);
    forged.searchParams.set(name, value);
    expect((await fetch(forged)).status).toBe(404);
  }
  expect((await fetch(`${server.origin}/exports/${encodeURIComponent('../config.json')}${link.search}`)).status).toBe(404);
  await server.stop();
  const lines = readdirSync(audit).map((file) => readFileSync(join(audit, file), 'utf8')).join('');
  expect(lines).toMatch(/"tool":"run_sql".*"rows":2,"exported_bytes":23/);
});

test('on the command line into the file that is named, and over none that is there', async () => {
  const file = join(temporaryFolder(), 'pets.csv');
  const line = ['ask', 'SELECT id, name FROM pets ORDER BY id', '--dsn', `sqlite:${sqliteFile(pets)}`, '--export'];
  const { stdout } = await runLine(...line, file);
  expect(stdout).toMatch(/2 rows, 23 bytes in file:/);
  expect(readFileSync(file, 'utf8')).toBe(csv);
  expect(await runLine(...line, file)).toMatchObject({ stderr: expect.stringContaining('is there already') });
  expect(await runLine(...line, 'pets.xlsx')).toMatchObject({ stderr: expect.stringContaining('.csv or .ndjson') });
});
