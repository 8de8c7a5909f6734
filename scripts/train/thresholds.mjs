// The confidences from which answers are served, chosen on questions in people's words of schemas that no weight was learned on: those of
// bench/trades/calibration, of which no rule was made, either, and everyday/dev.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from '../../bench/accuracy/measure.mjs';
import { readQuestions } from '../../dist/evaluate/questions.js';

/** Precision wanted of all that is served. */
const targets = { eager: 0.95, careful: 0.98 };
const answersMin = 20;
const calibration = fileURLToPath(new URL('../../bench/trades/calibration/', import.meta.url));

/** `{looking, blind}`, each with its thresholds `{eager, careful}`; `trades` is the folder of the databases of bench/trades. */
export async function thresholds(data, trades, log) {
  const sets = [
    { folder: trades, questions: readdirSync(calibration).flatMap((file) => readQuestions(join(calibration, file))) },
    { folder: join(data, 'everyday/dev/databases'), questions: readQuestions(join(data, 'everyday/dev/questions.jsonl')) },
  ];
  const judged = [];
  for (const { folder, questions } of sets) {
    const files = Object.fromEntries(questions.map(({ db_id: name }) => [name, join(folder, `${name}.sqlite`)]));
    judged.push(...await measure(questions, { files, columns: 'superset' }));
  }
  const answered = judged.filter(({ verdict }) => verdict.status !== 'unanswerable');
  const of = (kind) => Object.fromEntries(Object.entries(targets).map(([name, target]) => [name, lowest(answered, kind, target, log)]));
  return { looking: of('looked'), blind: of('blind') };
}

/** The lowest confidence down to which the wanted precision holds, rounded up to what is told of one. */
function lowest(answered, kind, target, log) {
  const ordered = answered.toSorted((a, b) => b[kind] - a[kind]);
  let right = 0;
  let found = { confidence: 0.999, served: 0 };
  for (const [index, entry] of ordered.entries()) {
    right += entry.verdict.best.correct ? 1 : 0;
    if (index + 1 >= answersMin && right / (index + 1) >= target) found = { confidence: entry[kind], served: index + 1 };
  }
  log(`${kind}: ${found.served} of ${answered.length} at ${target * 100} %, from a confidence of ${found.confidence}`);
  return Math.floor(found.confidence * 1e4) / 1e4;
}
