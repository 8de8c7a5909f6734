import { excludes, type Filter } from '../plan.ts';
import type { Check } from './check.ts';

/** A row has one value in a column, and happened once: no row is of 2025 and of 2026, nor cash and card. */
export const contradictsItself: Check = ({ plan: { filters } }) => {
  const conditions = filters.flatMap(conjuncts);
  return conditions.some((one, at) => conditions.slice(at + 1).some((other) => excludes(one, other) || isOutside(one, other) || isOutside(other, one)));
};

function conjuncts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(conjuncts) : [filter];
}

/** "March and April 2026": of a month whose year is said elsewhere, not the latest one is meant. */
function isOutside(one: Filter, other: Filter): boolean {
  if (!isLatest(one)) return false;
  if (other.kind === 'compare') return other.column === one.column && other.unit === 'year';
  return other.kind === 'period' && other.column === one.column && !isLatest(other);
}

function isLatest(filter: Filter): filter is Extract<Filter, { readonly kind: 'period' }> {
  return filter.kind === 'period' && filter.from?.kind === 'moment' && filter.from.start === 'year' && filter.from.offset !== undefined;
}
