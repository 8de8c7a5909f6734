// How right the instant engine is on one set of questions, at both operating points, with and without a look at the data.
// It is asked and judged by the modules of `eval`, and by nothing else.
import { compose } from '../../dist/compose.js';
import { judge } from '../../dist/evaluate/judge.js';
import { predict } from '../../dist/evaluate/predict.js';
import { isLabelledWrong, scoredOf, surplusOf } from '../../dist/evaluate/score.js';
import { thresholdsFor } from '../../dist/instant/engine.js';
import { proportionInterval } from '../../dist/std/interval.js';

/**
 * Judges the best reading of every question, and tells how sure the engine is of it. `files` are the SQLite files by the names
 * that the questions call them by; `knowledge` is the path of a knowledge file whose words are understood.
 */
export async function measure(questions, { files, columns = 'perm', knowledge }) {
  const databases = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, { dsn: `sqlite:${path}`, pool: { max: 1, idleMs: 2_000 } }]));
  const config = { databases, baseFolder: '/', state: { file: ':memory:' }, ...(knowledge === undefined ? {} : { knowledge }) };
  const looking = await compose(config, { careful: false, look: true });
  const blind = await compose(config, { careful: false, look: false });
  const ask = (question, services) => predict(question, services.targets.get(question.db_id), services, { knowledge: knowledge !== undefined });
  try {
    const judged = [];
    for (const question of questions.filter(({ db_id: name }) => files[name] !== undefined)) {
      const looked = await ask(question, looking);
      const verdict = await judge(question, looked, looking.targets.get(question.db_id), { columns });
      if (verdict.status !== 'excluded') judged.push({ question, verdict, looked: sureness(looked, true), blind: sureness(await ask(question, blind), false) });
    }
    // Timed by themselves, so that nothing else is at work meanwhile.
    const timed = [];
    for (const entry of judged) timed.push({ ...entry, ms: (await ask(entry.question, blind)).ms });
    return timed;
  } finally {
    await Promise.allSettled([looking.close(), blind.close()]);
  }
}

/** What is not served is less sure than the threshold: nothing, where the engine abstains whatever its confidence. */
function sureness({ sql, confidence }, looked) {
  return sql !== null || confidence < thresholdsFor(looked).eager ? confidence : 0;
}

export function summary(judged) {
  const scored = scoredOf(judged.map(({ verdict, ...entry }) => ({ ...entry, ...verdict })));
  const trusted = scored.filter((entry) => !isLabelledWrong(entry));
  const points = Object.fromEntries(['looked', 'blind'].flatMap((kind) => {
    const { eager, careful } = thresholdsFor(kind === 'looked');
    return [[`${kind}Eager`, atThreshold(trusted, kind, eager)], [`${kind}Careful`, atThreshold(trusted, kind, careful)]];
  }));
  const times = judged.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    questions: scored.length,
    accuracy: share(rightOf(scored).length, scored.length),
    accuracyNotWrong: share(rightOf(trusted).length, trusted.length),
    ...points,
    ...refusals(judged),
    p50Ms: times[Math.floor(times.length * 0.5)],
    p99Ms: times[Math.floor(times.length * 0.99)],
    curve: curve(trusted),
  };
}

/** How many columns right answers show beyond the gold's, of what eval serves and of the best readings. */
export function surplus(judged) {
  const scored = scoredOf(judged.map(({ verdict }) => verdict));
  return { served: rounded(surplusOf(scored)), best: rounded(surplusOf(scored.map(({ best }) => best))) };
}

function rightOf(entries) {
  return entries.filter(({ best }) => best.correct);
}

/** Coverage, precision with its 95 % interval, and RS(10) at a threshold, over the questions whose gold is not labelled wrong. */
function atThreshold(trusted, kind, threshold) {
  const served = trusted.filter((entry) => entry[kind] >= threshold);
  const right = rightOf(served).length;
  const { low, high } = proportionInterval(right, served.length);
  const penalised = trusted.reduce((sum, entry) => sum + (entry[kind] >= threshold ? (entry.best.correct ? 1 : -10) : entry.best.correct ? 0 : 1), 0);
  const interval = [low, high].map((bound) => Math.round(bound * 1e4) / 1e4);
  return { coverage: share(served.length, trusted.length), precision: share(right, served.length), interval, reliability10: share(penalised, trusted.length) };
}

function refusals(judged) {
  const refusable = judged.filter(({ verdict }) => verdict.status === 'unanswerable');
  if (refusable.length === 0) return {};
  return { toRefuse: refusable.length, refused: share(refusable.filter(({ verdict }) => verdict.correct).length, refusable.length) };
}

/** Precision at each twentieth of coverage. */
function curve(trusted) {
  const ordered = trusted.toSorted((a, b) => b.looked - a.looked);
  return Array.from({ length: 20 }, (_, step) => {
    const part = ordered.slice(0, Math.ceil((ordered.length * (step + 1)) / 20));
    return [(step + 1) / 20, share(rightOf(part).length, part.length)];
  });
}

function share(part, whole) {
  return whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4;
}

function rounded({ mean, ...counts }) {
  return { mean: mean === null ? null : Math.round(mean * 1e4) / 1e4, ...counts };
}
