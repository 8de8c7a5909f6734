import { unreachable } from '../std/assert.ts';
import type { ColumnRef, Condition, Expression, Query, Select, Source } from '../core/query.ts';
import type { SqlDialect } from './dialect.ts';

/** The text of a query in a dialect, literals inlined, on one line, without a closing semicolon. */
export function printQuery(query: Query, dialect: SqlDialect): string {
  if (query.kind === 'select') return printSelect(query, dialect);
  const side = (part: Query) => (part.kind === 'select' && isBare(part) ? printSelect(part, dialect) : `SELECT * FROM (${printQuery(part, dialect)}) AS ${dialect.quoteIdentifier('part')}`);
  return `${side(query.left)} ${query.operator.toUpperCase()} ${side(query.right)}`;
}

/** ORDER BY and LIMIT would bind to the whole set operation. */
function isBare(select: Select): boolean {
  return select.orderBy.length === 0 && select.limit === undefined;
}

function printSelect(select: Select, dialect: SqlDialect): string {
  const expression = (value: Expression) => printExpression(value, dialect);
  const clauses = [
    `SELECT ${select.distinct ? 'DISTINCT ' : ''}${select.items.map((item) => expression(item.expression) + (item.alias ? ` AS ${dialect.quoteIdentifier(item.alias)}` : '')).join(', ')}`,
    `FROM ${printSource(select.from, dialect)}`,
    ...select.joins.map((join) => `${join.kind === 'left' ? 'LEFT JOIN' : 'JOIN'} ${printSource(join.source, dialect)} ON ${join.on.map(([a, b]) => `${expression(a)} = ${expression(b)}`).join(' AND ')}`),
  ];
  if (select.where) clauses.push(`WHERE ${printCondition(select.where, dialect)}`);
  if (select.groupBy.length > 0) clauses.push(`GROUP BY ${select.groupBy.map(expression).join(', ')}`);
  if (select.having) clauses.push(`HAVING ${printCondition(select.having, dialect)}`);
  if (select.orderBy.length > 0) {
    const keys = [...select.orderBy, ...(dialect.ordersStably ? [] : (select.tieBreak ?? []))];
    clauses.push(`ORDER BY ${keys.map((item) => `${expression(item.expression)} ${item.direction.toUpperCase()}${isCount(item.expression) ? '' : dialect.nullsSmallest[item.direction]}`).join(', ')}`);
  }
  if (select.limit !== undefined) clauses.push(`LIMIT ${select.limit}`);
  return clauses.join(' ');
}

/** Never NULL. */
function isCount(value: Expression): boolean {
  return value.kind === 'aggregate' && value.function === 'count';
}

function printSource(source: Source, dialect: SqlDialect): string {
  const table = dialect.quoteIdentifier(source.table);
  const qualified = source.schema ? `${dialect.quoteIdentifier(source.schema)}.${table}` : table;
  return source.alias === source.table ? qualified : `${qualified} AS ${dialect.quoteIdentifier(source.alias)}`;
}

export function printExpression(value: Expression, dialect: SqlDialect): string {
  switch (value.kind) {
    case 'column':
      return printColumn(value, dialect);
    case 'star':
      return value.source ? `${dialect.quoteIdentifier(value.source)}.*` : '*';
    case 'literal':
      return dialect.literal(value.value);
    case 'aggregate':
      if (value.function === 'avg' && !value.distinct) return dialect.average(printExpression(value.argument, dialect));
      return `${value.function.toUpperCase()}(${value.distinct ? 'DISTINCT ' : ''}${printExpression(value.argument, dialect)})`;
    case 'arithmetic': {
      const left = printExpression(value.left, dialect);
      const right = printExpression(value.right, dialect);
      return value.operator === '/' ? dialect.divide(left, right) : `(${left} ${value.operator} ${right})`;
    }
    case 'date-part':
      return dialect.datePart(value.unit, printExpression(value.argument, dialect));
    case 'moment':
      return dialect.moment(value);
    case 'share':
      return `100.0 * SUM(CASE WHEN ${printCondition(value.condition, dialect)} THEN 1 ELSE 0 END) / COUNT(*)`;
    case 'subquery':
      return `(${printQuery(value.query, dialect)})`;
    default:
      return unreachable(value);
  }
}

const readers = {
  number: (name: string, dialect: SqlDialect) => dialect.asNumber(name),
  moment: (name: string, dialect: SqlDialect) => dialect.asMoment(name),
  text: (name: string, dialect: SqlDialect) => dialect.asText(name),
  age: (name: string, dialect: SqlDialect) => dialect.asAge(name),
} as const;

function printColumn({ source, column, as }: ColumnRef, dialect: SqlDialect): string {
  const name = `${dialect.quoteIdentifier(source)}.${dialect.quoteIdentifier(column)}`;
  return as === undefined ? name : readers[as](name, dialect);
}

export function printCondition(condition: Condition, dialect: SqlDialect): string {
  const expression = (value: Expression) => printExpression(value, dialect);
  switch (condition.kind) {
    case 'compare':
      return `${expression(condition.left)} ${condition.operator} ${expression(condition.right)}`;
    case 'like':
      return `${expression(condition.left)} ${condition.negated ? 'NOT ' : ''}${dialect.likeOperator} ${dialect.literal(condition.pattern)}`;
    case 'between':
      return `${expression(condition.left)} BETWEEN ${expression(condition.low)} AND ${expression(condition.high)}`;
    case 'in': {
      const set = 'kind' in condition.right ? printQuery(condition.right, dialect) : condition.right.map(expression).join(', ');
      return `${expression(condition.left)} ${condition.negated ? 'NOT ' : ''}IN (${set})`;
    }
    case 'null':
      return `${expression(condition.left)} IS ${condition.negated ? 'NOT ' : ''}NULL`;
    case 'and':
    case 'or':
      return condition.conditions.map((part) => (part.kind === 'and' || part.kind === 'or' ? `(${printCondition(part, dialect)})` : printCondition(part, dialect))).join(condition.kind === 'and' ? ' AND ' : ' OR ');
    default:
      return unreachable(condition);
  }
}
