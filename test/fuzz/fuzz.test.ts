import { existsSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { attacksOn } from '../../src/cli/validate/stage.ts';
import { type EngineName, engineNames } from '../database/engines.ts';
import { type Arena, arena, type Outcome, readCorpus } from '../guard/fixture.ts';
import { generate, mutate, randomFrom } from './grammar.ts';

/** FUZZ_CASES for a longer run by hand (and in CI), FUZZ_SEED to run a finding again. */
const cases = Number(process.env['FUZZ_CASES'] ?? 600);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_120);
const batchSize = 50;
const file = '/tmp/pwn_fuzz';

function statements(engine: EngineName): string[] {
  const random = randomFrom(seed);
  const corpus = [...attacksOn(engine), ...readCorpus(`valid.${engine}`)].map((one) => one.sql).filter((sql) => sql.length < 500 && !/10000000|20000000|5000000|zeroblob\(\d{6}|repeat|regexp_split|generate_series\(1, ?\d{5}|array_agg\(g\)|COLUMNS a/i.test(sql));
  return Array.from({ length: cases }, () => {
    const kind = random();
    if (kind < 0.65) return generate(engine, random);
    const sql = corpus[Math.floor(random() * corpus.length)] ?? '';
    return kind < 0.75 ? sql : mutate(sql, random);
  });
}

/** Whether the server's own parser takes it. What the guard refused is given to it without being run: prepared, or explained. */
async function parses(sql: string, outcome: Outcome, engine: EngineName, stage: Arena): Promise<boolean> {
  if (outcome.kind === 'failure') return !/SYNTAX_ERROR|BAD_ARGUMENT/.test(outcome.failure.code);
  if (outcome.answer.status !== 'refused' || engine === 'postgres') return true;
  const asking = engine === 'mysql' ? `PREPARE f FROM '${sql.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `EXPLAIN ${sql}`;
  return stage.scratch.write(asking).then(() => true, (error: unknown) => !/syntax|incomplete|unrecognized|near "/i.test(String(error)));
}

describe.each(engineNames)('fuzzing %s', (engine) => {
  test(`${cases} statements of seed ${seed} leave no trace`, { timeout: 900_000 }, async () => {
    const stage = await arena(engine, { timeoutMs: 50 });
    await stage.run('SELECT 1');
    rmSync(file, { force: true });
    const before = await stage.state();
    const all = statements(engine);
    const tally = { parsed: 0, executed: 0 };
    const findings: string[] = [];
    const trace = async () => (await stage.state()) !== before || existsSync(file);
    for (let first = 0; first < all.length; first += batchSize) {
      const batch = all.slice(first, first + batchSize);
      for (const sql of batch) {
        const outcome = await stage.run(sql);
        if (await parses(sql, outcome, engine, stage)) tally.parsed += 1;
        if (outcome.kind === 'answer' && outcome.answer.status === 'ok') tally.executed += 1;
        if (outcome.kind === 'failure' && /INTERNAL/.test(outcome.failure.code)) findings.push(`${sql}: ${outcome.failure.message}`);
      }
      if (!(await trace())) continue;
      // The batch had an effect: which of its statements?
      await stage.reset();
      for (const sql of batch) {
        await stage.run(sql);
        if (await trace()) findings.push(sql);
        await stage.reset();
        rmSync(file, { force: true });
      }
    }
    process.stderr.write(`${engine}: ${cases} cases, ${tally.parsed} accepted by the parser, ${tally.executed} executed\n`);
    expect(findings).toEqual([]);
    expect(tally.parsed / cases).toBeGreaterThanOrEqual(0.4);
    expect(tally.executed / cases).toBeGreaterThanOrEqual(0.1);
  });
});
