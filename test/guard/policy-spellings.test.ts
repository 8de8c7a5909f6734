import { describe, expect, test } from 'vitest';
import { leakOf, markersIn } from '../../src/cli/validate/leak.ts';
import { spellingFault } from '../../src/cli/validate/policy.ts';
import { type Case, readCases } from '../../src/cli/validate/stage.ts';
import { engines } from '../../src/database/engines.ts';
import { type EngineName, engineNames } from '../database/engines.ts';
import { openWorlds } from '../fuzz/spelling/worlds.ts';

/** What the spelling fuzzer has found, and what a review did. */
async function corpusOf(engine: EngineName): Promise<Case[]> {
  const definition = engines.find(({ name }) => name === engine);
  return definition ? readCases((await definition.attackStage()).policy.spellings) : [];
}

/** Words of protected values, in questions that would find them. */
const questions = [
  'sunny', 'x.org', 'which v_sal have city sunny Zoe', 'how many events are copper', 'show all victim', 'the secret of victim number 1', 'which v_victim have secret copper', 'who is Zoe?',
  'list staff with the highest salary', 'list events with the highest income',
];

describe.each(engineNames)('spellings on %s', (engine) => {
  test('none of the corpus shows what the policy protects, and none that is allowed breaks', { timeout: 120_000 }, async () => {
    const worlds = await openWorlds(engine);
    const found: string[] = [];
    for (const one of await corpusOf(engine)) {
      const fault = await spellingFault(one, worlds);
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
    const unguarded = { a: (sql: string) => worlds.open('a', sql), b: (sql: string) => worlds.open('b', sql) };
    const leaking = [
      'SELECT secret FROM victim', 'SELECT count(*) FROM victim', "SELECT id FROM customers WHERE name LIKE 'Zoe%'", 'SELECT email FROM customers',
      'SELECT id FROM staff ORDER BY salary LIMIT 1', 'SELECT dept_id, sum(salary) FROM staff GROUP BY dept_id', 'SELECT note FROM events',
    ];
    for (const sql of leaking) expect(await leakOf({ sql, mustNotRun: false }, unguarded), sql).toBeDefined();
    const harmless = ['SELECT sum(salary), avg(income) FROM staff', 'SELECT id, city FROM customers', 'SELECT sum(salary) FROM staff WHERE dept_id = 1'];
    for (const sql of harmless) expect(await leakOf({ sql, mustNotRun: false }, unguarded),
    sql).toBeUndefined();
  });
});
