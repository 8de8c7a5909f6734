// What an oracle that knows the gold SQL loses on its way through the ladder, and what the repair loop wins back of its faults.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../dist/compose.js';
import { OracleModel } from '../../dist/evaluate/oracle.js';
import { judge } from '../../dist/evaluate/judge.js';
import { predictByLadder } from '../../dist/evaluate/predict.js';
import { readQuestions } from '../../dist/evaluate/questions.js';

const fresh = { remembered: false, replies: false };

export async function oracle(report, dataFolder) {
  const questions = readQuestions(join(dataFolder, 'spider_dev/questions.jsonl'));
  const evaluate = (rungs, wrongRate, features = {}, around = (model) => model) => evaluateOracle(questions, dataFolder, { rungs, model: around(new OracleModel(questions, { wrongRate, latencyMs: 0 })), features });
  const perfect = await evaluate(['model'], 0);
  report.add('perfect oracle, rules off: accuracy', perfect.accuracy, { limit: 99, unit: '%', atLeast: true });
  const both = await evaluate(['instant', 'model'], 0);
  report.add('perfect oracle, rules on: accuracy', both.accuracy, { unit: '%' });
  report.add('perfect oracle, rules on: lost beyond the wrong answers of the rules', 100 - both.accuracy - both.wrongOfRules, { limit: 0.3, unit: 'points' });
  report.add('model calls for each question that the rules leave open', both.calls / both.open, { limit: 1.1 });
  const bare = await evaluate(['model'], 0.2, { repair: false });
  const repaired = await evaluate(['model'], 0.2);
  report.add('oracle wrong in 20 %, no repair: accuracy', bare.accuracy, { unit: '%' });
  report.add('oracle wrong in 20 %, with repair: accuracy', repaired.accuracy, { unit: '%' });
  report.add('oracle wrong in 20 %, with repair: answers that are wrong', repaired.wrong, { unit: '%' });
  report.add('oracle wrong in 20 %, with repair: faults found by the database won back', (100 * (repaired.accuracy - bare.accuracy)) / bare.unanswered, { unit: '%' });
  report.add('oracle wrong in 20 %, with repair: model calls a question', repaired.calls / questions.length);
  await emptyResults(report, questions, evaluate, perfect);
}

/** Values in the wrong case find nothing; they come back right only where the path notices. A model that throws away what was right is the worst that sending back can meet. */
async function emptyResults(report, questions, evaluate, perfect) {
  const unnoticed = await evaluate(['model'], 0, { repair: false }, (model) => new ShoutingModel(model));
  const noticed = await evaluate(['model'], 0, {}, (model) => new ShoutingModel(model));
  report.add('values in the wrong case: wrong answers won back', (100 * (noticed.accuracy - unnoticed.accuracy)) / (perfect.accuracy - unnoticed.accuracy), { unit: '%' });
  report.add('perfect oracle: right answers without rows that are sent back', perfect.calls - questions.length, { unit: `of ${questions.length}` });
  const fickle = await evaluate(['model'], 0, {}, (model) => new FickleModel(model));
  report.add('perfect oracle that drops all conditions when it is asked again: lost', perfect.accuracy - fickle.accuracy, { unit: 'points' });
}

class Around {
  constructor(model) {
    this.model = model;
  }

  get calls() {
    return this.model.calls;
  }

  health() {
    return this.model.health();
  }
}

/** Writes the texts that columns are compared with in capitals at first, and as they are when it is asked again. */
class ShoutingModel extends Around {
  async writeSql(request, call) {
    const reply = await this.model.writeSql(request, call);
    return reply.kind === 'sql' && request.attempts.length === 0 ? { ...reply, sql: reply.sql.replace(/(=\s*)("[^"]*"|'[^']*')/g, (_, sign, text) => sign + text.toUpperCase()) } : reply;
  }
}

/** Takes its conditions back whenever its SQL is. */
class FickleModel extends Around {
  async writeSql(request, call) {
    const reply = await this.model.writeSql(request, call);
    return reply.kind === 'sql' && request.attempts.length > 0 ? { ...reply, sql: reply.sql.replace(/\bwhere\b[\s\S]*$/i, '') } : reply;
  }
}

async function evaluateOracle(questions, dataFolder, { rungs, model, features }) {
  const names = [...new Set(questions.map(({ db_id: name }) => name))].filter((name) => existsSync(join(dataFolder, 'spider_dev/databases', `${name}.sqlite`)));
  const databases = Object.fromEntries(names.map((name) => [name, { dsn: `sqlite:${join(dataFolder, 'spider_dev/databases', `${name}.sqlite`)}`, pool: { max: 1, idleMs: 2_000 } }]));
  const services = await compose({ databases, baseFolder: '/', state: { file: ':memory:' }, features: { ...fresh, instant: rungs.includes('instant'), ...features } }, { careful: false, model });
  const outcomes = [];
  for (const question of questions) {
    const target = services.targets.get(question.db_id);
    const { sql, rung } = await predictByLadder(question, target, services);
    outcomes.push({ rung, ...(await judge(question, { sql }, target)) });
  }
  await services.close();
  const scored = outcomes.filter(({ status }) => status !== 'excluded');
  const share = (of) => (100 * scored.filter(of).length) / scored.length;
  return {
    accuracy: share(({ correct }) => correct),
    wrong: share(({ answered, correct }) => answered && !correct),
    unanswered: share(({ answered }) => !answered),
    wrongOfRules: share(({ rung, correct }) => rung === 'instant' && !correct),
    open: scored.filter(({ rung }) => rung !== 'instant').length,
    calls: model.calls,
  };
}
