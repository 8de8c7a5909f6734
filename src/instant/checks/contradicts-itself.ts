import type { IndexedColumn } from '../../catalog/index.ts';
import { excludes, expressionColumns, figuresIn, type Filter, type Measure, measuresOf } from '../plan.ts';
import type { RowExpression, SemanticModel } from '../../semantics/model.ts';
import type { Check } from './check.ts';

/**
 * A row has one value in a column, and happened once: no row is of 2025 and of 2026, nor cash and card, nor has it left without a day of leaving.
 * Of those that have not left nobody asks how long they stayed, nor how many of them have left. And nobody asks for what is so or is not.
 */
export const contradictsItself: Check = ({ plan, lattice: { semantics } }) => {
  const conditions = plan.filters.flatMap(conjuncts);
  if (conditions.some((filter) => isEitherWay(filter, semantics))) return true;
  if (conditions.some((one, at) => conditions.slice(at + 1).some((other) => areOpposed(one, other)))) return true;
  const missing = new Set(conditions.flatMap((filter) => (filter.kind === 'null' && !filter.negated ? [filter.column] : [])));
  const figures = measuresOf(plan).flatMap((measure) => [measure, ...figuresIn(measure)]);
  return figures.some((measure) => needed(measure).some((column) => missing.has(column)) || partsOf(measure).some((part) => conditions.some((filter) => areOpposed(part, filter))));
};

/** "closed at the moment": closed, or not. */
function isEitherWay(filter: Filter, semantics: Pick<SemanticModel, 'attribute'>): boolean {
  if (filter.kind !== 'or') return false;
  const flags = filter.filters.flatMap((part) => (part.kind === 'compare' && part.operator === '=' ? [{ part, flag: semantics.attribute(part.column).flag }] : []));
  return flags.some(({ part, flag }) => part.value === flag?.yes && flags.some((other) => other.part.column === part.column && other.part.value === flag.no));
}

function areOpposed(one: Filter, other: Filter): boolean {
  return excludes(one, other) || bars(one, other) || bars(other, one);
}

function bars(one: Filter, other: Filter): boolean {
  return isOutside(one, other) || isMissing(one, other) || isOtherwise(one, other);
}

/** The columns without whose values there is nothing to tell. */
function needed(measure: Measure): readonly IndexedColumn[] {
  if (measure.kind === 'column') return [measure.column];
  if (measure.kind !== 'aggregate') return [];
  return measure.of ? unfilled(measure.of) : [measure.column];
}

function unfilled(value: RowExpression): readonly IndexedColumn[] {
  if (value.kind === 'arithmetic') return [...unfilled(value.left), ...unfilled(value.right)];
  return value.kind === 'filled' ? [] : expressionColumns(value);
}

/** What those have in common whose share is asked for. */
function partsOf(measure: Measure): readonly Filter[] {
  return measure.kind === 'share' ? measure.filters.flatMap(conjuncts) : [];
}

/** The same value of the same column, and every other. */
function isOtherwise(one: Filter, other: Filter): boolean {
  if (one.kind !== 'compare' || other.kind !== 'compare' || one.column !== other.column || one.value !== other.value || one.unit !== other.unit || one.via !== other.via) return false;
  return one.operator === '=' && other.operator === '<>';
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
