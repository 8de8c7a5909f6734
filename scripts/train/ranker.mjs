// A log-linear model over sparse features, fitted by AdaGrad to the share of the candidates that are right. The decay draws each
// weight to what was believed of it beforehand, which is nothing for most (a Gaussian prior).
import { fixed, priors } from '../../dist/instant/rank/weights.js';

/** How far each round of learning may go from what was believed. */
const whole = { epochs: 8, rate: 0.2, decay: 3e-3 };
const gentle = { epochs: 4, rate: 0.05, decay: 0.1 };
/** A feature that fewer questions show is not learned. */
const questionsMin = 4;
const weightMin = 0.02;

/**
 * Weights by feature name. Deterministic: the order of the examples is shuffled by a fixed generator. What a model's questions of a schema
 * are worth is learned by itself, with all else held: how people ask where nobody wrote any must not change with it. So is what is shown.
 */
export function fitRanker(examples) {
  const bare = fit(examples.filter(({ declared }) => !declared), new Map([...priors, ...fixed]), (name) => fixed.has(name));
  return fitShown(examples, fit(examples.filter(({ declared }) => declared), bare, (name) => !name.startsWith('like:')));
}

/** The same, learned a little further from weights as they are: what is new finds its place, and all else stays where it was learned, tried and tested. */
export function adapted(examples, weights) {
  return fitShown(examples, fit(examples.filter(({ declared }) => !declared), weights, (name) => fixed.has(name), gentle), gentle);
}

/** Features of what is shown and of whom it shows. */
const shown = /^(?:items:|who:|group:idle$)/;
/** A figure beside what is asked for is no fault; whole rows are. */
const columnsBeside = 1;

/**
 * The same weights, but of what is shown. The judge of people's questions lets any columns stand beside those of the gold, so that whole rows
 * are always right; here the leanest of the right readings are wanted, and those with one column more.
 */
export function fitShown(examples, weights, pace = whole) {
  const lean = examples.filter(({ declared }) => !declared).map(({ candidates, ...example }) => {
    const least = Math.min(...candidates.filter(({ right }) => right).map(({ columns }) => columns));
    return { ...example, candidates: candidates.map((candidate) => ({ ...candidate, right: candidate.right && candidate.columns <= least + columnsBeside })) };
  });
  return fit(lean, weights, (name) => fixed.has(name) || !shown.test(name), pace);
}

function fit(examples, known, isHeld, { epochs, rate, decay } = whole) {
  const solvable = examples.filter(({ candidates }) => candidates.some(({ right }) => right));
  const { ids, data } = indexed(solvable);
  const believed = Float64Array.from(ids.keys(), (name) => known.get(name) ?? 0);
  const held = Uint8Array.from(ids.keys(), (name) => (isHeld(name) ? 1 : 0));
  const weights = Float64Array.from(believed);
  const squares = new Float64Array(ids.size).fill(1e-8);
  const random = generator(7);
  for (let round = 0; round < epochs; round += 1) {
    const step = rate * (1 - round / epochs) + 0.01;
    for (const example of shuffled(data, random)) update(example, { weights, squares, believed, held, decay }, step);
  }
  const learned = [...ids].map(([name, id]) => [name, weights[id]]).filter(([name, weight]) => known.has(name) || Math.abs(weight) >= weightMin);
  return new Map([...known, ...learned]);
}

const members = 3;

/** Rankers that each see the questions of other databases. */
export function fitEnsemble(examples) {
  return parts(examples).map((own) => fitRanker(own));
}

/** What each member of the ensemble learns from. */
export function parts(examples) {
  const databases = [...new Set(examples.map(({ database }) => database))].toSorted((a, b) => (a < b ? -1 : 1));
  const memberOf = new Map(databases.map((database, index) => [database, index % members]));
  return Array.from({ length: members }, (_, member) => examples.filter(({ database }) => memberOf.get(database) === member));
}

export function scoreOf(weights, features) {
  let score = 0;
  for (const name in features) score += (weights.get(name) ?? 0) * features[name];
  return score;
}

function indexed(examples) {
  const counts = new Map();
  for (const { candidates } of examples) for (const name of new Set(candidates.flatMap(({ features }) => Object.keys(features)))) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ids = new Map([...counts].filter(([, count]) => count >= questionsMin).map(([name], id) => [name, id]));
  const row = ({ right, features }) => {
    const entries = Object.entries(features).filter(([name]) => ids.has(name));
    return { right, at: entries.map(([name]) => ids.get(name)), values: entries.map(([, value]) => value) };
  };
  return { ids, data: examples.map(({ weight, candidates }) => ({ weight, candidates: candidates.map(row) })) };
}

function update({ weight, candidates }, { weights, squares, believed, held, decay }, step) {
  const scores = candidates.map(({ at, values }) => at.reduce((score, id, index) => score + weights[id] * values[index], 0));
  const highest = Math.max(...scores);
  const mass = scores.map((score) => Math.exp(score - highest));
  const whole = mass.reduce((total, value) => total + value, 0);
  const right = candidates.reduce((total, candidate, index) => total + (candidate.right ? mass[index] : 0), 0);
  const gradient = new Map();
  for (const [index, candidate] of candidates.entries()) {
    const share = weight * ((candidate.right ? mass[index] / right : 0) - mass[index] / whole);
    if (Math.abs(share) < 1e-5) continue;
    for (const [place, id] of candidate.at.entries()) gradient.set(id, (gradient.get(id) ?? 0) + share * candidate.values[place]);
  }
  for (const [id, slope] of gradient) {
    if (held[id]) continue;
    const regular = slope - decay * (weights[id] - believed[id]);
    squares[id] += regular * regular;
    weights[id] += (step * regular) / Math.sqrt(squares[id]);
  }
}

/** Numerical Recipes' linear congruential generator. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled(list, random) {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [copy[index], copy[other]] = [copy[other], copy[index]];
  }
  return copy;
}
