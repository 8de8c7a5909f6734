import type { IndexedTable } from '../../catalog/index.ts';
import { functionWords } from '../../catalog/words.ts';
import type { Lattice } from '../link/lattice.ts';
import type { Weights } from '../rank/weights.ts';
import { score } from '../rank/weights.ts';
import { rules } from '../rules/all.ts';
import { type Features, type Fragment, merge } from '../rules/fragment.ts';
import { hops } from './distances.ts';

/** A way to read the question: fragments that do not overlap, in order, and what was skipped between them. */
export interface Parse {
  readonly fragments: readonly Fragment[];
  readonly features: Features;
  readonly score: number;
}

interface State {
  readonly score: number;
  readonly step: Step | undefined;
  readonly tables: readonly IndexedTable[];
  /** The rule of the last fragment. */
  readonly last: string;
}

interface Step {
  readonly before: Step | undefined;
  readonly fragment?: Fragment;
  readonly features: Features;
}

const fragmentsMax = 60;

/** The best readings, by dynamic programming over the tokens with a bounded number of states at each. */
export function parses(lattice: Lattice, weights: Weights, width: number): Parse[] {
  const places: State[][] = Array.from({ length: lattice.tokens.length + 1 }, () => []);
  places[0]?.push({ score: 0, step: undefined, tables: [], last: '^' });
  for (let at = 0; at < lattice.tokens.length; at += 1) {
    const states = prune(places[at] ?? [], width);
    if (states.length === 0) continue;
    const offers = fragmentsAt(lattice, at, weights);
    const skip = skipFeatures(lattice, at);
    const skipScore = score(weights, skip);
    for (const state of states) {
      places[at + 1]?.push({ score: state.score + skipScore, step: { before: state.step, features: skip }, tables: state.tables, last: state.last });
      for (const offer of offers) places[offer.fragment.to]?.push(extend(state, offer, lattice, weights));
    }
  }
  return prune(places[lattice.tokens.length] ?? [], width).map(parseOf);
}

interface Offer {
  readonly fragment: Fragment;
  readonly score: number;
}

function fragmentsAt(lattice: Lattice, at: number, weights: Weights): Offer[] {
  const before = lattice.tokens[at - 1]?.lower ?? '^';
  const context = functionWords.has(before) || before === '^' ? before : '_';
  const offers = rules.flatMap((rule) => rule(lattice, at)).map((found) => {
    const fragment = { ...found, features: merge(found.features, { [`${found.rule}<${context}`]: 1, 'length': found.to - found.from }) };
    return { fragment, score: score(weights, fragment.features) };
  });
  return offers.length > fragmentsMax ? offers.toSorted((a, b) => b.score - a.score).slice(0, fragmentsMax) : offers;
}

function extend(state: State, { fragment, score: own }: Offer, lattice: Lattice, weights: Weights): State {
  const joins: Features = { ...joinFeatures(lattice, state.tables, fragment.tables), [`${state.last}>${fragment.rule}`]: 1 };
  const tables = fragment.tables.every((table) => state.tables.includes(table)) ? state.tables : [...new Set([...state.tables, ...fragment.tables])];
  const added = score(weights, joins);
  return { score: state.score + own + added, tables, last: fragment.rule, step: { before: state.step, fragment, features: merge(fragment.features, joins) } };
}

const none: Features = {};

/** Tables far from those already in play make a reading unlikely. */
function joinFeatures(lattice: Lattice, known: readonly IndexedTable[], added: readonly IndexedTable[]): Features {
  const fresh = added.filter((table) => !known.includes(table));
  if (fresh.length === 0 || known.length === 0) return none;
  let far = 0;
  let apart = 0;
  for (const table of fresh) {
    const nearest = Math.min(...known.map((other) => hops(lattice.catalog, other, table) ?? Infinity));
    if (nearest === Infinity) apart += 1;
    else far += nearest;
  }
  return { 'join:hops': far, 'join:apart': apart };
}

const strongCues: ReadonlySet<string> = new Set(['count', 'amount', 'average', 'minimum', 'maximum', 'distinct', 'each', 'orderBy', 'descending', 'ascending', 'alphabetical', 'gt', 'ge', 'lt', 'le', 'after', 'before', 'most', 'fewest', 'common', 'rare', 'high', 'low', 'without', 'both', 'or', 'butNot', 'contains', 'starts', 'ends', 'percentage', 'between']);

function skipFeatures(lattice: Lattice, at: number): Features {
  const token = lattice.tokens[at];
  if (!token || token.kind === 'mark') return none;
  if (token.kind === 'quoted' || token.kind === 'date') return { 'skip:quoted': 1 };
  if (token.kind === 'number') return { 'skip:number': 1 };
  const cue = lattice.cues[at]?.find((link) => strongCues.has(link.cue));
  if (cue) return { [`skip:cue:${cue.cue}`]: 1, 'skip:cue': 1 };
  if (functionWords.has(token.lower)) return none;
  const linked = (lattice.columns[at]?.length ?? 0) + (lattice.tables[at]?.length ?? 0) > 0;
  const capital = at > 0 && /^\p{Lu}/u.test(token.text);
  return { [linked ? 'skip:linked' : capital ? 'skip:capital' : 'skip:word']: 1, [`skip=${token.stem}`]: 1 };
}

function prune(states: readonly State[], width: number): State[] {
  return states.length <= width ? [...states] : states.toSorted((a, b) => b.score - a.score).slice(0, width);
}

function parseOf(state: State): Parse {
  const fragments: Fragment[] = [];
  const all: Features[] = [];
  for (let step = state.step; step; step = step.before) {
    if (step.fragment) fragments.unshift(step.fragment);
    all.push(step.features);
  }
  return { fragments, features: merge(...all), score: state.score };
}
