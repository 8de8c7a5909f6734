// Runs the tests and ends with their verdict. A server library of the tests ends the process with 0 whatever was found, so the
// report decides: no report, no test, or a failed one is a failure.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const report = join(mkdtempSync(join(tmpdir(), 'nl2sql-report-')), 'report.json');
spawnSync('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)], { stdio: 'inherit' });
const { numTotalTests, numFailedTests, success } = read();
process.exitCode = numTotalTests > 0 && numFailedTests === 0 && success ? 0 : 1;

function read() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.error('the tests left no report');
    return { numTotalTests: 0, numFailedTests: 0, success: false };
  }
}
