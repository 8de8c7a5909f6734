import { unreachable } from '../../std/assert.ts';
import type { ColumnRef, Condition, DatePart, Expression, FirstOfEach, Moment, OwnSql, Query, Select, Source } from '../../core/query.ts';
import { fiscalWords, weekWords } from './house-calendar.ts';
import { ordinalOf } from './numbers.ts';

const operatorWords = { '=': 'is', '<>': 'is not', '<': 'is less than', '<=': 'is at most', '>': 'is more than', '>=': 'is at least' } as const;
const aggregateWords = { count: 'number of', sum: 'total', avg: 'average', min: 'smallest', max: 'largest' } as const;

/** The total of `total_price` is the total price. */
function figure(word: string, what: string): string {
  return word === aggregateWords.sum && (what === word || what.startsWith(`${word} `)) ? what : `${word} ${what}`;
}

/** The query in plain English, from the query itself and never from the question. */
export function readingOf(query: Query): string {
  return queryPhrase(query, undefined);
}

function queryPhrase(query: Query, around: Names | undefined): string {
  if (query.kind === 'set') return `${queryPhrase(query.left, around)} ${query.operator} ${queryPhrase(query.right, around)}`;
  const names = new Names(query, around);
  // Once to hear which names are said of several tables, and once to say whose they are.
  selectPhrase(query, names);
  return selectPhrase(query, names.distinct());
}

function selectPhrase(query: Select, names: Names): string {
  const tables = [query.from, ...query.joins.map((join) => join.source)].map((source) => names.table(source)).join(' with ');
  const parts = [`${query.distinct ? 'different ' : ''}${query.items.map(({ expression }) => (expression.kind === 'subquery' ? 'what that means' : phrase(expression, names))).join(', ')} of ${tables}`];
  if (query.where) parts.push(`where ${condition(query.where, names)}`);
  if (query.groupBy.length > 0) parts.push(`for each ${query.groupBy.map((key) => phrase(key, names)).join(', ')}`);
  if (query.having) parts.push(`having ${condition(query.having, names)}`);
  if (query.orderBy.length > 0) parts.push(`by ${query.orderBy.map((item) => `${phrase(item.expression, names)} ${item.direction === 'desc' ? 'from the highest' : 'from the lowest'}`).join(', ')}`);
  if (query.firstOfEach) parts.push(firstOfEachPhrase(query.firstOfEach, names));
  if (query.limit !== undefined) parts.push(query.offset !== undefined ? `only the ${ordinalOf(query.offset + 1)}` : query.limit === 1 ? 'only the first' : `the first ${query.limit}`);
  return parts.join(', ');
}

/** What tables and columns are called in one select, and around it. */
class Names {
  readonly #query: Select;
  readonly #around: Names | undefined;
  readonly #saysWhose: boolean;
  /** The sources of which a column of a name is spoken. */
  readonly #spoken: Map<string, Set<string>>;

  constructor(query: Select, around: Names | undefined, spoken?: Map<string, Set<string>>) {
    this.#query = query;
    this.#around = around;
    this.#saysWhose = spoken !== undefined;
    this.#spoken = spoken ?? new Map();
  }

  /** The same once all is spoken of: a name that several tables have is said with its table. */
  distinct(): Names {
    return new Names(this.#query, this.#around, this.#spoken);
  }

  /** A table that is read twice, with the key by which it is: "employees (manager)". */
  table(source: Source): string {
    const { schema, table } = source;
    const role = this.#roleOf(source);
    return `${schema === undefined ? '' : `${schema}.`}${table}${role === undefined ? '' : ` (${role})`}`;
  }

  column(column: ColumnRef): string {
    const source = this.#sources.find(({ alias }) => alias === column.source);
    if (!source) return this.#around ? this.#around.column(column) : spoken(column);
    const speakers = this.#spoken.get(column.column) ?? new Set();
    this.#spoken.set(column.column, speakers.add(column.source));
    const isShared = this.#saysWhose && (speakers.size > 1 || this.#roleOf(source) !== undefined);
    return isShared ? `${possessive(this.#roleOf(source) ?? source.table.replaceAll('_', ' '))} ${spoken(column)}` : spoken(column);
  }

  get #sources(): readonly Source[] {
    return [this.#query.from, ...this.#query.joins.map(({ source }) => source)];
  }

  #roleOf({ alias, table }: Source): string | undefined {
    if (alias === table) return undefined;
    const [[own] = []] = this.#query.joins.find(({ source }) => source.alias === alias)?.on ?? [];
    return own && spoken(own).replace(/(?<=.) (?:id|key|code|no|nr)$/i, '');
  }
}

function spoken({ column }: ColumnRef): string {
  return column.replaceAll('_', ' ');
}

function possessive(owner: string): string {
  return /[^s]s$/.test(owner) ? `${owner}'` : `${owner}'s`;
}

/** What rows have in common with those around them, as those of one group do. */
function common(left: Expression, right: Expression): string | undefined {
  return left.kind === 'column' && right.kind === 'column' && left.column === right.column && left.source !== right.source ? `the ${spoken(left)} is the same` : undefined;
}

function firstOfEachPhrase({ keys, order, count }: FirstOfEach, names: Names): string {
  const [{ expression, direction } = { expression: undefined, direction: 'desc' as const }] = order;
  const by = expression ? ` by the ${direction === 'desc' ? 'highest' : 'lowest'} ${phrase(expression, names)}` : '';
  return `of each ${keys.map((key) => phrase(key, names)).join(', ')} ${count === 1 ? 'only the first' : `the first ${count}`}${by}`;
}

function phrase(expression: Expression, names: Names): string {
  switch (expression.kind) {
    case 'column':
      return names.column(expression);
    case 'star':
      return 'all columns';
    case 'literal':
      return typeof expression.value === 'string' ? `"${expression.value}"` : String(expression.value);
    case 'aggregate':
      return expression.argument.kind === 'star' ? 'number of rows' : figure(aggregateWords[expression.function], `${expression.distinct ? 'different ' : ''}${phrase(expression.argument, names)}`);
    case 'arithmetic':
      return `${phrase(expression.left, names)} ${expression.operator} ${phrase(expression.right, names)}`;
    case 'date-part':
      return expression.unit === 'age' ? `age by ${phrase(expression.argument, names)}` : `${unitPhrase(expression)} of ${phrase(expression.argument, names)}`;
    case 'day':
      return expression.value;
    case 'elapsed':
      return `${expression.unit}s from ${phrase(expression.from, names)} to ${phrase(expression.to, names)}`;
    case 'when':
      return `${phrase(expression.value, names)} where ${condition(expression.condition, names)}`;
    case 'moment':
      return momentPhrase(expression);
    case 'previous':
      return `${phrase(expression.of, names)} in the ${expression.order.map((item) => phrase(item.expression, names)).join(', ')} before`;
    case 'running':
      return `${phrase(expression.of, names)} so far`;
    case 'filled':
      return phrase(expression.column, names);
    case 'sql':
      return own(expression, names);
    case 'share':
      return `percentage where ${condition(expression.condition, names)}`;
    case 'portion':
      return `${phrase(expression.of, names)} in percent of all`;
    case 'subquery':
      return `(${queryPhrase(expression.query, names)})`;
    default:
      return unreachable(expression);
  }
}

function own({ parts }: OwnSql, names: Names): string {
  return parts.map((part) => (typeof part === 'string' ? part : phrase(part, names))).join('').trim();
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

function condition(value: Condition, names: Names): string {
  switch (value.kind) {
    case 'compare':
      return (value.operator === '=' ? common(value.left, value.right) : undefined) ?? `${phrase(value.left, names)} ${operatorWords[value.operator]} ${phrase(value.right, names)}`;
    case 'like':
      return `${phrase(value.left, names)} ${value.negated ? 'does not match' : 'matches'} "${value.pattern}"`;
    case 'between':
      return `${phrase(value.left, names)} is between ${phrase(value.low, names)} and ${phrase(value.high, names)}`;
    case 'in':
      return `${phrase(value.left, names)} is ${value.negated ? 'not ' : ''}among ${'kind' in value.right ? `(${queryPhrase(value.right, names)})` : value.right.map((entry) => phrase(entry, names)).join(', ')}`;
    case 'null':
      return `${phrase(value.left, names)} is ${value.negated ? 'known' : 'missing'}`;
    case 'sql':
      return own(value, names);
    case 'and':
    case 'or':
      return value.conditions.map((part) => condition(part, names)).join(` ${value.kind} `);
    default:
      return unreachable(value);
  }
}
