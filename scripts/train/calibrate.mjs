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
const targets = { eager: 0.94, careful: 0.964 };

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
    for (const example of examples) if (foldOf.get(example.database) === fold && example.candidates.length > 0) vectors.push({ fold, sure: example.sure, made: example.made, ...vectorsOf(example, rankers) });
  }
  return vectors;
}

function vectorsOf({ candidates }, { weights, ensemble }) {
  const ranked = candidates.map((candidate) => ({ ...candidate, score: scoreOf(weights, candidate.features), memberScores: ensemble.map((member) => scoreOf(member, candidate.features)) })).toSorted((a, b) => b.score - a.score).slice(0, rivalsMax);
  const looked = ranked.map((candidate, index) => ({ ...candidate, outcome: index < looksMax ? candidate.outcome : undefined }));
  return { label: ranked[0].right ? 1 : 0, looking: confidenceFeatures(looked, true), blind: confidenceFeatures(ranked.map((candidate) => ({ ...candidate, outcome: undefined })), false) };
}

function fitKind(vectors, kind, log) {
  const names = Object.keys(vectors[0][kind]);
  const rows = vectors.map((vector) => names.map((name) => vector[kind][name]));
  const labels = vectors.map(({ label }) => label);
  const raws = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const inside = vectors.flatMap((vector, index) => (vector.fold === fold ? [] : [index]));
    const model = fitTrees(inside.map((index) => rows[index]), inside.map((index) => labels[index]));
    for (const [index, vector] of vectors.entries()) if (vector.fold === fold) raws[index] = rawScore(model, rows[index]);
  }
  // Those that were made from others teach, but do not judge.
  const asked = vectors.flatMap(({ made }, index) => (made ? [] : [index]));
  const model = { names, ...fitTrees(rows, labels), isotonic: isotonic(raws, labels) };
  const at = (precision) => {
    const { raw, coverage } = threshold(asked.map((index) => raws[index]), asked.map((index) => labels[index]), precision);
    const confidence = Math.round(corrected(model, raw) * 1e4) / 1e4;
    log(`${kind}: ${(coverage * 100).toFixed(1)} % of held-out questions at ${(precision * 100).toFixed(1)} % precision, from a confidence of ${confidence}`);
    return confidence;
  };
  // The levels around are printed, so that one can be chosen on the development sets without learning anew.
  for (const precision of [0.925, 0.93, 0.938, 0.94, 0.942, 0.945, 0.95, 0.96, 0.962, 0.964, 0.966, 0.968, 0.97, 0.973, 0.975, 0.98]) at(precision);
  return { model, thresholds: { eager: at(targets.eager), careful: at(targets.careful) } };
}

/** The lowest score down to which the wanted precision holds. */
function threshold(raws, labels, precision) {
  const ordered = raws.map((raw, index) => [raw, labels[index]]).toSorted((a, b) => b[0] - a[0]);
  let right = 0;
  let best = { raw: Infinity, coverage: 0 };
  for (const [index, [raw, label]] of ordered.entries()) {
    right += label;
    if (index >= 50 && right / (index + 1) >= precision) best = { raw, coverage: (index + 1) / ordered.length };
  }
  return best;
}
