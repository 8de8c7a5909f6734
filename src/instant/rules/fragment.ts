import { told, type Draft, type FeatureVector, type RuleName, ruleNames } from '../features.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import type { ColumnLink, Tier } from '../link/lattice.ts';
import type { Span } from '../link/span.ts';
import { type Filter, filterTables, type Having, type Measure, tablesOf } from '../plan.ts';

/** What a phrase of the question contributes to a plan. */
export type Part =
  /** With `asksWhen`, that by which "when" is answered. */
  | { readonly kind: 'projection'; readonly measure: Measure; readonly distinct?: boolean; readonly asksWhen?: true }
  /** "how many", its object still to be found. */
  /** With `present`, of those who are there now. */
  | { readonly kind: 'count'; readonly distinct: boolean; readonly present?: true }
  | { readonly kind: 'all' }
  /** Of people; with `asks`, the word by which a question asks for them. */
  | { readonly kind: 'who'; readonly asks?: true }
  /** What follows is shown beside what the rows are called that were named before. */
  | { readonly kind: 'beside' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** Two conditions of which a row can meet only one: "from France and Spain". */
  | { readonly kind: 'both'; readonly filters: readonly Filter[] }
  | { readonly kind: 'having'; readonly having: Omit<Having, 'measure'>; readonly measure?: Measure }
  /** The first rows by a measure; without one, by how often the rest occurs. An adjective asks for the `row`, not for its measure. */
  | { readonly kind: 'top'; readonly measure?: Measure; readonly direction: 'asc' | 'desc'; readonly limit: number; readonly row?: true; readonly key?: IndexedColumn | IndexedTable }
  | { readonly kind: 'order'; readonly measure?: Measure; readonly direction?: 'asc' | 'desc'; readonly byCount?: boolean }
  /** The first rows; `ranked` where there must be something by which they come first. */
  | { readonly kind: 'limit'; readonly limit: number; readonly direction: 'asc' | 'desc'; readonly ranked?: true }
  | { readonly kind: 'group'; readonly key: IndexedColumn | IndexedTable }
  /** A table that is named; `had` where rows of another must have partners in it, `plural` where more than one row is spoken of, `between` where it is only to be joined. */
  | { readonly kind: 'entity'; readonly table: IndexedTable; readonly had?: true; readonly plural?: true; readonly between?: true; readonly each?: true }
  | { readonly kind: 'distinct' }
  /** How many percent; of what meets these conditions, where the phrase itself names them ("cancellation rate"); with `ofLast`, what is named first ("fees as a percentage of revenue"); with `ofEach`, of what belongs to each ("percentage of each branch's orders"). */
  | { readonly kind: 'share'; readonly filters?: readonly Filter[]; readonly ofLast?: true; readonly ofEach?: true }
  /** "on average", of whatever figure is asked for. */
  | { readonly kind: 'averaged' }
  /** Of a figure in two stretches of time, the first less the second, or the other way round; the second may be the year before; in percent of what it was. */
  | { readonly kind: 'difference'; readonly reversed: boolean; readonly previous: boolean; readonly percent: boolean }
  /** Of each stretch of time, the figure less that of the one before. */
  | { readonly kind: 'change' }
  /** "the second highest": so many rows before the first that is meant. */
  | { readonly kind: 'place'; readonly offset: number }
  /** Of each stretch of time, the figure with those of all before it. */
  | { readonly kind: 'running' }
  /** What follows must be missing. */
  | { readonly kind: 'without' }
  | { readonly kind: 'link'; readonly word: 'or' | 'and' | 'both' | 'butNot' };

export interface Fragment extends Span {
  readonly rule: RuleName;
  readonly parts: readonly Part[];
  readonly features: FeatureVector;
  readonly tables: readonly IndexedTable[];
  /** The table of a column that is only mentioned: it says something where the plan reads that table, and nothing elsewhere. */
  readonly about?: IndexedTable;
  /** The key of which the words speak: a plan that does not follow it has not read them. */
  readonly along?: IndexedColumn;
  /** Places within the span of words that it passes over, and that count as skipped. */
  readonly left?: readonly number[];
}

/** A phrase that names something by which rows may be compared or ordered. */
export interface MeasureLink extends Span {
  readonly measure: Measure;
  readonly features: FeatureVector;
}

export function fragment(rule: RuleName, span: Span, parts: readonly Part[], features: FeatureVector = {}): Fragment {
  const tables = parts.flatMap(partTables);
  return { rule, from: span.from, to: span.to, parts, features: { ...byRule.get(rule), ...features }, tables: tables.length > 1 ? [...new Set(tables)] : tables };
}

const byRule: ReadonlyMap<RuleName, FeatureVector> = new Map(ruleNames.map((rule) => [rule, told(`rule:${rule}`)]));

function partTables(part: Part): IndexedTable[] {
  switch (part.kind) {
    case 'projection':
      return tablesOf(part.measure);
    case 'filter':
      return filterTables(part.filter);
    case 'both':
      return part.filters.flatMap(filterTables);
    case 'top':
      return [...(part.measure ? tablesOf(part.measure) : []), ...(part.key ? [ownerOf(part.key)] : [])];
    case 'order':
    case 'having':
      return part.measure ? tablesOf(part.measure) : [];
    case 'group':
      return [ownerOf(part.key)];
    case 'entity':
      return [part.table];
    case 'count':
    case 'all':
    case 'who':
    case 'beside':
    case 'limit':
    case 'distinct':
    case 'share':
    case 'averaged':
    case 'difference':
    case 'change':
    case 'running':
    case 'place':
    case 'without':
    case 'link':
      return [];
  }
}

export function ownerOf(key: IndexedColumn | IndexedTable): IndexedTable {
  return 'column' in key ? key.table : key;
}

/** What a view shows stands in tables, too, and there it is complete. */
function isView(link: object): boolean {
  const table = 'table' in link ? link.table : 'column' in link && typeof link.column === 'object' && link.column !== null && 'table' in link.column ? link.column.table : undefined;
  return typeof table === 'object' && table !== null && 'table' in table && typeof table.table === 'object' && table.table !== null && 'kind' in table.table && table.table.kind !== 'table';
}

/** How sure a link is, as features: what is missing to a perfect one, by tier. */
export function linkFeatures(link: { readonly score: number; readonly tier?: Tier; readonly near?: ColumnLink['near']; readonly echo?: number; readonly keyUnsaid?: boolean; readonly borrowed?: boolean; readonly outdone?: boolean; readonly extremeUnsaid?: boolean }): FeatureVector {
  const manner = link.tier;
  const features: Draft = { ...(manner ? told(`link:${manner}`) : {}), 'link:loss': 1 - Math.min(1, link.score) };
  if (isView(link)) features['link:view'] = 1;
  if (link.near) Object.assign(features, told(`near:${link.near}`));
  if (link.echo) features['link:echo'] = link.echo;
  if (link.keyUnsaid) features['link:key-unsaid'] = 1;
  if (link.borrowed) features['link:borrowed'] = 1;
  if (link.extremeUnsaid) features['link:extreme-unsaid'] = 1;
  if (link.outdone) features['link:outdone'] = 1;
  return features;
}
