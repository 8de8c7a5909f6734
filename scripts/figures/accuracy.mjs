import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proportionInterval } from '../../dist/std/interval.js';
import { filled, table } from './table.mjs';

/** The sets that were not learned from, and what each is. */
const sets = {
  'everyday/dev': 'what people type, over realistic schemas; one in eleven cannot be answered from the data',
  'trades/calibration': 'the same as the next, over schemas on which only the thresholds were chosen',
  'trades/heldout': 'what people ask at work, over schemas of small trades that nothing was tuned on ([bench/trades](../bench/trades/README.md))',
  own: 'our own, over the demo databases',
  'held-out': 'our own, written before the engine was asked, and followed by no change',
  spider_dev: 'Spider, the development split: databases that training has not seen',
  spider_realistic: 'of these, with the names of columns taken out of the questions',
  spider_syn: 'the same, with synonyms in place of the schema\'s words',
  spider_dk: 'of these, with knowledge of the domain in place of the schema\'s words',
  geography: 'GeoQuery, with a knowledge file of its words',
  sparc_dev: 'SParC: each question goes on from those before it',
};

/** A set that was measured by itself after all were has a file of its own; measuring all removes it. */
function measuredIn(folder) {
  const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const rows = (name) => read(name).rows.map((row) => ({ ...row, commit: read(name).commit }));
  const all = rows('accuracy-all');
  return Object.keys(sets).flatMap((set) => {
    const own = `accuracy-${set.replaceAll('/', '-')}`;
    return existsSync(join(folder, `${own}.json`)) ? rows(own) : all.filter((row) => row.set === set);
  });
}

export function accuracyPage(root) {
  const rows = measuredIn(join(root, 'bench/results'));
  return filled('accuracy', {
    points: table(pointHead, rows.map(pointRow)),
    sets: table(['set', 'what it is'], rows.map(({ set }) => [set, sets[set]])),
    curve: table(['set', ...shares.map(percent)], rows.map(({ set, curve }) => [set, ...shares.map((share) => percent(curve.find(([at]) => at === share)?.[1]))])),
  });
}

/** The share that some sets were answered of without a model, and how many of these answers were right. */
export function coverageTable(root, told) {
  const rows = measuredIn(join(root, 'bench/results')).filter(({ set }) => told[set] !== undefined);
  return table(['questions', 'how many', 'answered without a model', 'of these right'], rows.map((row) => [told[row.set], row.questions, ...pointOf(row, row.lookedEager)]));
}

const pointHead = ['set', 'questions', 'eager: coverage', 'precision', 'careful: coverage', 'precision', 'right, were all answered', 'refused of what must be', 'measured at'];

function pointRow(row) {
  const refused = row.refused === undefined ? '' : `${percent(row.refused)} of ${row.toRefuse}`;
  return [row.set, row.questions, ...pointOf(row, row.lookedEager), ...pointOf(row, row.lookedCareful), percent(row.accuracy), refused, row.commit];
}

const shares = [0.1, 0.2, 0.3, 0.5, 0.7, 1];

function pointOf({ questions }, { coverage, precision, interval }) {
  const answered = Math.round(coverage * questions);
  if (precision === null) return [percent(coverage), 'none answered'];
  // Older results have no interval of their own.
  const { low, high } = proportionInterval(Math.round(precision * answered), answered);
  return [percent(coverage), `${percent(precision)} (${(interval ?? [low, high]).map(percent).join(' to ')})`];
}

function percent(share) {
  return share === undefined || share === null ? '' : `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}
