// The spelling fuzzer by hand, beyond what the tests run of it:
//   npm run fuzz:spelling -- [--engine postgres] [--cases 100000] [--seed 1] [--findings 1000] [--file FINDINGS.jsonl]
// Each case has its own seed, the one after that of the case before it: `--seed N --cases 1` repeats a finding.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { holdHeavyLock } from './heavy-lock.mjs';

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    findings: { type: 'string', default: '1000' },
    file: { type: 'string' },
  },
});
const { engine, cases, seed, findings, file } = values;
await holdHeavyLock('npm run fuzz:spelling');
const env = { ...process.env, SPELLING_CASES: cases, SPELLING_SEED: seed, SPELLING_FINDINGS: findings };
if (engine !== undefined) env.SPELLING_ENGINE = engine;
if (file !== undefined) env.SPELLING_FILE = resolve(file);
console.error(`seeds from ${seed} on`);
process.exitCode = spawnSync('npx', ['vitest', 'run', 'test/fuzz/spelling'], { stdio: 'inherit', env }).status ?? 1;
