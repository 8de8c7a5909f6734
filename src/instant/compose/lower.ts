import type { CatalogIndex, IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { keyColumns, selfReferencingKey } from '../../catalog/roles.ts';
import type { ColumnRef, Condition, Expression, Join, Query, Select, Source } from '../../core/query.ts';
import { assert } from '../../std/assert.ts';
import { type Filter, filterTables, type Having, type Measure, type Plan, type RowFilter, type Scalar, tablesOf } from '../plan.ts';
import { joinPaths } from './paths.ts';

/** The query of a plan: FROM and JOIN from the tables that it mentions, GROUP BY keys, subqueries. Undefined where tables can't be joined. */
export function lower(plan: Plan, catalog: CatalogIndex): Query | undefined {
  const left = lowerSelect(plan, catalog);
  if (!left || !plan.combined) return left;
  const right = lower(plan.combined.plan, catalog);
  return right && { kind: 'set', operator: plan.combined.operator, left, right };
}

/** The tables of FROM; aggregates over a table of a group need that table's rows. */
export function planTables(plan: Plan): IndexedTable[] {
  const tables: IndexedTable[] = [];
  const add = (more: readonly IndexedTable[]) => {
    for (const table of more) if (!tables.includes(table)) tables.push(table);
  };
  for (const projection of plan.projections) add(tablesOf(projection));
  add(plan.groups.map((key) => ('column' in key ? key.table : key)));
  for (const filter of plan.filters) add(filterTables(filter));
  for (const { measure } of plan.having) add(tablesOf(measure));
  for (const { measure } of plan.order) add(tablesOf(measure));
  add(plan.tables);
  return tables;
}

function lowerSelect(plan: Plan, catalog: CatalogIndex): Select | undefined {
  const joined = fromClause(planTables(plan), catalog, plan.path);
  if (!joined) return undefined;
  const from = { from: joined.from, joins: [...joined.joins, ...referredJoins(plan, catalog)] };
  const conditions = plan.filters.map((filter) => conditionOf(filter, catalog));
  if (!allDefined(conditions)) return undefined;
  const having = plan.having.map(havingOf);
  const items = plan.projections.map((projection) => ({ expression: expressionOf(projection) }));
  const where = conjunction(conditions);
  const groupsKept = conjunction(having);
  return {
    kind: 'select',
    distinct: plan.distinct,
    items,
    ...from,
    ...(where ? { where } : {}),
    groupBy: groupKeys(plan),
    ...(groupsKept ? { having: groupsKept } : {}),
    orderBy: plan.order.map(({ measure, direction }) => ({ expression: expressionOf(measure), direction })),
    ...tieBreak(plan, from.joins.length > 0),
    ...(plan.limit === undefined ? {} : { limit: plan.limit }),
  };
}

/** The keys of the groups, or of the one table: no other order holds on every engine. */
function tieBreak(plan: Plan, joined: boolean): Pick<Select, 'tieBreak'> {
  if (plan.order.length === 0 || plan.distinct || plan.combined) return {};
  const [{ direction } = { direction: 'asc' as const }] = plan.order;
  if (plan.groups.length > 0) return { tieBreak: groupKeys(plan).map((expression) => ({ expression, direction })) };
  const [table] = planTables(plan);
  const aggregated = plan.projections.some((projection) => projection.kind !== 'column' && projection.kind !== 'all' && projection.kind !== 'part');
  return joined || aggregated || !table ? {} : { tieBreak: keyColumns(table).map((column) => ({ expression: ref(column), direction: 'asc' as const })) };
}

function allDefined<T>(values: readonly (T | undefined)[]): values is T[] {
  return values.every((value) => value !== undefined);
}

function conjunction(conditions: readonly Condition[]): Condition | undefined {
  const [only, ...others] = conditions;
  return others.length === 0 ? only : { kind: 'and', conditions };
}

/** The key of a grouped table, every plain column that is asked for beside the aggregates, and stretches of time. */
function groupKeys(plan: Plan): Expression[] {
  const truncated = plan.projections.filter((projection) => projection.kind === 'part');
  if (plan.groups.length === 0) return truncated.map(expressionOf);
  const columns: IndexedColumn[] = [];
  const add = (column: IndexedColumn) => {
    if (!columns.includes(column)) columns.push(column);
  };
  for (const key of plan.groups) if ('column' in key) add(key);
  else keyColumns(key).forEach(add);
  for (const projection of plan.projections) if (projection.kind === 'column') add(projection.column);
  for (const { measure } of plan.order) if (measure.kind === 'column') add(measure.column);
  for (const projection of plan.projections) if (projection.kind === 'all') projection.table.columns.forEach(add);
  return [...columns.map(ref), ...truncated.map(expressionOf)];
}

function source(table: IndexedTable, catalog: CatalogIndex): Source {
  const { schema, name } = table.table;
  return { table: name, alias: aliasOf(table), ...(schema === catalog.snapshot.defaultSchema ? {} : { schema }) };
}

/** Tables of equal names in different schemas are told apart by their schema. */
function aliasOf(table: IndexedTable): string {
  return table.displayName.includes('.') && table.displayName !== table.table.name ? table.displayName.replaceAll('.', '_') : table.table.name;
}

function fromClause(tables: readonly IndexedTable[], catalog: CatalogIndex, path: number): { readonly from: Source; readonly joins: readonly Join[] } | undefined {
  const [first] = tables;
  if (!first) return undefined;
  const edges = joinPaths(catalog, tables)[path];
  return edges && { from: source(first, catalog), joins: joinsFrom(first, edges, catalog) };
}

function joinsFrom(first: IndexedTable, edges: readonly JoinEdge[], catalog: CatalogIndex): Join[] {
  const joined = new Set([first]);
  return edges.map((edge): Join => {
    const next = joined.has(edge.from) ? edge.to : edge.from;
    joined.add(next);
    const pairs = edge.pairs.map((pair) => pairOf(edge, pair));
    return { kind: 'inner', source: source(next, catalog), on: next === edge.to ? pairs : pairs.map(([left, right]) => [right, left] as const) };
  });
}

/** Both sides of a join; where one is a number and the other a text, the number is read as text. */
function pairOf({ from, to }: JoinEdge, [left, right]: readonly [string, string]): readonly [ColumnRef, ColumnRef] {
  const isText = (table: IndexedTable, name: string) => table.columns.find(({ column }) => column.name === name)?.column.family === 'text';
  const [leftText, rightText] = [isText(from, left), isText(to, right)];
  const asText = (ref: ColumnRef, wanted: boolean): ColumnRef => (wanted ? { ...ref, as: 'text' } : ref);
  return [asText(columnRef(from, left), rightText && !leftText), asText(columnRef(to, right), leftText && !rightText)];
}

/** A row that refers to none of its table is kept: somebody has no manager. */
function referredJoins(plan: Plan, catalog: CatalogIndex): Join[] {
  const keys = new Set(plan.projections.flatMap((projection) => (projection.kind === 'referred' ? [projection.via] : [])));
  return [...keys].flatMap((via): Join[] => {
    const [target] = selfReferencingKey(via)?.referencesColumns ?? [];
    const alias = referredAlias(via);
    return target === undefined ? [] : [{ kind: 'left', source: { ...source(via.table, catalog), alias }, on: [[ref(via), { kind: 'column', source: alias, column: target }]] }];
  });
}

function referredAlias(via: IndexedColumn): string {
  return `${aliasOf(via.table)}_by_${via.column.name}`;
}

function columnRef(table: IndexedTable, column: string): ColumnRef {
  return { kind: 'column', source: aliasOf(table), column };
}

function ref(column: IndexedColumn): ColumnRef {
  return columnRef(column.table, column.column.name);
}

/** A column where a number is wanted. */
function numberRef(column: IndexedColumn): ColumnRef {
  return column.column.family === 'text' ? { ...ref(column), as: 'number' } : ref(column);
}

/** A column where a date is wanted. */
function momentRef(column: IndexedColumn): ColumnRef {
  return column.column.family === 'text' ? { ...ref(column), as: 'moment' } : ref(column);
}

function expressionOf(measure: Measure): Expression {
  switch (measure.kind) {
    case 'column':
      return ref(measure.column);
    case 'age':
      return { ...ref(measure.column), as: 'age' };
    case 'referred':
      return { kind: 'column', source: referredAlias(measure.via), column: measure.column.column.name };
    case 'part':
      return { kind: 'date-part', unit: measure.unit, argument: momentRef(measure.column) };
    case 'all':
      return { kind: 'star', source: aliasOf(measure.table) };
    case 'count':
      return { kind: 'aggregate', function: 'count', distinct: false, argument: { kind: 'star' } };
    case 'aggregate': {
      const argument: Expression = measure.age ? { ...ref(measure.column), as: 'age' } : measure.times ? { kind: 'arithmetic', operator: '*', left: numberRef(measure.column), right: numberRef(measure.times) } : measure.function === 'sum' || measure.function === 'avg' ? numberRef(measure.column) : ref(measure.column);
      return { kind: 'aggregate', function: measure.function, distinct: measure.distinct, argument };
    }
    case 'share': {
      const [only, ...others] = measure.filters.map(rowCondition);
      assert(only !== undefined, 'a share is that of a condition');
      return { kind: 'share', condition: others.length === 0 ? only : { kind: 'and', conditions: [only, ...others] } };
    }
    case 'arithmetic':
      return { kind: 'arithmetic', operator: measure.operator, left: expressionOf(measure.left), right: expressionOf(measure.right) };
  }
}

function havingOf({ measure, operator, value }: Having): Condition {
  return { kind: 'compare', operator, left: expressionOf(measure), right: { kind: 'literal', value } };
}

function comparedColumn(column: IndexedColumn, unit: 'year' | 'month' | 'age' | undefined, value: Scalar): Expression {
  if (unit === 'age') return { ...ref(column), as: 'age' };
  if (!unit && typeof value === 'number') return numberRef(column);
  return unit ? { kind: 'date-part', unit, argument: momentRef(column) } : ref(column);
}

function conditionOf(filter: Filter, catalog: CatalogIndex): Condition | undefined {
  switch (filter.kind) {
    case 'or': {
      const conditions = filter.filters.map((part) => conditionOf(part, catalog));
      return allDefined(conditions) ? { kind: 'or', conditions } : undefined;
    }
    case 'aggregate':
      return aggregateCondition(filter, catalog);
    case 'exists':
      return existsCondition(filter, catalog);
    case 'extreme':
      return extremeCondition(filter, catalog);
    case 'compare':
    case 'columns':
    case 'period':
    case 'between':
    case 'like':
    case 'null':
      return rowCondition(filter);
  }
}

function rowCondition(filter: RowFilter): Condition {
  switch (filter.kind) {
    case 'compare':
      return { kind: 'compare', operator: filter.operator, left: comparedColumn(filter.column, filter.unit, filter.value), right: { kind: 'literal', value: filter.value } };
    case 'columns':
      return { kind: 'compare', operator: filter.operator, left: ref(filter.left), right: ref(filter.right) };
    case 'period': {
      const begun: Condition = { kind: 'compare', operator: '>=', left: ref(filter.column), right: filter.from };
      return filter.until ? { kind: 'and', conditions: [begun, { kind: 'compare', operator: '<', left: ref(filter.column), right: filter.until }] } : begun;
    }
    case 'between':
      return { kind: 'between', left: comparedColumn(filter.column, filter.unit, filter.low), low: { kind: 'literal', value: filter.low }, high: { kind: 'literal', value: filter.high } };
    case 'like':
      return { kind: 'like', negated: filter.negated, left: ref(filter.column), pattern: filter.pattern };
    case 'null':
      return { kind: 'null', negated: filter.negated, left: ref(filter.column) };
  }
}

/** The row whose value no other row of its group exceeds. */
function extremeCondition({ column, function: name, key }: Filter & { kind: 'extreme' }, catalog: CatalogIndex): Condition {
  const peers: Source = { ...source(column.table, catalog), alias: `${aliasOf(column.table)}_of_group` };
  const own = (target: IndexedColumn): ColumnRef => ({ kind: 'column', source: peers.alias, column: target.column.name });
  const query: Select = { kind: 'select', distinct: false, items: [{ expression: { kind: 'aggregate', function: name, distinct: false, argument: own(column) } }], from: peers, joins: [], where: { kind: 'compare', operator: '=', left: own(key), right: ref(key) }, groupBy: [], orderBy: [] };
  return { kind: 'compare', operator: '=', left: ref(column), right: { kind: 'subquery', query } };
}

function aggregateCondition(filter: Filter & { kind: 'aggregate' }, catalog: CatalogIndex): Condition | undefined {
  const measured = filter.of ?? filter.column;
  const from = fromClause([...new Set([measured.table, ...filter.filters.flatMap(filterTables)])], catalog, 0);
  const conditions = filter.filters.map((part) => conditionOf(part, catalog));
  if (!from || !allDefined(conditions)) return undefined;
  const where = conjunction(conditions);
  const side = filter.function === 'avg' || filter.function === 'sum' ? numberRef : ref;
  const query: Select = { kind: 'select', distinct: false, items: [{ expression: { kind: 'aggregate', function: filter.function, distinct: false, argument: side(measured) } }], ...from, ...(where ? { where } : {}), groupBy: [], orderBy: [] };
  return { kind: 'compare', operator: filter.operator, left: side(filter.column), right: { kind: 'subquery', query } };
}

/** `key IN (SELECT …)` over the first join of the path; NULL is kept out of a NOT IN, which it would empty. */
function existsCondition(filter: Filter & { kind: 'exists' }, catalog: CatalogIndex): Condition | undefined {
  const [edge, ...rest] = partnerPath(catalog, filter) ?? [];
  const [pair] = edge?.pairs ?? [];
  if (!edge || !pair || edge.pairs.length > 1) return undefined;
  const outward = edge.from === filter.table;
  const partner = outward ? edge.to : edge.from;
  const theirs = outward ? pair[1] : pair[0];
  const sides = pairOf(edge, pair);
  const [ownRef, theirRef] = outward ? sides : [sides[1], sides[0]];
  const inner = filter.filters.flatMap(filterTables);
  const edges = inner.every((table) => table === partner || rest.some((next) => next.from === table || next.to === table)) ? rest : joinPaths(catalog, [...new Set([partner, filter.other, ...inner])])[0];
  const conditions = filter.filters.map((part) => conditionOf(part, catalog));
  if (!edges || !allDefined(conditions)) return undefined;
  const nullable = filter.negated && isNullable(partner, theirs);
  const where = conjunction([...conditions, ...(nullable ? [{ kind: 'null' as const, negated: true, left: columnRef(partner, theirs) }] : [])]);
  const query: Select = {
    kind: 'select', distinct: false, items: [{ expression: theirRef }], from: source(partner, catalog), joins: joinsFrom(partner, edges, catalog),
    ...(where ? { where } : {}), groupBy: filter.having ? [theirRef] : [], ...(filter.having ? { having: havingOf(filter.having) } : {}), orderBy: [],
  };
  const condition: Condition = { kind: 'in', negated: filter.negated, left: ownRef, right: query };
  // A row that refers to nothing lacks a partner, too.
  return filter.negated && outward && isNullable(filter.table, pair[0]) ? { kind: 'or', conditions: [{ kind: 'null', negated: false, left: ownRef }, condition] } : condition;
}

/** Where two tables refer to each other, those that a row has are those that refer to it: a department's doctors, not the one who heads it. */
function partnerPath(catalog: CatalogIndex, { table, other }: Filter & { kind: 'exists' }): readonly JoinEdge[] | undefined {
  const paths = joinPaths(catalog, [table, other]);
  return paths.find(([edge]) => edge?.from === other && edge.to === table) ?? paths[0];
}

function isNullable(table: IndexedTable, name: string): boolean {
  return !table.table.primaryKey.includes(name) && table.columns.some(({ column }) => column.name === name && column.nullable);
}
