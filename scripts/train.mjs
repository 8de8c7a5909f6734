// Learns the ranker's weights and the calibration from the training split of Spider, and nothing else: npm run train -- --data DIR
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Corpus } from '../bench/accuracy/corpus.mjs';
import { calibrate } from './train/calibrate.mjs';
import { examples, trainingQuestions } from './train/generate.mjs';
import { fitRanker } from './train/ranker.mjs';

const { values } = parseArgs({ options: { data: { type: 'string' }, rounds: { type: 'string', default: '1' } } });
if (values.data === undefined) throw new Error('--data DIR: the folder that holds spider_train');

const provenance = 'Learned by scripts/train.mjs from the training split of Spider (Yu et al. 2018, CC BY-SA 4.0), without the questions whose gold was judged wrong. Holds numbers only.';
const log = (line) => process.stderr.write(`${line}\n`);
const corpus = new Corpus(values.data);
const questions = trainingQuestions(values.data);

// Candidates depend on the weights that found them: each round starts from those of the round before.
let weights;
let found = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  found = [...examples(questions, corpus, weights)];
  log(`round ${round + 1}: ${found.length} questions, ${found.filter(({ candidates }) => candidates[0]?.right).length} right at once, ${found.filter(({ candidates }) => candidates.some(({ right }) => right)).length} among the candidates`);
  weights = fitRanker(found);
}
write('weights.json', { provenance, weights: Object.fromEntries([...weights].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, weight]) => [name, Math.round(weight * 1e3) / 1e3])) });
write('calibration.json', { provenance, ...calibrate(found, log) });

function write(name, content) {
  writeFileSync(new URL(`../src/instant/rank/${name}`, import.meta.url), `${JSON.stringify(content)}\n`);
  log(`${name} written`);
}
