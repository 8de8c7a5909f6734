import { createWriteStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { once } from 'node:events';
import { compose } from '../compose.ts';
import { Failure } from '../core/errors.ts';
import { fileDsn, fileEngine } from '../database/engines.ts';
import type { Services } from '../answer/services.ts';
import type { Target } from '../answer/target/target.ts';
import { type ColumnRule, columnRules } from '../evaluate/compare.ts';
import { judge } from '../evaluate/judge.ts';
import { predict, predictByLadder, type Prediction } from '../evaluate/predict.ts';
import { type EvaluationQuestion, readQuestions } from '../evaluate/questions.ts';
import { run } from '../evaluate/run.ts';
import { type Judged, scoreTable } from '../evaluate/score.ts';
import type { Options } from './arguments.ts';
import { chooseRungs, type ChosenRungs } from './evaluate-rungs.ts';

/** Runs a questions file through the instant rung, writes one prediction a line, and prints the score table where gold is given. */
export async function evaluate(options: Options): Promise<number> {
  const { questions: file, databases: folder, out } = options;
  if (file === undefined || out === undefined || (folder === undefined && options.dsn === undefined)) {
    throw new Failure('BAD_CONFIG', 'eval needs --questions FILE, --out FILE, and --databases DIR or --dsn URL', { hints: ['eval --tools --config FILE runs the named tools of the knowledge file again.'] });
  }
  const columns = columnRuleOf(options.cols);
  const questions = readQuestions(file);
  const rungs = await chooseRungs(options, questions);
  const engines = await openDatabases(questions, options, rungs);
  const stream = createWriteStream(out);
  const judged: Judged[] = [];
  try {
    for (const [done, question] of questions.entries()) {
      const target = engines.ask.targets.get(question.db_id);
      const prediction = target ? await predictWithRows(question, target, engines, options, rungs) : missing(question);
      if (!stream.write(`${JSON.stringify(prediction)}\n`)) await once(stream, 'drain');
      judged.push(await judge(question, prediction, engines.gold.targets.get(question.db_id), { columns }));
      if (done % 100 === 99) process.stderr.write(`${done + 1}/${questions.length}\n`);
    }
  } finally {
    stream.end();
    await once(stream, 'finish');
    await Promise.allSettled([engines.ask.close(), engines.gold.close()]);
  }
  const isJudged = questions.some(({ gold_sql: gold, answerable }) => typeof gold === 'string' || answerable === false);
  if (isJudged) process.stdout.write(`${scoreTable(judged, { surplus: columns === 'superset' })}\n`);
  return 0;
}

function columnRuleOf(text = 'perm'): ColumnRule {
  const rule = columnRules.find((name) => name === text);
  if (rule) return rule;
  throw new Failure('BAD_CONFIG', `--cols is ${text}`, { hints: ['perm: the columns of the gold in any order; superset: further ones may stand beside them'] });
}

interface Engines {
  /** Where the questions are asked. */
  readonly ask: Services;
  /** Where gold runs: the files, where they are given. */
  readonly gold: Services;
}

async function openDatabases(questions: readonly EvaluationQuestion[], options: Options, rungs: ChosenRungs): Promise<Engines> {
  const names = [...new Set(questions.map((question) => question.db_id))];
  const compositions = { careful: options.careful ?? false, look: !(options['no-look'] ?? false), ...rungs.composition };
  const files = names.map((name) => [name, resolve(options.databases ?? '', `${name}.${fileEngine.extensions[0]}`)] as const).filter(([, path]) => options.databases !== undefined && existsSync(path));
  const gold = await compose({ databases: Object.fromEntries(files.map(([name, path]) => [name, { dsn: fileDsn(path), pool: { max: 1, idleMs: 2_000 } }])), baseFolder: process.cwd(), ...rungs.config }, compositions);
  const dsn = options.dsn?.[0];
  if (dsn === undefined) return { ask: gold, gold };
  const databases = Object.fromEntries(names.map((name) => [name, { dsn: dsn.replaceAll('{db_id}', name), pool: { max: 2, idleMs: 2_000 } }]));
  return { ask: await compose({ databases, baseFolder: process.cwd(), ...rungs.config }, compositions), gold };
}

async function predictWithRows(question: EvaluationQuestion, target: Target, engines: Engines, options: Options, rungs: ChosenRungs): Promise<Prediction> {
  const prediction = await (rungs.ladder ? predictByLadder : predict)(question, target, engines.ask);
  if (options.dsn === undefined || prediction.sql === null) return prediction;
  const ran = await run(target, prediction.sql);
  if ('rows' in ran) return { ...prediction, rows: ran.rows };
  process.stderr.write(`${question.id}: ${ran.problem}\n`);
  return prediction;
}

function missing(question: EvaluationQuestion): Prediction {
  process.stderr.write(`${question.id}: there is no database ${question.db_id}\n`);
  return { id: question.id, sql: null, best_sql: null, confidence: 0, rung: 'none', ms: 0 };
}
