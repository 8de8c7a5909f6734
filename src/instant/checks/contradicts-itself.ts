import type { Filter } from '../plan.ts';
import type { Check } from './check.ts';

/** A row has one value in a column, and happened once: no row is of 2025 and of 2026, nor cash and card. */
export const contradictsItself: Check = ({ plan: { filters } }) => {
  const conditions = filters.flatMap(conjuncts);
  return conditions.some((one, at) => conditions.slice(at + 1).some((other) => excludes(one, other)));
};

function conjuncts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(conjuncts) : [filter];
}

function excludes(one: Filter, other: Filter): boolean {
  if (one.kind === 'compare' && other.kind === 'compare') {
    return one.column === other.column && one.operator === '=' && other.operator === '=' && one.unit === other.unit && one.via === other.via && one.value !== other.value;
  }
  return one.kind === 'period' && other.kind === 'period' && one.column === other.column && (endsBefore(one, other) || endsBefore(other, one));
}

type Period = Extract<Filter, { kind: 'period' }>;

/** Of days of the calendar; what moves with the clock is not compared. */
function endsBefore({ until }: Period, { from }: Period): boolean {
  return until?.kind === 'day' && from?.kind === 'day' && until.value <= from.value;
}
