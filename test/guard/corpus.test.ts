import { describe, expect, test } from 'vitest';
import type { Target } from '../../src/answer/target/target.ts';
import { engineNames, serverOf } from '../database/engines.ts';
import { type Case, violation } from '../../src/cli/validate/stage.ts';
import { arena, attacksOn, readCorpus } from './fixture.ts';

const seed = readCorpus('seed');

describe.each(engineNames)('the corpus on %s', async (engine) => {
  const server = await serverOf(engine);
  const known = (one: Case) => (one.server ?? server) === server;
  const own = [...seed.filter((one) => one.engine.replace('mariadb', 'mysql') === engine), ...(await attacksOn(engine)), ...readCorpus(`valid.${engine}`)].filter(known);

  test('no attack has an effect, and every valid statement runs', { timeout: 120_000 }, async () => {
    const stage = await arena(engine);
    const before = await stage.state();
    const violations: string[] = [];
    for (const one of own) {
      const found = await violation(one, stage, before);
      if (found === undefined) continue;
      violations.push(found);
      await stage.reset();
    }
    expect(violations).toEqual([]);
  });

  test('every attack is stopped by the guard, before the database would have to', { timeout: 120_000 }, async () => {
    const stage = await arena(engine);
    const target = stage.services.targets.get('test');
    const reached: string[] = [];
    for (const one of own.filter((attack) => attack.expect === 'must-refuse')) {
      const outcome = await stage.run(one.sql);
      if (outcome.kind === 'answer' ? outcome.answer.status === 'refused' : await isBroken(outcome.failure.code, one.sql, target)) continue;
      reached.push(`${one.id}: ${outcome.kind === 'answer' ? outcome.answer.status : outcome.failure.message}`);
    }
    expect(reached).toEqual([]);
  });
});

/** It is no statement at all: where the guard has the server's own parser it says so itself. */
async function isBroken(code: string, sql: string, target: Target | undefined): Promise<boolean> {
  if (code === 'BAD_ARGUMENT') return true;
  // SQLite compiles under the authorizer: what does not compile never ran.
  // DuckDB's parser and its catalog are asked before: what is in neither never ran.
  if (target?.dialect.name === 'duckdb') return code === 'SYNTAX_ERROR' || code === 'UNKNOWN_TABLE';
  if (target?.dialect.name !== 'postgres') return target?.dialect.name === 'sqlite' || code === 'SYNTAX_ERROR';
  if (code !== 'SYNTAX_ERROR') return false;
  return target.dialect.inspect(sql).then(() => false, () => true);
}
