import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engineNames, serverOf } from '../database/engines.ts';
import { type Arena, arena, type Outcome } from './fixture.ts';

interface ForeignCase {
  readonly engine: string;
  readonly sql: string;
  readonly hint: string;
  readonly server?: string;
}

const cases = readFileSync(join(import.meta.dirname, '../fixtures/foreign-syntax.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as ForeignCase);

function hintsOf(outcome: Outcome): string {
  if (outcome.kind === 'failure') return outcome.failure.hints.join(' ');
  return outcome.answer.status === 'refused' ? outcome.answer.hints.join(' ') : outcome.answer.status;
}

async function warningsOf(sql: string, stage: Arena): Promise<string> {
  const outcome = await stage.run(sql);
  return outcome.kind === 'answer' && outcome.answer.status === 'ok' ? outcome.answer.warnings.join() : JSON.stringify(outcome);
}

/** Has a column of every name that the table of equivalents uses. */
const holder = 'CREATE TABLE holder (a INT, b INT, c INT, n INT, t VARCHAR(20), x VARCHAR(20), y VARCHAR(20), d DATE, d1 DATE, d2 DATE, date1 DATE, date2 DATE, j JSON)';

describe.each(engineNames)('a statement in another dialect on %s', (engine) => {
  test('fails with what to write instead', async () => {
    const stage = await arena(engine);
    const found: string[] = [];
    const server = await serverOf(engine);
    for (const { sql, hint } of cases.filter((one) => one.engine === engine && (one.server ?? server) === server)) {
      const hints = hintsOf(await stage.run(sql));
      if (!hints.includes(hint)) found.push(`${sql}: ${hints}`);
    }
    expect(found).toEqual([]);
  });

  test('every function of the table is one that this engine lacks, and what stands for it runs', async () => {
    const stage = await arena(engine);
    await stage.scratch.write(holder);
    const found: string[] = [];
    for (const [name, instead] of stage.services.targets.get('test')?.dialect.equivalents ?? []) {
      const hints = hintsOf(await stage.run(`SELECT ${name}(d) FROM holder`));
      if (!hints.includes(instead)) found.push(`${name}: ${hints}`);
      if (/^[A-Z]+( [A-Z]+)*$|_TABLE$/.test(instead)) continue;
      const outcome = await stage.run(`SELECT ${instead.replaceAll('…', '1=1')} FROM holder`);
      if (outcome.kind === 'failure' || outcome.answer.status !== 'ok') found.push(`${instead}: ${JSON.stringify(outcome)}`);
    }
    expect(found).toEqual([]);
  });

  test('a correct statement that fails on a name gets the nearest name and nothing else', async () => {
    const stage = await arena(engine);
    expect(hintsOf(await stage.run("SELECT regio FROM sales WHERE product LIKE 'p%' ORDER BY 1 LIMIT 3"))).toMatch(/^Did you mean [\w."` ]*region[^.]*\?$/);
  });
});

/** Statement with the place of the error marked by ^, which is taken out. */
const places = ['SELECT id FROM ^salez', 'SELECT s.id, ^regio FROM sales s', 'SELECT id FROM sales ORDER ^BYE id', 'SELECT id FROM sales WHERE id = ^> 1', 'SELECT 1; ^DELETE FROM victim', '^DELETE FROM victim'];

describe.each(engineNames)('an error or refusal on %s', (engine) => {
  test('says where', async () => {
    const stage = await arena(engine);
    const found: string[] = [];
    for (const marked of places) {
      const sql = marked.replace('^', '');
      const outcome = await stage.run(sql);
      const position = outcome.kind === 'failure' ? outcome.failure.position : outcome.answer.status === 'refused' ? outcome.answer.position : undefined;
      found.push(position === undefined ? `${sql}: nowhere` : `${sql.slice(0, position)}^${sql.slice(position)}`);
    }
    expect(found).toEqual(places);
  });

  test('names no host, port, user, password or place in our code', async () => {
    const stage = await arena(engine);
    const told: string[] = [];
    for (const sql of [...places.map((marked) => marked.replace('^', '')), ...cases.filter((one) => one.engine === engine).map((one) => one.sql), 'SELECT * FROM other_schema.t', 'SELECT abs(1, 2, 3)', 'SELECT CAST(id AS) FROM sales']) {
      const outcome = await stage.run(sql);
      told.push(outcome.kind === 'failure' ? `${outcome.failure.message} ${outcome.failure.hints.join(' ')}` : JSON.stringify(outcome.answer));
    }
    const { host, username, password } = engine === 'sqlite' || engine === 'duckdb' ? { host: stage.scratch.dsn.slice(`${engine}:`.length), username: '', password: '' } : new URL(stage.scratch.dsn);
    const secret = [host, '127.0.0.1', `${username}@`, `'${username}'`, `:${password}`, 'node_modules', '.ts:', '.js:', '    at '].filter((text) => text.length > 2);
    expect(told.filter((text) => secret.some((part) => text.includes(part)))).toEqual([]);
  });
});

describe.each(['sqlite', 'mysql'] as const)('%s takes any row for a column that is not grouped', (engine) => {
  test.each(['SELECT region, product, count(*) FROM sales GROUP BY region', 'SELECT region, count(*) FROM sales', 'SELECT s.region, s.product AS p, sum(s.amount) FROM sales s GROUP BY s.region ORDER BY 3 LIMIT 2'])('and the answer to %s says so', async (sql) => {
    expect(await warningsOf(sql, await arena(engine))).toMatch(/stands beside an aggregate/);
  });

  test('and says nothing where the column is grouped, fixed by a key, or compared', async () => {
    const stage = await arena(engine);
    const sound = ['SELECT region, count(*) FROM sales GROUP BY region', 'SELECT region, count(*) FROM sales GROUP BY 1', 'SELECT region AS r, count(*) FROM sales GROUP BY r', 'SELECT id, region, count(*) FROM sales GROUP BY id', "SELECT region, count(*) FROM sales WHERE region = 'north'", 'SELECT region, product FROM sales', 'SELECT c.name, count(*) FROM customers c JOIN sales s ON s.customer_id = c.id GROUP BY c.id', 'SELECT product, max(amount) FROM sales', 'SELECT count(*) FROM sales', 'SELECT region, sum(amount) OVER () FROM sales', "SELECT 'all', count(*) FROM sales"];
    for (const sql of sound) expect(`${sql}: ${await warningsOf(sql, stage)}`).toBe(`${sql}: `);
  });
});

test('on MySQL || is pointed out, which does not join texts there', async () => {
  expect(await warningsOf("SELECT product || 'x' FROM sales", await arena('mysql'))).toMatch(/CONCAT/);
  for (const engine of ['sqlite', 'postgres'] as const) expect(await warningsOf("SELECT product || 'x' FROM sales", await arena(engine))).toBe('');
});
