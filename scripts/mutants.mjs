import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Makes one change at a time, runs the tests that are to notice it, and restores the file. A change that none notices fails the process. */
export function runMutants(mutants, testsOf) {
  const wanted = process.argv.slice(2);
  let survivors = 0;
  for (const mutant of mutants.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const isCaught = isNoticed(mutant, testsOf(mutant));
    if (!isCaught) survivors += 1;
    process.stdout.write(`${mutant.name}: ${isCaught ? 'caught' : 'SURVIVED'}\n`);
  }
  process.exitCode = survivors === 0 ? 0 : 1;
}

function isNoticed({ name, file, find, put }, tests) {
  const original = readFileSync(file, 'utf8');
  if (!original.includes(find)) throw new Error(`${name}: ${file} no longer holds ${find}`);
  writeFileSync(file, original.replace(find, () => put));
  try {
    // The exit code is not to be trusted: an exit hook of a dependency may have the last word.
    const { stdout } = spawnSync('npx', ['vitest', 'run', ...tests, '--reporter', 'json'], { encoding: 'utf8', timeout: 300_000, maxBuffer: 100_000_000 });
    if (!/"num(Passed|Failed)Tests":[1-9]/.test(stdout)) throw new Error(`${name}: no test ran`);
    return !/"numFailedTests":0\b/.test(stdout);
  } finally {
    writeFileSync(file, original);
  }
}
