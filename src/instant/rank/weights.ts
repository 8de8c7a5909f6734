import { readData } from '../data.ts';
import { type FeatureVector, numbersOf } from '../features.ts';

/** Weights by feature name; a name that training never saw weighs nothing. */
export type Weights = ReadonlyMap<string, number>;

/** By feature, behind the ranker's own weight: what each of several other rankers makes of it. They learned from other databases each, and where they differ the answer is doubtful. */
type Ensemble = ReadonlyMap<string, readonly number[]>;

interface WeightsFile {
  readonly members: number;
  /** By feature: what the ranker learned, and each member of the ensemble. */
  readonly weights: Record<string, readonly number[]>;
}

/**
 * What those who wrote a rule believe of it, where the training set shows it rarely or never: it has no glossary, no views, and
 * nobody in it asks for "last month". Learning starts from these and is drawn back to them.
 */
export const priors: Weights = named({
  'link:comment': -2, 'link:view': -2, 'link:borrowed': -2, 'link:outdone': -1, 'link:extreme-unsaid': -1, 'rule:null-before': 0.5,
  'value:borrowed': -2.5, 'value:relation': -2.5,
  'rule:period': 4, 'rule:period-verb': 5, 'rule:age': 4, 'rule:age-filter': 4, 'rule:columns-filter': 4, 'rule:bucket': 4, 'rule:companions': 4, 'rule:measure-by': 1, 'rule:measure-sum': 1,
  'rule:event-missing': 4, 'rule:beside': 1, 'beside:possessive': 2, 'beside:and': 0.5, 'items:beside': 3, 'rule:average-rows': 4, 'rule:average-of-group': 5,
  'overlap:said': 4, 'rule:stretch-asked': 4, 'rule:having-money': 4,
  'rule:happening': 2, 'rule:event': 0.5,
  'rule:bucket-two': 4.5, 'moment:table': -0.5, 'time:person-did': -1.5, 'rule:repeat': 4, 'repeat:rank': -1, 'state:table': -0.3, 'state:listed': 0.5, 'rule:count-kind': 2, 'share:rate': 1, 'period:value': -4,
  'rule:change': 5, 'rule:running': 5, 'rule:lasting': 4, 'rule:place': 4, 'time:measured': 0.5, 'time:beside': -0.5, 'time:mixed': -1, 'time:unheeded': -2, 'time:standing': -1.5, 'time:unsaid': -1,
  'money:said': 1, 'money:needless-lines': -1,
  'counted:assumed': -1, 'counted:averaged': -1, 'counted:earned': 1.2, 'rule:headcount': 4, 'rule:manner': 4, 'rule:number-of': 4, 'contrast:did': 1.5, 'current:headcount': 2.5,
  'rule:top-of-lines': 3, 'state:near': -1, 'rule:bestsellers': 4, 'rule:money-of-lines': 3, 'top:summed': 1,
  'both:apart': 1, 'both:own': 0.5, 'rule:growth': 4, 'rule:tenure': 4, 'tenure:rank': -0.5, 'tenure:current': 2, 'rule:growth-stretches': 6, 'rule:growth-percent': 3, 'rule:difference': 2,
  'rule:what-money': 3, 'sum:whole': 2, 'rule:tax-said': 3, 'rule:reporting-above': 3, 'rule:reporting-below': 3, 'rule:reporting-paid': 4, 'rule:reporting-pair': 4, 'rule:same-as': 4, 'rule:reporting-most': 4, 'rule:weekday': 4, 'rule:duration': 2, 'rule:versus': 4, 'rule:contrast': 1, 'rule:money-most': 2,
  'rule:event-noun': 1.5, 'rule:money-over': 2, 'rule:superlative-often': 1, 'without:child': 0.5, 'without:child-rank': -0.5,
  'rule:pieces-sold': 5, 'rule:most-pieces': 3, 'measure:pieces': 1.5, 'rule:spenders': 4, 'rule:amount-in-unit': 3, 'rule:compared': 4, 'rule:price-of': 4, 'rule:rate-most': 3, 'rule:apart': 4, 'share:sums': 1,
  'share:portion': 1, 'money:role': 1.5, 'who:many': 1, 'money:stock': 1, 'contrast:earlier': 9, 'rule:group-above': 3, 'rule:group-above-by': 3,
  'rule:state': 2, 'state:now': 2, 'rule:standing': 2, 'rule:ours': 1.5, 'state:rank': -1, 'state:named': 1, 'state:attributive': 0.5, 'rule:period-day': 4, 'rule:period-verb-day': 5,
  'duration:stretch': 2, 'duration:grouped': 3, 'period:lasting': 2, 'rule:present': 3, 'rule:absent': 4, 'rule:hours-worked': 5, 'stint:rank': -1, 'stint:named': 1, 'stint:said': 2,
  'rule:never-sold': 3, 'rule:none-left': 3, 'rule:has-some': 2, 'rule:flag-opposite': 2.5, 'rule:number-amount': 0.5, 'rule:top-moment': 3, 'rule:superlative-each': 1,
  'order:multiplied': -3, 'who:key': -4, 'who:does': 1.5, 'who:does-not': -1.5, 'who:nobody': -1, 'who:repeated': -1,
  'rule:last-time': 4, 'rule:next-time': 4, 'occasion:rank': -0.5, 'rule:who-never': 3, 'rule:role': 2, 'rule:in-roles': 5, 'rule:either-role': 3, 'rule:column-of-role': 4, 'rule:doer': 2, 'path:part': 2.5,
  'path:role': -3, 'path:around': -1, 'without:unknown': 0.5, 'weekday:kept': 2, 'money:rows': -4, 'money:promised': -2,
  'items:counted-beside': 1, 'items:bounded': -1, 'items:constant': -2, 'items:extreme': -3, 'top:companion': 1, 'top:figure': 1, 'column:done': -1.5, 'column:relation': -2.5,
  'referenced:relation': 3.5, 'count:named': -4, 'count:other': -3, 'count:other-likely': -1.5, 'skip:wh': -2, 'skip:content': -1.5, 'skip:value': -1, 'skip:grouped': -1, 'skip:event': -0.5,
});

/** What it shows too rarely, and then only where something else was meant, and what people of the house said themselves: not learned. */
export const fixed: Weights = named({
  'glossary': 3, 'glossary:repeated': 2, 'link:glossary': 2, 'rule:share': 4, 'top:per-group': 3, 'items:id-unasked': -3, 'rule:has-known': 2, 'group:idle': -2.5,
});

function named(weights: FeatureVector): Weights {
  return new Map(Object.entries(numbersOf(weights)));
}

interface Learned {
  readonly weights: Weights;
  readonly ensemble: Ensemble;
  readonly members: number;
}

let loaded: Learned | undefined;

/** What `scripts/train.mjs` learned, read on first use. */
function learned(): Learned {
  if (loaded) return loaded;
  const file = readData('rank/weights.json') as WeightsFile;
  const ensemble = new Map(Object.entries(file.weights));
  const byAll = (weight: number) => Array.from({ length: file.members + 1 }, () => weight);
  for (const [name, weight] of priors) if (!ensemble.has(name)) ensemble.set(name, byAll(weight));
  for (const [name, weight] of fixed) ensemble.set(name, byAll(weight));
  const weights = new Map<string, number>();
  for (const [name, [own = 0]] of ensemble) weights.set(name, own);
  loaded = { members: file.members, weights, ensemble };
  return loaded;
}

export function shippedWeights(): Weights {
  return learned().weights;
}

/** The scores that the members of the ensemble give to features that are still unmerged. */
export function memberScores(parts: readonly FeatureVector[]): number[] {
  const { ensemble, members } = learned();
  const scores = Array.from({ length: members }, () => 0);
  for (const numbers of parts.map(numbersOf)) for (const name in numbers) {
    const weights = ensemble.get(name);
    const value = numbers[name] ?? 0;
    if (weights) for (let member = 0; member < members; member += 1) scores[member] = (scores[member] ?? 0) + (weights[member + 1] ?? 0) * value;
  }
  return scores;
}

export function score(weights: Weights, features: FeatureVector): number {
  const numbers = numbersOf(features);
  let sum = 0;
  for (const name in numbers) {
    const weight = weights.get(name);
    if (weight !== undefined) sum += weight * (numbers[name] ?? 0);
  }
  return sum;
}
