import { readData } from '../data.ts';
import { type FeatureName, type FeatureVector, numbersOf } from '../features.ts';

/** What a look at the data told of a candidate: how many rows it gives (0 to 101), a mark that is equal for equal results, and whether its limit cuts between equal rows. */
export interface Outcome {
  readonly rows: number;
  readonly digest: string;
  readonly tied?: boolean;
}

export interface Scored {
  readonly score: number;
  /** Merged; of the best candidate only. */
  readonly features: FeatureVector;
  /** The scores that each member of the ensemble gives. */
  readonly memberScores: readonly number[];
  readonly outcome?: Outcome | undefined;
  /** How many content words nothing accounts for. */
  readonly unexplained: number;
  /** Equal for those that ask for the same rows and differ in what they show of them, where the question does not say what. */
  readonly rows?: string | undefined;
}

/** Features of the best candidate that tell how far it may be trusted, taken over as they are. */
const copied: readonly FeatureName[] = [
  'skip:word', 'skip:value', 'skip:wh', 'skip:linked', 'skip:capital', 'skip:number', 'skip:quoted', 'skip:cue', 'link:loss', 'link:synonym', 'link:comment', 'link:typo', 'link:part',
  'value:loss', 'value:exact', 'value:part', 'value:form', 'value:unknown', 'value:quoted', 'bare:small', 'bare:small-name', 'bare:capital', 'join:hops', 'tables:bridge', 'join:inferred', 'path:other', 'path:named',
  'items:all', 'items:name', 'items:id', 'items:fixed', 'items:key-column', 'distinct:no', 'distinct:joined', 'distinct:said', 'entity:dropped', 'entity:joined', 'entity:exists', 'plan:group',
  'plan:having', 'plan:order', 'plan:limit', 'plan:intersect',
  'filter:exists', 'filter:or', 'filter:compare', 'filter:aggregate', 'filter:like', 'filter:repeated', 'filter:negated', 'near:other', 'near:none', 'mention:elsewhere', 'link:key-unsaid',
  'link:echo', 'rows:repeated', 'rows:once', 'values:once', 'table:unused', 'dimension:rank', 'moment:rank', 'moment:table', 'length', 'order:implied', 'group:implied-table', 'group:implied-columns',
  'rule:mention', 'rule:entity', 'rule:column', 'rule:value', 'rule:aggregate', 'rule:count', 'rule:without', 'rule:moment', 'rule:superlative-adjective', 'rule:flag', 'rule:column-filter', 'rule:number-equal',
  'rule:state', 'state:rank', 'state:named', 'rule:event-noun', 'event:rank', 'rule:who', 'who:linked', 'rule:share', 'share:sum', 'value:coded',
  'rule:money', 'rule:money-done', 'rule:money-figure', 'rule:money-most', 'rule:how-much', 'money:rank', 'money:minor', 'money:product', 'money:near', 'money:named',
  'rule:period', 'rule:period-day', 'rule:period-verb', 'rule:period-verb-day', 'rule:bucket', 'rule:duration', 'duration:gap', 'without:child', 'count:distinct-key',
  'like:likely', 'like:whole', 'like:nearest',
  'glossary', 'link:glossary', 'said:model', 'rule:term', 'current:assumed', 'current:in-time', 'counted:assumed', 'counted:money', 'time:measured', 'time:head', 'time:beside', 'time:mixed', 'time:first', 'time:later',
  'rule:rate', 'share:known', 'share:within', 'share:split', 'duration:whole', 'duration:stretch', 'top:summed', 'top:of-each', 'rule:top-by', 'rule:most-done', 'rule:mass', 'mass:rank',
  'rule:bare-sum', 'rule:kind-of', 'rule:first', 'who:beside', 'ranked:rows', 'ranked:money',
  'rule:has-known', 'rule:flag-opposite', 'rule:change', 'rule:difference', 'rule:growth', 'rule:peak', 'rule:headcount', 'rule:bucket-two', 'rule:money-of-rows', 'rule:money-of-lines',
  'money:profit', 'averaged:each', 'average:same-rows',
  'items:key', 'items:key-name', 'items:names', 'items:count-implied', 'rule:group-referenced-by', 'rule:group-referenced', 'rule:group-time-by',
];

/** The numbers from which the probability of being right is computed, by name and always in the same order. */
export function confidenceFeatures(scored: readonly Scored[], looked: boolean): Record<string, number> {
  const [best] = scored;
  if (!best) return {};
  const mass = scored.map((entry) => Math.exp(entry.score - best.score));
  const whole = mass.reduce((sum, value) => sum + value, 0);
  const same = (entry: Scored) => entry === best || (best.outcome !== undefined && entry.outcome?.digest === best.outcome.digest);
  const sameRows = (entry: Scored) => same(entry) || (best.rows !== undefined && entry.rows === best.rows);
  const gapTo = (other: Scored | undefined) => best.score - (other?.score ?? best.score - 10);
  const massOf = (counts: (entry: Scored) => boolean) => scored.reduce((sum, entry, index) => sum + (counts(entry) ? (mass[index] ?? 0) : 0), 0);
  const numbers = numbersOf(best.features);
  const vector: Record<string, number> = {
    share: 1 / whole,
    agreeing: massOf(same) / whole,
    agreeingRows: massOf(sameRows) / whole,
    gap: gapTo(scored[1]),
    gapOther: gapTo(scored.find((entry) => !same(entry))),
    gapRows: gapTo(scored.find((entry) => !sameRows(entry))),
    unexplained: best.unexplained,
    score: best.score,
    perToken: best.score / Math.max(1, best.features['length'] ?? 1),
    rivals: scored.filter((entry) => entry.score > best.score - 1.5 && !same(entry)).length,
    joins: [2, 3, 4].reduce((sum, count) => sum + (count - 1) * (numbers[`tables:${count}`] ?? 0), 0),
    items: [1, 2, 3, 4].reduce((sum, count) => sum + count * (numbers[`items:${count}`] ?? 0), 0),
  };
  for (const name of copied) vector[name] = numbers[name] ?? 0;
  Object.assign(vector, coverage(numbers), agreement(scored, same));
  if (looked) {
    vector['rows'] = Math.log1p(Math.max(0, best.outcome?.rows ?? 0));
    vector['empty'] = isEmpty(best) ? 1 : 0;
    vector['tied'] = best.outcome?.tied ? 1 : 0;
    vector['othersEmpty'] = scored.slice(0, othersCounted).filter(isEmpty).length;
  }
  return vector;
}

/** Of the first so many, the best among them, it is counted how many give nothing. */
const othersCounted = 5;
const rowsToldMax = 101;

function isEmpty({ outcome }: Scored): boolean {
  return outcome !== undefined && outcome.rows <= 0;
}

const skips: readonly FeatureName[] = ['skip:word', 'skip:value', 'skip:linked', 'skip:capital', 'skip:number', 'skip:quoted', 'skip:cue'];

/** How much of the question is accounted for. */
function coverage(features: Readonly<Record<string, number>>): Record<string, number> {
  const skipped = skips.reduce((sum, name) => sum + (features[name] ?? 0), 0);
  return { skipped, coverage: (features['length'] ?? 0) / Math.max(1, (features['length'] ?? 0) + skipped) };
}

/** How far the ensemble agrees with the ranker: its members for whom the best gives the same result, and the mass that they leave to it. */
function agreement(scored: readonly Scored[], same: (entry: Scored) => boolean): Record<string, number> {
  let agreed = 0;
  let least = 1;
  let sum = 0;
  const members = scored[0]?.memberScores.length ?? 0;
  for (let member = 0; member < members; member += 1) {
    const scores = scored.map(({ memberScores }) => memberScores[member] ?? 0);
    const highest = Math.max(...scores);
    const mass = scores.map((score) => Math.exp(score - highest));
    const whole = mass.reduce((total, value) => total + value, 0);
    const share = scored.reduce((total, entry, index) => total + (same(entry) ? (mass[index] ?? 0) : 0), 0) / whole;
    const top = scored[scores.indexOf(highest)];
    if (top && same(top)) agreed += 1;
    least = Math.min(least, share);
    sum += share;
  }
  return { consent: agreed, consentLeast: least, consentMean: sum / Math.max(1, members) };
}

/** One boosted tree, as parallel arrays: inner nodes ask `vector[feature] <= threshold`; a child below zero is the leaf ~child. */
export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly leaf: readonly number[];
}

export interface ConfidenceModel {
  readonly names: readonly string[];
  readonly base: number;
  readonly trees: readonly Tree[];
  /** Isotonic correction: raw log-odds and the probability there, both rising. */
  readonly isotonic: readonly (readonly [number, number])[];
}

export interface Calibration {
  readonly looking: ConfidenceModel;
  readonly blind: ConfidenceModel;
  readonly thresholds: { readonly looking: Thresholds; readonly blind: Thresholds };
}

/** At or above `eager` an answer is served where nobody stands behind us; at or above `careful` also where a host could write better SQL. */
export interface Thresholds {
  readonly eager: number;
  readonly careful: number;
}

let loaded: Calibration | undefined;

export function calibration(): Calibration {
  loaded ??= readData('rank/calibration.json') as Calibration;
  return loaded;
}

/** The probability that the best of the candidates is right. */
export function confidenceOf(scored: readonly Scored[], looked: boolean): number {
  if (scored.length === 0) return 0;
  const model = looked ? calibration().looking : calibration().blind;
  const vector = confidenceFeatures(scored, looked);
  const trusted = corrected(model, rawScore(model, model.names.map((name) => vector[name] ?? 0)));
  // Where other rows are as likely, no record of successes makes the first ones surer than even.
  return Math.min(trusted, 0.5 + (vector['gapRows'] ?? 0) / 2);
}

/** Candidates of which a look may still tell anything, and whether it may tell that a limit of the best cuts between equal rows. */
export interface Open {
  readonly candidates: ReadonlySet<Scored>;
  readonly tie: boolean;
}

/** What `confidenceOf` may come to, at least and at most, whatever is still told of what is open. */
export function confidenceRange(scored: readonly Scored[], open: Open): readonly [low: number, high: number] {
  if (scored.length === 0) return [0, 0];
  const model = calibration().looking;
  const [alone, agreeing] = [told(scored, open, false), told(scored, open, true)].map((all) => confidenceFeatures(all, true));
  const range = (name: string) => lookedRange(name, scored, open) ?? rising(alone?.[name] ?? 0, agreeing?.[name] ?? 0);
  const bounds = model.names.map(range);
  const [lowGap, highGap] = range('gapRows');
  const raw = (pick: (...values: readonly number[]) => number) => model.trees.reduce((sum, tree) => sum + leafWithin(tree, bounds, pick), model.base);
  return [Math.min(corrected(model, raw(Math.min)), 0.5 + lowGap / 2), Math.min(corrected(model, raw(Math.max)), 0.5 + highGap / 2)];
}

/** The two ends of what may be told: that none of the candidates in question gives what the best gives, or that all do; while the best is open, all are in question. */
function told(scored: readonly Scored[], { candidates }: Open, agree: boolean): Scored[] {
  const [first] = scored;
  const isOpen = first !== undefined && candidates.has(first);
  const best = (isOpen ? undefined : first?.outcome) ?? { rows: 1, digest: 'best' };
  return scored.map((entry, index) => {
    if (!candidates.has(entry) && !(isOpen && entry.outcome)) return entry;
    return { ...entry, outcome: agree || index === 0 ? best : { rows: 1, digest: `other ${index}` } };
  });
}

/** What a look tells beside agreement. */
function lookedRange(name: string, scored: readonly Scored[], { candidates, tie }: Open): readonly [number, number] | undefined {
  const isOpen = scored[0] !== undefined && candidates.has(scored[0]);
  if (name === 'rows' && isOpen) return [0, Math.log1p(rowsToldMax)];
  if (name === 'empty' && isOpen) return [0, 1];
  if (name === 'tied' && tie) return [0, 1];
  if (name !== 'othersEmpty') return undefined;
  const first = scored.slice(0, othersCounted);
  const empty = first.filter((entry) => !candidates.has(entry) && isEmpty(entry)).length;
  return [empty, empty + first.filter((entry) => candidates.has(entry)).length];
}

function rising(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a];
}

export function rawScore(model: Pick<ConfidenceModel, 'base' | 'trees'>, values: readonly number[]): number {
  let sum = model.base;
  for (const tree of model.trees) sum += leafOf(tree, values);
  return sum;
}

function leafOf(tree: Tree, values: readonly number[]): number {
  let node = 0;
  for (let depth = 0; depth < 12; depth += 1) {
    const goesLeft = (values[tree.feature[node] ?? 0] ?? 0) <= (tree.threshold[node] ?? 0);
    const next = (goesLeft ? tree.left[node] : tree.right[node]) ?? -1;
    if (next < 0) return tree.leaf[-next - 1] ?? 0;
    node = next;
  }
  return 0;
}

/** The least or the greatest leaf that vectors within the bounds come to. */
function leafWithin(tree: Tree, bounds: readonly (readonly [number, number])[], pick: (...values: readonly number[]) => number, node = 0): number {
  const [low, high] = bounds[tree.feature[node] ?? 0] ?? [0, 0];
  const threshold = tree.threshold[node] ?? 0;
  const at = (next = -1): number => (next < 0 ? (tree.leaf[-next - 1] ?? 0) : leafWithin(tree, bounds, pick, next));
  if (high <= threshold) return at(tree.left[node]);
  return low > threshold ? at(tree.right[node]) : pick(at(tree.left[node]), at(tree.right[node]));
}

export function corrected(model: ConfidenceModel, raw: number): number {
  const points = model.isotonic;
  const above = points.findIndex(([at]) => at >= raw);
  if (above < 0) return points.at(-1)?.[1] ?? 0;
  const [x1, y1] = points[above] ?? [0, 0];
  const [x0, y0] = points[above - 1] ?? [x1, y1];
  return x1 === x0 ? y1 : y0 + ((raw - x0) / (x1 - x0)) * (y1 - y0);
}
