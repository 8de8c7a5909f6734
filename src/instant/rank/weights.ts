import { readFileSync } from 'node:fs';
import type { Features } from '../rules/fragment.ts';

/** Weights by feature name; a name that training never saw weighs nothing. */
export type Weights = ReadonlyMap<string, number>;

/** What each of several other rankers makes of a feature: they learned from other databases each, and where they differ the answer is doubtful. */
export type Committee = ReadonlyMap<string, readonly number[]>;

interface WeightsFile {
  readonly members: number;
  /** By feature: what the ranker learned, and each member of the committee. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
}

/** What the training set never shows: it has no glossary, no views, and nobody in it asks for "last month". */
const given: readonly (readonly [string, number])[] = [['glossary', 3], ['link:glossary', 2], ['link:comment', -2], ['link:view', -2], ['rule:period', 4], ['rule:columns-filter', 4], ['rule:bucket', 4], ['rule:companions', 4], ['order:multiplied', -3], ['who:key', -4], ['rule:measure-by', 3], ['rule:event-missing', 4], ['rule:event', 1], ['rule:none-left', 3], ['rule:number-amount', 1.5]];
/** What it shows too rarely, and then only where something else was meant. */
const fixed: readonly (readonly [string, number])[] = [['rule:share', 4], ['top:per-group', 3]];

interface Learned {
  readonly weights: Weights;
  readonly committee: Committee;
  readonly members: number;
}

let loaded: Learned | undefined;

/** What `scripts/train.mjs` learned, read on first use. */
function learned(): Learned {
  if (loaded) return loaded;
  const file = JSON.parse(readFileSync(new URL('./weights.json', import.meta.url), 'utf8')) as WeightsFile;
  const entries = Object.entries(file.weights);
  const all = (weight: number) => Array.from({ length: file.members }, () => weight);
  loaded = {
    members: file.members,
    weights: new Map([...given, ...entries.map(([name, [first = 0]]) => [name, first] as const), ...fixed]),
    committee: new Map([...given.map(([name, weight]) => [name, all(weight)] as const), ...entries.map(([name, [, ...others]]) => [name, others] as const), ...fixed.map(([name, weight]) => [name, all(weight)] as const)]),
  };
  return loaded;
}

export function shippedWeights(): Weights {
  return learned().weights;
}

/** The scores that the members of the committee give to features that are still unmerged. */
export function opinions(parts: readonly Features[]): number[] {
  const { committee, members } = learned();
  const scores = Array.from({ length: members }, () => 0);
  for (const features of parts) for (const name in features) {
    const weights = committee.get(name);
    if (weights) for (const [member, weight] of weights.entries()) scores[member] = (scores[member] ?? 0) + weight * (features[name] ?? 0);
  }
  return scores;
}

export function score(weights: Weights, features: Features): number {
  let sum = 0;
  for (const name in features) {
    const weight = weights.get(name);
    if (weight !== undefined) sum += weight * (features[name] ?? 0);
  }
  return sum;
}
