import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { displayColumns, extremeOf, isKey, isNumeric } from '../../catalog/roles.ts';
import { namingWords } from '../../language/en/naming.ts';
import { personQuestions, rowQuestions } from '../../language/en/questions.ts';
import type { Composition } from '../checks/check.ts';
import { manyOf, ordersMultiplied } from '../compose/multiplicity.ts';
import type { JoinPath } from '../compose/paths.ts';
import type { Add, Draft } from '../features.ts';
import { type Lattice, skipStopWords, triggerAt } from '../link/lattice.ts';
import { type Filter, isAggregate, type Measure, measureKey, type Plan } from '../plan.ts';
import { doerFeatures } from './doing.ts';
import { addsNeedlessLines } from './grain.ts';
import { pathFeatures } from './path-features.ts';
import { timeFeatures } from './time-features.ts';

/** What a composed plan looks like as a whole: its shape, its joins, and how it fits the first words of the question. `paths`: all ways to join its tables. */
export function planFeatures({ plan, tables, path, lattice }: Composition, paths: readonly JoinPath[]): Draft {
  const features: Draft = {};
  const add: Add = (name, value = 1) => {
    features[name] = (features[name] ?? 0) + value;
  };
  add(`tables:${upToFour(path.length + 1)}`);
  add('tables:bridge', path.length + 1 - tables.length);
  if (path.some((edge) => !edge.declared)) add('join:inferred');
  shape(plan, add);
  projections(plan, lattice, add);
  if (countsNamed(plan, lattice)) add('count:named');
  const other = countsOther(plan, tables, lattice);
  if (other) add(other === 'surely' ? 'count:other' : 'count:other-likely');
  if (isExtremeOfEach(plan)) add('items:extreme');
  plan.filters.forEach((filter) => filterFeature(filter, add));
  timeFeatures(plan, lattice, add);
  doerFeatures(plan, path, lattice, add);
  if (addsNeedlessLines(plan, path, lattice)) add('money:needless-lines');
  if (repeats(plan)) add('filter:repeated');
  if (tellsHowItWent(plan, lattice)) add('contrast:did');
  unused(tables, lattice, add);
  pathFeatures(plan, { path, paths }, lattice, add);
  if (ordersMultiplied(plan, path)) add('order:multiplied');
  repetition(plan, path, add);
  // Who teaches the violin is told once, however many lessons there are.
  if (features['rows:repeated'] && personQuestions.has(lattice.tokens[0]?.lower ?? '')) add('who:repeated');
  return features;
}

/** "how did donations do last month against the month before": by what they came to. */
function tellsHowItWent({ projections }: Plan, { tokens: [how, did] }: Lattice): boolean {
  return how?.lower === 'how' && did?.lower === 'did' && projections.some((measure) => measure.kind === 'within' && measure.of.kind === 'aggregate' && measure.of.function === 'sum');
}

const counts = ['1', '2', '3', '4'] as const;

function upToFour(count: number): (typeof counts)[number] {
  return counts[count - 1] ?? '4';
}

/** "how many states does Texas border": the rows that are called Texas are one, and nobody asks how many. */
function countsNamed({ projections: [projection, ...others], filters, groups, tables }: Plan, { tokens }: Lattice): boolean {
  const counted = projection?.kind === 'count' ? projection.table : projection?.kind === 'aggregate' && projection.function === 'count' ? projection.column.table : undefined;
  if (!counted || others.length > 0 || groups.length > 0 || tables.length > 1 || tokens.some(({ lower }) => namingWords.has(lower))) return false;
  return filters.some((filter) => filter.kind === 'compare' && filter.operator === '=' && filter.column.table === counted && (displayColumns(counted).includes(filter.column) || (projection?.kind === 'aggregate' && filter.column === projection.column)));
}

/** "how many states have rivers" counts states, "how many people wrote a comment" the users, surely or by another word for them. */
function countsOther({ projections: [projection] }: Plan, tables: readonly IndexedTable[], lattice: Lattice): 'surely' | 'likely' | undefined {
  if (projection?.kind !== 'count') return undefined;
  const trigger = triggerAt(lattice, 0, 'count');
  const asked = trigger ? (lattice.tables[skipStopWords(lattice, trigger.to)] ?? []) : [];
  const isOther = (links: typeof asked) => links.length > 0 && links.every(({ table }) => table !== projection.table && !tables.includes(table));
  if (isOther(asked.filter(({ score }) => score > 0.95))) return 'surely';
  return isOther(asked.filter(({ score }) => score > 0.6)) ? 'likely' : undefined;
}

/** "the highest point" of each state, where none is named: of many that are the highest, one is asked for. */
function isExtremeOfEach({ projections: [projection, ...others], filters, groups, order }: Plan): boolean {
  return projection?.kind === 'column' && others.length === 0 && filters.length === 0 && groups.length === 0 && order.length === 0 && extremeOf(projection.column) !== undefined;
}

/** Whether the joins repeat the rows that are shown or counted, and whether the plan takes each of them once. */
function repetition(plan: Plan, path: JoinPath, add: Add): void {
  const [shown] = plan.projections;
  if (path.length === 0 || !shown || plan.groups.length > 0) return;
  const table = shown.kind === 'column' ? shown.column.table : shown.kind === 'count' || shown.kind === 'all' ? shown.table : shown.kind === 'aggregate' && shown.function === 'count' && shown.distinct ? shown.column.table : undefined;
  if (!table) return;
  if (manyOf(path, table).size === 0) return;
  const what = shown.kind === 'column' || shown.kind === 'all' ? 'rows' : 'count';
  const once = what === 'rows' ? plan.distinct : shown.kind === 'aggregate';
  add(`${what}:${once ? 'once' : 'repeated'}`);
}

function shape(plan: Plan, add: Add): void {
  const part = <Name extends string>(name: Name, holds: boolean) => (holds ? [name] : []);
  const parts = [
    ...part('group', plan.groups.length > 0), ...part('having', plan.having.length > 0), ...part('order', plan.order.length > 0), ...part('limit', plan.limit !== undefined),
    ...(plan.combined ? [plan.combined.operator] : []), ...part('distinct', plan.distinct),
  ];
  for (const part of parts) add(`plan:${part}`);
  add(`shape:${plan.projections.map(kindOf).toSorted().join('+').slice(0, 40)}|${parts.join('+')}|${Math.min(3, plan.filters.length)}`);
  if (plan.limit !== undefined && plan.order.length === 0) add('limit:loose');
  if (plan.order.some(({ measure }) => measure.kind === 'column' && isKey(measure.column))) add('order:key');
  if (plan.groups.length > 0 && !plan.projections.some(isAggregate) && plan.having.length === 0 && !plan.order.some(({ measure }) => isAggregate(measure))) add('group:idle');
  if (plan.groups.length === 0 && plan.projections.some(isAggregate) && plan.projections.some((projection) => projection.kind === 'column')) add('aggregate:mixed');
}

function kindOf(projection: Measure): string {
  return projection.kind === 'aggregate' ? projection.function : projection.kind === 'column' ? 'c' : projection.kind;
}

function projections(plan: Plan, lattice: Lattice, add: Add): void {
  add(`items:${upToFour(plan.projections.length)}`);
  const first = lattice.tokens[0]?.lower ?? '';
  const second = lattice.tokens[1]?.lower ?? '';
  const kinds = [...new Set(plan.projections.map(kindOf))].toSorted().join('+').slice(0, 20);
  add(`first=${first}|${kinds}`);
  add(`first2=${first} ${second}|${kinds}`);
  if (showsBareKey(plan, lattice)) add('items:id-unasked');
  const seen = new Set<string>();
  for (const projection of plan.projections) {
    const key = measureKey(projection);
    if (seen.has(key)) add('items:repeated');
    seen.add(key);
    if (projection.kind === 'column' && isKey(projection.column)) add('items:key-column');
    if (projection.kind === 'column' && lattice.values.isConstant(projection.column)) add('items:constant');
    // "who is the manager of …" asks for a person, not for a number.
    if (first === 'who' && projection.kind === 'column' && isForeign(projection.column)) add('who:key');
    if (projection.kind === 'aggregate' && projection.of === undefined && (projection.function === 'sum' || projection.function === 'avg') && (isKey(projection.column) || !isNumeric(projection.column))) add('aggregate:senseless');
    if (projection.kind === 'column' && plan.filters.some((filter) => fixes(filter, projection.column)) && !isHalfName(projection.column)) add('items:fixed');
    if (projection.kind === 'column' && plan.filters.some((filter) => boundColumn(filter) === projection.column)) add('items:bounded');
    if (projection.kind === 'column' && plan.order.some(({ measure }) => measure.kind === 'column' && measure.column === projection.column)) add(plan.limit === undefined ? 'items:ordered' : 'items:ranked');
  }
}

/** Whether a filter leaves one value of a column of the row itself, and not of one that it refers to. */
function fixes(filter: Filter, column: IndexedColumn): boolean {
  return filter.kind === 'compare' && filter.operator === '=' && filter.column === column && !filter.unit && !filter.via;
}

/** The column that a filter leaves a range of: "bills issued in May" asks for the bills, not for the days. */
function boundColumn(filter: Filter): IndexedColumn | undefined {
  return filter.kind === 'period' || filter.kind === 'between' || (filter.kind === 'compare' && (filter.unit !== undefined || (filter.operator !== '=' && filter.operator !== '<>'))) ? filter.column : undefined;
}

/** "cancelled orders": where rows have no name, they are asked for whole, and not by a number that nobody spoke of. */
function showsBareKey(plan: Plan, { tokens }: Lattice): boolean {
  const [projection, ...others] = plan.projections;
  if (projection?.kind !== 'column' || others.length > 0 || !isKey(projection.column) || displayColumns(projection.column.table).length > 0 || rowQuestions.has(tokens[0]?.lower ?? '')) return false;
  return projection.column.table.table.primaryKey.includes(projection.column.column.name) && !tokens.some((token) => projection.column.stems.at(-1) === token.stem);
}

/** A first name is shown beside the last one although it is known. */
function isHalfName(column: IndexedColumn): boolean {
  const names = displayColumns(column.table);
  return names.length > 1 && names.includes(column);
}

function isForeign({ column, table }: IndexedColumn): boolean {
  return table.table.foreignKeys.some((key) => key.columns.includes(column.name));
}

function filterFeature(filter: Filter, add: Add): void {
  add(`filter:${filter.kind}`);
  if (filter.kind === 'compare') {
    const key = isKey(filter.column) ? 'key' : isNumeric(filter.column) ? 'number' : 'text';
    add(`compare:${key}${filter.operator === '=' ? '=' : filter.operator === '<>' ? '!' : '<'}`);
  }
}

function repeats(plan: Plan): boolean {
  if (plan.filters.length < 2) return false;
  const keys = plan.filters.flatMap((filter) => (filter.kind === 'compare' && filter.operator === '=' ? [filter.column] : []));
  return new Set(keys).size < keys.length;
}

/** Tables that the question names surely and the plan leaves out. */
function unused(tables: readonly IndexedTable[], lattice: Lattice, add: Add): void {
  for (const [table, score] of lattice.named) if (score > 0.9 && !tables.includes(table)) add('table:unused');
}
