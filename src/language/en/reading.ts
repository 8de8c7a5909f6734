import { unreachable } from '../../std/assert.ts';
import type { Condition, Expression, Moment, Query } from '../../core/query.ts';

const operatorWords = { '=': 'is', '<>': 'is not', '<': 'is less than', '<=': 'is at most', '>': 'is more than', '>=': 'is at least' } as const;
const aggregateWords = { count: 'number of', sum: 'total', avg: 'average', min: 'smallest', max: 'largest' } as const;

/** The query in plain English, from the query itself and never from the question. */
export function readingOf(query: Query): string {
  if (query.kind === 'set') return `${readingOf(query.left)} ${query.operator} ${readingOf(query.right)}`;
  const tables = [query.from.table, ...query.joins.map((join) => join.source.table)].join(' with ');
  const parts = [`${query.distinct ? 'different ' : ''}${query.items.map((item) => phrase(item.expression)).join(', ')} of ${tables}`];
  if (query.where) parts.push(`where ${condition(query.where)}`);
  if (query.groupBy.length > 0) parts.push(`for each ${query.groupBy.map(phrase).join(', ')}`);
  if (query.having) parts.push(`having ${condition(query.having)}`);
  if (query.orderBy.length > 0) parts.push(`by ${query.orderBy.map((item) => `${phrase(item.expression)} ${item.direction === 'desc' ? 'from the highest' : 'from the lowest'}`).join(', ')}`);
  if (query.limit !== undefined) parts.push(query.limit === 1 ? 'only the first' : `the first ${query.limit}`);
  return parts.join(', ');
}

function phrase(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return `${expression.as === 'age' ? 'age by ' : ''}${expression.column.replaceAll('_', ' ')}`;
    case 'star':
      return 'all columns';
    case 'literal':
      return typeof expression.value === 'string' ? `"${expression.value}"` : String(expression.value);
    case 'aggregate':
      return expression.argument.kind === 'star' ? 'number of rows' : `${aggregateWords[expression.function]} ${expression.distinct ? 'different ' : ''}${phrase(expression.argument)}`;
    case 'arithmetic':
      return `${phrase(expression.left)} ${expression.operator} ${phrase(expression.right)}`;
    case 'date-part':
      return `${expression.unit} of ${phrase(expression.argument)}`;
    case 'moment':
      return momentPhrase(expression);
    case 'share':
      return `percentage where ${condition(expression.condition)}`;
    case 'subquery':
      return `(${readingOf(expression.query)})`;
    default:
      return unreachable(expression);
  }
}

function momentPhrase({ start, shift, by }: Moment): string {
  const begin = start === 'day' ? 'today' : `the beginning of this ${start}`;
  return shift === 0 ? begin : `${Math.abs(shift)} ${by}${Math.abs(shift) === 1 ? '' : 's'} ${shift < 0 ? 'before' : 'after'} ${begin}`;
}

function condition(value: Condition): string {
  switch (value.kind) {
    case 'compare':
      return `${phrase(value.left)} ${operatorWords[value.operator]} ${phrase(value.right)}`;
    case 'like':
      return `${phrase(value.left)} ${value.negated ? 'does not match' : 'matches'} "${value.pattern}"`;
    case 'between':
      return `${phrase(value.left)} is between ${phrase(value.low)} and ${phrase(value.high)}`;
    case 'in':
      return `${phrase(value.left)} is ${value.negated ? 'not ' : ''}among ${'kind' in value.right ? `(${readingOf(value.right)})` : value.right.map(phrase).join(', ')}`;
    case 'null':
      return `${phrase(value.left)} is ${value.negated ? 'known' : 'missing'}`;
    case 'and':
    case 'or':
      return value.conditions.map(condition).join(` ${value.kind} `);
    default:
      return unreachable(value);
  }
}
