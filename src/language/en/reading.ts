import { unreachable } from '../../std/assert.ts';
import type { Condition, DatePart, Expression, FirstOfEach, Moment, OwnSql, Query, Source } from '../../core/query.ts';
import { fiscalWords, weekWords } from './house-calendar.ts';

const operatorWords = { '=': 'is', '<>': 'is not', '<': 'is less than', '<=': 'is at most', '>': 'is more than', '>=': 'is at least' } as const;
const aggregateWords = { count: 'number of', sum: 'total', avg: 'average', min: 'smallest', max: 'largest' } as const;

/** The total of `total_price` is the total price. */
function figure(word: string, what: string): string {
  return word === aggregateWords.sum && (what === word || what.startsWith(`${word} `)) ? what : `${word} ${what}`;
}

/** The query in plain English, from the query itself and never from the question. */
export function readingOf(query: Query): string {
  if (query.kind === 'set') return `${readingOf(query.left)} ${query.operator} ${readingOf(query.right)}`;
  const tables = [query.from, ...query.joins.map((join) => join.source)].map(tableOf).join(' with ');
  const parts = [`${query.distinct ? 'different ' : ''}${query.items.map((item) => phrase(item.expression)).join(', ')} of ${tables}`];
  if (query.where) parts.push(`where ${condition(query.where)}`);
  if (query.groupBy.length > 0) parts.push(`for each ${query.groupBy.map(phrase).join(', ')}`);
  if (query.having) parts.push(`having ${condition(query.having)}`);
  if (query.orderBy.length > 0) parts.push(`by ${query.orderBy.map((item) => `${phrase(item.expression)} ${item.direction === 'desc' ? 'from the highest' : 'from the lowest'}`).join(', ')}`);
  if (query.firstOfEach) parts.push(firstOfEachPhrase(query.firstOfEach));
  if (query.limit !== undefined) parts.push(query.limit === 1 ? 'only the first' : `the first ${query.limit}`);
  return parts.join(', ');
}

function firstOfEachPhrase({ keys, order, count }: FirstOfEach): string {
  const [{ expression, direction } = { expression: undefined, direction: 'desc' as const }] = order;
  const by = expression ? ` by the ${direction === 'desc' ? 'highest' : 'lowest'} ${phrase(expression)}` : '';
  return `of each ${keys.map(phrase).join(', ')} ${count === 1 ? 'only the first' : `the first ${count}`}${by}`;
}

function tableOf({ schema, table }: Source): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

function phrase(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return expression.column.replaceAll('_', ' ');
    case 'star':
      return 'all columns';
    case 'literal':
      return typeof expression.value === 'string' ? `"${expression.value}"` : String(expression.value);
    case 'aggregate':
      return expression.argument.kind === 'star' ? 'number of rows' : figure(aggregateWords[expression.function], `${expression.distinct ? 'different ' : ''}${phrase(expression.argument)}`);
    case 'arithmetic':
      return `${phrase(expression.left)} ${expression.operator} ${phrase(expression.right)}`;
    case 'date-part':
      return expression.unit === 'age' ? `age by ${phrase(expression.argument)}` : `${unitPhrase(expression)} of ${phrase(expression.argument)}`;
    case 'day':
      return expression.value;
    case 'elapsed':
      return `${expression.unit}s from ${phrase(expression.from)} to ${phrase(expression.to)}`;
    case 'when':
      return `${phrase(expression.value)} where ${condition(expression.condition)}`;
    case 'moment':
      return momentPhrase(expression);
    case 'previous':
      return `${phrase(expression.of)} in the ${expression.order.map((item) => phrase(item.expression)).join(', ')} before`;
    case 'filled':
      return phrase(expression.column);
    case 'sql':
      return own(expression);
    case 'share':
      return `percentage where ${condition(expression.condition)}`;
    case 'portion':
      return `${phrase(expression.of)} in percent of all`;
    case 'subquery':
      return `(${readingOf(expression.query)})`;
    default:
      return unreachable(expression);
  }
}

function own({ parts }: OwnSql): string {
  return parts.map((part) => (typeof part === 'string' ? part : phrase(part))).join('').trim();
}

/** "year", "week (from Sunday)", "fiscal quarter (years from April 1, called by the year in which they end)" */
function unitPhrase({ unit, offset }: DatePart): string {
  const name = unit.replace(/-(?:text|name)$/, '').replace('-', ' ');
  return offset ? `${name} (${unit === 'week' ? weekWords(offset) : `years ${fiscalWords(offset)}`})` : name;
}

function momentPhrase({ start, shift, by, offset }: Moment): string {
  const own = offset ? (start === 'week' ? ` (${weekWords(offset)})` : ` (years ${fiscalWords(offset)})`) : '';
  const begin = start === 'day' ? 'today' : `the beginning of this ${offset && start !== 'week' ? 'fiscal ' : ''}${start}${own}`;
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
    case 'sql':
      return own(value);
    case 'and':
    case 'or':
      return value.conditions.map(condition).join(` ${value.kind} `);
    default:
      return unreachable(value);
  }
}
