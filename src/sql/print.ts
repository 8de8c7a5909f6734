import { unreachable } from '../std/assert.ts';
import type { ColumnRef, Condition, Expression, FirstOfEach, OrderItem, OwnSql, Query, Select, SelectItem, Source } from '../core/query.ts';
import type { SqlDialect } from './dialect.ts';

/** The text of a query in a dialect, literals inlined, on one line, without a closing semicolon. */
export function printQuery(query: Query, dialect: SqlDialect): string {
  if (query.kind === 'select') return query.firstOfEach ? printFirstOfEach(query, query.firstOfEach, dialect) : printSelect(query, dialect);
  const side = (part: Query) => (part.kind === 'select' && isBare(part) ? printSelect(part, dialect) : `SELECT * FROM (${printQuery(part, dialect)}) AS ${dialect.quoteIdentifier('part')}`);
  return `${side(query.left)} ${query.operator.toUpperCase()} ${side(query.right)}`;
}

/** ORDER BY and LIMIT would bind to the whole set operation. */
function isBare(select: Select): boolean {
  return select.orderBy.length === 0 && select.limit === undefined && !select.firstOfEach;
}

/** The rows with their rank within their part, of which the first are kept. */
function printFirstOfEach(select: Select, { keys, order, count }: FirstOfEach, dialect: SqlDialect): string {
  const names = uniqueNames(select.items);
  const place = dialect.quoteIdentifier('place');
  const rank = `RANK() OVER (PARTITION BY ${keys.map((key) => printExpression(key, dialect)).join(', ')} ORDER BY ${printOrder(order, dialect)}) AS ${place}`;
  const inner = printSelect({ ...select, items: select.items.map(({ expression }, index) => ({ expression, alias: names[index] ?? '' })) }, dialect, [rank]);
  return `SELECT ${names.map((name) => dialect.quoteIdentifier(name)).join(', ')} FROM (${inner}) AS ${dialect.quoteIdentifier('ranked')} WHERE ${place} <= ${count}`;
}

/** What the columns of a derived table are called: no two alike. */
function uniqueNames(items: readonly SelectItem[]): string[] {
  const names: string[] = [];
  for (const { expression, alias } of items) {
    const name = alias ?? (expression.kind === 'column' ? expression.column : expression.kind === 'aggregate' ? expression.function : 'figure');
    names.push(names.includes(name) || name === 'place' ? `${name}_${names.length + 1}` : name);
  }
  return names;
}

function printOrder(order: readonly OrderItem[], dialect: SqlDialect): string {
  return order.map((item) => `${printExpression(item.expression, dialect)} ${item.direction.toUpperCase()}${isCount(item.expression) ? '' : dialect.nullsSmallest[item.direction]}`).join(', ');
}

/** `computed`: further items, as they are written. */
function printSelect(select: Select, dialect: SqlDialect, computed: readonly string[] = []): string {
  const expression = (value: Expression) => printExpression(value, dialect);
  const items = select.items.map((item) => expression(item.expression) + (item.alias ? ` AS ${dialect.quoteIdentifier(item.alias)}` : ''));
  const clauses = [
    `SELECT ${select.distinct ? 'DISTINCT ' : ''}${[...items, ...computed].join(', ')}`,
    `FROM ${printSource(select.from, dialect)}`,
    ...select.joins.map((join) => `${join.kind === 'left' ? 'LEFT JOIN' : 'JOIN'} ${printSource(join.source, dialect)} ON ${join.on.map(([a, b]) => `${expression(a)} = ${expression(b)}`).join(' AND ')}`),
  ];
  if (select.where) clauses.push(`WHERE ${printCondition(select.where, dialect)}`);
  if (select.groupBy.length > 0) clauses.push(`GROUP BY ${select.groupBy.map(expression).join(', ')}`);
  if (select.having) clauses.push(`HAVING ${printCondition(select.having, dialect)}`);
  if (select.orderBy.length > 0) {
    const keys = [...select.orderBy, ...(dialect.ordersStably ? [] : (select.tieBreak ?? []))];
    clauses.push(`ORDER BY ${printOrder(keys, dialect)}`);
  }
  if (select.limit !== undefined) clauses.push(`LIMIT ${select.limit}${select.offset === undefined ? '' : ` OFFSET ${select.offset}`}`);
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
      return dialect.datePart(value.unit, printExpression(value.argument, dialect), value.offset);
    case 'moment':
      return dialect.moment(value);
    case 'day':
      return dialect.literal(value.value);
    case 'elapsed':
      return dialect.elapsed(value.unit, printExpression(value.from, dialect), printExpression(value.to, dialect));
    case 'when':
      return `CASE WHEN ${printCondition(value.condition, dialect)} THEN ${printExpression(value.value, dialect)} END`;
    case 'previous':
      return `LAG(${printExpression(value.of, dialect)}) OVER (ORDER BY ${printOrder(value.order, dialect)})`;
    case 'running':
      return `SUM(${printExpression(value.of, dialect)}) OVER (ORDER BY ${printOrder(value.order, dialect)})`;
    case 'sql':
      return printOwn(value, dialect);
    case 'share':
      return `100.0 * SUM(CASE WHEN ${printCondition(value.condition, dialect)} THEN 1 ELSE 0 END) / COUNT(*)`;
    case 'filled':
      return `COALESCE(${printColumn(value.column, dialect)}, 0)`;
    case 'portion':
      return printPortion(value.of, dialect);
    case 'subquery':
      return `(${printQuery(value.query, dialect)})`;
    default:
      return unreachable(value);
  }
}

/** Counts never add up to 0; what adds up to 0 has no portions. */
function printPortion(of: Expression, dialect: SqlDialect): string {
  const figure = printExpression(of, dialect);
  const whole = `SUM(${figure}) OVER ()`;
  return dialect.divide(`(100 * ${figure})`, isCount(of) ? whole : `NULLIF(${whole}, 0)`);
}

function printColumn({ source, column, as }: ColumnRef, dialect: SqlDialect): string {
  const name = `${dialect.quoteIdentifier(source)}.${dialect.quoteIdentifier(column)}`;
  switch (as) {
    case undefined:
      return name;
    case 'number':
      return dialect.asNumber(name);
    case 'text':
      return dialect.asText(name);
    case 'moment':
    case 'day-first':
    case 'month-first':
    case 'compact':
    case 'compact-month':
    case 'seconds':
    case 'milliseconds':
      return dialect.asMoment(name, as);
  }
}

function printOwn({ parts }: OwnSql, dialect: SqlDialect): string {
  return `(${parts.map((part) => (typeof part === 'string' ? part : printColumn(part, dialect))).join('')})`;
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
    case 'sql':
      return printOwn(condition, dialect);
    case 'and':
    case 'or':
      return condition.conditions.map((part) => (part.kind === 'and' || part.kind === 'or' ? `(${printCondition(part, dialect)})` : printCondition(part, dialect))).join(condition.kind === 'and' ? ' AND ' : ' OR ');
    default:
      return unreachable(condition);
  }
}
