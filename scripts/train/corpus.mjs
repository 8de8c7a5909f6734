// Question sets and their databases, opened in this process: training runs a few dozen candidates for each of thousands of questions.
// What is right is compared as `eval` compares it; accuracy itself is measured by bench/accuracy, which asks `eval`'s own modules.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { CatalogIndex } from '../../dist/catalog/index.js';
import { ValueIndex, valueLimits } from '../../dist/catalog/values.js';
import { introspect } from '../../dist/database/sqlite/introspect.js';
import { sameRows } from '../../dist/evaluate/compare.js';
import { orderMatters } from '../../dist/evaluate/order.js';
import { isTied, tieProbe } from '../../dist/instant/tie.js';
import { sqliteDialect } from '../../dist/sql/sqlite/dialect.js';

/** Gold that is not learned from; the scorer counts less of it as wrong. */
const wrongLabels = new Set(['INCORRECT', 'PARTIALLY_CORRECT', 'UNANSWERABLE']);
const rowsMax = 200_000;

export function readQuestions(data, set) {
  return questionsIn(join(data, set, 'questions.jsonl'));
}

export function questionsIn(path) {
  return readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
}

export function isLabelledWrong(question) {
  return wrongLabels.has(question.label_check);
}

/** Opens each database once; those of `trades` are made in a folder of their own. */
export class Corpus {
  #data;
  #open = new Map();

  #trades;

  constructor(data, trades) {
    this.#data = data;
    this.#trades = trades;
  }

  pathOf(set, name) {
    return set === 'trades' ? join(this.#trades, `${name}.sqlite`) : join(this.#data, set, 'databases', `${name}.sqlite`);
  }

  database(set, name) {
    const path = this.pathOf(set, name);
    if (!this.#open.has(path)) this.#open.set(path, existsSync(path) ? openDatabase(path) : undefined);
    return this.#open.get(path);
  }
}

function openDatabase(path) {
  return opened(new DatabaseSync(path, { readOnly: true, enableDoubleQuotedStringLiterals: true }));
}

/** A database with its catalog and the values that were sampled of it. */
export function opened(database) {
  const catalog = new CatalogIndex(introspect(database));
  return { database, catalog, values: sampledValues(database, catalog) };
}

function sampledValues(database, catalog) {
  const values = new ValueIndex();
  const quote = (name) => `"${name.replaceAll('"', '""')}"`;
  for (const table of catalog.tables) {
    const columns = table.columns.filter((column) => ValueIndex.wants(column));
    if (columns.length === 0) continue;
    const sql = `SELECT ${columns.map(({ column }) => quote(column.name)).join(', ')} FROM ${quote(table.table.name)}`;
    const newest = table.table.primaryKey.length === 1 ? [`${sql} ORDER BY ${quote(table.table.primaryKey[0])} DESC`] : [];
    for (const part of [sql, ...newest]) for (const row of run({ database }, `${part} LIMIT ${valueLimits.rowsSampled}`).rows) values.addRow(columns, row);
  }
  return values;
}

/** All rows, or as many as `countMax` and one more; none with the error where the statement fails. */
export function run({ database }, sql, countMax = rowsMax) {
  const rows = [];
  try {
    const statement = database.prepare(sql.trim().replace(/;\s*$/, ''));
    statement.setReturnArrays(true);
    for (const row of statement.iterate()) {
      rows.push(row.map((cell) => (cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : cell)));
      if (rows.length > countMax) break;
    }
    return { rows };
  } catch (error) {
    return { rows: [], error: String(error) };
  }
}

/** Whether the limit of a query falls between equals. */
export function cutsTie(opened, query) {
  const probe = tieProbe(query, sqliteDialect);
  return probe !== undefined && isTied(run(opened, probe.sql, probe.limit).rows, probe.limit);
}

/** What the gold statements give; those that fail are left out. */
export function goldResults(question, opened) {
  return [question.gold_sql, ...(question.alt_sql ?? [])].map((sql) => ({ ordered: orderMatters(sql), ...run(opened, sql) })).filter(({ error }) => error === undefined);
}

export function isRight(rows, golds, columns) {
  return golds.some((gold) => sameRows(gold.rows, rows, { ordered: gold.ordered, loose: false, columns }));
}
