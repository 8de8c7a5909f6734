// Compiles every training question into candidates and labels each by executing it.
import { goldResults, isLabelledWrong, isRight, readQuestions, run } from '../../bench/accuracy/corpus.mjs';
import { digestOf } from '../../dist/answer/look.js';
import { compile } from '../../dist/instant/engine.js';
import { sqliteDialect } from '../../dist/sql/sqlite/dialect.js';

/** Wider than what is served: the ranker must have met the candidates that it is to reject. */
const options = { beam: { width: 24, fragmentsMax: 40 }, rivalsMax: 32 };
const rowsLooked = 101;

/** Questions of the training split whose gold no judge found wrong. */
export function trainingQuestions(data) {
  return readQuestions(data, 'spider_train').filter((question) => question.split === 'train' && !isLabelledWrong(question));
}

/** One example for each question: its candidates as `{right, outcome, features}`. */
export function* examples(questions, corpus, weights) {
  for (const question of questions) {
    const opened = corpus.database('spider_train', question.db_id);
    const golds = opened ? goldResults(question, opened) : [];
    if (golds.length === 0) continue;
    const { rivals } = compile({ question: question.question, history: [], catalog: opened.catalog, values: opened.values, dialect: sqliteDialect }, { ...options, ...(weights ? { weights } : {}) });
    const countMax = Math.max(rowsLooked, ...golds.map(({ rows }) => rows.length));
    const candidates = rivals.map(({ sql, ranked }) => ({ ...judged(run(opened, sql, countMax), golds), features: sum(ranked.features) }));
    // An empty gold is met by accident too easily to teach much.
    yield { database: question.db_id, sure: question.label_check === 'CORRECT', weight: golds[0].rows.length > 0 ? 1 : 0.3, candidates };
  }
}

function judged({ rows, error }, golds) {
  if (error !== undefined) return { right: false, outcome: { rows: -1, digest: '' } };
  return { right: isRight(rows, golds), outcome: digestOf({ rows: rows.slice(0, rowsLooked) }) };
}

function sum(parts) {
  const total = {};
  for (const part of parts) for (const name in part) total[name] = (total[name] ?? 0) + part[name];
  return total;
}
