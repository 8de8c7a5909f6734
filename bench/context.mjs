// How good the context is that a host or a model gets for a question, when all databases of Spider's training and dev splits are one
// database of 873 tables: the tokens of the whole answer, and whether every table and column of the gold SQL stands in it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instantSource } from '../dist/answer/ask/sources/instant.js';
import { KnowledgeBase, defaultKnowledgeOptions } from '../dist/answer/target/knowledge.js';
import { ask } from '../dist/answer/ask/ladder.js';
import { sampleValues } from '../dist/answer/target/sampling.js';
import { answerToWire } from '../dist/answer/wire.js';
import { compose } from '../dist/compose.js';
import { respond } from '../dist/mcp/respond.js';
import { isRefusal } from '../dist/core/proof.js';
import { defaultPolicy } from '../dist/core/policy.js';
import { sqliteDialect } from '../dist/sql/sqlite/dialect.js';
import { systemClock } from '../dist/std/clock.js';
import { median, percentile, Report } from './report.mjs';

export async function run({ dataFolder, report }) {
  if (dataFolder === undefined) return report.note('context over 873 tables', 'needs --data DIR');
  const { services, parts } = await openAll(dataFolder, ['spider_train', 'spider_dev']);
  try {
    const merged = mergedTarget(parts);
    const asking = { ...services, targets: new Map([['all', merged]]), sources: [draftsOnly(instantSource({ careful: true }))] };
    const { catalog } = await merged.knowledge.get();
    await waitForValues(merged);
    const questions = read(join(dataFolder, 'spider_dev/questions.jsonl'));
    const outcomes = [];
    for (const question of questions) {
      const gold = await goldOf(question, parts.get(question.db_id));
      if (gold) outcomes.push(await measure(question, gold, asking));
    }
    show(report, catalog.tables.length, outcomes);
  } finally {
    await services.close();
  }
}

function show(report, tables, outcomes) {
  const share = (of) => (100 * outcomes.filter(of).length) / outcomes.length;
  report.add('context: tables of the merged database', tables);
  report.add('context: questions', outcomes.length);
  report.add('context: longest needs_sql answer', Math.max(...outcomes.map(({ tokens }) => tokens)), { limit: 1_500, unit: 'tokens' });
  report.add('context: needs_sql answer, median', median(outcomes.map(({ tokens }) => tokens)), { unit: 'tokens' });
  report.add('context: questions with all gold tables', share(({ missingTables }) => missingTables.length === 0), { limit: 95, unit: '%', atLeast: true });
  report.add('context: questions with all gold columns', share(({ missingColumns }) => missingColumns.length === 0), { limit: 90, unit: '%', atLeast: true });
  report.add('context: time to prepare, p50', median(outcomes.map(({ ms }) => ms)), { unit: 'ms' });
  report.add('context: time to prepare, p99', percentile(outcomes.map(({ ms }) => ms), 99), { unit: 'ms' });
}

export function read(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** Every SQLite file of the sets, each as a database of its own. */
export async function openAll(dataFolder, sets) {
  const files = sets.flatMap((set) => readdirSync(join(dataFolder, set, 'databases')).filter((file) => file.endsWith('.sqlite')).map((file) => [file.replace('.sqlite', ''), join(dataFolder, set, 'databases', file)]));
  const databases = Object.fromEntries(files.map(([name, path]) => [`d_${name}`, { dsn: `sqlite:${path}`, pool: { max: 1, idleMs: 300 } }]));
  const services = await compose({ databases, features: {}, baseFolder: '/', state: { file: ':memory:' } }, { careful: true });
  return { services, parts: new Map(files.map(([name]) => [name, services.targets.get(`d_${name}`)])) };
}

/**
 * All databases as one, each a schema of it: what asks for the whole asks the parts. `changed` makes other tables of those of a
 * part; the data of a table that it adds are those of the table that `dataOf` names.
 */
export function mergedTarget(parts, { changed = (tables) => tables, dataOf = (name) => name } = {}) {
  const database = {
    name: 'all',
    dialect: 'sqlite',
    introspect: async (call) => {
      const tables = [];
      for (const [schema, part] of parts) {
        const snapshot = await part.database.introspect(call);
        tables.push(...changed(snapshot.tables).map((table) => ({ ...table, schema, foreignKeys: table.foreignKeys.map((key) => ({ ...key, referencesSchema: schema })) })));
      }
      return { dialect: 'sqlite', version: '1', defaultSchema: '', tables };
    },
    schemaVersion: async () => '1',
    dataVersion: async () => null,
  };
  const provenIn = new WeakMap();
  const whole = {
    prover: {
      proveOnce: async (_, sql, call) => {
        const [from, schema, name] = / FROM "([^"]+)"\."([^"]+)"/.exec(sql);
        const part = parts.get(schema);
        const statement = await part.prover.prove(sql.replace(from, ` FROM "${dataOf(name)}"`), call);
        provenIn.set(statement, part);
        return statement;
      },
    },
    database: { execute: (statement, limits, call) => provenIn.get(statement).database.execute(statement, limits, call) },
    dialect: sqliteDialect,
    policy: defaultPolicy,
  };
  const knowledge = new KnowledgeBase({ queries: database, sampler: (catalog, values) => sampleValues(catalog, values, whole), clock: systemClock }, defaultKnowledgeOptions);
  return { name: 'all', identity: 'all', timeZone: 'UTC', database, dialect: sqliteDialect, policy: defaultPolicy, prover: refusing, knowledge };
}

/** No statement can be proven over all parts; it is asked only whether a question is SQL. */
const refusing = { prove: async () => ({ refused: true, reason: 'several databases', hints: [] }) };

export async function waitForValues(target) {
  while (!(await target.knowledge.get()).valuesComplete) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** The rules' own reading as a draft, so that every question is handed over. */
export function draftsOnly(source) {
  return {
    rung: source.rung,
    propose: async (request) => {
      const proposed = await source.propose(request);
      if (proposed.kind !== 'proposal') return { ...proposed, kind: 'none' };
      const { sql, confidence, assumptions } = proposed.proposal;
      return { kind: 'none', drafts: [{ sql, confidence, doubts: assumptions }] };
    },
  };
}

/** What the gold SQL reads, by the lineage of the database itself. */
export async function goldOf(question, part) {
  const proven = await part.prover.prove(question.gold_sql.trim().replace(/;\s*$/, ''), { timeoutMs: 10_000 }).catch(() => undefined);
  if (!proven || isRefusal(proven)) return undefined;
  const { proof } = proven;
  const columns = proof.columnsRead.map((column) => column.toLowerCase());
  return { tables: proof.tables.map((table) => table.toLowerCase().replace(/^main\./, '')), columns: columns.map((column) => column.replace(/^main\./, '')) };
}

export async function measure(question, gold, services, { database = 'all', schema = question.db_id, history = [] } = {}) {
  const startedAt = performance.now();
  const answer = await ask({ question: question.question, history, principal: 'local', database }, services);
  const ms = performance.now() - startedAt;
  const shown = shownIn(answer.context ?? '', schema);
  return {
    id: question.id,
    ms,
    tokens: JSON.stringify(respond(answerToWire(answer), 'nl2sql').structuredContent).length / 4,
    context: (answer.context ?? '').length / 4,
    missingTables: gold.tables.filter((table) => !shown.has(table)),
    missingColumns: gold.columns.filter((column) => !shown.get(column.split('.')[0])?.has(column.slice(column.indexOf('.') + 1))),
  };
}

/** What stands before a type, a mark or a value: names may have spaces, so that each beginning of a few words counts. */
function columnsIn(line) {
  return new Set(line.slice(2).split(', ').flatMap((text) => [...text.matchAll(/ |$/g)].slice(0, 6).map(({ index }) => text.slice(0, index).toLowerCase())));
}

/** Columns by table, of one schema (the default one, where it is null), as they stand in the text of a context. */
function shownIn(context, schema) {
  const shown = new Map();
  let [within, table] = [null, undefined];
  for (const line of context.split('\n')) {
    if (line.startsWith('  ')) {
      if (within === schema) shown.set(table, columnsIn(line));
      continue;
    }
    const heading = /^schema (.+?)(?:, written .*)?:$/.exec(line);
    const brief = /^(.+?)(?: \(\w+\))?(?: \[.*\])?\((.*)\)$/.exec(line);
    if (heading) within = heading[1];
    else if (brief && within === schema) shown.set(brief[1].toLowerCase(), columnsIn(`  ${brief[2]}`));
    else table = line.split(/ \(| \[| -- /)[0].toLowerCase();
  }
  return shown;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const report = new Report();
  await run({ dataFolder: process.argv[2], report });
  console.log(report.table());
}
