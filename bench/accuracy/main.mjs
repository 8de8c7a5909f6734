// The accuracy table of the instant engine: node bench/accuracy/main.mjs --data DIR [--only SET] [--learned | --accepted]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compose } from '../../dist/compose.js';
import { clockOf } from '../../dist/config/clock.js';
import { ensureDemo } from '../../dist/demo/ensure.js';
import { readQuestions } from '../../dist/evaluate/questions.js';
import { formatKnowledge } from '../../dist/memory/knowledge-file.js';
import { fileOf, learned } from '../semantics/learned.mjs';
import { build } from '../trades/build.mjs';
import { measure, summary, surplus } from './measure.mjs';

const fixtures = fileURLToPath(new URL('../../test/fixtures/questions/', import.meta.url));

/**
 * Whose databases a set asks (default: its own), which columns may stand beside the gold's, and what is known of its words. Our
 * own questions lie in a folder of fixtures; those held out were written before the engine was asked and have led to no change.
 * `built`: its databases are made here (bench/trades); pin their day with NL2SQL_NOW=2026-11-16T12:00:00Z. `today`: the shop's last
 * day is the present one, as the demo serves it; its golds were looked at with NL2SQL_NOW=2026-11-19T23:30:00Z.
 */
const sets = {
  spider_dev: {},
  spider_realistic: { databasesOf: 'spider_dev' },
  spider_syn: { databasesOf: 'spider_dev' },
  spider_dk: {},
  geography: { knowledge: fileURLToPath(new URL('geography-knowledge.json', import.meta.url)) },
  sparc_dev: { databasesOf: 'spider_dev' },
  'everyday/train': { columns: 'superset' },
  'everyday/dev': { columns: 'superset' },
  // Four thousand questions that were learned from: asked with --only.
  'trades/train': { columns: 'superset', folder: fileURLToPath(new URL('../trades/train/', import.meta.url)), built: true, alone: true },
  'trades/calibration': { columns: 'superset', folder: fileURLToPath(new URL('../trades/calibration/', import.meta.url)), built: true },
  'trades/heldout': { columns: 'superset', folder: fileURLToPath(new URL('../trades/heldout/', import.meta.url)), built: true },
  own: { databasesOf: 'demo_dbs', folder: fixtures },
  'demo/casual': { columns: 'superset', file: fileURLToPath(new URL('../demo/casual.jsonl', import.meta.url)), today: true },
  'demo/plain': { columns: 'superset', file: fileURLToPath(new URL('../demo/plain.jsonl', import.meta.url)), today: true },
  'held-out': { databasesOf: 'demo_dbs', folder: join(fixtures, 'held-out') },
};

/**
 * One summary for each set; rows in the order above. `origin`: with the recorded replies to `learn`, of the databases that have one, as a
 * model's ('model') or as if a person had accepted every entry ('person').
 */
export async function accuracy(data, only, origin) {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-accuracy-'));
  try {
    const shop = await ensureDemo(folder);
    const shopOfToday = await ensureDemo(folder, { lastDay: clockOf(process.env).now() });
    const trades = join(folder, 'trades');
    await build(trades);
    const rows = [];
    const asked = only === undefined ? Object.keys(sets).filter((name) => !sets[name].alone) : [only];
    for (const set of asked) rows.push(await rowOf(data, set, { shop, shopOfToday, trades, ...(origin === undefined ? {} : { learned: { folder, origin } }) }));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowOf(data, set, { shop, shopOfToday, trades, learned: asked }) {
  const { databasesOf = set, built, columns, knowledge, folder, file, today } = sets[set] ?? unknown(set);
  const questions = (folder === undefined ? [file ?? join(data, set, 'questions.jsonl')] : questionFiles(folder)).flatMap(readQuestions);
  const databases = built ? trades : join(data, databasesOf, 'databases');
  const fileOf = (name) => (today ? shopOfToday : folder !== undefined && name === 'shop' ? shop : join(databases, `${name}.sqlite`));
  const files = [...new Set(questions.map(({ db_id: name }) => name))].map((name) => [name, fileOf(name)]).filter(([, path]) => existsSync(path));
  const known = asked === undefined ? knowledge : await learnedFile(files, join(asked.folder, 'learned.json'), asked.origin);
  const judged = await measure(questions, { files: Object.fromEntries(files), columns, knowledge: known });
  return { set, ...summary(judged), ...(columns === 'superset' ? { surplus: surplus(judged) } : {}) };
}

async function learnedFile(files, path, origin) {
  const services = await compose({ databases: Object.fromEntries(files.map(([name, file]) => [name, { dsn: `sqlite:${file}` }])), baseFolder: '/', state: { file: ':memory:' } }, { careful: false });
  try {
    const taken = await learned(services.targets.values(), origin);
    for (const { target, isCurrent, reply: { entries, questions, given } } of taken) {
      const kept = `${Object.values(entries).flat().length} of ${given.entries} entries, ${questions.length} of ${given.questions} questions`;
      console.log(`${target.name}: ${kept}${isCurrent ? '' : ' (of an earlier request)'}`);
    }
    writeFileSync(path, formatKnowledge(fileOf(taken)));
    return path;
  } finally {
    await services.close();
  }
}

function unknown(set) {
  throw new Error(`there is no set ${set}: ${Object.keys(sets).join(', ')}`);
}

function questionFiles(folder) {
  return readdirSync(folder).filter((file) => file.endsWith('.jsonl')).map((file) => join(folder, file));
}

export function table(rows) {
  const percent = (value) => (value === null || value === undefined ? '-' : (value * 100).toFixed(1));
  const precision = ({ precision: value, interval: [low, high] }) => (value === null ? '-' : `${percent(value)} (${percent(low)}–${percent(high)})`);
  const columns = [
    ['n', 6, ({ questions }) => String(questions)],
    ['eager', 8, ({ lookedEager }) => percent(lookedEager.coverage)],
    ['precision', 20, ({ lookedEager }) => precision(lookedEager)],
    ['careful', 9, ({ lookedCareful }) => percent(lookedCareful.coverage)],
    ['precision', 20, ({ lookedCareful }) => precision(lookedCareful)],
    ['acc', 7, ({ accuracy: value }) => percent(value)],
    ['acc nw', 8, ({ accuracyNotWrong }) => percent(accuracyNotWrong)],
    ['blind', 8, ({ blindEager }) => percent(blindEager.coverage)],
    ['precision', 20, ({ blindEager }) => precision(blindEager)],
    ['refused', 9, ({ refused }) => percent(refused)],
    ['surplus', 9, (row) => row.surplus?.best.mean?.toFixed(2) ?? '-'],
    ['>3', 5, (row) => String(row.surplus?.best.beyond ?? '-')],
    ['p50 ms', 8, ({ p50Ms }) => p50Ms.toFixed(1)],
    ['p99 ms', 8, ({ p99Ms }) => p99Ms.toFixed(1)],
  ];
  const head = `${'set'.padEnd(18)}${columns.map(([name, width]) => name.padStart(width)).join('')}`;
  return [head, ...rows.map((row) => `${row.set.padEnd(18)}${columns.map(([, width, cell]) => cell(row).padStart(width)).join('')}`)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' }, learned: { type: 'boolean' }, accepted: { type: 'boolean' } } });
  if (values.data === undefined) throw new Error('--data DIR: the folder of the question sets');
  const origin = values.accepted ? 'person' : values.learned ? 'model' : undefined;
  const rows = await accuracy(resolve(values.data), values.only, origin);
  console.log(table(rows));
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const results = new URL('../results/', import.meta.url);
  mkdirSync(results, { recursive: true });
  // A set that was measured by itself counts until all are measured again.
  if (values.only === undefined && origin === undefined) for (const set of Object.keys(sets)) rmSync(new URL(`accuracy-${set.replaceAll('/', '-')}.json`, results), { force: true });
  writeFileSync(new URL(`accuracy-${values.only?.replaceAll('/', '-') ?? 'all'}${{ model: '-learned', person: '-accepted' }[origin] ?? ''}.json`, results), `${JSON.stringify({ commit, node: process.version, rows }, null, 1)}\n`);
}
