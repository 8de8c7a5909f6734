import { describe, expect, test } from 'vitest';
import type { Proof } from '../../src/core/proof.ts';
import { engineNames } from '../database/engines.ts';
import { type Arena, arena } from './fixture.ts';

const numbers = (rows: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) SELECT i`;

/**
 * `parent` has 1,000 rows, `child` 5,000 with an index on its parent, `keyed` 100 under a text as key and without row numbers. A limit on estimates,
 * which nothing here reaches, has each statement estimated before it runs.
 */
async function families(config = {}): Promise<Arena> {
  const stage = await arena('sqlite', { timeoutMs: 20_000, estimatedRowsMax: 1e12, ...config });
  await stage.scratch.write(
    'CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size INT)', 'CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INT, age INT)', 'CREATE INDEX child_parent ON child (parent_id)', 'CREATE TABLE keyed (code TEXT PRIMARY KEY, parent_id INT) WITHOUT ROWID',
    `INSERT INTO parent ${numbers(1000)}, 'p' || i, i FROM n`, `INSERT INTO child ${numbers(5000)}, i % 1000 + 1, i % 80 FROM n`, `INSERT INTO keyed ${numbers(100)}, i FROM n`,
    'CREATE VIEW pairs AS SELECT p.name, q.age FROM parent p JOIN child q ON q.parent_id = p.id',
  );
  return stage;
}

async function proofOf(sql: string, stage: Arena): Promise<Proof> {
  const outcome = await stage.run(sql);
  if (outcome.kind !== 'answer' || outcome.answer.status !== 'ok' || !outcome.answer.proof) throw new Error(`${sql}: ${JSON.stringify(outcome)}`);
  return outcome.answer.proof;
}

/** Statement, rows that are expected of it, rows that it visits. */
const estimates: readonly (readonly [string, number, number])[] = [
  ['SELECT * FROM parent', 1_000, 1_000],
  ['SELECT * FROM parent;', 1_000, 1_000],
  ['SELECT * FROM parent -- all of them', 1_000, 1_000],
  ['SELECT p.id FROM parent AS p', 1_000, 1_000],
  ['SELECT count(*) FROM child', 1, 5_000],
  ['SELECT id FROM child LIMIT 7', 7, 5_000],
  ['SELECT * FROM parent WHERE id = 3', 1, 1],
  ["SELECT * FROM parent WHERE name = 'p3'", 1, 1],
  ['SELECT * FROM child WHERE parent_id = 3', 10, 10],
  ['SELECT * FROM child WHERE parent_id > 3', 1_250, 1_250],
  ['SELECT * FROM parent WHERE size = 3', 250, 1_000],
  ['SELECT * FROM parent, child', 5_000_000, 5_001_000],
  ['SELECT * FROM parent a, parent b, parent c', 1e9, 1e9 + 1e6 + 1e3],
  ['SELECT c.id FROM child c JOIN parent p ON p.id = c.parent_id', 5_000, 10_000],
  ['SELECT * FROM pairs', 5_000, 10_000],
  ['SELECT size, count(*) FROM parent GROUP BY size', 98, 1_000],
  ['SELECT id FROM parent UNION ALL SELECT id FROM child', 6_000, 6_000],
  ['SELECT p.id, (SELECT count(*) FROM child c WHERE c.age > p.size) FROM parent p', 1_000, 5_001_000],
  ['SELECT p.id, (SELECT count(*) FROM child) FROM parent p', 1_000, 6_000],
  ['WITH total AS (SELECT sum(size) AS s FROM parent) SELECT c.id, s FROM child c, total', 5_000, 6_001],
  ["SELECT * FROM keyed WHERE code = '7'", 1, 1],
  ['SELECT 1', 1, 1],
  ['VALUES (1), (2)', 2, 2],
];

describe('what a statement on SQLite is expected to cost', () => {
  test('follows from its plan and the size of its tables', async () => {
    const stage = await families();
    const found: unknown[] = [];
    for (const [sql] of estimates) {
      const { estimatedRows, estimatedCost } = await proofOf(sql, stage);
      found.push([sql, estimatedRows, estimatedCost]);
    }
    expect(found).toEqual(estimates);
  });

  test('takes what ANALYZE noted of tables and keys', async () => {
    const stage = await families();
    await stage.scratch.write('DELETE FROM child WHERE id > 2000 AND id < 5000', 'UPDATE child SET parent_id = 3', 'ANALYZE');
    expect(await proofOf('SELECT c.age FROM child c', stage)).toMatchObject({ estimatedRows: 2_001, estimatedCost: 2_001 });
    expect(await proofOf('SELECT age FROM child INDEXED BY child_parent WHERE parent_id = 3', stage)).toMatchObject({ estimatedRows: 2_001 });
  });

  test('is never more than fits into the file, whatever numbers the rows have', async () => {
    const stage = await families();
    await stage.scratch.write('INSERT INTO child VALUES (900000000000, 1, 1)');
    expect((await proofOf('SELECT * FROM child', stage)).estimatedRows).toBeLessThan(100_000);
  });

  test('says nothing of what is no query', async () => {
    const stage = await families();
    expect(await proofOf('PRAGMA table_info(parent)', stage)).not.toHaveProperty('estimatedRows');
  });

  test('a recursion that nothing bounds is pointed out, and others are not', async () => {
    const stage = await families({ timeoutMs: 300, needsEstimate: true });
    const target = stage.services.targets.get('test');
    const warnings = async (sql: string) => {
      const binding = await target?.database.bind(sql, 'select', { timeoutMs: 5_000, needsEstimate: true });
      return binding && 'warnings' in binding ? binding.warnings : undefined;
    };
    expect(await warnings('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n')).toEqual([expect.stringContaining('may never end')]);
    for (const sql of [`${numbers(9)} FROM n`, 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5) SELECT i FROM n', 'WITH RECURSIVE t(id) AS (SELECT 1 UNION SELECT c.id FROM child c JOIN t ON c.parent_id = t.id) SELECT id FROM t']) expect(await warnings(sql)).toBeUndefined();
  });
});

const tooMany = 'SELECT a.id FROM sales a, sales b, sales c, sales d';

describe.each(engineNames)('the cost guard on %s', (engine) => {
  test('refuses a statement of which the planner expects too many rows, and lets others run', async () => {
    const stage = await arena(engine, { estimatedRowsMax: 20 });
    expect(await stage.run(tooMany)).toMatchObject({ answer: { status: 'refused', reason: expect.stringContaining('expects') } });
    expect(await stage.run('SELECT id FROM sales LIMIT 3')).toMatchObject({ answer: { status: expect.stringMatching(/ok|refused/) } });
    expect(await stage.run('SELECT 1')).toMatchObject({ answer: { status: 'ok' } });
  });

  test('warns of many rows where nothing limits them', async () => {
    const stage = await arena(engine, { estimatedRowsWarn: 20 });
    const warningsOf = async (sql: string) => (await proofOf(sql, stage)).warnings.join();
    expect(await warningsOf(tooMany)).toMatch(/rows are expected/);
    for (const sql of [`${tooMany} LIMIT 5`, tooMany.replace('a.id', 'count(*)')]) expect(await warningsOf(sql)).not.toMatch(/rows are expected/);
  });
});

describe.each(['sqlite', 'postgres'] as const)('the cost guard on %s', (engine) => {
  test('refuses a statement that would visit too much to give a few rows', async () => {
    const stage = await arena(engine, { estimatedCostMax: 50 });
    await stage.scratch.write('ANALYZE');
    expect(await stage.run('SELECT count(*) FROM sales a, sales b, sales c, sales d, sales e, sales f, sales g')).toMatchObject({ answer: { status: 'refused', reason: expect.stringContaining('cost') } });
    expect(await stage.run('SELECT count(*) FROM sales')).toMatchObject({ answer: { status: 'ok' } });
  });
});
