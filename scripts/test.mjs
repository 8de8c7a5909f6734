// Runs the tests and ends with their verdict: `npm test` all of them, `npm test -- src/answer` those of a folder (scripts/suites.mjs);
// other arguments go to vitest. A server library of the tests ends the process with 0 whatever was found, so the report decides:
// no report, no test, or a failed one is a failure.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { holdHeavyLock } from './heavy-lock.mjs';
import { suitesOf } from './suites.mjs';

const asked = process.argv.slice(2);
try {
  process.exitCode = await run(suitesOf(asked, dirname(import.meta.dirname)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function run(args) {
  await holdHeavyLock(['npm test', ...asked].join(' '));
  const report = join(mkdtempSync(join(tmpdir(), 'nl2sql-report-')), 'report.json');
  spawnSync('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], { stdio: 'inherit' });
  const { numTotalTests, numFailedTests, success } = read(report);
  return numTotalTests > 0 && numFailedTests === 0 && success ? 0 : 1;
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.error('the tests left no report');
    return { numTotalTests: 0, numFailedTests: 0, success: false };
  }
}
