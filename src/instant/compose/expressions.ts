import type { Aggregate, CalendarOffset, Condition, DateUnit, Expression } from '../../core/query.ts';
import type { RowExpression, SemanticModel } from '../../semantics/model.ts';
import { assert } from '../../std/assert.ts';
import type { Measure, RowFilter } from '../plan.ts';
import { aliasOf, ref } from './from.ts';
import { momentRef, numberRef, orderRef, ownSql, referredRef } from './references.ts';
import { rowCondition } from './row-conditions.ts';

/** How parts of dates are told that are compared as numbers. */
const labels: ReadonlyMap<DateUnit, DateUnit> = new Map([['year', 'year-text'], ['weekday', 'weekday-name']]);

/** What a plan shows, orders or compares, as an expression of its query. */
export function expressionOf(measure: Measure, semantics: SemanticModel): Expression {
  switch (measure.kind) {
    case 'column':
      return divided(ref(measure.column), measure.per);
    case 'age':
      return { kind: 'date-part', unit: 'age', argument: momentRef(measure.column, semantics) };
    case 'referred':
      return referredRef(measure.column, measure.via, measure.through);
    case 'part':
      return partOfDate(measure, semantics);
    case 'all':
      return { kind: 'star', source: aliasOf(measure.table) };
    case 'count':
      return { kind: 'aggregate', function: 'count', distinct: false, argument: { kind: 'star' } };
    case 'aggregate':
      return aggregateOf(measure, semantics);
    case 'share': {
      const condition = conditionOf(measure.filters, semantics);
      return measure.of ? shareOf(measure.of, condition, semantics) : { kind: 'share', condition };
    }
    case 'portion':
      // In whatever unit all are told.
      return { kind: 'portion', of: expressionOf(measure.of.kind === 'aggregate' ? { ...measure.of, per: 1 } : measure.of, semantics) };
    case 'within':
      return withinOf(measure.of, conditionOf(measure.filters, semantics), semantics);
    case 'number':
      return { kind: 'literal', value: measure.value };
    case 'change': {
      const figure = expressionOf(measure.of, semantics);
      return { kind: 'arithmetic', operator: '-', left: figure, right: { kind: 'previous', of: figure, order: [{ expression: expressionOf(measure.along, semantics), direction: 'asc' }] } };
    }
    case 'running':
      return { kind: 'running', of: expressionOf(measure.of, semantics), order: [{ expression: expressionOf(measure.along, semantics), direction: 'asc' }] };
    case 'arithmetic':
      return { kind: 'arithmetic', operator: measure.operator, left: expressionOf(measure.left, semantics), right: expressionOf(measure.right, semantics) };
  }
}

function partOfDate({ column, unit }: Measure & { readonly kind: 'part' }, semantics: SemanticModel): Expression {
  const offset = offsetOf(unit, semantics);
  return { kind: 'date-part', unit: labels.get(unit) ?? unit, argument: momentRef(column, semantics), ...(offset ? { offset } : {}) };
}

/** Where the units of the house begin. */
function offsetOf(unit: DateUnit, { customs: { calendar } }: SemanticModel): CalendarOffset | undefined {
  if (unit === 'week') return calendar.week;
  return unit === 'fiscal-year' || unit === 'fiscal-quarter' ? calendar.fiscal : undefined;
}

function conditionOf(filters: readonly RowFilter[], semantics: SemanticModel): Condition {
  const [only, ...others] = filters.map((filter) => rowCondition(filter, semantics));
  assert(only !== undefined, 'a part of the rows is that of a condition');
  return others.length === 0 ? only : { kind: 'and', conditions: [only, ...others] };
}

/** A figure over the rows that meet a condition: of the others, no value is seen. */
function withinOf(measure: Measure & { readonly kind: 'aggregate' | 'count' }, condition: Condition, semantics: SemanticModel): Expression {
  const whole = expressionOf(measure, semantics);
  if (whole.kind === 'arithmetic' && whole.left.kind === 'aggregate') return { ...whole, left: partOf(whole.left, condition) };
  return whole.kind === 'aggregate' ? partOf(whole, condition) : whole;
}

function partOf(whole: Aggregate, condition: Condition): Aggregate {
  return { ...whole, argument: { kind: 'when', condition, value: whole.argument.kind === 'star' ? { kind: 'literal', value: 1 } : whole.argument } };
}

/** How many percent of a sum come from the rows that meet a condition. */
function shareOf(measure: Measure & { readonly kind: 'aggregate' }, condition: Condition, semantics: SemanticModel): Expression {
  // In whatever unit both are told.
  const whole = aggregateOf({ ...measure, per: 1 }, semantics);
  if (whole.kind !== 'aggregate') return whole;
  const part = partOf(whole, condition);
  return { kind: 'arithmetic', operator: '/', left: { kind: 'arithmetic', operator: '*', left: { kind: 'literal', value: 100 }, right: part }, right: whole };
}

function aggregateOf(measure: Measure & { readonly kind: 'aggregate' }, semantics: SemanticModel): Expression {
  const { function: name, column, distinct, of, per } = measure;
  if (of?.kind === 'sql' && of.aggregated) return ownSql(of.parts);
  const figures = name === 'sum' || name === 'avg';
  const argument = of ? rowValue(of, semantics) : figures ? numberRef(column) : name === 'count' ? ref(column) : orderRef(column, semantics);
  return divided({ kind: 'aggregate', function: name, distinct, argument }, per);
}

function divided(value: Expression, per: number | undefined): Expression {
  return per === undefined || per === 1 ? value : { kind: 'arithmetic', operator: '/', left: value, right: { kind: 'literal', value: per } };
}

function rowValue(value: RowExpression, semantics: SemanticModel): Expression {
  switch (value.kind) {
    case 'column':
      return numberRef(value.column);
    case 'filled':
      return { kind: 'filled', column: numberRef(value.column) };
    case 'number':
      return { kind: 'literal', value: value.value };
    case 'arithmetic':
      return { kind: 'arithmetic', operator: value.operator, left: rowValue(value.left, semantics), right: rowValue(value.right, semantics) };
    case 'elapsed':
      return { kind: 'elapsed', unit: value.unit, from: momentRef(value.from, semantics), to: momentRef(value.to, semantics) };
    case 'age':
      return { kind: 'date-part', unit: 'age', argument: momentRef(value.column, semantics) };
    case 'sql':
      return ownSql(value.parts);
  }
}
