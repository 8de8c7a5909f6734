// Runs every part, prints one table, and keeps it in bench/results. `--data DIR` adds what needs the data sets; `--only PART` runs one.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { holdHeavyLock } from '../scripts/heavy-lock.mjs';
import { Report } from './report.mjs';

const parts = ['frame', 'guard', 'memory', 'model', 'context', 'telemetry', 'load', 'instant', 'accuracy', 'engines'];

const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' } } });
const dataFolder = values.data === undefined ? undefined : resolve(values.data);
if (dataFolder !== undefined && !existsSync(dataFolder)) throw new Error(`${values.data} does not exist`);

await holdHeavyLock('npm run bench');
const results = new URL('results/', import.meta.url);
mkdirSync(results, { recursive: true });
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const tables = [];
for (const part of values.only === undefined ? parts : [values.only]) {
  const report = new Report();
  const { run } = await import(`./${part}.mjs`);
  await run({ dataFolder, report }).catch((error) => {
    // The other parts can still be measured.
    report.note(part, `FAILED: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  });
  writeFileSync(new URL(`${part.replace('/', '-')}.json`, results), `${JSON.stringify({ part, commit, node: process.version, withData: dataFolder !== undefined, rows: report.rows }, null, 1)}\n`);
  tables.push(`## ${part}\n${report.table()}`);
  console.log(tables.at(-1));
}
writeFileSync(new URL('latest.txt', results), `${tables.join('\n\n')}\n`);
