// Learns src/answer/ask/model-confidence-weights.ts: node scripts/learn-model-confidence.mjs DATA > src/answer/ask/model-confidence-weights.ts
// DATA holds spider_train and spider_dev with their databases. An oracle that is wrong in 30 % of its replies answers every
// third question of the training split that the rules leave open; the report on spider_dev goes to stderr.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../dist/answer/ask/ladder.js';
import { evidence } from '../dist/answer/ask/model-confidence.js';
import { compose } from '../dist/compose.js';
import { OracleModel } from '../dist/evaluate/oracle.js';
import { judge } from '../dist/evaluate/judge.js';
import { readQuestions } from '../dist/evaluate/questions.js';

const [dataFolder] = process.argv.slice(2);
const names = Object.keys(evidence);
const logit = (p) => Math.log(p / (1 - p));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function answersOf(set, every) {
  const all = readQuestions(join(dataFolder, set, 'questions.jsonl'));
  const questions = all.filter((_, index) => index % every === 0);
  const model = new OracleModel(all, { wrongRate: 0.3, latencyMs: 0 });
  const file = (name) => join(dataFolder, set, 'databases', `${name}.sqlite`);
  const rows = [];
  for (const name of new Set(questions.map(({ db_id: database }) => database))) {
    if (!existsSync(file(name))) continue;
    const services = await compose({ databases: { [name]: { dsn: `sqlite:${file(name)}` } }, baseFolder: '/', state: { file: ':memory:' }, features: { remembered: false, replies: false }, model: { providers: [], samples: 3 } }, { careful: false, model });
    const target = services.targets.get(name);
    for (const question of questions.filter(({ db_id: database }) => database === name)) {
      const answer = await ask({ question: question.question, database: name, principal: 'local' }, services).catch(() => undefined);
      if (answer?.status !== 'ok' || answer.proposal.rung !== 'model') continue;
      const { status, correct } = await judge(question, { sql: answer.proposal.sql }, target);
      if (status !== 'excluded') rows.push({ signs: names.map((sign) => evidence[sign](answer)), right: Number(correct) });
    }
    await services.close();
  }
  return rows;
}

/** Gradient descent with a small ridge; the problem is convex and small. */
function learn(rows) {
  const weights = [logit(mean(rows.map(({ right }) => right))), ...names.map(() => 0)];
  for (let round = 0; round < 20_000; round += 1) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : weight * 3e-3));
    for (const row of rows) {
      const error = (estimate(row, weights) - row.right) / rows.length;
      gradient[0] += error;
      row.signs.forEach((value, index) => (gradient[index + 1] += error * value));
    }
    gradient.forEach((slope, index) => (weights[index] -= slope));
  }
  return weights;
}

const estimate = ({ signs }, weights) => 1 / (1 + Math.exp(-signs.reduce((sum, value, index) => sum + value * weights[index + 1], weights[0])));

const train = await answersOf('spider_train', 3);
const weights = learn(train);
const check = (await answersOf('spider_dev', 1)).map((row) => ({ ...row, p: estimate(row, weights) })).toSorted((a, b) => a.p - b.p);
const positives = check.filter(({ right }) => right).length;
const auc = check.flatMap((a) => (a.right ? check.filter((b) => !b.right).map((b) => (a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0)) : [])).reduce((sum, won) => sum + won, 0) / (positives * (check.length - positives));
process.stderr.write(`learned from ${train.length} answers (${(100 * mean(train.map(({ right }) => right))).toFixed(1)} % right), checked on ${check.length} (${((100 * positives) / check.length).toFixed(1)} %): AUC ${auc.toFixed(3)}\n`);
for (let fifth = 0; fifth < 5; fifth += 1) {
  const part = check.slice(Math.floor((check.length * fifth) / 5), Math.floor((check.length * (fifth + 1)) / 5));
  process.stderr.write(`  fifth ${fifth + 1}: estimated ${mean(part.map(({ p }) => p)).toFixed(3)}, right ${mean(part.map(({ right }) => right)).toFixed(3)}\n`);
}
for (const [index, name] of names.entries()) {
  const seen = train.filter(({ signs }) => signs[index] > 0);
  process.stderr.write(`  ${name}: ${seen.length} answers, right ${seen.length > 0 ? mean(seen.map(({ right }) => right)).toFixed(3) : '–'}\n`);
}
const round = (value) => Math.round(value * 100) / 100;
process.stdout.write(`/** Learned by scripts/learn-model-confidence.mjs from the training split of Spider (Yu et al. 2018, CC BY-SA 4.0) and the faults of an oracle. */
export const modelConfidenceWeights = {
  /** What the signs bring on average, so that the prior keeps its meaning. */
  shift: ${round(weights[0] - logit(mean(train.map(({ right }) => right))))},
${names.map((name, index) => `  ${name}: ${round(weights[index + 1])},`).join('\n')}
} as const;
`);
process.exit(0);
