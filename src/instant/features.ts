import type { EntityKind } from '../semantics/model.ts';
import type { TriggerName } from '../language/en/lexicon.ts';

/** The phrases that rules read, by the name that each fragment bears. */
export const ruleNames = [
  'absent',
  'adjective-average', 'adjective-filter', 'adjective-range', 'age', 'age-filter', 'aggregate', 'aggregate-two', 'all', 'also-named', 'amount-in-unit', 'apart',
  'average-filter', 'average-number', 'average-of', 'average-of-group', 'average-rows',
  'bare-sum', 'beside', 'bestsellers', 'both', 'both-names', 'bucket', 'bucket-two', 'butNot', 'change', 'column', 'column-both', 'column-filter', 'column-of-role', 'columns-filter', 'companions',
  'compared', 'contrast', 'count',
  'count-column', 'count-kind', 'count-sum', 'count-value', 'counted', 'difference', 'direction', 'distinct', 'doer', 'duration', 'each-entity',
  'either-role', 'entity', 'event', 'event-missing', 'event-noun',
  'first', 'flag', 'flag-opposite', 'frequency', 'frequency-column', 'frequency-table', 'full-name', 'graded-order', 'group', 'group-by', 'group-owned', 'group-owned-by',
  'group-above', 'group-above-by', 'group-referenced', 'group-referenced-by', 'group-role', 'group-role-by', 'group-table', 'group-table-by', 'group-time', 'group-time-by', 'group-two', 'group-two-by', 'growth',
  'growth-percent', 'growth-stretches', 'happening', 'has-known', 'has-some', 'having', 'having-aggregate', 'having-column', 'having-money', 'having-times', 'headcount', 'hours-worked',
  'how-much', 'in-roles', 'key-later', 'kind-of', 'last-time', 'lasting', 'limit',
  'manner', 'mass', 'measure-by', 'measure-sum', 'measure-word', 'mention', 'moment', 'moment-range', 'moment-verb', 'money', 'money-done', 'money-figure', 'money-most', 'money-of-lines',
  'money-of-rows', 'money-over', 'month-of-year', 'most-done', 'most-pieces', 'name-after', 'name-later', 'name-of', 'named-row', 'never-sold', 'next-time',
  'none-left', 'null', 'null-before', 'number-amount', 'number-equal',
  'number-filter', 'number-of', 'number-unit',
  'occasion', 'on-average', 'or', 'order', 'order-frequency', 'order-terse', 'order-two', 'ours', 'pattern', 'pattern-in', 'peak', 'peak-money', 'pieces-sold', 'place', 'price-of', 'period',
  'period-day', 'period-overlap', 'period-verb', 'period-verb-day', 'present', 'rate', 'rate-most', 'referenced', 'repeat', 'reporting-above', 'reporting-below', 'reporting-most', 'reporting-paid', 'reporting-pair',
  'role', 'running', 'same-as', 'share', 'spenders',
  'standing', 'state', 'stretch-asked', 'superlative', 'superlative-adjective',
  'superlative-after', 'superlative-count', 'superlative-each', 'superlative-often', 'superlative-quantity', 'superlative-values', 'tax-said', 'tenure', 'term', 'top-by', 'top-moment', 'top-of-lines',
  'top-role', 'value', 'value-both', 'value-column', 'value-list', 'versus', 'weekday', 'what-money', 'who', 'who-never', 'within-when', 'within-where', 'without', 'word-when', 'word-where',
] as const;
export type RuleName = (typeof ruleNames)[number];

/**
 * What is told of a reading for the ranker and the confidence, by what it speaks of. Who adds a feature names it here; its weight is believed
 * (`rank/weights.ts`), learned (`scripts/train.mjs`), or nothing.
 */
export const features = {
  // How phrases were linked to names, values and moments.
  link: [
    'exact', 'part', 'synonym', 'comment', 'typo', 'shared', 'glossary', 'loss', 'view', 'echo', 'key-unsaid', 'borrowed', 'extreme-unsaid', 'outdone',
  ],
  near: ['after', 'before', 'none', 'other'],
  value: [
    'exact', 'form', 'part', 'named', 'coded', 'loss', 'own', 'borrowed', 'relation', 'quoted', 'unknown', 'number', 'numeral', 'date', 'year', 'yearOfDate', 'padded', 'trimmed',
  ],
  bare: ['small', 'small-name', 'capital', 'capital-name', 'initial', 'initial-name', 'digits', 'digits-name', 'quoted'],
  mention: ['elsewhere'],
  glossary: ['repeated'],
  said: ['model'],
  // What was passed over, and what is missing.
  skip: ['word', 'value', 'wh', 'linked', 'capital', 'number', 'quoted', 'cue', 'content', 'event', 'grouped'],
  table: ['unused'],
  entity: ['dropped', 'had-dropped', 'exists', 'joined'],
  // Which of several columns, moments, states or measures a phrase was taken for, the likeliest being 0.
  dimension: ['rank', 'reversed'],
  moment: ['rank', 'table', 'bare', 'compared', 'preposition'],
  period: ['lasting', 'latest', 'next', 'value'],
  overlap: ['named', 'said'],
  state: ['rank', 'named', 'attributive', 'listed', 'near', 'now', 'table'],
  event: ['rank'],
  has: ['begun'],
  duration: ['gap', 'grouped', 'named', 'rank', 'stretch', 'whole'],
  stint: ['rank', 'named', 'said'],
  tenure: ['rank', 'current'],
  mass: ['rank', 'distributed'],
  headcount: ['rank'],
  occasion: ['rank'],
  repeat: ['rank'],
  rate: ['near'],
  done: ['called', 'rank'],
  contrast: ['did', 'earlier'],
  money: ['minor', 'named', 'near', 'needless-lines', 'owed', 'product', 'profit', 'promised', 'rank', 'role', 'rows', 'said', 'second', 'stock'],
  kind: ['rank'],
  bestsellers: ['named', 'rank'],
  pattern: ['default', 'date', 'number', 'quoted', 'word'],
  referenced: ['relation'],
  column: ['done', 'reference', 'relation'],
  // What is assumed though nobody said it.
  current: ['assumed', 'headcount', 'in-time'],
  counted: ['assumed', 'averaged', 'earned', 'money', 'rows', 'value'],
  values: ['all', 'once'],
  distinct: ['joined', 'no', 'said'],
  group: ['idle', 'implied-columns', 'implied-table'],
  order: ['directed', 'implied', 'key', 'multiplied'],
  direction: ['alphabetical', 'ascending', 'descending'],
  limit: ['loose', 'measure', 'unordered'],
  sum: ['first', 'plural', 'whole'],
  measure: ['aggregate', 'count', 'pieces', 'quantity'],
  both: ['apart', 'exists', 'intersect', 'or', 'own', 'several'],
  except: ['values'],
  weekday: ['kept'],
  without: ['child', 'child-rank', 'exists', 'negated', 'unknown'],
  having: ['<', '<=', '=', '>', '>=', '<>', 'figures'],
  // What is shown.
  beside: ['and', 'possessive', 'with'],
  items: [
    '1', '2', '3', '4', 'all', 'all-said', 'beside', 'bounded', 'constant', 'count-implied', 'counted-beside', 'extreme', 'first-named', 'fixed', 'id', 'id-unasked', 'key', 'key-column', 'key-measure', 'key-name', 'keyed',
    'name', 'names', 'ordered', 'ranked', 'repeated', 'said-twice', 'unkeyed', 'who',
  ],
  who: ['beside', 'does', 'does-not', 'doer', 'figure', 'key', 'linked', 'many', 'most', 'nobody', 'repeated', 'top'],
  // Its figures.
  aggregate: ['key', 'mixed', 'senseless', 'text'],
  average: ['same-rows'],
  averaged: ['each'],
  count: ['distinct', 'distinct-key', 'in-name', 'named', 'once', 'other', 'other-likely', 'quantity', 'repeated'],
  share: ['known', 'portion', 'rate', 'split', 'sum', 'sums', 'within'],
  change: ['told'],
  running: ['told'],
  difference: ['previous', 'told'],
  top: ['called', 'companion', 'figure', 'figures', 'frequency', 'grouped', 'of-each', 'one-of-several', 'partners', 'per-group', 'several', 'summed', 'ties'],
  ranked: ['money', 'rows'],
  // The plan as a whole, its joins and its times.
  plan: ['group', 'having', 'order', 'limit', 'intersect', 'except', 'distinct'],
  tables: ['1', '2', '3', '4', 'bridge'],
  rows: ['once', 'repeated'],
  join: ['apart', 'hops', 'inferred'],
  path: ['around', 'named', 'other', 'own', 'part', 'role'],
  filter: [
    'aggregate', 'and', 'between', 'both', 'columns', 'compare', 'equal', 'exists', 'extreme', 'gap0', 'gap1', 'gap2', 'gap3', 'key', 'lasting', 'like', 'list-and', 'list-or', 'negated', 'null', 'or',
    'period', 'repeated', 'sql',
  ],
  compare: ['key!', 'key<', 'key=', 'number!', 'number<', 'number=', 'text!', 'text<', 'text='],
  time: ['beside', 'first', 'head', 'later', 'measured', 'mixed', 'other', 'person-did', 'standing', 'unheeded', 'unsaid'],
  // What a model's questions of the schema speak for (`likeness.ts`).
  like: ['adapted', 'as-it-is', 'lacks', 'likely', 'more', 'nearest', 'similar', 'whole'],
} as const;

type Features = typeof features;
type Listed = { [Group in keyof Features]: `${Group}:${Features[Group][number]}` }[keyof Features];

/** Of what the rows are to which a feature speaks. */
type OfKind = `${'current' | 'money' | 'kind' | 'time' | 'items:key-name' | 'who:linked' | 'who:beside'}:${EntityKind}`;

/** Families without end: words that are left out, the first words of the question, the shape, and what stands beside what. */
type Open = `skip=${string}` | `first=${string}` | `first2=${string}` | `shape:${string}` | `${string}<${string}` | `${string}>${string}` | `${string}+${string}`;

export type FeatureName = Listed | OfKind | Open | `rule:${RuleName}` | `stays:${RuleName}` | `skip:cue:${TriggerName}` | 'length' | 'glossary';

/** What is to be said of a reading for the ranker: sparse, by name. */
export type FeatureVector = { readonly [Name in FeatureName]?: number };

/** The same while it is made. */
export type Draft = { [Name in FeatureName]?: number };

export type Add = (name: FeatureName, value?: number) => void;

/** The numbers of a vector, for those who go through all of them. */
export function numbersOf(vector: FeatureVector): Readonly<Record<string, number>> {
  return vector as Readonly<Record<string, number>>;
}

export function merge(...all: readonly FeatureVector[]): FeatureVector {
  const sum: Record<string, number> = {};
  for (const vector of all) {
    const numbers = numbersOf(vector);
    for (const name in numbers) sum[name] = (sum[name] ?? 0) + (numbers[name] ?? 0);
  }
  return sum;
}

/** One feature, whose name is put together. */
export function told(name: FeatureName, value = 1): FeatureVector {
  return { [name]: value };
}
