import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { readQuestions } from '../../src/evaluate/questions.ts';
import { afterLook, compile, confidenceBounds, type InstantResult, looksMax } from '../../src/instant/engine.ts';
import type { Outcome } from '../../src/instant/rank/confidence.ts';
import { sqliteFile } from '../fixtures/make-database.ts';
import { shop } from '../model/asking.ts';

/** Readings of some questions of ours, of which some are served and others not. */
async function readings(): Promise<InstantResult[]> {
  const services = await compose({ databases: { d: { dsn: `sqlite:${sqliteFile(shop)}` } }, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  onTestFinished(() => services.close());
  const target = services.targets.get('d');
  if (!target) throw new Error('no target');
  const { catalog, values } = await target.knowledge.get();
  const questions = readdirSync('test/fixtures/questions').filter((file) => file.endsWith('.jsonl')).flatMap((file) => readQuestions(`test/fixtures/questions/${file}`));
  const read = questions.map(({ question, history }) => compile({ question, history, catalog, values, dialect: target.dialect }));
  return read.filter(({ rivals }) => rivals.length > 1);
}

/** Reproducible numbers from 0 to `below`. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test('whatever the looks tell, the confidence lies within what was foretold; the more was told, the closer', async () => {
  const next = chance(17);
  let [settled, moved] = [0, 0];
  for (const result of await readings()) {
    const sqls = result.rivals.slice(0, looksMax).map(({ sql }) => sql);
    for (let round = 0; round < 12; round += 1) {
      const tied = next(2) === 0;
      const all = new Map(sqls.map((sql, index): [string, Outcome] => [sql, { rows: [0, 1, 7, 101][next(4)] ?? 0, digest: `${next(3)}`, ...(index === 0 && tied ? { tied } : {}) }]));
      const told = sqls.filter(() => next(2) === 0);
      const some = new Map([...all].filter(([sql]) => told.includes(sql)).map(([sql, { rows, digest }]) => [sql, { rows, digest }]));
      const confidence = afterLook(result, all).candidates[0]?.confidence ?? NaN;
      const [low, high] = confidenceBounds(result, some, { queries: new Set(sqls.filter((sql) => !told.includes(sql))), tie: true });
      const [lowest, highest] = confidenceBounds(result, new Map(), { queries: new Set(sqls), tie: true });
      expect([lowest <= low + 1e-9, low <= confidence + 1e-9, confidence <= high + 1e-9, high <= highest + 1e-9], JSON.stringify([lowest, low, confidence, high, highest])).toEqual([true, true, true, true]);
      if (high - low < 0.05) settled += 1;
      if (confidence > low + 0.05) moved += 1;
    }
  }
  // Neither bounds that leave nothing open nor such as leave everything open would be worth anything.
  expect(settled).toBeGreaterThan(20);
  expect(moved).toBeGreaterThan(20);
});
