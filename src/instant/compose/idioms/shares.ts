import { isAdditive, isKey, isNumeric } from '../../../catalog/roles.ts';
import type { FeatureName } from '../../features.ts';
import { type Filter, filterTables, isRowFilter, type Measure, measureKey, type RowFilter } from '../../plan.ts';
import type { Gathered } from '../gather.ts';
import { timeFilters, type Way } from './way.ts';

/** "the share of orders that were cancelled": the conditions select what is measured, not what it is measured by. */
export function shareOf(gathered: Gathered, named?: readonly Filter[]): Way[] {
  const table = gathered.entities[0] ?? gathered.filters.flatMap(filterTables)[0];
  const filters = gathered.filters.filter(isRowFilter);
  const ofSum = filters.length === gathered.filters.length ? sumOfSum(gathered) : undefined;
  if (ofSum) return [ofSum];
  if (!table || filters.length === 0 || filters.length < gathered.filters.length) return [];
  const figures = gathered.projections.map((part) => (part.kind === 'projection' ? part.measure : undefined));
  const of = figures.find((measure) => measure?.kind === 'aggregate' && measure.function === 'sum');
  const way = (measure: Measure, rest: readonly Filter[], feature?: FeatureName): Way => {
    const taken: Gathered = { ...gathered, share: undefined, filters: rest, projections: [{ kind: 'projection', measure }] };
    return { gathered: taken, ...(feature ? { feature } : {}) };
  };
  // Of what is added up the share is told in it: of revenue in money, and not in orders.
  const share = (part: readonly RowFilter[]): Measure => (of?.kind === 'aggregate' ? { kind: 'share', table: of.column.table, filters: part, of } : { kind: 'share', table, filters: part });
  const whole = way(share(filters), [], of ? 'share:sum' : undefined);
  // The completion rate of films: how many of the films were finished.
  const own = named ? filters.filter((filter) => named.includes(filter)) : [];
  if (own.length > 0 && own.length < filters.length) return [way(share(own), filters.filter((filter) => !own.includes(filter)), 'share:rate')];
  // "in 2025" belongs to the whole, and "that failed" to the part.
  const times = timeFilters(filters);
  const others = filters.filter((filter) => !times.includes(filter));
  const within = times.length > 0 && others.length > 0 ? [way(share(others), times, 'share:within')] : [];
  // "of our active patients": what is said first may be said of the whole.
  const split = filters.slice(1).map((_, index) => way(share(filters.slice(index + 1)), filters.slice(0, index + 1), 'share:split'));
  const known = knownAlone(filters).map((condition) => way(share(filters), [condition], 'share:known'));
  return [...within, ...split, ...known, whole];
}

/** A result that is not known yet is none: those who passed are a share of those who have been examined. */
function knownAlone(filters: readonly RowFilter[]): RowFilter[] {
  const [filter, ...others] = filters;
  return filter?.kind === 'compare' && others.length === 0 && filter.unit === undefined && filter.column.column.nullable ? [{ kind: 'null', column: filter.column, negated: true }] : [];
}

/** "the share of the amount requested that was awarded", "fees as a percentage of revenue": of two figures of the same rows the one in percent of the other. */
function sumOfSum(gathered: Gathered): Way | undefined {
  const [first, second, ...more] = gathered.projections.map((part) => (part.kind === 'projection' ? summed(part.measure) : undefined));
  if (!first || !second || more.length > 0 || measureKey(first) === measureKey(second) || first.column.table !== second.column.table) return undefined;
  const [part, whole] = gathered.share?.ofLast ? [first, second] : [second, first];
  const measure: Measure = { kind: 'arithmetic', operator: '/', left: { kind: 'arithmetic', operator: '*', left: { kind: 'number', value: 100 }, right: part }, right: whole };
  return { gathered: { ...gathered, share: undefined, projections: [{ kind: 'projection', measure }] }, feature: 'share:sums' };
}

/** All of a figure that can be added up. */
function summed(measure: Measure): (Measure & { readonly kind: 'aggregate' }) | undefined {
  if (measure.kind === 'aggregate') return measure.function === 'sum' ? measure : undefined;
  return measure.kind === 'column' && isNumeric(measure.column) && !isKey(measure.column) && isAdditive(measure.column) ? { kind: 'aggregate', function: 'sum', column: measure.column, distinct: false } : undefined;
}
