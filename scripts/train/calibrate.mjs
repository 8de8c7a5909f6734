// Confidence: trees over what a ranker, fitted without a database, says of that database's questions.
import { confidenceFeatures, corrected, rawScore } from '../../dist/instant/rank/confidence.js';
import { fitEnsemble, fitRanker, scoreOf } from './ranker.mjs';
import { fitTrees, isotonic } from './trees.mjs';

const folds = 5;
const rivalsMax = 24;
const looksMax = 8;
/** How often each held-out question in people's words stands among those that the trees learn from: there are few. */
const repeats = 4;

/** The models of confidence, with and without a look at the data. */
export function calibrate(examples) {
  const heldOut = heldOutVectors(examples).filter(({ sure }) => sure);
  return { looking: fitKind(heldOut, 'looking'), blind: fitKind(heldOut, 'blind') };
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
      vectors.push({ fold, people: example.people, sure: example.sure, ...vectorsOf(example, rankers) });
    }
  }
  return vectors;
}

function vectorsOf({ candidates }, { weights, ensemble }) {
  const ranked = candidates.map((candidate) => ({ ...candidate, score: scoreOf(weights, candidate.features), memberScores: ensemble.map((member) => scoreOf(member, candidate.features)) })).toSorted((a, b) => b.score - a.score).slice(0, rivalsMax);
  const looked = ranked.map((candidate, index) => ({ ...candidate, outcome: index < looksMax ? candidate.outcome : undefined }));
  return { label: ranked[0].right ? 1 : 0, looking: confidenceFeatures(looked, true), blind: confidenceFeatures(ranked.map((candidate) => ({ ...candidate, outcome: undefined })), false) };
}

function fitKind(vectors, kind) {
  const names = Object.keys(vectors[0][kind]);
  const rows = vectors.map((vector) => names.map((name) => vector[kind][name]));
  const labels = vectors.map(({ label }) => label);
  const raws = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const inside = repeated(vectors).filter((index) => vectors[index].fold !== fold);
    const model = fitTrees(inside.map((index) => rows[index]), inside.map((index) => labels[index]));
    for (const [index, vector] of vectors.entries()) if (vector.fold === fold) raws[index] = rawScore(model, rows[index]);
  }
  const all = repeated(vectors);
  return { names, ...fitTrees(all.map((index) => rows[index]), all.map((index) => labels[index])), isotonic: isotonic(all.map((index) => raws[index]), all.map((index) => labels[index])) };
}

/** The places of all vectors, those of people as often as they count. */
function repeated(vectors) {
  return vectors.flatMap((vector, index) => (vector.people ? Array.from({ length: repeats }, () => index) : [index]));
}

/** The models of both, each counting half: what is learned twice, of questions that differ in part, is steadier than either. */
export function averaged(one, other) {
  return { looking: mean(one.looking, other.looking), blind: mean(one.blind, other.blind) };
}

function mean(one, other) {
  const names = [...new Set([...one.names, ...other.names])];
  const halved = (model) => model.trees.map((tree) => ({ ...tree, feature: tree.feature.map((index) => names.indexOf(model.names[index])), leaf: tree.leaf.map((value) => round(value / 2)) }));
  const points = [...new Set([...one.isotonic, ...other.isotonic].map(([at]) => at))].toSorted((a, b) => a - b);
  const isotonic = points.map((at) => [at, round((corrected(one, at) + corrected(other, at)) / 2)]);
  return { names, base: round((one.base + other.base) / 2), trees: [...halved(one), ...halved(other)], isotonic };
}

function round(value) {
  return Math.round(value * 1e5) / 1e5;
}
