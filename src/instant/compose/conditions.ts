import { type CatalogIndex, type IndexedColumn, type IndexedTable, isPlainlyCalled, type JoinEdge } from '../../catalog/index.ts';
import type { ColumnRef, Condition, Expression, Select, Source } from '../../core/query.ts';
import type { QuestionToken } from '../../language/en/tokens.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import { type Filter, filterTables, type Having } from '../plan.ts';
import { expressionOf } from './expressions.ts';
import { aliasOf, columnRef, fromClause, joinsFrom, pairOf, ref, source } from './from.ts';
import { joinPaths } from './paths.ts';
import { numberRef } from './references.ts';
import { referredJoins } from './referred.ts';
import { alternatives, conjunction, multiple, rowCondition } from './row-conditions.ts';

/** What a plan is lowered with. */
export interface Scope {
  readonly catalog: CatalogIndex;
  readonly semantics: SemanticModel;
  readonly tokens: readonly QuestionToken[];
}

export function allDefined<T>(values: readonly (T | undefined)[]): values is T[] {
  return values.every((value) => value !== undefined);
}

export function havingOf({ measure, operator, value }: Having, semantics: SemanticModel): Condition {
  return { kind: 'compare', operator, left: expressionOf(measure, semantics), right: { kind: 'literal', value } };
}

/** A filter as a condition of its query; undefined where its tables can't be joined. */
export function conditionOf(filter: Filter, scope: Scope): Condition | undefined {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const conditions = filter.filters.map((part) => conditionOf(part, scope));
      if (!allDefined(conditions)) return undefined;
      return filter.kind === 'or' ? alternatives(conditions) : { kind: 'and', conditions };
    }
    case 'aggregate':
      return aggregateCondition(filter, scope);
    case 'exists':
      return existsCondition(filter, scope);
    case 'extreme':
      return extremeCondition(filter, scope);
    case 'compare':
    case 'columns':
    case 'lasting':
    case 'period':
    case 'between':
    case 'like':
    case 'null':
    case 'sql':
      return rowCondition(filter, scope.semantics);
  }
}

/** The row whose value no other row of its group exceeds. */
function extremeCondition(filter: Filter & { kind: 'extreme' }, { catalog }: Scope): Condition {
  return { kind: 'compare', operator: '=', left: ref(filter.column), right: overGroup(filter, filter.key, catalog) };
}

/** A figure over the rows that have the same key as the row itself. */
function overGroup({ column, function: name }: Filter & { kind: 'extreme' | 'aggregate' }, key: IndexedColumn, catalog: CatalogIndex): Expression {
  const peers: Source = { ...source(column.table, catalog), alias: `${aliasOf(column.table)}_of_group` };
  const own = (target: IndexedColumn): ColumnRef => ({ ...ref(target), source: peers.alias });
  const argument = { ...(name === 'avg' || name === 'sum' ? numberRef(column) : ref(column)), source: peers.alias };
  const query: Select = {
    kind: 'select', distinct: false, items: [{ expression: { kind: 'aggregate', function: name, distinct: false, argument } }], from: peers,
    joins: [], where: { kind: 'compare', operator: '=', left: own(key), right: ref(key) }, groupBy: [], orderBy: [],
  };
  return { kind: 'subquery', query };
}

function aggregateCondition(filter: Filter & { kind: 'aggregate' }, scope: Scope): Condition | undefined {
  const { catalog } = scope;
  if (filter.group) return { kind: 'compare', operator: filter.operator, left: numberRef(filter.column), right: multiple(overGroup(filter, filter.group, catalog), filter.times) };
  const measured = filter.of ?? filter.column;
  const from = fromClause([...new Set([measured.table, ...filter.filters.flatMap(filterTables)])], catalog, 0);
  const conditions = filter.filters.map((part) => conditionOf(part, scope));
  if (!from || !allDefined(conditions)) return undefined;
  const where = conjunction(conditions);
  const side = filter.function === 'avg' || filter.function === 'sum' ? numberRef : ref;
  const figure = { expression: { kind: 'aggregate' as const, function: filter.function, distinct: false, argument: side(measured) } };
  const query: Select = {
    kind: 'select', distinct: false, items: [figure], from: from.from, joins: [...from.joins, ...referredJoins([], filter.filters, catalog)],
    ...(where ? { where } : {}), groupBy: [], orderBy: [],
  };
  return { kind: 'compare', operator: filter.operator, left: side(filter.column), right: multiple({ kind: 'subquery', query }, filter.times) };
}

/** `key IN (SELECT …)` over the first join of the path; NULL is kept out of a NOT IN, which it would empty. */
function existsCondition(filter: Filter & { kind: 'exists' }, scope: Scope): Condition | undefined {
  const { catalog, semantics } = scope;
  const [edge, ...rest] = partnerPath(filter, scope) ?? [];
  const [pair] = edge?.pairs ?? [];
  if (!edge || !pair || edge.pairs.length > 1) return undefined;
  const outward = edge.from === filter.table;
  const partner = outward ? edge.to : edge.from;
  const theirs = outward ? pair[1] : pair[0];
  const sides = pairOf(edge, pair);
  const [ownRef, theirRef] = outward ? sides : [sides[1], sides[0]];
  const inner = filter.filters.flatMap(filterTables);
  const edges = inner.every((table) => table === partner || rest.some((next) => next.from === table || next.to === table)) ? rest : joinPaths(catalog, [...new Set([partner, filter.other, ...inner])])[0];
  const conditions = filter.filters.map((part) => conditionOf(part, scope));
  if (!edges || !allDefined(conditions)) return undefined;
  const nullable = filter.negated && isNullable(partner, theirs);
  const where = conjunction([...conditions, ...(nullable ? [{ kind: 'null' as const, negated: true, left: columnRef(partner, theirs) }] : [])]);
  const query: Select = {
    kind: 'select', distinct: false, items: [{ expression: theirRef }], from: source(partner, catalog),
    joins: [...joinsFrom(partner, edges, catalog), ...referredJoins([], filter.filters, catalog)],
    ...(where ? { where } : {}), groupBy: filter.having ? [theirRef] : [], ...(filter.having ? { having: havingOf(filter.having, semantics) } : {}), orderBy: [],
  };
  const condition: Condition = { kind: 'in', negated: filter.negated, left: ownRef, right: query };
  // A row that refers to nothing lacks a partner, too.
  return filter.negated && outward && isNullable(filter.table, pair[0]) ? { kind: 'or', conditions: [{ kind: 'null', negated: false, left: ownRef }, condition] } : condition;
}

/**
 * Where two tables refer to each other, those that a row has are those that refer to it: a department's doctors, not the one who
 * heads it; a player's team, not the one that is led by them. Of several keys it is the one that is said: who has never scored is no `scorer_id`.
 */
function partnerPath({ table, other }: Filter & { kind: 'exists' }, { catalog, tokens }: Scope): readonly JoinEdge[] | undefined {
  const paths = joinPaths(catalog, [table, other]);
  const referring = paths.filter(([edge]) => edge?.from === other && edge.to === table);
  const isPlain = ([edge, ...more]: readonly JoinEdge[]) => edge !== undefined && more.length === 0 && isPlainlyCalled(edge);
  return referring.find(([edge]) => edge && isSaid(edge, tokens)) ?? referring.find(isPlain) ?? paths.find(isPlain) ?? referring[0] ?? paths[0];
}

const saidLength = 4;

/** Whether a word of the question is what a key is called after: "scored" of `scorer_id`. A "review" is the row itself, and no `reviewer_id`. */
function isSaid({ from, pairs: [pair] }: JoinEdge, tokens: Scope['tokens']): boolean {
  const stems = from.columns.find(({ column }) => column.name === pair?.[0])?.stems ?? [];
  return tokens.some(({ stem: word, kind }) => kind === 'word' && word.length >= saidLength && !from.stems.includes(word) && stems.some((name) => name.startsWith(word)));
}

function isNullable(table: IndexedTable, name: string): boolean {
  return !table.table.primaryKey.includes(name) && table.columns.some(({ column }) => column.name === name && column.nullable);
}
