import type { IndexedColumn, IndexedTable, JoinEdge } from '../../catalog/index.ts';
import { displayColumns, extremeOf, isKey, isKeyWord, isNumeric } from '../../catalog/roles.ts';
import { numberNouns } from '../../language/en/column-names.ts';
import { namingWords } from '../../language/en/naming.ts';
import { personQuestions, rowQuestions } from '../../language/en/questions.ts';
import { connects, type JoinPath } from '../compose/paths.ts';
import { type Lattice, skipStopWords, triggerAt } from '../link/lattice.ts';
import { type Filter, filterTables, type Measure, measureKey, measuresOf, type Plan } from '../plan.ts';
import type { FeatureVector } from '../rules/fragment.ts';
import { doerFeatures, saidRoles } from './doing.ts';
import { addsNeedlessLines } from './grain.ts';
import { timeFeatures } from './time-features.ts';

/** What a plan over these tables looks like as a whole: its shape, its joins, and how it fits the first words of the question. Undefined where its tables can't be joined. */
export function planFeatures(plan: Plan, { tables, paths }: { readonly tables: readonly IndexedTable[]; readonly paths: readonly JoinPath[] }, lattice: Lattice): FeatureVector | undefined {
  const path = paths[plan.path];
  if (!path || countsSingles(plan, tables) || isFannedOut(plan, path) || ordersUngrouped(plan) || cutsFigure(plan)) return undefined;
  if ((plan.having.length > 0 && plan.groups.length === 0) || averagesSingles(plan, path) || sharesOfThemselves(plan) || showsKeyForName(plan, lattice)) return undefined;
  const multiplied = isMultiplied(plan, path);
  // The first five customers are five customers.
  if (multiplied && (plan.limit ?? 0) > 1) return undefined;
  const features: Record<string, number> = { [`tables:${Math.min(4, path.length + 1)}`]: 1 };
  const add = (name: string, value = 1) => {
    features[name] = (features[name] ?? 0) + value;
  };
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
  unused(tables, lattice, add);
  if (plan.path > 0 || paths.length > 1) {
    add('path:named', namedKeys(path, lattice));
    add('path:own', ownKeys(path));
    add('path:role', unsaidRoles(path, lattice));
  }
  if (plan.path > 0) add('path:other');
  if (multiplied) add('order:multiplied');
  repetition(plan, path, add);
  // Who teaches the violin is told once, however many lessons there are.
  if (features['rows:repeated'] && personQuestions.has(lattice.tokens[0]?.lower ?? '')) add('who:repeated');
  return features;
}

/** The rows of one table, counted for each of its keys: always one. */
function countsSingles(plan: Plan, tables: readonly IndexedTable[]): boolean {
  const [table] = tables;
  const counts = measuresOf(plan).some((measure) => measure.kind === 'count' || (measure.kind === 'aggregate' && measure.function === 'count'));
  return tables.length === 1 && table !== undefined && counts && plan.groups.some((key) => key === table || ('column' in key && table.table.primaryKey.length === 1 && table.table.primaryKey[0] === key.column.name));
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

/** A figure over the one row that each group has: the average rating of a product's supplier; the average defects of each inspection, by kind. */
function averagesSingles(plan: Plan, path: readonly JoinEdge[]): boolean {
  const [key, ...others] = plan.groups;
  if (path.length === 0 && plan.groups.some((group) => !('column' in group)) && plan.projections.some((measure) => measure.kind === 'aggregate' && measure.function === 'avg')) return true;
  if (!key || others.length > 0) return false;
  const owner = 'column' in key ? (key.table.table.primaryKey.length === 1 && key.table.table.primaryKey[0] === key.column.name ? key.table : undefined) : key;
  if (!owner) return false;
  const many = manyOf(path, owner);
  const single = (table: IndexedTable) => many.size === 0 || (table !== owner && !many.has(table));
  return measuresOf(plan).some((measure) => measure.kind === 'aggregate' && measure.function !== 'count' && single(measure.column.table));
}

/** The share of those that meet a condition among those that meet it is all of them. */
function sharesOfThemselves({ projections: asked, filters }: Plan): boolean {
  const same = (a: Filter, b: Filter) => a === b || (a.kind === 'compare' && b.kind === 'compare' && a.column === b.column && a.operator === b.operator && a.value === b.value && a.unit === b.unit);
  return asked.some((measure) => measure.kind === 'share' && measure.filters.length > 0 && measure.filters.every((part) => filters.some((filter) => same(part, filter))));
}

/** "which patient": who it is has a name, and nobody spoke of a number. */
function showsKeyForName({ projections: asked }: Plan, { catalog, tokens }: Lattice): boolean {
  return asked.some((measure) => {
    if (measure.kind !== 'column') return false;
    const { column } = measure;
    const last = column.stems.at(-1) ?? '';
    if (column.stems.length < 2 || !isKeyOrNumber(last) || tokens.some((token) => isKeyOrNumber(token.stem) || token.stem === last)) return false;
    return catalog.edges(column.table).some(({ from, to, pairs }) => from === column.table && to !== from && pairs.some(([name]) => name === column.column.name) && displayColumns(to).some((name) => !isKey(name)));
  });
}

const isKeyOrNumber = (word: string) => isKeyWord(word) || numberNouns.has(word);

/** A figure over all rows is one row, of which there are no first five. */
function cutsFigure({ projections: asked, groups, limit }: Plan): boolean {
  return limit !== undefined && groups.length === 0 && asked.length > 0 && asked.every(isAggregate);
}

/** Single rows have no figures to be ordered by. */
function ordersUngrouped(plan: Plan): boolean {
  return plan.groups.length === 0 && plan.order.some(({ measure }) => isAggregate(measure)) && !plan.projections.some((projection) => isAggregate(projection) || projection.kind === 'part');
}

/** Each row that is shown has many of those that it is ordered by: the greatest of one customer's payments ranks no customers. */
function isMultiplied(plan: Plan, path: readonly JoinEdge[]): boolean {
  const [shown] = plan.projections;
  const [first] = plan.order;
  const table = shown?.kind === 'column' ? shown.column.table : shown?.kind === 'all' ? shown.table : undefined;
  if (!table || first?.measure.kind !== 'column' || plan.groups.length > 0 || plan.limit === undefined) return false;
  return hasMany(path, table, first.measure.column.table, []);
}

/** Whether the joins repeat the rows that are shown or counted, and whether the plan takes each of them once. */
function repetition(plan: Plan, path: readonly JoinEdge[], add: Add): void {
  const [shown] = plan.projections;
  if (path.length === 0 || !shown || plan.groups.length > 0) return;
  const table = shown.kind === 'column' ? shown.column.table : shown.kind === 'count' || shown.kind === 'all' ? shown.table : shown.kind === 'aggregate' && shown.function === 'count' && shown.distinct ? shown.column.table : undefined;
  if (!table) return;
  if (manyOf(path, table).size === 0) return;
  const what = shown.kind === 'column' || shown.kind === 'all' ? 'rows' : 'count';
  const once = what === 'rows' ? plan.distinct : shown.kind === 'aggregate';
  add(`${what}:${once ? 'once' : 'repeated'}`);
}

/** The figures that a measure is made of. */
function figuresIn(measure: Measure): Measure[] {
  if (measure.kind === 'arithmetic') return [...figuresIn(measure.left), ...figuresIn(measure.right)];
  return measure.kind === 'within' ? [measure.of] : [measure];
}

/** A sum over rows that the joins repeat: the amount of an order, once for each of its items. A condition on the repeating table may pick one of them. */
function isFannedOut(plan: Plan, path: readonly JoinEdge[]): boolean {
  const measures = measuresOf(plan).flatMap(figuresIn);
  const summed = measures.flatMap((measure) => (measure.kind === 'aggregate' && measure.function === 'sum' ? [measure.column.table] : []));
  if (summed.length === 0) return false;
  const filtered = new Set(plan.filters.flatMap(filterTables));
  return summed.some((table) => [...manyOf(path, table)].some((other) => !filtered.has(other)));
}

const manyKnown = new WeakMap<JoinPath, Map<IndexedTable, ReadonlySet<IndexedTable>>>();

/** The tables along a path of which a row of this one may have several. Remembered with the path, which lives as long as its catalog. */
function manyOf(path: JoinPath, table: IndexedTable): ReadonlySet<IndexedTable> {
  const known = manyKnown.get(path) ?? new Map<IndexedTable, ReadonlySet<IndexedTable>>();
  manyKnown.set(path, known);
  const found = known.get(table) ?? new Set(path.flatMap((edge) => [edge.from, edge.to]).filter((other) => other !== table && hasMany(path, table, other, [])));
  known.set(table, found);
  return found;
}

/** Whether one row of a table may have several in another, along the joins between them. */
function hasMany(path: readonly JoinEdge[], table: IndexedTable, goal: IndexedTable, passed: readonly JoinEdge[]): boolean {
  return path.some((edge) => {
    if (passed.includes(edge) || (edge.from !== table && edge.to !== table)) return false;
    const next = edge.from === table ? edge.to : edge.from;
    const columns = edge.pairs.map(([from, to]) => (next === edge.from ? from : to));
    const { primaryKey } = next.table;
    const single = primaryKey.length > 0 && primaryKey.every((name) => columns.includes(name));
    if (next === goal) return !single;
    return reaches(path, next, goal, [...passed, edge]) && (!single || hasMany(path, next, goal, [...passed, edge]));
  });
}

function reaches(path: readonly JoinEdge[], table: IndexedTable, goal: IndexedTable, passed: readonly JoinEdge[]): boolean {
  return table === goal || path.some((edge) => !passed.includes(edge) && (edge.from === table || edge.to === table) && reaches(path, edge.from === table ? edge.to : edge.from, goal, [...passed, edge]));
}

type Add = (name: string, value?: number) => void;

function shape(plan: Plan, add: Add): void {
  const parts = [plan.groups.length > 0 ? 'group' : '', plan.having.length > 0 ? 'having' : '', plan.order.length > 0 ? 'order' : '', plan.limit === undefined ? '' : 'limit', plan.combined ? plan.combined.operator : '', plan.distinct ? 'distinct' : ''].filter((part) => part !== '');
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

/** Told for many rows at once. */
function isAggregate(measure: Measure): boolean {
  switch (measure.kind) {
    case 'aggregate':
    case 'count':
    case 'share':
    case 'change':
      return true;
    case 'arithmetic':
      return isAggregate(measure.left) || isAggregate(measure.right);
    case 'within':
      return isAggregate(measure.of);
    case 'column':
    case 'all':
    case 'age':
    case 'part':
    case 'referred':
    case 'number':
      return false;
  }
}

function projections(plan: Plan, lattice: Lattice, add: Add): void {
  add(`items:${Math.min(4, plan.projections.length)}`);
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
    if (projection.kind === 'column' && plan.filters.some((filter) => filter.kind === 'compare' && filter.operator === '=' && filter.column === projection.column && !filter.unit) && !isHalfName(projection.column)) add('items:fixed');
    if (projection.kind === 'column' && plan.filters.some((filter) => boundColumn(filter) === projection.column)) add('items:bounded');
    if (projection.kind === 'column' && plan.order.some(({ measure }) => measure.kind === 'column' && measure.column === projection.column)) add(plan.limit === undefined ? 'items:ordered' : 'items:ranked');
  }
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

/** Whether the words of a key's column stand in the question: "destination" for `flights.dest_airport`. */
function namedKeys(path: readonly JoinEdge[], lattice: Lattice): number {
  const said = saidRoles(lattice);
  let named = 0;
  for (const edge of path) for (const [column] of edge.pairs) {
    const stems = edge.from.columns.find((candidate) => candidate.column.name === column)?.stems ?? [];
    if (stems.some((word) => said.has(word) && !edge.to.stems.includes(word) && word !== 'id') || isSaidRole(edge, lattice)) named += 1;
  }
  return named;
}

/** Keys in a role that the question does not speak of, where a plain key leads to the same table: "its doctors" are not those who head it. */
function unsaidRoles(path: readonly JoinEdge[], lattice: Lattice): number {
  return path.filter((edge) => {
    if (isSaidRole(edge, lattice) || isDefault(edge, lattice)) return false;
    if (rivalsOf(edge, lattice).some((other) => isDefault(other, lattice))) return true;
    const role = roleOf(edge);
    if (role.length === 0 || role.some((word) => saidRoles(lattice).has(word))) return false;
    return rivalsOf(edge, lattice).some((other) => roleOf(other).length === 0);
  }).length;
}

/** The other keys between the same two tables. */
function rivalsOf(edge: JoinEdge, { catalog }: Lattice): readonly JoinEdge[] {
  return catalog.edges(edge.from).filter((other) => other !== edge && connects(other, edge));
}

function keysOf({ from, pairs }: JoinEdge): readonly IndexedColumn[] {
  return pairs.flatMap(([name]) => from.columns.filter(({ column }) => column.name === name));
}

/** Somebody gave the key words, and the question says them. */
function isSaidRole(edge: JoinEdge, { said }: Lattice): boolean {
  return said.some(({ meaning }) => meaning.kind === 'role' && keysOf(edge).includes(meaning.key));
}

function isDefault(edge: JoinEdge, { semantics }: Lattice): boolean {
  return keysOf(edge).some((key) => semantics.isDefaultKey(key));
}

/** The words of a key that name neither table: "head" of `departments.head_doctor_id`. */
function roleOf({ from, to, pairs }: JoinEdge): readonly string[] {
  return pairs.flatMap(([name]) => from.columns.find((candidate) => candidate.column.name === name)?.stems ?? []).filter((word) => !isKeyWord(word) && !from.stems.includes(word) && !to.stems.includes(word) && !to.columns.some(({ stems }) => stems.length === 1 && stems[0] === word));
}

/** Keys that repeat the name of their own table: `friend.friend_id` leads to the friend, `friend.student_id` to the one who has friends. */
function ownKeys(path: readonly JoinEdge[]): number {
  return path.filter((edge) => edge.pairs.some(([column]) => edge.from.columns.find((candidate) => candidate.column.name === column)?.stems.some((word) => edge.from.stems.includes(word) && word !== 'id'))).length;
}

