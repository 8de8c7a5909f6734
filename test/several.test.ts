import { expect, onTestFinished, test } from 'vitest';
import { sqliteFile } from './fixtures/make-database.ts';
import { startServer } from './stdio-server.ts';

const pets = "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT, species TEXT); INSERT INTO pets VALUES (1, 'Rex', 'dog'), (2, 'Tom', 'cat'), (3, 'Kit', 'cat');";

async function petServer(sql = pets) {
  const server = await startServer(['--dsn', `sqlite:${sqliteFile(sql)}`]);
  onTestFinished(() => server.close());
  return async (tool: string, input: Record<string, unknown>) => {
    const result = await server.client.callTool({ name: tool, arguments: input });
    return { whole: result, results: (result.structuredContent as { readonly results: readonly Record<string, unknown>[] } | undefined)?.results ?? [] };
  };
}

test('several statements come back in their order, each with its rows, its refusal or its error', async () => {
  const call = await petServer();
  const statements = [{ sql: 'SELECT count(*) AS n FROM pets' }, { sql: 'DELETE FROM pets' }, { sql: 'SELECT nam FROM pets' }, { sql: 'SELECT name FROM pets ORDER BY id', limit: 2 }];
  const { results, whole } = await call('run_sql', { statements });
  const unknown = { code: 'UNKNOWN_COLUMN', hints: [expect.stringContaining('name')] };
  expect(results).toMatchObject([{ status: 'ok', columns: ['n'], rows: [[3]] }, { status: 'refused' }, { error: unknown }, { rows: [['Rex'], ['Tom']], truncated: true }]);
  expect(whole).toMatchObject({ _meta: { 'nl2sql/details': { results: [{ proof: { read_only: true } }, {}, {}, { row_count: 2 }] } } });
});

test('with its question a statement among several is remembered', async () => {
  const call = await petServer();
  await call('run_sql', { statements: [{ sql: "SELECT 'Rex' AS best", question: 'Which pet is loved best of all?' }] });
  expect((await call('nl2sql', { question: 'Which pet is loved best of all?' })).whole.structuredContent).toMatchObject({ status: 'ok', rows: [['Rex']] });
});

test('of several questions, only the first that is handed over brings the schema', async () => {
  const call = await petServer();
  const { results } = await call('nl2sql', { questions: ['How many pets are there?', 'Why would a pet dream?', 'Why would a pet sing?'] });
  expect(results[0]).toMatchObject({ status: 'ok', rows: [[3]] });
  expect(results[1]).toMatchObject({ status: 'needs_sql', context: expect.stringContaining('pets\n') });
  expect(results[2]).toMatchObject({ status: 'needs_sql' });
  expect(results[2]).not.toHaveProperty('context');
});

test('they share one budget: rows are cut to what is left, and what no longer fits is not run', async () => {
  const call = await petServer('CREATE TABLE t (a INTEGER)');
  const wide = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90) SELECT hex(zeroblob(250)) AS a, i FROM n";
  const { whole, results } = await call('run_sql', { statements: Array.from({ length: 20 }, () => ({ sql: wide })) });
  expect(JSON.stringify(whole.structuredContent).length).toBeLessThan(110_000);
  expect(results).toHaveLength(20);
  expect(results[0]).toMatchObject({ status: 'ok' });
  expect(results[19]).toMatchObject({ error: { message: 'the results before it fill the reply' } });
});

const one = { sql: 'SELECT 1' };
const wrong = [['run_sql', {}], ['run_sql', { ...one, statements: [one] }], ['nl2sql', {}], ['nl2sql', { questions: [] }], ['run_sql', { statements: Array.from({ length: 21 }, () => one) }]] as const;

test.each(wrong)('%s with %o is told what it needs', async (tool, input) => {
  const { whole } = await (await petServer())(tool, input);
  expect(whole.isError).toBe(true);
  expect(JSON.stringify(whole.content)).toMatch(/BAD_ARGUMENT.*(?:either|questions|statements)/);
});
