import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';
import { mainModule } from '../stdio-server.ts';

const table = 'CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, order_date DATE)';
const rows = "INSERT INTO orders VALUES (1, 'Ada', '2019-02-20'), (2, 'Bob', '2019-02-25'), (3, 'Cyd', '2019-01-03'), (4, 'Dan', '2018-12-31')";
/** The gold of the first says "today" as the database does, that of the others what was so on 25 February 2019. */
const questions = [
  { id: 'gold reads the clock', question: 'How many orders in the last 30 days?', gold_sql: "SELECT COUNT(*) FROM orders WHERE order_date >= date('now', '-30 days')" },
  { id: 'days', question: 'How many orders in the last 30 days?', gold_sql: 'SELECT 2' },
  { id: 'year', question: 'How many orders this year?', gold_sql: 'SELECT 3' },
  { id: 'today', question: 'How many orders today?', gold_sql: 'SELECT 1' },
].map((question) => ({ ...question, db_id: 'test' }));

function evaluate(now: string) {
  const folder = temporaryFolder();
  sqliteFile(`${table}; ${rows}`, folder);
  const [file, out] = [join(folder, 'questions.jsonl'), join(folder, 'out.jsonl')];
  writeFileSync(file, questions.map((question) => JSON.stringify(question)).join('\n'));
  const ran = spawnSync(process.execPath, [mainModule, 'eval', '--questions', file, '--databases', folder, '--out', out], { encoding: 'utf8', env: { ...process.env, NL2SQL_NOW: now } });
  return { ...ran, out };
}

test('an evaluation on a pinned day: golds and answers read the same today', () => {
  const { stdout, out } = evaluate('2019-02-25');
  expect(stdout).toMatch(/^best +4 +4 +4 +0 /m);
  // The SQL still says today: it is what a user would be given.
  expect(readFileSync(out, 'utf8')).toContain("date('now'");
});

test('on another day the fixed golds are wrong, and the one that reads the clock is right', () => {
  expect(evaluate('2021-06-01').stdout).toMatch(/^best +4 +4 +1 +0 /m);
});

test('a day that is none is told', () => {
  expect(evaluate('2019-02-31')).toMatchObject({ status: 2, stderr: expect.stringContaining('NL2SQL_NOW is "2019-02-31", which is no date') as unknown });
});
