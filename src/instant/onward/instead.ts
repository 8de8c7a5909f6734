import type { IndexedColumn } from '../../catalog/index.ts';
import type { ColumnRef, Condition, Select } from '../../core/query.ts';
import { isKey } from '../../catalog/roles.ts';
import { ref } from '../compose/from.ts';
import { momentRef, numberRef } from '../compose/references.ts';
import type { Filter, Measure } from '../plan.ts';
import type { Fragment, Part } from '../rules/fragment.ts';
import { type Ground, mentions, roleOf, type Step, wordsOf } from './ground.ts';

const alternativesMax = 24;

/** What a phrase may mean instead: another column of its kind, or another value of its column. */
export function insteadSteps({ parts }: Pick<Fragment, 'parts'>, ground: Ground): Step[] {
  const spoken = parts.flatMap(columnsOf);
  const columns = [...new Set(spoken)].filter((column) => mentions(ground.query, ref(column)));
  return columns.flatMap((column) => [...otherColumns(column, ground), ...otherValues(column, ground)]).slice(0, alternativesMax);
}

function otherColumns(column: IndexedColumn, ground: Ground): Step[] {
  const role = kindOf(column, ground);
  const others = role === undefined ? [] : ground.tables.flatMap((table) => table.columns).filter((other) => other !== column && kindOf(other, ground) === role && !mentions(ground.query, ref(other)));
  return others.map((other) => ({
    kind: 'instead',
    key: `${column.table.displayName}.${column.column.name} is ${other.table.displayName}.${other.column.name}`,
    label: wordsOf(other, ground),
    among: wordsOf(column, ground),
    query: replaced(ground.query, ref(column), refFor(other, role === 'moment', ground)),
  }));
}

/** Columns of one kind can stand for each other: moments, and figures. */
function kindOf(column: IndexedColumn, ground: Ground): 'moment' | 'figure' | undefined {
  if (roleOf(ground, column) === 'moment') return 'moment';
  return ground.semantics.attribute(column).sums !== undefined && !isKey(column) ? 'figure' : undefined;
}

function refFor(column: IndexedColumn, isMoment: boolean, { semantics }: Ground): ColumnRef {
  return isMoment ? momentRef(column, semantics) : numberRef(column);
}

function otherValues(column: IndexedColumn, { query, values }: Ground): Step[] {
  const { where } = query;
  const conditions = where?.kind === 'and' ? where.conditions : where ? [where] : [];
  const own = conditions.find((condition) => condition.kind === 'compare' && condition.operator === '=' && condition.right.kind === 'literal' && mentions(condition.left, ref(column)));
  const seen = values.of(column);
  if (own?.kind !== 'compare' || own.right.kind !== 'literal' || seen.length > 60) return [];
  const { right } = own;
  const otherwise = (value: string): Condition => ({ ...own, right: { kind: 'literal', value } });
  return seen.filter((value) => value !== right.value).toSorted().map((value) => ({
    kind: 'instead',
    key: `${column.table.displayName}.${column.column.name} is '${value}'`,
    label: value,
    among: column.column.name.replaceAll('_', ' ').toLowerCase(),
    query: { ...query, where: where?.kind === 'and' ? { ...where, conditions: conditions.map((condition) => (condition === own ? otherwise(value) : condition)) } : otherwise(value) },
  }));
}

/** The same query with another column in every place of one. */
function replaced(query: Select, old: ColumnRef, by: ColumnRef): Select {
  const isOld = (part: unknown) => typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'column' && mentions(part, old);
  // The walk keeps the form and puts one reference to a column in the place of another.
  return JSON.parse(JSON.stringify(query), (_, part: unknown) => (isOld(part) ? by : part)) as Select;
}

function columnsOf(part: Part): IndexedColumn[] {
  if (part.kind === 'filter') return filterColumns(part.filter);
  if (part.kind === 'both') return part.filters.flatMap(filterColumns);
  return 'measure' in part && part.measure ? measureColumns(part.measure) : [];
}

function filterColumns(filter: Filter): IndexedColumn[] {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.filters.flatMap(filterColumns);
  return filter.kind === 'compare' || filter.kind === 'period' || filter.kind === 'between' || filter.kind === 'null' ? [filter.column] : [];
}

function measureColumns(measure: Measure): IndexedColumn[] {
  if (measure.kind === 'aggregate') return measure.of ? [] : [measure.column];
  return measure.kind === 'column' || measure.kind === 'part' || measure.kind === 'age' ? [measure.column] : [];
}
