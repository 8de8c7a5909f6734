import type { Filter } from '../plan.ts';
import type { Check } from './check.ts';

/** The share of those that meet a condition among those that meet it is all of them. */
export const sharesOfThemselves: Check = ({ plan: { projections, filters } }) =>
  projections.some((measure) => measure.kind === 'share' && measure.filters.length > 0 && measure.filters.every((part) => filters.some((filter) => isSame(part, filter))));

function isSame(a: Filter, b: Filter): boolean {
  return a === b || (a.kind === 'compare' && b.kind === 'compare' && a.column === b.column && a.operator === b.operator && a.value === b.value && a.unit === b.unit);
}
