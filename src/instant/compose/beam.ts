import { type Draft, type FeatureVector, merge, told } from '../features.ts';
import type { IndexedTable } from '../../catalog/index.ts';
import type { TriggerName } from '../../language/en/lexicon.ts';
import { columnQuestions } from '../../language/en/questions.ts';
import { functionWords } from '../../language/en/stop-words.ts';
import type { Lattice } from '../link/lattice.ts';
import { score, type Weights } from '../rank/weights.ts';
import { rules } from '../rules/all.ts';
import { tellsWhatHappens } from '../rules/events.ts';
import type { Fragment } from '../rules/fragment.ts';
import { isOutdone } from '../rules/said.ts';
import { assert } from '../../std/assert.ts';
import { hops } from './distances.ts';

/** A way to read the question: fragments that do not overlap, in order, and what was skipped between them. */
export interface Parse {
  readonly fragments: readonly Fragment[];
  /** Unmerged: most parses are dropped before anybody looks at their features. */
  readonly features: readonly FeatureVector[];
  readonly score: number;
}

export interface BeamOptions {
  /** States kept at each token. */
  readonly width: number;
  /** Fragments tried at each token. */
  readonly fragmentsMax: number;
  /** What scores so much less than the best is dropped. */
  readonly reach: number;
}

interface State {
  readonly score: number;
  readonly before: State | undefined;
  readonly offer: Offer | undefined;
  readonly skipped: FeatureVector;
  readonly distance: Distance;
  readonly tables: readonly IndexedTable[];
  /** The rule of the last fragment. */
  readonly last: string;
  /** The table of the last fragment that has one. */
  readonly lastTable: IndexedTable | undefined;
  /** Whether the fragment of this state is of the same table as the one before it. */
  readonly stays: boolean;
}

interface Offer {
  readonly fragment: Fragment;
  /** The function word before it. */
  readonly context: string;
  readonly score: number;
}

const none: FeatureVector = {};

/** The best readings, by dynamic programming over the tokens with a bounded number of states at each. */
export function parses(lattice: Lattice, weights: Weights, options: BeamOptions & { readonly tables: readonly IndexedTable[] }): Parse[] {
  assert(options.width > 0 && options.fragmentsMax > 0, 'a beam has room');
  const places: State[][] = Array.from({ length: lattice.tokens.length + 1 }, () => []);
  /** The best score so far at each token. */
  const best: number[] = [];
  places[0]?.push({ score: 0, before: undefined, offer: undefined, skipped: none, distance: near, tables: options.tables, last: '^', lastTable: undefined, stays: false });
  for (let at = 0; at < lattice.tokens.length; at += 1) {
    const states = prune(places[at] ?? [], options);
    places[at] = [];
    if (states.length === 0) continue;
    const offers = offersAt(lattice, at, weights, options.fragmentsMax);
    const skipped = skipFeatures(lattice, at);
    const skipScore = score(weights, skipped);
    const pairScores = pairScoring(offers, weights);
    for (const state of states) {
      places[at + 1]?.push({ score: state.score + skipScore, before: state, offer: undefined, skipped, distance: near, tables: state.tables, last: state.last, lastTable: state.lastTable, stays: false });
      const pairs = pairScores(state);
      for (const [index, offer] of offers.entries()) {
        const { to } = offer.fragment;
        const next = extend(state, offer, pairs[index] ?? 0, (best[to] ?? -Infinity) - options.reach, lattice, weights);
        if (!next) continue;
        best[to] = Math.max(best[to] ?? -Infinity, next.score);
        places[to]?.push(next);
      }
    }
  }
  return prune(places[lattice.tokens.length] ?? [], options).map((state) => parseOf(lattice, state));
}

function offersAt(lattice: Lattice, at: number, weights: Weights, fragmentsMax: number): Offer[] {
  const before = lattice.tokens[at - 1]?.lower ?? '^';
  const context = functionWords.has(before) || before === '^' ? before : '_';
  const perToken = weights.get('length') ?? 0;
  const offers: Offer[] = [];
  const worth = (fragment: Fragment) => score(weights, featuresOf(lattice, fragment)) + (weights.get(`${fragment.rule}<${context}`) ?? 0) + perToken * lengthOf(fragment);
  for (const rule of rules) for (const fragment of rule(lattice, at)) if (!isOutdone(fragment, lattice)) offers.push({ fragment, context, score: worth(fragment) });
  return offers.length > fragmentsMax ? offers.toSorted((a, b) => b.score - a.score).slice(0, fragmentsMax) : offers;
}

/** Those of a phrase, and those of the words within it that it passes over. */
function featuresOf(lattice: Lattice, { features, left = [] }: Fragment): FeatureVector {
  return left.reduce((all, at) => merge(all, skipFeatures(lattice, at)), features);
}

function lengthOf({ from, to, left = [] }: Fragment): number {
  return to - from - left.length;
}

/** What each offer is worth behind a state, remembered for states that end alike. */
function pairScoring(offers: readonly Offer[], weights: Weights): (state: State) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return ({ last, offer }) => {
    const key = offer ? `+${last}` : last;
    const found = known.get(key) ?? offers.map(({ fragment }) => (weights.get(`${last}>${fragment.rule}`) ?? 0) + (offer ? (weights.get(`${last}+${fragment.rule}`) ?? 0) : 0));
    known.set(key, found);
    return found;
  };
}

/** Undefined where the score would be less than is worth keeping. */
function extend(state: State, offer: Offer, pair: number, least: number, lattice: Lattice, weights: Weights): State | undefined {
  const { fragment } = offer;
  const distance = distanceOf(lattice, state.tables, fragment.tables);
  const joins = distance === near ? 0 : distance.far * (weights.get('join:hops') ?? 0) + distance.apart * (weights.get('join:apart') ?? 0);
  const [table] = fragment.tables;
  const stays = table !== undefined && table === state.lastTable;
  const staying = stays ? (weights.get(`stays:${fragment.rule}`) ?? 0) : 0;
  const sum = state.score + offer.score + joins + pair + staying;
  if (sum < least) return undefined;
  const tables = fragment.tables.every((known) => state.tables.includes(known)) ? state.tables : [...new Set([...state.tables, ...fragment.tables])];
  return { score: sum, before: state, offer, skipped: none, distance, tables, last: fragment.rule, lastTable: fragment.tables.at(-1) ?? state.lastTable, stays };
}

interface Distance {
  readonly far: number;
  readonly apart: number;
}

const near: Distance = { far: 0, apart: 0 };

/** Tables far from those already in play make a reading unlikely. */
function distanceOf(lattice: Lattice, known: readonly IndexedTable[], added: readonly IndexedTable[]): Distance {
  if (known.length === 0 || added.every((table) => known.includes(table))) return near;
  let far = 0;
  let apart = 0;
  for (const table of added) {
    if (known.includes(table)) continue;
    let nearest = Infinity;
    for (const other of known) nearest = Math.min(nearest, hops(lattice.catalog, other, table) ?? Infinity);
    if (nearest === Infinity) apart += 1;
    else far += nearest;
  }
  return { far, apart };
}

const strongTriggers: ReadonlySet<TriggerName> = new Set(['count', 'amount', 'average', 'minimum', 'maximum', 'distinct', 'each', 'orderBy', 'descending', 'ascending', 'alphabetical', 'gt', 'ge', 'lt', 'le', 'after', 'before', 'most', 'fewest', 'common', 'rare', 'high', 'low', 'without', 'both', 'or', 'butNot', 'contains', 'starts', 'ends', 'percentage', 'between']);

function skipFeatures(lattice: Lattice, at: number): FeatureVector {
  const token = lattice.tokens[at];
  if (!token || token.kind === 'punctuation') return none;
  if (token.kind === 'quoted' || token.kind === 'date') return { 'skip:quoted': 1 };
  if (token.kind === 'number') return { 'skip:number': 1 };
  const trigger = lattice.triggers[at]?.find((link) => strongTriggers.has(link.name));
  if (trigger) return { ...told(`skip:cue:${trigger.name}`), 'skip:cue': 1 };
  if (functionWords.has(token.lower)) return at === 0 && columnQuestions.has(token.lower) ? { 'skip:wh': 1 } : none;
  const linked = (lattice.columns[at]?.length ?? 0) + (lattice.tables[at]?.length ?? 0) > 0;
  if (!linked && lattice.valueLinks[at]?.some(({ match }) => match === 'exact')) return { 'skip:value': 1, ...told(`skip=${token.stem}`) };
  const capital = at > 0 && /^\p{Lu}/u.test(token.text);
  // "by department" says what the figures are told for.
  const grouped = linked && lattice.triggers.slice(Math.max(0, at - 2), at).flat().some(({ name, to }) => (name === 'each' || name === 'by') && to === at) ? { 'skip:grouped': 1 } : none;
  const happened = tellsWhatHappens(lattice, at) ? { 'skip:event': 1 } : none;
  return { ...grouped, ...happened, ...told(linked ? 'skip:linked' : capital ? 'skip:capital' : 'skip:word'), ...told(`skip=${token.stem}`) };
}

function prune(states: readonly State[], { width, reach }: BeamOptions): readonly State[] {
  if (states.length <= 1) return states;
  const sorted = states.toSorted((a, b) => b.score - a.score);
  const least = (sorted[0]?.score ?? 0) - reach;
  const end = sorted.findIndex(({ score: own }, index) => index >= width || own < least);
  return end < 0 ? sorted : sorted.slice(0, end);
}

function parseOf(lattice: Lattice, end: State): Parse {
  const fragments: Fragment[] = [];
  const features: FeatureVector[] = [];
  for (let state: State | undefined = end; state?.before; state = state.before) {
    features.push(state.skipped);
    if (!state.offer) continue;
    const { fragment, context } = state.offer;
    fragments.unshift(fragment);
    const pair: Draft = { ...told(`${fragment.rule}<${context}`), length: lengthOf(fragment), ...told(`${state.before.last}>${fragment.rule}`), 'join:hops': state.distance.far, 'join:apart': state.distance.apart };
    // Not even a word stands between them: "population density" is rarely a list of two columns.
    if (state.stays) pair[`stays:${fragment.rule}`] = 1;
    if (state.before.offer) pair[`${state.before.last}+${fragment.rule}`] = 1;
    features.push(featuresOf(lattice, fragment), pair);
  }
  return { fragments, features, score: end.score };
}
