import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { compose } from '../../src/compose.ts';
import type { DatabaseConfig } from '../../src/config/schema.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { ExportFormat } from '../../src/core/exports.ts';
import { type EngineName, engineNames, type Scratch, scratchDatabase } from '../database/engines.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';

interface Opened {
  readonly folder: string;
  readonly take: (sql: string, format?: ExportFormat) => Promise<{ readonly answer: Answer; readonly text: string }>;
}

async function openOn(scratch: Scratch, database: Partial<DatabaseConfig> = {}, bytesMax = 1_000_000): Promise<Opened> {
  const folder = temporaryFolder();
  const services = await compose({ databases: { test: { dsn: scratch.dsn, ...database } }, baseFolder: '/', exports: { folder, bytesMax } }, { careful: true });
  onTestFinished(() => services.close());
  return {
    folder,
    take: async (sql, format = 'csv') => {
      const answer = await runSql({ sql, principal: 'local', exportTo: services.exports.target(format) }, services);
      const uri = answer.status === 'ok' ? answer.exported?.uri : undefined;
      return { answer, text: uri === undefined ? '' : readFileSync(fileURLToPath(uri), 'utf8') };
    },
  };
}

const people = ["CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(50), salary DECIMAL(10,2))", "INSERT INTO people VALUES (1, 'Ada', -12.50), (2, '=1+1', 7.25), (3, 'a \"b\", c', NULL), (4, '', 0)"];

async function peopleOn(engine: EngineName): Promise<Scratch> {
  const scratch = await scratchDatabase(engine);
  await scratch.write(...people);
  return scratch;
}

test.each(engineNames)('%s: a result is taken away as CSV, formulas made harmless and numbers left alone, and as one object a line', async (engine) => {
  const { take } = await openOn(await peopleOn(engine));
  const { answer, text } = await take('SELECT id, name, salary FROM people ORDER BY id');
  const [first, second, ...rest] = text.split('\r\n');
  expect([first, second]).toEqual(['id,name,salary', expect.stringMatching(/^1,Ada,-12\.50?$/)]);
  expect(rest).toEqual([expect.stringMatching(/^2,'=1\+1,7\.25$/), '3,"a ""b"", c",', expect.stringMatching(/^4,"",0(?:\.00)?$/), '']);
  expect(answer).toMatchObject({ status: 'ok', rows: [], truncated: false, exported: { format: 'csv', rows: 4, bytes: Buffer.byteLength(text) } });
  expect(answer).toMatchObject({ columns: [{ name: 'id' }, { name: 'name' }, { name: 'salary' }] });
  const lines = (await take('SELECT id, name AS id FROM people ORDER BY 1', 'ndjson')).text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  expect(lines).toEqual([{ id: 1, id_2: 'Ada' }, { id: 2, id_2: '=1+1' }, { id: 3, id_2: 'a "b", c' }, { id: 4, id_2: '' }]);
});

test.each(engineNames)('%s: what a policy hides stays hidden, and it ends where the policy says', async (engine) => {
  const access = { columns: { 'people.salary': 'hidden', 'people.name': 'hashed' }, rows: { people: 2 } } as const;
  const { take, folder } = await openOn(await peopleOn(engine), { access });
  await expect(take('SELECT salary FROM people')).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' });
  const { answer, text } = await take('SELECT id, name FROM people ORDER BY id');
  expect(answer).toMatchObject({ truncated: true, exported: { rows: 2 }, warnings: ['by policy no more than 2 rows may be read'] });
  expect(text).not.toContain('Ada');
  expect(text.split('\r\n')).toHaveLength(4);
  expect((await take('DELETE FROM people')).answer).toMatchObject({ status: 'refused' });
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a file ends with the last whole row that fits, and says so', async () => {
  const { take } = await openOn(await peopleOn('sqlite'), {}, 1_000);
  const { answer, text } = await take('SELECT a.id, a.name FROM people a, people b, people c, people d, people e WHERE a.id = 1');
  expect(answer).toMatchObject({ truncated: true, warnings: ['the file ends at 1000 bytes, with its last whole row'] });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000);
  expect(text.endsWith('\r\n1,Ada\r\n')).toBe(true);
});

test('one that fails on its way leaves nothing behind', async () => {
  const { take, folder } = await openOn(await peopleOn('sqlite'), { timeoutMs: 2_000 });
  await expect(take('SELECT shoe FROM people')).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' });
  await expect(take('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i > 100000000')).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(readdirSync(folder)).toEqual([]);
});

test('files are for this user alone, and all together have a limit', async () => {
  const { take, folder } = await openOn(await peopleOn('sqlite'), {}, 1_000);
  const wide = "SELECT hex(zeroblob(400)) AS a";
  await take(wide);
  const [name = ''] = readdirSync(folder);
  expect(statSync(`${folder}/${name}`).mode & 0o777).toBe(0o600);
  for (let n = 0; n < 10; n += 1) await take(wide);
  await expect(take(wide).then(() => take(wide))).rejects.toMatchObject({ code: 'BUSY' });
});

test('a part of a result is not exported: limit and cursor are refused', async () => {
  const scratch = await peopleOn('sqlite');
  const services = await compose({ databases: { test: { dsn: scratch.dsn } }, baseFolder: '/' }, { careful: true });
  onTestFinished(() => services.close());
  const exportTo = services.exports.target('csv');
  await expect(runSql({ sql: 'SELECT 1', principal: 'local', limit: 3, exportTo }, services)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
});
