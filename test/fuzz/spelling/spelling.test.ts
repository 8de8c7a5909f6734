import { appendFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { engineNames } from '../../database/engines.ts';
import { type Finding, search } from './search.ts';
import { openWorlds } from './worlds.ts';

/** By hand: `npm run fuzz:spelling -- --engine postgres --cases 100000 --seed 1`. */
const asked = process.env['SPELLING_ENGINE'];
const cases = Number(process.env['SPELLING_CASES'] ?? 2_000);
const seed = Number(process.env['SPELLING_SEED'] ?? 20_261_121);
const findingsMax = Number(process.env['SPELLING_FINDINGS'] ?? 10);
const file = process.env['SPELLING_FILE'];

describe.each(engineNames.filter((engine) => asked === undefined || asked === engine))('spellings on %s', (engine) => {
  test(`no spelling of seeds from ${seed} on shows what the policy protects`, { timeout: 60_000 + cases * 100 }, async () => {
    const worlds = await openWorlds(engine);
    const onFinding = (finding: Finding) => {
      worlds.print(`${engine}: ${lineOf(finding)}`);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify({ engine, ...finding })}\n`);
    };
    const { findings, tally } = await search(worlds, { engine, seed, cases, findingsMax, onFinding });
    worlds.print(`${engine}: seeds from ${seed} on: ${JSON.stringify(tally)}, ${findings.length} findings`);
    expect(findings.map(lineOf)).toEqual([]);
    // DuckDB's types are strict: fewer of the statements run.
    if (tally.tried > 0) expect(tally.taken / tally.tried).toBeGreaterThan(engine === 'duckdb' ? 0.15 : 0.4);
  });
});

function lineOf({ seed: own, aim, leak, statement }: Finding): string {
  return `--seed ${own} --cases 1: ${aim}: ${leak}: ${statement}`;
}
