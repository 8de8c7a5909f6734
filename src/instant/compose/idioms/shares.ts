import { isAdditive, isKey, isNumeric } from '../../../catalog/roles.ts';
import type { FeatureName } from '../../features.ts';
import { type Filter, filterTables, isRowFilter, type Measure, measureKey, type RowFilter } from '../../plan.ts';
import type { Gathered } from '../gather.ts';
import { countedRows, type Projection, timeFilters, type Way } from './way.ts';

/** How many percent: of one sum another one, of all groups each, or of all rows those that meet the conditions; `named` are those that the phrase itself names. */
export function shareOf(gathered: Gathered, named?: readonly Filter[]): Way[] {
  const filters = gathered.filters.filter(isRowFilter);
  if (filters.length < gathered.filters.length) return [];
  const ofSum = sumOfSum(gathered);
  if (ofSum) return [ofSum];
  const each = named ? undefined : portionOfEach(gathered, filters);
  return each ? [each] : shareOfPart(gathered, filters, named);
}

/** "the share of orders that were cancelled": the conditions select what is measured, not what it is measured by. */
function shareOfPart(gathered: Gathered, filters: readonly RowFilter[], named: readonly Filter[] | undefined): Way[] {
  const table = gathered.entities[0] ?? filters.flatMap(filterTables)[0];
  if (!table || filters.length === 0) return [];
  const figures = gathered.projections.map((part) => (part.kind === 'projection' ? part.measure : undefined));
  const of = figures.find((measure) => measure?.kind === 'aggregate' && measure.function === 'sum');
  const way = (measure: Measure, rest: readonly Filter[], feature?: FeatureName): Way => {
    const taken: Gathered = { ...gathered, share: undefined, filters: rest, projections: [...gathered.projections.filter(isAlong), { kind: 'projection', measure }] };
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
  // What has not arrived yet is neither late nor in time.
  if (filter?.kind === 'columns' && others.length === 0 && filter.left.column.nullable) return [{ kind: 'null', column: filter.left, negated: true }];
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

/**
 * "each branch's share of total sales", "percentage of orders per channel in 2025": where no condition tells a part from the whole, each group is
 * one; a time is that of the whole, unless the whole is each group's own ("percentage of each channel's orders that were placed in 2025").
 */
function portionOfEach(gathered: Gathered, filters: readonly RowFilter[]): Way | undefined {
  const { groups, entities } = gathered;
  const along = gathered.projections.filter(isAlong);
  if (gathered.share?.ofEach && filters.length > 0) return undefined;
  const others = [...gathered.both, ...gathered.having, ...gathered.tops];
  if (groups.length + along.length === 0 || others.length > 0 || timeFilters(filters).length < filters.length) return undefined;
  const counted = entities.find((table) => !groups.includes(table));
  const figures = gathered.projections.filter((part) => !along.includes(part)).map((part) => (part.kind === 'count' ? countedRows(gathered, part) : summed(part.measure)));
  const [of = counted && { kind: 'count' as const, table: counted }, ...rest] = figures;
  if (!of || rest.length > 0 || (of.kind !== 'aggregate' && of.kind !== 'count') || isWhole(of)) return undefined;
  return { gathered: { ...gathered, share: undefined, projections: [...along, { kind: 'projection', measure: { kind: 'portion', of } }] }, feature: 'share:portion' };
}

/** A stretch of time for which there is one row each. */
function isAlong(part: Projection): boolean {
  return part.kind === 'projection' && part.measure.kind === 'part';
}

/** What somebody wrote whole may be an average or a quotient, and does not add up to that of all groups. */
function isWhole(figure: Measure & { readonly kind: 'aggregate' | 'count' }): boolean {
  return figure.kind === 'aggregate' && figure.of?.kind === 'sql' && figure.of.aggregated === true;
}

/** All of a figure that can be added up. */
function summed(measure: Measure): (Measure & { readonly kind: 'aggregate' }) | undefined {
  if (measure.kind === 'aggregate') return measure.function === 'sum' ? measure : undefined;
  return measure.kind === 'column' && isNumeric(measure.column) && !isKey(measure.column) && isAdditive(measure.column) ? { kind: 'aggregate', function: 'sum', column: measure.column, distinct: false } : undefined;
}
