import { ask } from '../answer/ask/ladder.ts';
import { experimentTable } from '../answer/report/ab-text.ts';
import type { Services } from '../answer/services.ts';
import { compose } from '../compose.ts';
import { Failure, toFailure } from '../core/errors.ts';
import { localPrincipal } from '../core/question.ts';
import { type EvaluationQuestion, readQuestions } from '../evaluate/questions.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';

/** Asks every question of a file on both arms of the configured experiment, in turn, and prints the two side by side. */
export async function ab(options: Options): Promise<number> {
  const { questions: file } = options;
  if (file === undefined) throw new Failure('BAD_CONFIG', 'ab needs --questions FILE', { hints: ['One JSON object a line: {"id", "db_id", "question"}; db_id names the database.'] });
  const config = await configure(options);
  if (!config.experiment) throw new Failure('BAD_CONFIG', 'no experiment is configured', { hints: ['"experiment": { "share": 0.5, "features": { "vote": false } }'] });
  // Memory would give one arm's answer to the other.
  const services = await compose({ ...config, state: { file: ':memory:' }, features: { ...config.features, remembered: false, replies: false }, experiment: { ...config.experiment, features: { ...config.experiment.features, remembered: false, replies: false } } }, { careful: true });
  try {
    const failures = await askBoth(readQuestions(file), services);
    const report = services.experiment.report();
    if (report) process.stdout.write(`${experimentTable(report)}${failures > 0 ? `\nfailed: ${failures}` : ''}\n`);
    return 0;
  } finally {
    await services.close();
  }
}

/** Each arm goes first on every second question, so that warm caches of the database favour neither. */
async function askBoth(questions: readonly EvaluationQuestion[], services: Services): Promise<number> {
  let failures = 0;
  for (const [index, question] of questions.entries()) {
    const database = services.targets.has(question.db_id) ? { database: question.db_id } : {};
    for (const variant of index % 2 === 0 ? (['A', 'B'] as const) : (['B', 'A'] as const)) {
      await ask({ question: question.question, history: question.history, principal: localPrincipal, variant, maxAge: 0, ...database }, services).catch((error: unknown) => {
        failures += 1;
        process.stderr.write(`${question.id} ${variant}: ${toFailure(error).message}\n`);
      });
    }
  }
  return failures;
}
