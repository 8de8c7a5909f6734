import type { Condition, Expression, Moment, Select } from '../../core/query.ts';
import { numberForms } from './inflection.ts';
import { readingOf } from './reading.ts';

/** A select in the fewest words that still say what it shows: "Orders per month, last year". What has no short form is left to `readingOf`. */
export function titleOf(query: Select): string {
  const subject = subjectOf(query);
  const groups = keysOf(query).map(groupWords).filter((words) => words !== undefined);
  const ranked = query.limit !== undefined && query.orderBy.length > 0;
  const first = ranked ? `${query.orderBy[0]?.direction === 'desc' ? 'Top' : 'Bottom'} ${query.limit}: ` : query.limit === undefined ? '' : `First ${query.limit}: `;
  const conditions = query.where ? conditionsOf(query.where) : [];
  if (query.having || query.offset !== undefined || conditions === undefined || subject === undefined || groups.length !== keysOf(query).length) return capital(readingOf(query));
  const grouped = [...new Set(groups)].join(' and ');
  return capital([`${first}${subject}${grouped === '' ? '' : ` ${grouped}`}`, ...conditions].join(', '));
}

/** What is counted, measured or listed. */
function subjectOf(query: Select): string | undefined {
  const { items, from, distinct } = query;
  const table = spoken(from.table);
  const figures = items.map(({ expression }) => expression).filter(({ kind }) => kind !== 'column' && kind !== 'date-part' && kind !== 'star' && kind !== 'subquery');
  if (figures.length > 0) {
    const told = figures.map((expression) => figureWords(expression, query));
    return told.every((words) => words !== undefined) ? told.join(', ') : undefined;
  }
  if (items.some(({ expression }) => expression.kind === 'star')) return table;
  if (query.groupBy.length > 0) return undefined;
  const columns = items.flatMap(({ expression }) => (expression.kind === 'column' ? [spoken(expression.column)] : []));
  if (columns.length !== items.length) return undefined;
  return distinct ? `different ${columns.join(', ')} of ${table}` : `${table}: ${columns.join(', ')}`;
}

/** The table of whose rows one is counted for each row that is read; undefined where a join leaves it open. */
function countedTable({ from, joins, groupBy }: Select): string | undefined {
  const inner = joins.filter(({ kind }) => kind === 'inner').map(({ source }) => source);
  if (inner.length === 0) return spoken(from.table);
  const groups = new Set(groupBy.map((key) => (key.kind === 'column' ? key.source : '')));
  const others = [from, ...inner].filter(({ alias }) => !groups.has(alias));
  return inner.length === 1 && others.length === 1 && others[0] ? spoken(others[0].table) : undefined;
}

function figureWords(expression: Expression, query: Select): string | undefined {
  if (expression.kind !== 'aggregate') return undefined;
  const { argument, distinct } = expression;
  const counted = countedTable(query);
  if (expression.function === 'count' && argument.kind === 'star') return query.groupBy.length > 0 ? counted : counted && `number of ${counted}`;
  if (argument.kind !== 'column') return undefined;
  const table = spoken(argument.source);
  if (expression.function === 'count') return distinct ? `number of ${different(argument.column, table)}` : undefined;
  const column = spoken(argument.column);
  if (expression.function === 'sum') return column.startsWith('total') ? `${column} of ${table}` : `total ${column} of ${table}`;
  return `${{ avg: 'average', min: 'smallest', max: 'largest' }[expression.function]} ${column} of ${table}`;
}

function different(column: string, table: string): string {
  return column === 'id' ? table : `different ${spoken(column).replace(/ id$/, '')}s of ${table}`;
}

/** A row's key stands beside its name only to keep namesakes apart. */
function keysOf({ groupBy }: Select): readonly Expression[] {
  return groupBy.length > 1 ? groupBy.filter((key) => key.kind !== 'column' || key.column !== 'id') : groupBy;
}

function groupWords(key: Expression): string | undefined {
  if (key.kind === 'date-part') return `per ${key.unit === 'weekday-name' ? 'weekday' : key.unit.replace('-text', '').replace('-', ' ')}`;
  if (key.kind !== 'column') return undefined;
  return key.column === 'name' || key.column === 'id' ? `by ${numberForms(spoken(key.source))[0]}` : `by ${spoken(key.column)}`;
}

/** Undefined where one has no short form. */
function conditionsOf(condition: Condition): string[] | undefined {
  const parts = condition.kind === 'and' ? condition.conditions.flatMap((part) => (part.kind === 'and' ? part.conditions : [part])) : [condition];
  const told: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const [part, after] = [parts[at], parts[at + 1]];
    const period = part && after && periodWords(part, after);
    const words = period || (part ? conditionWords(part) : undefined);
    if (words === undefined || words === '') return undefined;
    if (period) at += 1;
    told.push(words);
  }
  return told;
}

function periodWords(from: Condition, until: Condition): string | undefined {
  if (from.kind !== 'compare' || until.kind !== 'compare' || from.operator !== '>=' || until.operator !== '<') return undefined;
  const [first, last] = [from.right, until.right];
  if (first.kind === 'moment' && last.kind === 'moment') return calendarWords(first, last);
  if (first.kind !== 'day' || last.kind !== 'day') return undefined;
  const year = /^(\d{4})-01-01$/.exec(first.value)?.[1];
  return year !== undefined && last.value === `${Number(year) + 1}-01-01` ? year : `${first.value} until ${last.value}`;
}

function calendarWords(first: Moment, last: Moment): string | undefined {
  const { by, shift, offset } = first;
  const start = offset && first.start !== 'week' ? `fiscal ${first.start}` : first.start;
  if (last.start !== first.start || by !== first.start || last.by !== by || last.shift !== shift + 1) return undefined;
  if (start === 'day') return shift === 0 ? 'today' : shift === -1 ? 'yesterday' : undefined;
  return shift === 0 ? `this ${start}` : shift === -1 ? `last ${start}` : shift === 1 ? `next ${start}` : undefined;
}

function conditionWords(condition: Condition): string | undefined {
  if (condition.kind !== 'compare' || condition.left.kind !== 'column' || condition.right.kind !== 'literal') return undefined;
  const { operator, left, right } = condition;
  const value = String(right.value);
  if (operator === '=') return typeof right.value === 'string' ? value : `${spoken(left.column)} ${value}`;
  return `${spoken(left.column)} ${{ '<>': 'not', '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least' }[operator]} ${value}`;
}

function spoken(name: string): string {
  return name.replaceAll('_', ' ').toLowerCase();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
