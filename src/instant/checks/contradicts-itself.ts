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

/** "in March" against the days of one April. */
function isOutside(one: Filter, other: Filter): boolean {
  if (one.kind !== 'compare' || one.operator !== '=' || one.unit !== 'month-of-year' || other.kind !== 'period' || other.column !== one.column) return false;
  if (other.from?.kind !== 'day' || other.until?.kind !== 'day') return false;
  const [first, end] = [new Date(other.from.value), new Date(other.until.value)];
  const isOneMonth = end.getTime() <= Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
  return isOneMonth && first.getUTCMonth() + 1 !== one.value;
}
