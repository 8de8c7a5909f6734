import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { extremeOf, isIdentity, isKey, keyColumns, nameColumns } from '../../catalog/roles.ts';
import { type Filter, filterTables, isRowFilter, type Measure, measureKey, type Plan, tablesOf } from '../plan.ts';
import { type Features, merge, ownerOf } from '../rules/fragment.ts';
import { absence } from './absence.ts';
import { type Gathered, tablesIn } from './gather.ts';
import { shapeOf, type Shape } from './shape.ts';

/** A plan and what had to be assumed for it, as features. */
export interface Composed {
  readonly plan: Plan;
  readonly features: Features;
}

/** The plans that the parts of a question allow. Where the question leaves something open, there is one for each way to close it. */
export function composePlans(said: Gathered, catalog: CatalogIndex): Composed[] {
  const gathered = withPopularity(said, catalog);
  if (gathered.share) return shareOf(gathered).flatMap((shared) => composed(shared, catalog));
  const many = manyAsCondition(gathered);
  if (many) return marked(composed(many, catalog), 'having:figures');
  const perGroup = extremePerGroup(gathered, catalog);
  const ofAll = extremeOfAll(gathered);
  const condition = topAsCondition(gathered, catalog);
  return [
    ...(condition?.only ? [] : composed(gathered, catalog)),
    ...(perGroup ? marked(composed(perGroup, catalog), 'top:per-group') : []),
    ...(condition ? marked(composed(condition.gathered, catalog), condition.feature) : []),
    ...(ofAll ? marked(composed(ofAll, catalog), 'top:companion') : []),
  ];
}

/** "the most popular plan": the one that most rows refer to, where only one table holds such rows. */
function withPopularity(gathered: Gathered, catalog: CatalogIndex): Gathered {
  const [top, ...others] = gathered.tops;
  const [named, ...more] = tablesIn(gathered);
  if (!top || top.measure || others.length > 0 || !named || more.length > 0 || (top.key && 'column' in top.key) || gathered.items.some((item) => item.kind === 'item' && item.measure.kind === 'column' && !isIdentity(item.measure.column))) return gathered;
  const children = new Set(catalog.edges(named).flatMap((edge) => (edge.to === named && edge.from !== named ? [edge.from] : [])));
  const [child] = children;
  return child && children.size === 1 ? { ...gathered, tops: [{ ...top, measure: { kind: 'count', table: child } }], entities: gathered.entities.includes(named) ? gathered.entities : [...gathered.entities, named] } : gathered;
}

function marked(plans: readonly Composed[], feature: string): Composed[] {
  return plans.map(({ plan, features }) => ({ plan, features: merge(features, { [feature]: 1 }) }));
}

interface TopCondition {
  readonly gathered: Gathered;
  readonly feature: string;
  /** No other reading makes sense. */
  readonly only: boolean;
}

/**
 * "the concerts in the stadium with the highest capacity", "the most expensive tracks": all rows for which the measure is the
 * greatest. Figures over such rows can be told in no other way, for one row of the answer is all that an order could cut.
 */
function topAsCondition(gathered: Gathered, catalog: CatalogIndex): TopCondition | undefined {
  const [top, ...others] = gathered.tops;
  const measure = top?.measure;
  if (!top || others.length > 0 || measure?.kind !== 'column' || top.limit !== 1 || gathered.groups.length > 0 || gathered.orders.length > 0 || gathered.limit || gathered.both.length > 0) return undefined;
  const { column: measured } = measure;
  const figures = gathered.items.filter((item) => item.kind === 'count' || item.measure.kind === 'aggregate');
  const only = figures.length > 0 && figures.length === gathered.items.length;
  const subject = subjectOf(gathered);
  const many = subject !== undefined && subject !== measured.table && keyTo(catalog, measured.table, subject) !== undefined;
  if (!only && !many && !gathered.plural.includes(measured.table)) return undefined;
  const own = gathered.filters.filter((filter) => filterTables(filter).every((table) => table === measured.table || keyTo(catalog, table, measured.table) !== undefined));
  const greatest: Filter = { kind: 'aggregate', column: measured, operator: '=', function: top.direction === 'desc' ? 'max' : 'min', filters: own.filter(isRowFilter) };
  return { gathered: { ...gathered, tops: [], filters: [...gathered.filters, greatest] }, feature: only ? 'top:figures' : many ? 'top:partners' : 'top:ties', only };
}

/** "how many customers have more than 3 orders": rows that have so many others are one figure, and not one for each. */
function manyAsCondition(gathered: Gathered): Gathered | undefined {
  const [having, ...more] = gathered.having;
  const owners = gathered.items.map((item) => (item.kind === 'count' ? gathered.counted.get(item) : item.measure.kind === 'aggregate' ? item.measure.column.table : undefined));
  const [owner] = owners;
  if (!having || more.length > 0 || !owner || owners.some((table) => table !== owner) || gathered.groups.length + gathered.tops.length + gathered.orders.length + gathered.both.length > 0) return undefined;
  const measured = having.measure ? tablesOf(having.measure) : gathered.entities.filter((table) => table !== owner);
  const [other, ...others] = measured;
  if (!other || other === owner || others.length > 0) return undefined;
  const inner = gathered.filters.filter((filter) => filterTables(filter).every((table) => table === other));
  const condition: Filter = { kind: 'exists', table: owner, other, filters: inner, having: { ...having.having, measure: having.measure ?? { kind: 'count', table: other } }, negated: false };
  return { ...gathered, having: [], filters: [...gathered.filters.filter((filter) => !inner.includes(filter)), condition], entities: gathered.entities.filter((table) => table !== other) };
}

/** "the share of orders that were cancelled": the conditions select what is measured, not what it is measured by. */
function shareOf(gathered: Gathered): Gathered[] {
  const table = gathered.entities[0] ?? gathered.filters.flatMap(filterTables)[0];
  const filters = gathered.filters.filter(isRowFilter);
  if (!table || filters.length === 0 || filters.length < gathered.filters.length) return [];
  return [{ ...gathered, share: false, filters: [], items: [{ kind: 'item', measure: { kind: 'share', table, filters } }] }];
}

/** "the most expensive product of each category": of each group the row that no other exceeds. */
function extremePerGroup(gathered: Gathered, catalog: CatalogIndex): Gathered | undefined {
  const [top, ...others] = gathered.tops;
  const [key, ...rest] = gathered.groups;
  if (!top || others.length > 0 || !key || rest.length > 0 || top.measure?.kind !== 'column' || top.limit !== 1 || !top.row) return undefined;
  const { column: measured } = top.measure;
  const own = 'column' in key && key.table === measured.table ? key : keyTo(catalog, ownerOf(key), measured.table);
  if (!own) return undefined;
  const shown = [...('column' in key ? [key] : nameColumns(key))].map((target): Gathered['items'][number] => ({ kind: 'item', measure: column(target) }));
  const asked = gathered.items.length > 0 ? gathered.items : nameColumns(measured.table).map((target): Gathered['items'][number] => ({ kind: 'item', measure: column(target) }));
  return { ...gathered, tops: [], groups: [], items: [...asked, ...shown], filters: [...gathered.filters, { kind: 'extreme', column: measured, function: top.direction === 'desc' ? 'max' : 'min', key: own }] };
}

/** "the highest point", kept as `highest_point` and `highest_elevation` of each state: where no state is named, that of the highest elevation. */
function extremeOfAll(gathered: Gathered): Gathered | undefined {
  const [item, ...others] = gathered.items;
  if (item?.kind !== 'item' || item.measure.kind !== 'column' || others.length > 0 || gathered.tops.length + gathered.groups.length + gathered.orders.length + gathered.filters.length > 0) return undefined;
  const { column: shown } = item.measure;
  const extreme = extremeOf(shown);
  const measured = extreme && shown.table.columns.find((other) => other !== shown && other.stems[0] === shown.stems[0]);
  return measured && { ...gathered, tops: [{ kind: 'top', measure: column(measured), direction: extreme === 'max' ? 'desc' : 'asc', limit: 1 }] };
}

/** The column of a table that refers to another one, declared or inferred. */
function keyTo(catalog: CatalogIndex, other: IndexedTable, table: IndexedTable): IndexedColumn | undefined {
  const edge = catalog.edges(table).find(({ from, to, pairs }) => from === table && to === other && pairs.length === 1);
  return edge && table.columns.find(({ column: { name } }) => name === edge.pairs[0]?.[0]);
}

function composed(gathered: Gathered, catalog: CatalogIndex): Composed[] {
  const subject = subjectOf(gathered);
  if (!subject) return [];
  const shape = shapeOf(gathered, subject);
  if (!shape) return [];
  return conditionVariants(gathered, subject).flatMap(({ filters, alternatives, features }) =>
    itemVariants(gathered, shape, subject).flatMap((items) =>
      tableVariants(catalog, { gathered, shape, items: items.items, filters: [...filters, ...(alternatives ?? []).flat()] }).flatMap((tables) => {
        const base: Plan = { items: items.items, distinct: false, filters: tables.filters.length > 0 ? [...filters, ...tables.filters] : filters, groups: shape.groups, having: shape.having, order: shape.order, tables: tables.tables, path: 0, ...(shape.limit === undefined ? {} : { limit: shape.limit }) };
        const plan = alternatives ? intersection(base, alternatives) : base;
        return [...distinctVariants(gathered, plan), ...exceptVariant(plan)].map((variant) => ({ plan: variant.plan, features: merge(shape.features, features, items.features, tables.features, variant.features) }));
      })));
}

/** What the question is about: whose columns it asks for, else the first thing that it names and does not merely count. */
export function subjectOf(gathered: Gathered): IndexedTable | undefined {
  for (const item of gathered.items) if (item.kind === 'item' && item.measure.kind === 'column') return item.measure.column.table;
  const counted = new Set<IndexedTable>([...gathered.counted.values(), ...gathered.tops.flatMap((top) => (top.measure?.kind === 'count' ? [top.measure.table] : []))]);
  return gathered.entities.find((table) => !counted.has(table)) ?? gathered.groups.map(ownerOf)[0] ?? gathered.entities[0] ?? [...counted][0] ?? tablesIn(gathered)[0];
}

interface Conditions {
  readonly filters: readonly Filter[];
  /** Filters of which each must hold for some row: an intersection. */
  readonly alternatives?: readonly (readonly Filter[])[];
  readonly features: Features;
}

function conditionVariants(gathered: Gathered, subject: IndexedTable): Conditions[] {
  const absences = gathered.without ? absence(gathered.without, subject) : [{ filters: [], features: {} }];
  return absences.flatMap(({ filters: missing, features }) => {
    const filters = [...gathered.filters, ...missing];
    const [first, ...rest] = gathered.both;
    if (!first) return [{ filters, features }];
    if (rest.length > 0) return [{ filters: [...filters, ...gathered.both.map((part): Filter => ({ kind: 'or', filters: part }))], features: merge(features, { 'both:several': 1 }) }];
    const partners = gathered.items.some((item) => item.kind === 'count' || item.measure.kind === 'aggregate') ? partnersEach(subject, first) : undefined;
    return [
      ...(partners ? [{ filters: [...filters, ...partners], features: merge(features, { 'both:exists': 1 }) }] : []),
      { filters: [...filters, { kind: 'or' as const, filters: first }], features: merge(features, { 'both:or': 1 }) },
      { filters, alternatives: first.map((filter) => [filter]), features: merge(features, { 'both:intersect': 1 }) },
    ];
  });
}

/** "countries that play no cartoon by X": the values shown, without those of rows that have such a partner. */
function exceptVariant(plan: Plan): Composed[] {
  const missing = plan.filters.find((filter) => filter.kind === 'exists' && filter.negated && !filter.having);
  const plain = plan.items.length > 0 && plan.items.every((item) => item.kind === 'column' && !isKey(item.column)) && !plan.items.every((item) => item.kind === 'column' && nameColumns(item.column.table).includes(item.column));
  if (missing?.kind !== 'exists' || !plain || plan.groups.length > 0 || plan.order.length > 0 || plan.combined || plan.limit !== undefined) return [];
  const rest = plan.filters.filter((filter) => filter !== missing);
  const right: Plan = { ...plan, filters: [...rest, ...missing.filters], tables: [...plan.tables, missing.table, missing.other] };
  return [{ plan: { ...plan, filters: rest, combined: { operator: 'except', plan: right } }, features: { 'except:values': 1 } }];
}

/** Aggregates over rows that have a partner for each of the conditions. */
function partnersEach(subject: IndexedTable, conditions: readonly Filter[]): Filter[] | undefined {
  const others = conditions.map((filter) => filterTables(filter)[0]);
  if (others.some((other) => other === undefined || other === subject)) return undefined;
  return conditions.flatMap((filter, index): Filter[] => {
    const other = others[index];
    return other ? [{ kind: 'exists', table: subject, other, filters: [filter], negated: false }] : [];
  });
}

function intersection(base: Plan, alternatives: readonly (readonly Filter[])[]): Plan {
  const plans = alternatives.map((filters): Plan => ({ ...base, filters: [...base.filters, ...filters] }));
  return plans.reduceRight((right, left) => ({ ...left, combined: { operator: 'intersect', plan: right } }));
}

const none: Features = {};

interface Items {
  readonly items: readonly Measure[];
  readonly features: Features;
}

const column = (target: IndexedColumn): Measure => ({ kind: 'column', column: target });

/** The columns that are asked for; where the question names none, those by which rows are called. */
function itemVariants(gathered: Gathered, shape: Shape, subject: IndexedTable): Items[] {
  const keys = shape.groups.flatMap((key) => ('column' in key ? [column(key)] : nameColumns(key).map(column)));
  const absent = keys.filter((key) => !shape.items.some((item) => sameColumn(item, key)));
  if (shape.items.length > 0) {
    const items = uniqueItems(shape.items);
    const plain: Items = { items, features: items.length < shape.items.length ? { 'items:said-twice': 1 } : none };
    const ownsGroup = shape.items.some((item) => item.kind === 'column' && shape.groups.some((key) => ownerOf(key) === item.column.table && !('column' in key)));
    if (!shape.explicitGroups) return [plain];
    const counts = isIdle(shape, keys) ? [countedEach(gathered, shape, subject, keys)] : [];
    if (absent.length === 0 || counts.length > 0) return [plain, ...counts];
    const withKeys: Items = { items: [...items, ...absent], features: { 'items:keyed': 1 } };
    return ownsGroup ? [plain, withKeys] : [withKeys, { ...plain, features: { 'items:unkeyed': 1 } }];
  }
  if (keys.length > 0) {
    const measured = shape.order.map((entry) => entry.measure).filter((measure) => measure.kind !== 'column');
    const perKey = shape.order.length === 0 && shape.having.length === 0 ? [countedEach(gathered, shape, subject, keys)] : [];
    return [{ items: keys, features: { 'items:key': 1 } }, ...perKey, ...(measured.length > 0 ? [{ items: [...keys, ...measured], features: { 'items:key-measure': 1 } }] : [])];
  }
  return defaultItems(gathered, subject);
}

/** "tickets per state and priority": nothing is asked for beside what there is one row for each. */
function isIdle(shape: Shape, keys: readonly Measure[]): boolean {
  return shape.groups.length > 1 && shape.order.length === 0 && shape.having.length === 0 && shape.items.every((item) => keys.some((key) => sameColumn(item, key)));
}

function countedEach(gathered: Gathered, shape: Shape, subject: IndexedTable, keys: readonly Measure[]): Items {
  const counted = gathered.entities.find((table) => !shape.groups.includes(table)) ?? subject;
  return { items: [...keys, { kind: 'count', table: counted }], features: { 'items:count-implied': 1 } };
}

/** What is asked for twice is shown once. */
function uniqueItems(items: readonly Measure[]): Measure[] {
  return items.filter((item, index) => !items.slice(0, index).some((known) => measureKey(known) === measureKey(item)));
}

function defaultItems(gathered: Gathered, subject: IndexedTable): Items[] {
  const names = nameColumns(subject).map(column);
  const whole = { items: [{ kind: 'all' as const, table: subject }], features: { 'items:all': 1, ...(gathered.all ? { 'items:all-said': 1 } : {}) } };
  if (gathered.all) return [whole];
  const named = names.length > 0 ? [{ items: names, features: { 'items:name': 1, ...(gathered.who ? { 'items:who': 1 } : {}) } }] : [];
  const keys = keyColumns(subject);
  const key = keys.length === 1 && !names.some((name) => keys.some((entry) => sameColumn(name, column(entry)))) ? [{ items: keys.map(column), features: { 'items:id': 1 } }] : [];
  return [...named, whole, ...key];
}

export function sameColumn(a: Measure, b: Measure): boolean {
  return a.kind === 'column' && b.kind === 'column' && a.column === b.column;
}

interface Parts {
  readonly gathered: Gathered;
  readonly shape: Shape;
  readonly items: readonly Measure[];
  readonly filters: readonly Filter[];
}

/** Tables that the question names and no column needs: joined, because rows must have partners there, or passed over. */
function tableVariants(catalog: CatalogIndex, { gathered, shape, items, filters }: Parts): { readonly tables: readonly IndexedTable[]; readonly filters: readonly Filter[]; readonly features: Features }[] {
  const used = new Set<IndexedTable>([...items.flatMap(tablesOf), ...filters.flatMap(filterTables), ...shape.groups.map(ownerOf), ...shape.order.flatMap((entry) => tablesOf(entry.measure)), ...shape.having.flatMap((entry) => tablesOf(entry.measure))]);
  const left = gathered.entities.filter((table) => !used.has(table));
  if (left.length === 0) return [{ tables: [], filters: [], features: {} }];
  const partners = existing(catalog, items, left);
  return [{ tables: left, filters: [], features: { 'entity:joined': left.length } }, { tables: [], filters: [], features: { 'entity:dropped': left.length, ...(left.some((table) => gathered.had.includes(table)) ? { 'entity:had-dropped': 1 } : {}) } }, ...(partners ? [{ tables: [], filters: [partners], features: { 'entity:exists': 1 } }] : [])];
}

/** Aggregates must see each row once: partners are required by a condition, not by a join. */
function existing(catalog: CatalogIndex, items: readonly Measure[], left: readonly IndexedTable[]): Filter | undefined {
  const owners = new Set(items.flatMap(tablesOf));
  const [owner, ...others] = owners;
  const [other, ...more] = left;
  const aggregated = items.some((item) => item.kind === 'aggregate' || item.kind === 'count');
  // A row refers to one row at most, and a join repeats nothing.
  return aggregated && owner && others.length === 0 && other && more.length === 0 && !keyTo(catalog, other, owner) ? { kind: 'exists', table: owner, other, filters: [], negated: false } : undefined;
}

function distinctVariants(gathered: Gathered, plan: Plan): Composed[] {
  const plain = plan.items.every((item) => item.kind === 'column' || item.kind === 'all') && plan.groups.length === 0;
  if (gathered.distinct && plain) return [{ plan: { ...plan, distinct: true }, features: { 'distinct:said': 1 } }];
  const joined = new Set([...plan.items.flatMap(tablesOf), ...plan.filters.flatMap(filterTables), ...plan.tables]).size > 1;
  if (!joined && isKind(gathered, plan)) return [{ plan, features: { 'values:all': 1 } }, { plan: { ...plan, distinct: true }, features: { 'values:once': 1 } }];
  const counts = joined ? countDistinct(plan) : [];
  if (!plain || !joined || plan.combined || plan.order.length > 0) return [{ plan, features: {} }, ...counts];
  return [{ plan, features: { 'distinct:no': 1 } }, { plan: { ...plan, distinct: true }, features: { 'distinct:joined': 1 } }];
}

/** "the vocal types", where the vocals themselves are not spoken of: each value once, or that of each row. */
function isKind(gathered: Gathered, plan: Plan): boolean {
  const [item, ...others] = plan.items;
  return item?.kind === 'column' && others.length === 0 && !isKey(item.column) && !nameColumns(item.column.table).includes(item.column) && !gathered.entities.includes(item.column.table) && plan.groups.length === 0 && plan.order.length === 0 && !plan.combined;
}

/** Over a join the same row may be counted more than once. */
function countDistinct(plan: Plan): Composed[] {
  const [item, ...others] = plan.items;
  if (item?.kind !== 'count' || others.length > 0 || plan.groups.length > 0) return [];
  const [key, ...rest] = keyColumns(item.table);
  if (!key || rest.length > 0) return [];
  return [{ plan: { ...plan, items: [{ kind: 'aggregate', function: 'count', column: key, distinct: true }] }, features: { 'count:distinct-key': 1 } }];
}
