// How right the instant engine is on one set of questions, at both operating points, with and without a look at the data.
import { digestOf } from '../../dist/answer/run/look.js';
import { afterLook, compile, looksMax, thresholdsFor } from '../../dist/instant/engine.js';
import { Glossary } from '../../dist/memory/glossary.js';
import { sqliteDialect } from '../../dist/sql/sqlite/dialect.js';
import { cutsTie, goldResults, isLabelledWrong, isRight, run } from './corpus.mjs';

/** Judges every question: whether its best reading is right, how sure the engine is of it, and how long reading takes an engine that does nothing else. */
export function measure(questions, open, glossary = Glossary.empty) {
  const judged = questions.flatMap((question) => judge(question, open, glossary));
  return judged.map(({ request, ...verdict }) => ({ ...verdict, ms: elapsed(() => compile(request)) }));
}

function judge(question, open, glossary) {
  const opened = open(question.db_id);
  const golds = opened && question.gold_sql !== undefined ? goldResults(question, opened) : [];
  if (!opened || (golds.length === 0 && question.answerable !== false)) return [];
  const request = { question: glossary.expandPhrases(question.question), history: (question.history ?? []).map((text) => glossary.expandPhrases(text)), catalog: opened.catalog, values: opened.values, dialect: sqliteDialect, glossary: glossary.entries };
  const blind = compile(request);
  const looked = afterLook(blind, outcomes(blind, opened));
  const [best] = blind.candidates;
  const right = best !== undefined && golds.length > 0 && isRight(run(opened, best.sql).rows, golds);
  const sure = (result) => (result.abstention === undefined ? (result.candidates[0]?.confidence ?? 0) : 0);
  return [{ request, id: question.id, refusable: question.answerable === false, labelledWrong: isLabelledWrong(question), right, answered: best !== undefined, blind: sure(blind), looked: sure(looked) }];
}

function elapsed(work) {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function outcomes({ rivals }, opened) {
  return new Map(rivals.slice(0, looksMax).flatMap(({ sql, query }, index) => {
    const { rows, error } = run(opened, sql, 100);
    return error === undefined ? [[sql, { ...digestOf({ rows }), tied: index === 0 && cutsTie(opened, query) }]] : [];
  }));
}

/** Coverage, precision and RS(10) at a threshold, over the questions whose gold is not labelled wrong. */
export function atThreshold(judged, kind, threshold) {
  const scored = judged.filter(({ labelledWrong, refusable }) => !labelledWrong && !refusable);
  const served = scored.filter((entry) => entry[kind] >= threshold);
  const right = served.filter((entry) => entry.right).length;
  const penalised = scored.reduce((sum, entry) => sum + (entry[kind] >= threshold ? (entry.right ? 1 : -10) : entry.right ? 0 : 1), 0);
  return { coverage: share(served.length, scored.length), precision: share(right, served.length), reliability10: share(penalised, scored.length) };
}

export function summary(judged) {
  const points = Object.fromEntries(['looked', 'blind'].flatMap((kind) => {
    const { eager, careful } = thresholdsFor(kind === 'looked');
    return [[`${kind}Eager`, atThreshold(judged, kind, eager)], [`${kind}Careful`, atThreshold(judged, kind, careful)]];
  }));
  const scored = judged.filter(({ refusable }) => !refusable);
  const times = judged.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    questions: scored.length,
    accuracy: share(scored.filter(({ right }) => right).length, scored.length),
    accuracyNotWrong: share(scored.filter(({ right, labelledWrong }) => right && !labelledWrong).length, scored.filter(({ labelledWrong }) => !labelledWrong).length),
    ...points,
    ...refusals(judged),
    p50Ms: times[Math.floor(times.length * 0.5)],
    p99Ms: times[Math.floor(times.length * 0.99)],
    curve: curve(judged),
  };
}

function refusals(judged) {
  const refusable = judged.filter((entry) => entry.refusable);
  if (refusable.length === 0) return {};
  const { eager } = thresholdsFor(true);
  return { toRefuse: refusable.length, refused: share(refusable.filter(({ looked }) => looked < eager).length, refusable.length) };
}

/** Precision at each twentieth of coverage. */
function curve(judged) {
  const ordered = judged.filter(({ labelledWrong, refusable }) => !labelledWrong && !refusable).toSorted((a, b) => b.looked - a.looked);
  return Array.from({ length: 20 }, (_, step) => {
    const part = ordered.slice(0, Math.ceil((ordered.length * (step + 1)) / 20));
    return [(step + 1) / 20, share(part.filter(({ right }) => right).length, part.length)];
  });
}

function share(part, whole) {
  return whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4;
}
