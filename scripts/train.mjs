// Learns the ranker's weights, the ensemble's and the calibration from the training split of Spider, everyday/train, bench/trades/train and the
// fixtures of the rules, and nothing else: npm run train -- --data DIR. With --further a little from the weights as they are, and no calibration; with --shown of these only
// what is shown; with --trust only how far an answer may be trusted, in the mean with what is known of that; with --thresholds only from which confidence answers are served (pin the day: NL2SQL_NOW=2026-11-16T12:00:00Z).
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../bench/trades/build.mjs';
import { Corpus } from './train/corpus.mjs';
import { fixed, priors } from '../dist/instant/rank/weights.js';
import { holdHeavyLock } from './heavy-lock.mjs';
import { averaged, calibrate } from './train/calibrate.mjs';
import { examples, trainingQuestions } from './train/generate.mjs';
import { fixtureExamples } from './train/fixtures.mjs';
import { declareLearned } from './train/learned.mjs';
import { adapted, fitEnsemble, fitRanker, fitShown, parts } from './train/ranker.mjs';
import { startWeights } from './train/start.mjs';
import { thresholds } from './train/thresholds.mjs';

const { values } = parseArgs({ options: { data: { type: 'string' }, further: { type: 'boolean' }, shown: { type: 'boolean' }, trust: { type: 'boolean' }, thresholds: { type: 'boolean' } } });
if (values.data === undefined) throw new Error('--data DIR: the folder that holds spider_train');

await holdHeavyLock('npm run train');
const provenance = [
  'Learned by scripts/train.mjs from the training split of Spider (Yu et al. 2018, CC BY-SA 4.0), from paraphrases made of it',
  'and from questions of our own (everyday/train, bench/trades/train), without those whose gold was judged wrong. Holds numbers only.',
].join(' ');
const log = (line) => process.stderr.write(`${line}\n`);
const trades = mkdtempSync(join(tmpdir(), 'nl2sql-trades-'));
await build(trades);
if (values.thresholds) {
  write('calibration.json', { ...read('calibration.json'), thresholds: await thresholds(values.data, trades, log) });
  process.exit(0);
}
const corpus = new Corpus(values.data, trades);
const questions = trainingQuestions(values.data);
const thinned = (every) => questions.filter(({ people }, index) => people || index % every === 0);
const known = rankersIn(read('weights.json'));
if (values.trust) await declareLearned(corpus, questions.filter(({ people }) => people));
if (values.shown || values.further || values.trust) {
  const met = [...examples(values.shown ? questions : thinned(4), corpus, known[0]), ...await fixtureExamples(known[0])];
  log(`${met.length} questions, ${met.filter(({ candidates }) => candidates[0]?.right).length} right at once`);
  const learn = values.shown ? fitShown : adapted;
  if (values.shown || values.further) writeRankers([learn(met, known[0]), ...parts(met).map((own, member) => learn(own, known[member + 1]))]);
  const before = read('calibration.json');
  if (values.trust) write('calibration.json', { ...before, ...averaged(before, calibrate(met.filter(({ database }) => !database.startsWith('fixtures ')))) });
  process.exit(0);
}
await declareLearned(corpus, questions.filter(({ people }) => people));

// Candidates depend on the weights that found them: each round starts from those of the round before, the first from guesses by hand.
let weights = new Map([...startWeights, ...priors, ...fixed]);
let found = [];
for (const part of [thinned(4), thinned(2), questions]) {
  found = [...examples(part, corpus, weights), ...await fixtureExamples(weights)];
  log(`${found.length} questions, ${found.filter(({ candidates }) => candidates[0]?.right).length} right at once, ${found.filter(({ candidates }) => candidates.some(({ right }) => right)).length} among the candidates`);
  weights = fitRanker(found);
}
writeRankers([weights, ...fitEnsemble(found)]);
write('calibration.json', { provenance, thresholds: read('calibration.json').thresholds, ...calibrate(found.filter(({ database }) => !database.startsWith('fixtures '))) });
log('now build, and choose from which confidence answers are served: --thresholds');

/** The ranker and the members of its ensemble, each with what is believed of features that none of them has met. */
function rankersIn({ members, weights: learned }) {
  const of = (index) => new Map([...priors, ...Object.entries(learned).map(([name, own]) => [name, own[index]]), ...fixed]);
  return Array.from({ length: members + 1 }, (_, index) => of(index));
}

function writeRankers(rankers) {
  const names = [...new Set(rankers.flatMap((ranker) => [...ranker.keys()]))].toSorted((a, b) => (a < b ? -1 : 1));
  write('weights.json', { provenance, members: rankers.length - 1, weights: Object.fromEntries(names.map((name) => [name, rankers.map((ranker) => Math.round((ranker.get(name) ?? 0) * 1e3) / 1e3)])) });
}

function read(name) {
  return JSON.parse(readFileSync(new URL(`../src/instant/rank/${name}`, import.meta.url), 'utf8'));
}

function write(name, content) {
  writeFileSync(new URL(`../src/instant/rank/${name}`, import.meta.url), `${JSON.stringify(content)}\n`);
  log(`${name} written`);
}
