import { describe, expect, test } from 'vitest';
import { leakOf, markersIn } from '../../src/cli/validate/leak.ts';
import type { Case } from '../../src/cli/validate/stage.ts';
import { engineNames } from '../database/engines.ts';
import { type OpenWorlds, openWorlds } from '../fuzz/spelling/worlds.ts';
import { readCorpus } from './fixture.ts';

/** What the spelling fuzzer has found, and what a review did. */
const corpus = readCorpus('policy-spellings');

async function faultOf({ sql, expect: expected }: Case, worlds: OpenWorlds): Promise<string | undefined> {
  if (expected !== 'must-not-break') return leakOf({ sql, mustNotRun: expected === 'must-not-run' }, worlds);
  const [bare, outcome] = [await worlds.bare('a', sql), await worlds.a(sql)];
  if (outcome.kind === 'failure') return `${outcome.failure.code}: ${outcome.failure.message}`;
  return outcome.answer.status === 'ok' && outcome.answer.rows.length !== bare.rows?.length ? `${outcome.answer.rows.length} rows in place of ${bare.rows?.length}` : undefined;
}

/** Words of protected values, in questions that would find them. */
const questions = ['sunny', 'x.org', 'which v_sal have city sunny Zoe', 'how many events are copper', 'show all victim', 'the secret of victim number 1', 'which v_victim have secret copper', 'who is Zoe?', 'list staff with the highest salary', 'list events with the highest income'];

describe.each(engineNames)('spellings on %s', (engine) => {
  test('none of the corpus shows what the policy protects, and none that is allowed breaks', { timeout: 120_000 }, async () => {
    const worlds = await openWorlds(engine);
    const found: string[] = [];
    for (const one of corpus.filter((candidate) => candidate.engine === engine)) {
      const fault = await faultOf(one, worlds);
      if (fault !== undefined) found.push(`${one.id}: ${fault}: ${one.sql}`);
    }
    expect(found).toEqual([]);
  });

  test('no question brings a protected value into an answer, a context or the schema', async () => {
    const worlds = await openWorlds(engine);
    const shown: string[] = [];
    for (const question of questions) for (const value of markersIn(await worlds.told(question), question)) shown.push(`${question}: ${value}`);
    expect(shown).toEqual([]);
  });

  test('a statement that shows something is noticed', async () => {
    const worlds = await openWorlds(engine);
    const unguarded = { a: async (sql: string) => worlds.open('a', sql), b: async (sql: string) => worlds.open('b', sql) };
    const leaking = ['SELECT secret FROM victim', 'SELECT count(*) FROM victim', "SELECT id FROM customers WHERE name LIKE 'Zoe%'", 'SELECT email FROM customers', 'SELECT id FROM staff ORDER BY salary LIMIT 1', 'SELECT dept_id, sum(salary) FROM staff GROUP BY dept_id', 'SELECT note FROM events'];
    for (const sql of leaking) expect(await leakOf({ sql, mustNotRun: false }, unguarded), sql).toBeDefined();
    for (const sql of ['SELECT sum(salary), avg(income) FROM staff', 'SELECT id, city FROM customers', 'SELECT sum(salary) FROM staff WHERE dept_id = 1']) expect(await leakOf({ sql, mustNotRun: false }, unguarded), sql).toBeUndefined();
  });
});
