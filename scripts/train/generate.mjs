// Compiles every training question into candidates and labels each by executing it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cutsTie, goldResults, isLabelledWrong, isRight, questionsIn, readQuestions, run } from './corpus.mjs';
import { digestOf } from '../../dist/answer/run/digest.js';
import { compile } from '../../dist/instant/engine.js';
import { sqliteDialect } from '../../dist/sql/sqlite/dialect.js';
import { paraphrases } from './paraphrase.mjs';

/** Wider than what is served: the ranker must have met the candidates that it is to reject. */
export const candidateOptions = { beam: { width: 24, fragmentsMax: 40, reach: 40 }, rivalsMax: 32, unaccepted: 'always' };
const rowsLooked = 101;
/** Beside a question that a person asked. */
const madeWeight = 0.6;

/** A schema with questions in people's words teaches as much as several of Spider's, which all ask in one style. */
const peopleWeight = 3;
/** Our own questions for training; their databases are made by bench/trades. */
const trades = fileURLToPath(new URL('../../bench/trades/train/', import.meta.url));

/** Questions of the training splits whose gold no judge found wrong, each with its set; what must be refused has no right candidate, and teaches when not to trust one. */
export function trainingQuestions(data) {
  const spider = readQuestions(data, 'spider_train').filter((question) => question.split === 'train' && !isLabelledWrong(question));
  const own = readdirSync(trades).flatMap((file) => questionsIn(join(trades, file)));
  const of = (set, people, questions) => questions.map((question) => ({ ...question, set, people }));
  return [...of('spider_train', false, spider), ...of('everyday/train', true, readQuestions(data, 'everyday/train')), ...of('trades', true, own)];
}

/** One example for each question and each of its paraphrases: its candidates as `{right, outcome, features}`. */
export function* examples(questions, corpus, weights) {
  for (const asked of questions) {
    const opened = corpus.database(asked.set, asked.db_id);
    const golds = opened && asked.answerable !== false ? goldResults(asked, opened) : [];
    if (!opened || (golds.length === 0 && asked.answerable !== false)) continue;
    const made = asked.set === 'spider_train' ? paraphrases(asked, opened.catalog) : [];
    for (const question of [asked, ...made]) yield exampleOf(question, opened, golds, { weights });
    // The same with what a model said of the schema: how far that may be trusted is learned, too.
    if (opened.declared) yield exampleOf(asked, opened, golds, { weights, declared: opened.declared });
  }
}

function exampleOf(question, opened, golds, { weights, declared }) {
  const { rivals } = compile({ question: question.question, history: [], catalog: opened.catalog, values: opened.values, dialect: sqliteDialect, declared }, { ...candidateOptions, weights });
  const { people } = question;
  const countMax = Math.max(rowsLooked, ...golds.map(({ rows }) => rows.length));
  const candidates = rivals.map(({ sql, query, ranked, rows, unexplained, doubtful }) => {
    const result = run(opened, sql, countMax);
    const { right, outcome } = judged(result, golds, people ? 'superset' : 'perm');
    return { right, columns: result.rows[0]?.length ?? 0, doubtful, rows, unexplained: unexplained.length, outcome: { ...outcome, tied: cutsTie(opened, query) }, features: sum(ranked.features) };
  });
  // An empty gold is met by accident too easily to teach much.
  const weight = (golds[0]?.rows.length > 0 ? 1 : 0.3) * (question.made === true ? madeWeight : 1) * (people ? peopleWeight : 1);
  return { people, database: question.db_id, declared: declared !== undefined, sure: people || question.label_check === 'CORRECT', made: question.made === true, weight, candidates };
}

function judged({ rows, error }, golds, columns) {
  if (error !== undefined) return { right: false, outcome: { rows: -1, digest: '' } };
  return { right: isRight(rows, golds, columns), outcome: digestOf({ rows: rows.slice(0, rowsLooked) }) };
}

/** The features of all parts of a reading together. */
export function sum(parts) {
  const total = {};
  for (const part of parts) for (const name in part) total[name] = (total[name] ?? 0) + part[name];
  return total;
}
