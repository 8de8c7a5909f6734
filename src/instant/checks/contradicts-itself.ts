import { excludes, type Filter } from '../plan.ts';
import type { Check } from './check.ts';

/** A row has one value in a column, and happened once: no row is of 2025 and of 2026, nor cash and card, nor has it left without a day of leaving. */
export const contradictsItself: Check = ({ plan: { filters } }) => {
  const conditions = filters.flatMap(conjuncts);
  return conditions.some((one, at) => conditions.slice(at + 1).some((other) => excludes(one, other) || bars(one, other) || bars(other, one)));
};

function bars(one: Filter, other: Filter): boolean {
  return isOutside(one, other) || isMissing(one, other);
}

function conjuncts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(conjuncts) : [filter];
}

/** What is missing is neither known nor on any day. */
function isMissing(one: Filter, other: Filter): boolean {
  if (one.kind !== 'null' || one.negated) return false;
  if (other.kind === 'null') return other.negated && other.column === one.column;
  return (other.kind === 'compare' || other.kind === 'period') && other.column === one.column;
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
