// Confidence: trees over what a ranker, fitted without a database, says of that database's questions.
import { confidenceFeatures, rawScore, corrected } from '../../dist/instant/rank/confidence.js';
import { fitEnsemble, fitRanker, scoreOf } from './ranker.mjs';
import { fitTrees, isotonic } from './trees.mjs';

const folds = 5;
const rivalsMax = 24;
const looksMax = 8;
/**
 * Precision on held-out training questions at which the thresholds are set. A part of the gold that judges called correct is
 * still wrong, so that what is measured here understates the precision by about a point.
 */
const targets = { eager: { spider: 0.95, people: 0.8 }, careful: { spider: 0.97, people: 0.86 } };
/** How often each held-out question in people's words stands among those that the trees learn from: there are few. */
const repeats = 4;

export function calibrate(examples, log) {
  const heldOut = heldOutVectors(examples).filter(({ sure }) => sure);
  const models = Object.fromEntries(['looking', 'blind'].map((kind) => [kind, fitKind(heldOut, kind, log)]));
  return { thresholds: { looking: models.looking.thresholds, blind: models.blind.thresholds }, looking: models.looking.model, blind: models.blind.model };
}

/** Whole databases are held out: the engine meets schemas that it has never seen. */
function heldOutVectors(examples) {
  const databases = [...new Set(examples.map(({ database }) => database))].toSorted((a, b) => (a < b ? -1 : 1));
  const foldOf = new Map(databases.map((database, index) => [database, index % folds]));
  const vectors = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const others = examples.filter(({ database }) => foldOf.get(database) !== fold);
    const rankers = { weights: fitRanker(others), ensemble: fitEnsemble(others) };
    for (const example of examples) if (foldOf.get(example.database) === fold && example.candidates.length > 0) {
      vectors.push({ fold, people: example.people, sure: example.sure, made: example.made, declared: example.declared, ...vectorsOf(example, rankers) });
    }
  }
  return vectors;
}

function vectorsOf({ candidates }, { weights, ensemble }) {
  const ranked = candidates.map((candidate) => ({ ...candidate, score: scoreOf(weights, candidate.features), memberScores: ensemble.map((member) => scoreOf(member, candidate.features)) })).toSorted((a, b) => b.score - a.score).slice(0, rivalsMax);
  const looked = ranked.map((candidate, index) => ({ ...candidate, outcome: index < looksMax ? candidate.outcome : undefined }));
  return { label: ranked[0].right ? 1 : 0, served: !ranked[0].doubtful, looking: confidenceFeatures(looked, true), blind: confidenceFeatures(ranked.map((candidate) => ({ ...candidate, outcome: undefined })), false) };
}

function fitKind(vectors, kind, log) {
  const names = Object.keys(vectors[0][kind]);
  const rows = vectors.map((vector) => names.map((name) => vector[kind][name]));
  const labels = vectors.map(({ label }) => label);
  const raws = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const inside = repeated(vectors).filter((index) => vectors[index].fold !== fold);
    const model = fitTrees(inside.map((index) => rows[index]), inside.map((index) => labels[index]));
    for (const [index, vector] of vectors.entries()) if (vector.fold === fold) raws[index] = rawScore(model, rows[index]);
  }
  // Those that were made from others, or asked with a model's words known, teach, but do not judge; what holds unexplained words is never served.
  const asked = vectors.flatMap(({ made, declared, served }, index) => (made || declared || !served ? [] : [index]));
  const all = repeated(vectors);
  const model = { names, ...fitTrees(all.map((index) => rows[index]), all.map((index) => labels[index])), isotonic: isotonic(all.map((index) => raws[index]), all.map((index) => labels[index])) };
  // What holds for one style of asking need not hold for another: the one that asks for the most decides.
  const at = ({ spider, people: asPeople }) => Math.max(...[false, true].map((people) => {
    const precision = people ? asPeople : spider;
    const own = asked.filter((index) => vectors[index].people === people);
    const { raw, coverage } = threshold(own.map((index) => raws[index]), own.map((index) => labels[index]), precision);
    const confidence = Number.isFinite(raw) ? Math.round(corrected(model, raw) * 1e4) / 1e4 : 0.999;
    log(`${kind}, ${people ? 'people' : 'Spider'}: ${(coverage * 100).toFixed(1)} % of held-out questions at ${(precision * 100).toFixed(1)} % precision, from a confidence of ${confidence}`);
    return confidence;
  }));
  // The levels around are printed, so that one can be chosen on the development sets without learning anew.
  for (const precision of [0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98]) at({ spider: precision, people: precision });
  return { model, thresholds: { eager: at(targets.eager), careful: at(targets.careful) } };
}

/** The places of all vectors, those of people as often as they count. */
function repeated(vectors) {
  return vectors.flatMap((vector, index) => (vector.people ? Array.from({ length: repeats }, () => index) : [index]));
}

/** The lowest score down to which the wanted precision holds. */
function threshold(raws, labels, precision) {
  const ordered = raws.map((raw, index) => [raw, labels[index]]).toSorted((a, b) => b[0] - a[0]);
  let right = 0;
  let best = { raw: Infinity, coverage: 0 };
  for (const [index, [raw, label]] of ordered.entries()) {
    right += label;
    if (index >= 20 && right / (index + 1) >= precision) best = { raw, coverage: (index + 1) / ordered.length };
  }
  return best;
}
