// Runs every part, prints one table, and keeps it in bench/results. `--data DIR` adds what needs the data sets; `--only PART` (repeated) runs some, and `--resume`
// goes on where a run of the same commit was broken off, in parts that have steps.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { holdHeavyLock } from '../scripts/heavy-lock.mjs';
import { Report } from './report.mjs';

const parts = ['frame', 'guard', 'memory', 'model', 'context', 'host', 'telemetry', 'load', 'instant', 'semantics', 'accuracy', 'files', 'engines', 'pairs', 'page'];

const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string', multiple: true }, resume: { type: 'boolean', default: false } } });
const dataFolder = values.data === undefined ? undefined : resolve(values.data);
if (dataFolder !== undefined && !existsSync(dataFolder)) throw new Error(`${values.data} does not exist`);

await holdHeavyLock('npm run bench');
const results = new URL('results/', import.meta.url);
mkdirSync(results, { recursive: true });
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const tables = [];
for (const part of values.only ?? parts) {
  const file = new URL(`${part.replace('/', '-')}.json`, results);
  const keep = (rows) => writeFileSync(file, `${JSON.stringify({ part, commit, node: process.version, withData: dataFolder !== undefined, rows }, null, 1)}\n`);
  const report = new Report({ rows: values.resume ? measuredBefore(file) : [], keep });
  const { run } = await import(`./${part}.mjs`);
  await run({ dataFolder, report }).catch((error) => {
    // The other parts can still be measured.
    report.note(part, `FAILED: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  });
  keep(report.rows);
  tables.push(`## ${part}\n${report.table()}`);
  console.log(tables.at(-1));
}
// Some parts alone leave the tables of the others as they were.
if (values.only === undefined) writeFileSync(new URL('latest.txt', results), `${tables.join('\n\n')}\n`);

function measuredBefore(file) {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return before?.commit === commit ? before.rows : [];
}
