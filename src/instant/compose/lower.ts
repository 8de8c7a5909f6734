import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { keyColumns } from '../../catalog/roles.ts';
import type { Condition, Expression, Query, Select, SelectItem } from '../../core/query.ts';
import type { SemanticModel } from '../../semantics/model.ts';
import { figuresIn, type Filter, filterTables, type Measure, measuresOf, type Plan, tablesOf } from '../plan.ts';
import { allDefined, conditionOf, havingOf, type Scope } from './conditions.ts';
import { expressionOf } from './expressions.ts';
import { fromClause, ref, source } from './from.ts';
import { namesOf } from './names.ts';
import { momentRef, orderRef } from './references.ts';
import { referredJoins } from './referred.ts';
import { conjunction } from './row-conditions.ts';

/** The query of a plan: FROM and JOIN from the tables that it mentions, GROUP BY keys, subqueries. Undefined where tables can't be joined. */
export function lower(plan: Plan, scope: Scope): Query | undefined {
  const left = lowerSelect(plan, scope);
  if (!left || !plan.combined) return left;
  const right = lower(plan.combined.plan, scope);
  return right && { kind: 'set', operator: plan.combined.operator, left, right };
}

/** The tables of FROM; aggregates over a table of a group need that table's rows. */
export function planTables(plan: Plan): IndexedTable[] {
  const tables: IndexedTable[] = [];
  const add = (more: readonly IndexedTable[]) => {
    for (const table of more) if (!tables.includes(table)) tables.push(table);
  };
  // What a row comes to at the price of what it refers to hangs together, whatever else it is joined with.
  for (const figure of measuresOf(plan).flatMap(figuresIn)) if (figure.kind === 'aggregate' && figure.of) add(tablesOf(figure));
  for (const projection of plan.projections) add(tablesOf(projection));
  add([...plan.groups, ...(plan.within ? [plan.within] : [])].map((key) => ('column' in key ? key.table : key)));
  for (const filter of plan.filters) add(filterTables(filter));
  for (const { measure } of plan.having) add(tablesOf(measure));
  for (const { measure } of plan.order) add(tablesOf(measure));
  add(plan.tables);
  return tables;
}

function lowerSelect(plan: Plan, scope: Scope): Select | undefined {
  const { catalog, semantics } = scope;
  const joined = fromClause(planTables(plan), catalog, plan.path);
  if (!joined) return undefined;
  const from = { from: joined.from, joins: [...joined.joins, ...referredJoins(plan.projections, plan.filters, catalog)] };
  const measured = measuredRows(plan);
  if (measured.length > 1) return undefined;
  const kept = [...plan.filters, ...measured];
  const conditions = [...kept, ...namedKeys(plan, kept)].map((filter) => conditionOf(filter, scope));
  if (!allDefined(conditions)) return undefined;
  const having = plan.having.map((having) => havingOf(having, semantics));
  const names = namesOf(plan.projections, semantics);
  const items = plan.projections.flatMap((projection, place): SelectItem[] => [
    { expression: expressionOf(projection, semantics), ...(names[place] === undefined ? {} : { alias: names[place] }) },
    ...(tellsTexts(plan) ? codeText(projection, scope) : []),
  ]);
  const where = conjunction(conditions);
  const groupsKept = conjunction(having);
  return {
    kind: 'select',
    distinct: plan.distinct,
    items,
    ...from,
    ...(where ? { where } : {}),
    groupBy: groupKeys(plan, semantics),
    ...(groupsKept ? { having: groupsKept } : {}),
    ...rowsKept(plan, from.joins.length > 0, semantics),
  };
}

/** Of groups by a code people want to know what it means. */
function tellsTexts({ groups, within, combined }: Plan): boolean {
  return groups.length > 0 && !within && !combined;
}

/** The text of a code that is shown, from where the texts of all codes stand. */
function codeText(projection: Measure, { catalog, semantics }: Scope): SelectItem[] {
  const texts = projection.kind === 'column' ? semantics.codeTexts(projection.column) : undefined;
  if (!texts || projection.kind !== 'column') return [];
  const equal = (left: Expression, right: Expression): Condition => ({ kind: 'compare', operator: '=', left, right });
  const where: Condition = { kind: 'and', conditions: [equal(ref(texts.group), { kind: 'literal', value: texts.name }), equal(ref(texts.code), ref(projection.column))] };
  const query: Select = { kind: 'select', distinct: false, items: [{ expression: ref(texts.text) }], from: source(texts.text.table, catalog), joins: [], where, groupBy: [], orderBy: [] };
  return [{ expression: { kind: 'subquery', query }, alias: `${projection.column.column.name}_text` }];
}

/** "which clients have more than one project", "the client with the most of them": what has none is no client. */
function namedKeys({ groups, having, limit, within }: Plan, filters: readonly Filter[]): Filter[] {
  const isTold = having.length > 0 || limit !== undefined || within !== undefined;
  const keys = isTold ? groups.flatMap((key) => ('column' in key && key.column.nullable ? [key] : [])) : [];
  const isKnown = (key: IndexedColumn) => filters.some((filter) => (filter.kind === 'null' || filter.kind === 'compare') && filter.column === key);
  return [...new Set(keys)].filter((key) => !isKnown(key)).map((column): Filter => ({ kind: 'null', column, negated: true }));
}

/** The order of the rows and how many of them, in all or of each part. */
function rowsKept(plan: Plan, joined: boolean, semantics: SemanticModel): Pick<Select, 'orderBy' | 'tieBreak' | 'limit' | 'offset' | 'firstOfEach'> {
  const order = plan.order.map(({ measure, direction }) => ({ expression: orderOf(measure, semantics), direction }));
  if (plan.within) return { orderBy: [], firstOfEach: { keys: ('column' in plan.within ? [plan.within] : keyColumns(plan.within)).map(ref), order, count: plan.limit ?? 1 } };
  return { orderBy: order, ...tieBreak(plan, joined, semantics), ...(plan.limit === undefined ? {} : { limit: plan.limit }), ...(plan.offset === undefined ? {} : { offset: plan.offset }) };
}

/** Of which rows the measures are; where several differ, no one WHERE holds for all. */
function measuredRows({ filters, ...plan }: Plan): Filter[] {
  const rows = new Set(measuresOf(plan).flatMap(figuresIn).flatMap((measure) => (measure.kind === 'aggregate' && measure.where ? [measure.where] : [])));
  return [...rows].filter((filter) => !filters.includes(filter));
}

function orderOf(measure: Measure, semantics: SemanticModel): Expression {
  if (measure.kind === 'part' && measure.unit === 'weekday') return { kind: 'date-part', unit: measure.unit, argument: momentRef(measure.column, semantics) };
  return measure.kind === 'column' ? orderRef(measure.column, semantics) : expressionOf(measure, semantics);
}

/** The keys of the groups, or of the one table: no other order holds on every engine. */
function tieBreak(plan: Plan, joined: boolean, semantics: SemanticModel): Pick<Select, 'tieBreak'> {
  if (plan.order.length === 0 || plan.distinct || plan.combined) return {};
  const [{ direction } = { direction: 'asc' as const }] = plan.order;
  if (plan.groups.length > 0) return { tieBreak: groupKeys(plan, semantics).map((expression) => ({ expression, direction })) };
  const [table] = planTables(plan);
  const aggregated = plan.projections.some((projection) => projection.kind !== 'column' && projection.kind !== 'all' && projection.kind !== 'part');
  return joined || aggregated || !table ? {} : { tieBreak: keyColumns(table).map((column) => ({ expression: ref(column), direction: 'asc' as const })) };
}

/** The key of a grouped table, every plain column that is asked for beside the aggregates, and stretches of time. */
function groupKeys(plan: Plan, semantics: SemanticModel): Expression[] {
  const truncated = plan.projections.filter((projection) => projection.kind === 'part');
  // Days of the week are told by their names and put in order by their numbers.
  const parts = truncated.flatMap((part) => [expressionOf(part, semantics), ...(part.unit === 'weekday' ? [orderOf(part, semantics)] : [])]);
  if (plan.groups.length === 0) return parts;
  const columns: IndexedColumn[] = [];
  const add = (column: IndexedColumn) => {
    if (!columns.includes(column)) columns.push(column);
  };
  for (const key of plan.groups) if ('column' in key) add(key);
  else keyColumns(key).forEach(add);
  for (const projection of plan.projections) if (projection.kind === 'column') add(projection.column);
  for (const { measure } of plan.order) if (measure.kind === 'column') add(measure.column);
  for (const projection of plan.projections) if (projection.kind === 'all') projection.table.columns.forEach(add);
  const referred = plan.projections.flatMap((projection) => (projection.kind === 'referred' ? [expressionOf(projection, semantics)] : []));
  return [...columns.map(ref), ...referred, ...parts];
}
