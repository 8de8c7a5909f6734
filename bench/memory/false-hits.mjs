// Whether memory answers what only looks like a question that it knows.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { compose } from '../../dist/compose.js';
import { Glossary } from '../../dist/memory/glossary.js';
import { RememberedQuestions } from '../../dist/memory/remembered.js';
import { VolatileStore } from '../../dist/memory/volatile-store.js';
import { minimalPairs, seeded } from './pairs.mjs';

/** Question sets with the folder of their databases. */
const usualSets = [['spider_dev', 'spider_dev'], ['spider_train', 'spider_train']];
const noPlans = { get: () => undefined, set() {}, delete() {}, clear() {}, stats: () => ({}) };
const clock = { now: () => 1_700_000_000_000, monotonicMs: () => 0 };

export async function falseHits(dataFolder, { sets = usualSets, examples = 0 } = {}) {
  const figures = { pairs: 0, wrong: 0, swaps: 0, served: 0, microseconds: [], byKind: new Map(), bySet: new Map(), examples: [], missed: [] };
  const random = seeded(42);
  for (const [set, folder] of sets) {
    const before = { served: figures.served, swaps: figures.swaps };
    const items = readFileSync(join(dataFolder, set, 'questions.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    for (const [database, own] of Map.groupBy ? Map.groupBy(items, (item) => item.db_id) : group(items)) {
      const path = join(dataFolder, folder, 'databases', `${database}.sqlite`);
      if (existsSync(path)) await judgeDatabase(path, own, random, figures, examples);
    }
    figures.bySet.set(set, { served: figures.served - before.served, swaps: figures.swaps - before.swaps });
  }
  return figures;
}

function group(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.db_id, [...(groups.get(item.db_id) ?? []), item]);
  return groups;
}

async function judgeDatabase(path, items, random, figures, examples) {
  const services = await compose({ databases: { d: { dsn: `sqlite:${path}` } }, baseFolder: '/' }, { careful: true });
  const raw = new DatabaseSync(path, { readOnly: true });
  try {
    const target = services.targets.get('d');
    const knowledge = await target.knowledge.get();
    const scope = { database: target.identity, principal: 'bench', policy: '', day: '2026-11-20 UTC', catalog: knowledge.catalog, values: knowledge.values, dialect: target.dialect };
    const schema = schemaOf(raw, knowledge.catalog);
    for (const item of items) await judgeQuestion(item, schema, scope, raw, random, figures, examples);
  } finally {
    raw.close();
    await services.close();
  }
}

async function judgeQuestion(item, schema, scope, raw, random, figures, examples) {
  const remembered = await RememberedQuestions.open({ store: new VolatileStore(), plans: noPlans, clock, budget: { entriesMax: 10, bytesMax: Infinity } });
  const question = (text) => ({ text, history: [], database: 'd', principal: 'bench' });
  const proposal = { sql: item.gold_sql, rung: 'host', confidence: 1, verified: true, reading: '', assumptions: [] };
  const tables = scope.catalog.tables.filter(({ table }) => new RegExp(`\\b${table.name}\\b`, 'i').test(item.gold_sql)).map(({ table }) => table.name);
  if (!(await remembered.remember(question(item.question), scope, Glossary.empty, { proposal, tables }))) return;
  for (const pair of minimalPairs(item, schema, random)) {
    if (pair.question.toLowerCase() === item.question.toLowerCase()) continue;
    const startedAt = performance.now();
    const recall = remembered.find(question(pair.question), scope, Glossary.empty);
    figures.microseconds.push((performance.now() - startedAt) * 1_000);
    record(figures, pair, recall, raw, item, examples);
  }
}

function record(figures, pair, recall, raw, item, examples) {
  const kind = figures.byKind.get(pair.kind) ?? { pairs: 0, served: 0, wrong: 0 };
  figures.byKind.set(pair.kind, kind);
  kind.pairs += 1;
  figures.pairs += 1;
  if (pair.swap) figures.swaps += 1;
  if (!recall) {
    if (pair.swap && figures.missed.length < examples) figures.missed.push({ kind: pair.kind, base: item.question, sql: item.gold_sql, asked: pair.question });
    return;
  }
  kind.served += 1;
  const isRight = pair.expected !== undefined && sameSql(recall.proposal.sql, pair.expected, raw);
  if (isRight && pair.swap) figures.served += 1;
  if (isRight) return;
  kind.wrong += 1;
  figures.wrong += 1;
  figures.examples.push({ kind: pair.kind, base: item.question, asked: pair.question, served: recall.proposal.sql, expected: pair.expected });
}

const plain = (sql) => sql.replace(/"([^"]*)"/g, "'$1'").replace(/\s+/g, ' ').trim();

function sameSql(served, expected, raw) {
  if (plain(served) === plain(expected)) return true;
  const rows = (sql) => JSON.stringify(raw.prepare(sql).all());
  try {
    return rows(served) === rows(expected);
  } catch {
    return false;
  }
}

/** The schema and its values, read straight from the file. */
function schemaOf(raw, catalog) {
  const columns = catalog.tables.flatMap(({ table }) => table.columns.map((column) => ({ table: table.name, name: column.name, text: column.family === 'text' })));
  const cache = new Map();
  const distinct = ({ table, name }) => {
    const key = `${table}.${name}`;
    if (!cache.has(key)) cache.set(key, raw.prepare(`SELECT DISTINCT "${name}" AS v FROM "${table}" WHERE typeof("${name}") = 'text' LIMIT 500`).all().map((row) => row.v).filter((v) => v.length > 0 && v.length < 50 && /^[\p{L}\p{N}]/u.test(v)));
    return cache.get(key);
  };
  return {
    tables: catalog.tables.map(({ table }) => table.name),
    columns,
    valuesOf: (column, old) => {
      const owner = columns.find((entry) => entry.name.toLowerCase() === column.toLowerCase() && distinct(entry).some((v) => v.toLowerCase() === old.toLowerCase()));
      return owner ? distinct(owner) : [];
    },
    /** Held by no column of that name, whether or not it holds the literal of the SQL: what one of them holds may be answered. */
    foreignValues: (column) => {
      const isNamed = (entry) => entry.name.toLowerCase() === column.toLowerCase();
      const taken = new Set(columns.filter(isNamed).flatMap(distinct).map((value) => value.toLowerCase()));
      return columns.filter((entry) => entry.text && !isNamed(entry)).slice(0, 6).flatMap((entry) => distinct(entry).slice(0, 20)).filter((value) => !taken.has(value.toLowerCase()));
    },
  };
}
