// spider_dev asked on PostgreSQL, MariaDB and DuckDB: how far they are behind SQLite, by the rows of the same gold.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from './services.mjs';
import { loadDuckdb, loadMysql, loadPostgres } from './spider-servers.mjs';

const cli = new URL('../dist/main.js', import.meta.url).pathname;

export async function run({ dataFolder, report }) {
  if (dataFolder === undefined) return report.note('engines', 'measured with --data DIR only');
  const folder = join(dataFolder, 'spider_dev');
  const questions = readFileSync(join(folder, 'questions.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const names = [...new Set(questions.map((question) => question.db_id))];
  const services = await startServices();
  const base = () => report.rows.find(({ name }) => name === 'SQLite: answered right')?.figure;
  const work = mkdtempSync(join(tmpdir(), 'nl2sql-engines-'));
  try {
    // The loaders write names in lower case.
    const asked = join(work, 'questions.jsonl');
    await loadPostgres(folder, names, services.postgresUrl, 'ask');
    await loadMysql(folder, names, services.mysqlUrl, 'ask');
    await loadDuckdb(folder, names, work);
    const placed = (url) => url.replace(/\/[^/]*$/, '/ask_{db_id}');
    const engines = {
      SQLite: [],
      PostgreSQL: ['--dsn', placed(services.postgresUrl)],
      MariaDB: ['--dsn', placed(services.mysqlUrl)],
      DuckDB: ['--dsn', `duckdb:${join(work, '{db_id}.duckdb')}`],
    };
    const measure = (engine, options) => {
      writeFileSync(asked, questions.map((question) => JSON.stringify(options.length === 0 ? question : { ...question, db_id: question.db_id.toLowerCase() })).join('\n'));
      const databases = options.length === 0 ? join(folder, 'databases') : lowered(join(folder, 'databases'), names, work);
      const printed = execFileSync(process.execPath, [cli, 'eval', '--questions', asked, '--databases', databases, '--out', join(work, 'out.jsonl'), ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      const [, , , , coverage, precision, accuracy] = /^not wrong +(.*)$/m.exec(printed)?.[1].split(/ +/).map(Number) ?? [];
      report.add(`${engine}: coverage, eager`, coverage);
      report.add(`${engine}: precision, eager`, precision);
      report.add(`${engine}: answered right`, accuracy);
      if (options.length > 0) report.add(`${engine}: points below SQLite`, Math.round((base() - accuracy) * 1_000) / 10, { limit: 1 });
    };
    for (const [engine, options] of Object.entries(engines)) await report.step(engine, () => measure(engine, options));
  } finally {
    rmSync(work, { recursive: true, force: true });
    await services.stop();
  }
}

/** The files of gold under the names by which the servers call the databases. */
function lowered(databases, names, work) {
  const folder = join(work, 'databases');
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  for (const name of names) symlinkSync(join(databases, `${name}.sqlite`), join(folder, `${name.toLowerCase()}.sqlite`));
  return folder;
}
