import { describe, expect, test } from 'vitest';
import { proofAsRun } from '../../src/answer/run/proof-as-run.ts';
import type { Target } from '../../src/answer/target/target.ts';
import type { ProveCall } from '../../src/answer/verify/prover.ts';
import { isRefusal, type Refusal } from '../../src/core/proof.ts';
import type { VerifiedSql } from '../../src/core/verified-sql.ts';
import { scratchDatabase } from '../database/engines.ts';
import { arena, attacksOn } from './fixture.ts';

const limits = { rowsMax: 100, offset: 0, cellBytesMax: 1_000, bytesMax: 100_000 };
const call = { timeoutMs: 5_000 };
const running = { ...call, isRunNext: true };

function proven(outcome: VerifiedSql | Refusal): VerifiedSql {
  if (isRefusal(outcome)) throw new Error(outcome.reason);
  return outcome;
}

async function stops(sql: string, { prover, database }: Target, way: ProveCall): Promise<boolean> {
  const outcome = await prover.prove(sql, way).catch(() => undefined);
  if (!outcome || isRefusal(outcome)) return true;
  return database.execute(outcome, limits, call).then(() => false, () => true);
}

const fill = ['CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)', "INSERT INTO people VALUES (1, 'Ada'), (2, 'Grace')", 'CREATE VIEW names AS SELECT name FROM people'];

describe.each(['sqlite', 'duckdb'] as const)('a statement on %s that is judged as it runs', (engine) => {
  test('brings with its rows what a proof before would have told', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...fill);
    const { database, prover, policy } = await scratch.open();
    for (const sql of ['SELECT name FROM people WHERE id > 1', 'SELECT count(*) FROM names', 'SELECT p.id FROM people p JOIN names n ON n.name = p.name', 'EXPLAIN SELECT id FROM people']) {
      const open = proven(await prover.prove(sql, running));
      expect(open.isJudgedAsItRuns, sql).toBe(true);
      const ran = proofAsRun(open, await database.execute(open, limits, call), policy);
      const whole = proven(await prover.prove(sql, call));
      expect(whole.isJudgedAsItRuns, sql).toBeUndefined();
      // Estimates come with the rows only where not all were read.
      const { estimatedRows: _rows, estimatedCost: _cost, ...told } = whole.proof;
      expect(ran, sql).toEqual(told);
      expect(await prover.prove(sql, running), sql).toBe(whole);
    }
  });

  test('is refused, whichever way it is proven', { timeout: 60_000 }, async () => {
    const { services } = await arena(engine);
    const target = services.targets.get('test');
    if (!target) throw new Error('no database');
    await target.knowledge.catalog();
    const passed: string[] = [];
    for (const { id, sql, expect: expected } of await attacksOn(engine)) {
      if (expected !== 'must-refuse') continue;
      const isStopped = await Promise.all([call, running].map((way) => stops(sql, target, way)));
      if (isStopped.includes(false)) passed.push(id);
    }
    expect(passed).toEqual([]);
  });

  test('is proven before it runs where a limit on estimates or an access policy has to decide', async () => {
    const scratch = await scratchDatabase(engine);
    await scratch.write(...fill);
    const limited = await scratch.open({ estimatedRowsMax: 1_000 });
    expect(proven(await limited.prover.prove('SELECT id FROM people', running))).toMatchObject({ proof: { tables: ['people'] } });
    const policed = await scratch.open({ access: { rows: { people: 1 } } });
    expect(proven(await policed.prover.prove('SELECT id FROM people', running))).toMatchObject({ proof: { tables: ['people'] }, rowsMax: 1 });
  });
});
