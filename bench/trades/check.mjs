// Holds the questions against their databases: node bench/trades/check.mjs [--only NAME] [--questions DIR].
// Prints JSON: for each database counts and problems. DIR holds train/, calibration/ and heldout/, in place of those that lie here.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';
import { sameRows } from '../../dist/evaluate/compare.js';
import { orderMatters } from '../../dist/evaluate/order.js';
import { readQuestions } from '../../dist/evaluate/questions.js';
import { build } from './build.mjs';
import { keysBeyondLimit, turnedRound, withoutConditions } from './mutants.mjs';

const today = '2026-11-16 12:00:00';
const rowsMax = 400;
/** Given and family name together say who is meant, even where one of them would do. */
const partOfName = /\b(?:first|last|given|family|fst|lst)_?(?:name|nm)\s*=/i;

/** Counts for each database, and what is wrong with which question. */
function check(folder, split) {
  const here = join(questionsFolder, split);
  return readdirSync(here).filter((file) => only === undefined || file === `${only}.jsonl`).map((file) => {
    const questions = readQuestions(join(here, file));
    const name = file.replace(/\.jsonl$/, '');
    const database = new DatabaseSync(join(folder, `${name}.sqlite`), { readOnly: true });
    const problems = questions.flatMap((question) => problemsOf(question, name, (sql) => rowsOf(database, sql)).map((problem) => `${question.id}: ${problem}`));
    database.close();
    const texts = new Set(questions.map(({ question }) => question.toLowerCase()));
    return { split, name, questions: questions.length, distinct: texts.size, refused: questions.filter(({ answerable }) => answerable === false).length, problems };
  });
}

function problemsOf(question, name, rows) {
  if (question.db_id !== name) return ['it is filed with another database'];
  if (question.answerable === false) return question.gold_sql === null ? [] : ['what must be refused has no gold'];
  try {
    return problemsOfGold(question.gold_sql, question.alt_sql ?? [], rows);
  } catch (error) {
    return [error.message];
  }
}

function problemsOfGold(gold, alternatives, rows) {
  const found = rows(gold);
  const sameAs = (sql) => sameRows(found, rows(sql), { ordered: orderMatters(gold), loose: false, columns: 'superset' });
  return [
    ...(found.length > rowsMax ? [`${found.length} rows`] : []),
    ...(found.every((row) => row.every((cell) => cell === null || cell === 0)) ? ['the result is nothing or nought'] : []),
    ...alternatives.filter(sameAs).map((sql) => `an alternative gives what the gold gives: ${sql}`),
    ...withoutConditions(gold).filter(({ left, sql }) => !partOfName.test(left) && runs(sql, rows) && sameAs(sql)).map(({ left }) => `the same without ${left}`),
    ...[turnedRound(gold)].filter((sql) => sql !== undefined && runs(sql, rows) && sameAs(sql)).map(() => 'the same in reverse order'),
    ...tied(gold, rows),
  ];
}

/** A condition may be what makes a statement valid: without it there is nothing to compare. */
function runs(sql, rows) {
  try {
    return rows(sql) !== undefined;
  } catch {
    return false;
  }
}

function tied(gold, rows) {
  const beyond = keysBeyondLimit(gold);
  if (beyond === undefined) return [];
  const keys = rows(beyond.sql).map((row) => JSON.stringify(row.slice(-beyond.keys)));
  return new Set(keys).size < keys.length ? [`equal keys within the limit or at its end: ${keys.join(' ')}`] : [];
}

function rowsOf(database, sql) {
  const statement = database.prepare(sql.replaceAll(`'now'`, `'${today}'`));
  statement.setReturnArrays(true);
  return statement.all();
}

const { only, questions: questionsFolder = fileURLToPath(new URL('.', import.meta.url)) } = parseArgs({ options: { only: { type: 'string' }, questions: { type: 'string' } } }).values;
const folder = mkdtempSync(join(tmpdir(), 'nl2sql-trades-'));
try {
  await build(folder, only === undefined ? undefined : [only]);
  process.stdout.write(`${JSON.stringify(['train', 'calibration', 'heldout'].filter((split) => existsSync(join(questionsFolder, split))).flatMap((split) => check(folder, split)), undefined, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
