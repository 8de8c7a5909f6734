import { readFileSync } from 'node:fs';
import type { Features } from '../rules/fragment.ts';

/** Weights by feature name; a name that training never saw weighs nothing. */
export type Weights = ReadonlyMap<string, number>;

interface WeightsFile {
  readonly weights: Readonly<Record<string, number>>;
}

/** What the training set can't teach: it has no glossary, no views, and nobody in it asks for the "top 5 customers by revenue". */
const given: readonly (readonly [string, number])[] = [['glossary', 3], ['link:glossary', 2], ['link:view', -2], ['rule:top-by', 5], ['rule:period', 4], ['rule:share', 4], ['rule:columns-filter', 4], ['rule:average-of', 3]];

let loaded: Weights | undefined;

/** The weights that `scripts/train.mjs` learned, read on first use. */
export function shippedWeights(): Weights {
  loaded ??= new Map([...given, ...Object.entries((JSON.parse(readFileSync(new URL('./weights.json', import.meta.url), 'utf8')) as WeightsFile).weights)]);
  return loaded;
}

export function score(weights: Weights, features: Features): number {
  let sum = 0;
  for (const name in features) {
    const weight = weights.get(name);
    if (weight !== undefined) sum += weight * (features[name] ?? 0);
  }
  return sum;
}
