// Compiles every training question into candidates and labels each by executing it.
import { cutsTie, goldResults, isLabelledWrong, isRight, readQuestions, run } from './corpus.mjs';
import { digestOf } from '../../dist/answer/run/execution-guided.js';
import { compile } from '../../dist/instant/engine.js';
import { sqliteDialect } from '../../dist/sql/sqlite/dialect.js';
import { paraphrases } from './paraphrase.mjs';

/** Wider than what is served: the ranker must have met the candidates that it is to reject. */
const options = { beam: { width: 24, fragmentsMax: 40, reach: 40 }, rivalsMax: 32 };
const rowsLooked = 101;
/** Beside a question that a person asked. */
const madeWeight = 0.6;

/** Questions of the training split whose gold no judge found wrong. */
export function trainingQuestions(data) {
  return readQuestions(data, 'spider_train').filter((question) => question.split === 'train' && !isLabelledWrong(question));
}

/** One example for each question and each of its paraphrases: its candidates as `{right, outcome, features}`. */
export function* examples(questions, corpus, weights) {
  for (const asked of questions) {
    const opened = corpus.database('spider_train', asked.db_id);
    const golds = opened ? goldResults(asked, opened) : [];
    if (golds.length === 0) continue;
    for (const question of [asked, ...paraphrases(asked, opened.catalog)]) yield exampleOf(question, opened, golds, weights);
  }
}

function exampleOf(question, opened, golds, weights) {
  const { rivals } = compile({ question: question.question, history: [], catalog: opened.catalog, values: opened.values, dialect: sqliteDialect }, { ...options, weights });
  const countMax = Math.max(rowsLooked, ...golds.map(({ rows }) => rows.length));
  const candidates = rivals.map(({ sql, query, ranked }) => {
    const { right, outcome } = judged(run(opened, sql, countMax), golds);
    return { right, outcome: { ...outcome, tied: cutsTie(opened, query) }, features: sum(ranked.features) };
  });
  // An empty gold is met by accident too easily to teach much.
  return { database: question.db_id, sure: question.label_check === 'CORRECT', made: question.made === true, weight: (golds[0].rows.length > 0 ? 1 : 0.3) * (question.made === true ? madeWeight : 1), candidates };
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
