import { type Draft, type FeatureVector } from '../features.ts';
import type { IndexedColumn } from '../../catalog/index.ts';
import type { EntityKind, SemanticModel } from '../../semantics/model.ts';
import { type Filter, filterTables, type Measure } from '../plan.ts';
import { type Gathered, tablesIn } from './gather.ts';

/** "headcount by department", "who can teach the cello": of those who may have left, the ones who have not; undefined where nothing tells, or where the question speaks of it itself. */
export function currentOnly(gathered: Gathered, semantics: SemanticModel): { readonly filters: readonly Filter[]; readonly features: FeatureVector } | undefined {
  const said = [...gathered.filters, ...gathered.both.flat()];
  if (measuresOf(gathered).some(isWritten)) return undefined;
  // What was so at another time was so of others, too.
  if (gathered.projections.some((part) => part.kind === 'projection' && (part.measure.kind === 'change' || part.measure.kind === 'arithmetic'))) return undefined;
  const filters = tablesIn(gathered).flatMap((table): Filter[] => {
    const here = semantics.states('active', table).find((predicate) => predicate.kind === 'null' && !predicate.negated);
    return here?.kind === 'null' && !said.some((filter) => mentions(filter, here)) ? [here] : [];
  });
  if (filters.length === 0) return undefined;
  const features: Draft = { 'current:assumed': filters.length };
  for (const table of filters.flatMap(filterTables)) features[`current:${semantics.entity(table).kind}`] = 1;
  // Who has left is on no payroll, and in no headcount.
  if (gathered.projections.some((part) => part.kind === 'count' && part.present)) features['current:headcount'] = 1;
  const inTime = said.some((filter) => filter.kind === 'period' || (filter.kind === 'compare' && filter.unit !== undefined));
  return { filters, features: inTime ? { ...features, 'current:in-time': 1 } : features };
}

/** Whether a moment is that from which on somebody is gone. */
export function isDeparture(column: IndexedColumn, semantics: SemanticModel): boolean {
  return ['active', 'alive'].some((state) => semantics.states(state, column.table).some((here) => here.kind === 'null' && !here.negated && here.column === column));
}

const countedKinds: ReadonlySet<EntityKind> = new Set(['transaction', 'line', 'event', 'association']);

/** "revenue per month", "bookings by channel": what was cancelled or voided does not count; undefined where nothing tells, or where the question speaks of it itself. */
export function countedOnly(gathered: Gathered, semantics: SemanticModel): { readonly filters: readonly Filter[]; readonly features: FeatureVector } | undefined {
  if (measuresOf(gathered).some(isWritten)) return undefined;
  const said = [...gathered.filters, ...gathered.both.flat()].flatMap(columnsOf);
  const filters = tablesIn(gathered).flatMap((table): Filter[] => {
    if (!countedKinds.has(semantics.entity(table).kind)) return [];
    const [kept] = semantics.states('kept', table);
    return kept && !columnsOf(kept).some((column) => said.includes(column)) ? [kept] : [];
  });
  if (filters.length === 0) return undefined;
  const money = gathered.projections.some((part) => part.kind === 'projection' && isSum(part.measure)) || gathered.tops.some(({ measure }) => measure?.kind === 'aggregate');
  const byValue = filters.some((filter) => filter.kind === 'compare' && filter.operator === '<>');
  // What was cancelled brought nothing in.
  const told: FeatureVector = byValue ? { 'counted:value': 1, ...(money ? { 'counted:earned': 1 } : {}) } : {};
  const averaged: FeatureVector = gathered.averaged || gathered.projections.some((part) => part.kind === 'projection' && isAverage(part.measure)) ? { 'counted:averaged': 1 } : {};
  return { filters, features: { 'counted:assumed': filters.length, [money ? 'counted:money' : 'counted:rows']: 1, ...told, ...averaged } };
}

function isSum(measure: Measure): boolean {
  return measure.kind === 'portion' ? isSum(measure.of) : measure.kind === 'aggregate';
}

function isAverage(measure: Measure): boolean {
  return measure.kind === 'aggregate' && measure.function === 'avg';
}

function measuresOf({ projections, tops }: Gathered): (Measure | undefined)[] {
  return [...projections.map((part) => (part.kind === 'projection' ? part.measure : undefined)), ...tops.map(({ measure }) => measure)];
}

function columnsOf(filter: Filter): IndexedColumn[] {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.filters.flatMap(columnsOf);
  if (filter.kind === 'columns') return [filter.left, filter.right];
  return 'column' in filter ? [filter.column] : [];
}

/** A figure that somebody wrote down counts what it counts. */
function isWritten(measure: Measure | undefined): boolean {
  if (measure?.kind === 'portion') return isWritten(measure.of);
  return measure?.kind === 'aggregate' && (measure.where !== undefined || measure.of?.kind === 'sql');
}

/** Whether a condition is on the column itself, in whatever it is nested. */
function mentions(filter: Filter, { column }: Filter & { readonly kind: 'null' }): boolean {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.filters.some((part) => mentions(part, { kind: 'null', column, negated: false }));
  return 'column' in filter && filter.column === column;
}
