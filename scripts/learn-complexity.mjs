// Learns src/answer/ask/complexity-weights.ts: node scripts/learn-complexity.mjs TRAIN.jsonl CHECK.jsonl > src/answer/ask/complexity-weights.ts
// The files hold questions with a hardness (easy, medium, hard, extra). The report on the second file goes to stderr.
import { readFileSync } from 'node:fs';
import { signs } from '../dist/answer/ask/complexity.js';

const [trainFile, checkFile] = process.argv.slice(2);
const read = (file) =>
  readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((row) => row.hardness)
    .map(({ question, hardness }) => ({ signs: signs.map((sign) => sign.of(question)), hard: hardness === 'hard' || hardness === 'extra' ? 1 : 0 }));

const train = read(trainFile);
const weights = Array.from({ length: signs.length + 1 }, () => 0);
const estimate = (row) => 1 / (1 + Math.exp(-row.signs.reduce((sum, value, index) => sum + value * weights[index + 1], weights[0])));

// Gradient descent with a small ridge; the problem is convex and small.
for (let round = 0; round < 3_000; round += 1) {
  const gradient = weights.map((weight, index) => (index === 0 ? 0 : weight * 1e-3));
  for (const row of train) {
    const error = (estimate(row) - row.hard) / train.length;
    gradient[0] += error;
    row.signs.forEach((value, index) => (gradient[index + 1] += error * value));
  }
  gradient.forEach((slope, index) => (weights[index] -= slope));
}

const check = read(checkFile).map((row) => ({ p: estimate(row), hard: row.hard })).toSorted((a, b) => a.p - b.p);
const positives = check.filter((row) => row.hard === 1).length;
const rankSum = check.reduce((sum, row, rank) => sum + (row.hard ? rank + 1 : 0), 0);
const auc = (rankSum - (positives * (positives + 1)) / 2) / (positives * (check.length - positives));
process.stderr.write(`n ${check.length}  AUC ${auc.toFixed(3)}  accuracy at 0.5 ${(check.filter((row) => row.p >= 0.5 === (row.hard === 1)).length / check.length).toFixed(3)}\n`);
for (let fifth = 0; fifth < 5; fifth += 1) {
  const part = check.slice(Math.floor((check.length * fifth) / 5), Math.floor((check.length * (fifth + 1)) / 5));
  const mean = (of) => (part.reduce((sum, row) => sum + of(row), 0) / part.length).toFixed(3);
  process.stderr.write(`  fifth ${fifth + 1}: estimated ${mean((row) => row.p)}, hard ${mean((row) => row.hard)}\n`);
}
const round = (value) => Math.round(value * 1_000) / 1_000;
const lines = signs.map((sign, index) => `    ${sign.name}: ${round(weights[index + 1])},`);
process.stdout.write(`/** Learned by scripts/learn-complexity.mjs from the training split of Spider (Yu et al. 2018, CC BY-SA 4.0). */
export const complexityWeights = {
  bias: ${round(weights[0])},
  followUp: 0.5,
  signs: {
${lines.join('\n')}
  },
} as const;
`);
