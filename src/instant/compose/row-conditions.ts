import { isDeepStrictEqual } from 'node:util';
import type { IndexedColumn } from '../../catalog/index.ts';
import type { Condition, DateUnit, Expression } from '../../core/query.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import type { Filter, RowFilter, Scalar } from '../plan.ts';
import { ref } from './from.ts';
import { momentRef, numberRef, ownSql, referredRef } from './references.ts';

export function conjunction(conditions: readonly Condition[]): Condition | undefined {
  const [only, ...others] = conditions;
  return others.length === 0 ? only : { kind: 'and', conditions };
}

/** One of several: where all ask the same for a value, as a list. */
export function alternatives(conditions: readonly Condition[]): Condition {
  const [first] = conditions;
  if (first?.kind !== 'compare') return { kind: 'or', conditions };
  const values = conditions.flatMap((part) => (part.kind === 'compare' && part.operator === '=' && part.right.kind === 'literal' && isDeepStrictEqual(part.left, first.left) ? [part.right] : []));
  return values.length > 1 && values.length === conditions.length ? { kind: 'in', negated: false, left: first.left, right: values } : { kind: 'or', conditions };
}

/** The condition that one row is asked by itself. */
export function rowCondition(filter: RowFilter, semantics: SemanticModel): Condition {
  switch (filter.kind) {
    case 'compare':
      return { kind: 'compare', operator: filter.operator, left: comparedSide(filter, semantics), right: { kind: 'literal', value: filter.value } };
    case 'columns': {
      const whole = (column: IndexedColumn) => (semantics.attribute(column).role === 'moment' ? momentRef(column, semantics) : ref(column));
      const side = (column: IndexedColumn): Expression => (filter.byDay ? { kind: 'date-part', unit: 'day', argument: whole(column) } : whole(column));
      return { kind: 'compare', operator: filter.operator, left: side(filter.left), right: multiple(filter.via ? referredRef(filter.right, filter.via) : side(filter.right), filter.times) };
    }
    case 'lasting': {
      const elapsed: Expression = { kind: 'elapsed', unit: filter.unit, from: momentRef(filter.from, semantics), to: momentRef(filter.to, semantics) };
      return { kind: 'compare', operator: filter.operator, left: elapsed, right: { kind: 'literal', value: filter.value } };
    }
    case 'period':
      return periodCondition(filter, semantics);
    case 'between':
      return { kind: 'between', left: comparedColumn(filter.column, filter.unit, filter.low, semantics), low: { kind: 'literal', value: filter.low }, high: { kind: 'literal', value: filter.high } };
    case 'like':
      return { kind: 'like', negated: filter.negated, left: ref(filter.column), pattern: filter.pattern };
    case 'null':
      return { kind: 'null', negated: filter.negated, left: ref(filter.column) };
    case 'sql':
      return ownSql(filter.parts);
  }
}

function periodCondition({ column, from, until }: Filter & { readonly kind: 'period' }, semantics: SemanticModel): Condition {
  const left = momentRef(column, semantics);
  const begun: Condition[] = from ? [{ kind: 'compare', operator: '>=', left, right: from }] : [];
  const ended: Condition[] = until ? [{ kind: 'compare', operator: '<', left, right: until }] : [];
  return conjunction([...begun, ...ended]) ?? { kind: 'null', negated: true, left };
}

function comparedSide({ column, unit, value, via, through }: Filter & { readonly kind: 'compare' }, semantics: SemanticModel): Expression {
  return via ? referredRef(column, via, through) : comparedColumn(column, unit, value, semantics);
}

function comparedColumn(column: IndexedColumn, unit: DateUnit | undefined, value: Scalar, semantics: SemanticModel): Expression {
  if (unit) return { kind: 'date-part', unit, argument: momentRef(column, semantics) };
  const { role } = semantics.attribute(column);
  return role === 'moment' ? momentRef(column, semantics) : typeof value === 'number' ? numberRef(column) : ref(column);
}

/** So many times a figure, where that is said. */
export function multiple(whole: Expression, times: number | undefined): Expression {
  return times === undefined ? whole : { kind: 'arithmetic', operator: '*', left: { kind: 'literal', value: times }, right: whole };
}
