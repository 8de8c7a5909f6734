import { merge, told, type FeatureVector } from '../features.ts';
import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { displayColumns, isKey, isNameWord, keyColumns } from '../../catalog/roles.ts';
import { type Filter, filterTables, type Having, isAggregate, type Measure, measureKey, namesOf, type Plan, tablesOf } from '../plan.ts';
import { ownerOf } from '../rules/fragment.ts';
import { absencesOf } from './absence.ts';
import type { Scope } from './conditions.ts';
import { type Gathered, subjectOf } from './gather.ts';
import { waysToTake } from './idioms/all.ts';
import { countedOnly, currentOnly } from './current.ts';
import { keyTo, leadsTo } from './paths.ts';
import { isDoer, peopleBeside, peopleOf } from './people.ts';
import { shapeOf, type Shape } from './shape.ts';

/** A plan and what had to be assumed for it, as features. */
export interface Composed {
  readonly plan: Plan;
  readonly features: FeatureVector;
}

/** The plans that the parts of a question allow. Where the question leaves something open, there is one for each way to close it. */
export function composePlans(gathered: Gathered, scope: Scope): Composed[] {
  return waysToTake(gathered, scope).flatMap(({ gathered: taken, feature }) => {
    const plans = composed(taken, scope);
    return feature === undefined ? plans : plans.map(({ plan, features }) => ({ plan, features: merge(features, told(feature)) }));
  });
}

function composed(gathered: Gathered, scope: Scope): Composed[] {
  const { catalog } = scope;
  const subject = subjectOf(gathered);
  // Nothing is shown beside anything.
  if (!subject || (gathered.beside && gathered.projections.length === 0)) return [];
  const said = shapeOf(gathered, subject);
  if (!said) return [];
  const shape: Shape = { ...said, having: said.having.map((having) => eachOnce(having, said.groups, catalog)) };
  // A figure of each is no figure of all.
  if (gathered.each && shape.groups.length === 0 && shape.projections.length > 0 && shape.projections.every(isAggregate)) return [];
  // "in Rome or without orders": one side is missing, and the other is not.
  if (gathered.withouts.length > 0 && gathered.halved) return [];
  // One row is the second, and only in an order.
  if (gathered.offset !== undefined && (shape.limit !== 1 || shape.order.length === 0 || gathered.within)) return [];
  return conditionVariants(gathered, subject, scope).flatMap(({ filters, alternatives, features }) =>
    projectionVariants(gathered, shape, subject, scope).flatMap((shown) =>
      tableVariants(catalog, { gathered, shape, projections: shown.projections, filters: [...filters, ...(alternatives ?? []).flat()] }).flatMap((tables) => {
        const conditions = [...filters, ...tables.filters, ...knownFirst(shape)];
        const joined = [...tables.tables, ...gathered.between];
        const base: Plan = {
          projections: shown.projections, distinct: false, filters: conditions, groups: shape.groups, having: shape.having, order: shape.order, tables: joined, path: 0,
          ...(shape.limit === undefined ? {} : { limit: shape.limit }), ...(gathered.within ? { within: gathered.within } : {}), ...(gathered.offset === undefined ? {} : { offset: gathered.offset }),
        };
        const plan = alternatives ? intersection(base, alternatives) : base;
        return [...distinctVariants(gathered, plan), ...exceptVariant(plan)].map((variant) => ({ plan: variant.plan, features: merge(shape.features, features, shown.features, tables.features, variant.features) }));
      })));
}

/** "customers with permits for more than one car park": two permits for the same are for one. */
function eachOnce(having: Having, groups: Shape['groups'], catalog: CatalogIndex): Having {
  const { measure } = having;
  const owners = groups.map(ownerOf);
  if (measure.kind !== 'count' || owners.length === 0 || owners.some((owner) => owner === measure.table || leadsTo(catalog, measure.table, owner))) return having;
  const [key, ...others] = keyColumns(measure.table);
  return key && others.length === 0 ? { ...having, measure: { kind: 'aggregate', function: 'count', column: key, distinct: true } } : having;
}

/** "the oldest club" is one whose year is known. */
function knownFirst({ order, limit }: Shape): Filter[] {
  const [first] = order;
  return limit !== undefined && first?.direction === 'asc' && first.measure.kind === 'column' && first.measure.column.column.nullable ? [{ kind: 'null', column: first.measure.column, negated: true }] : [];
}

interface Conditions {
  readonly filters: readonly Filter[];
  /** Filters of which each must hold for some row: an intersection. */
  readonly alternatives?: readonly (readonly Filter[])[];
  readonly features: FeatureVector;
}

/** As it is said, of those who may have left without them, and without what was cancelled. */
function conditionVariants(gathered: Gathered, subject: IndexedTable, scope: Scope): Conditions[] {
  const said = saidConditions(gathered, subject, scope);
  const narrowed = [currentOnly(gathered, scope.semantics), countedOnly(gathered, scope.semantics)].filter((more) => more !== undefined);
  return [...said, ...narrowed.flatMap((more) => said.map((part): Conditions => ({ ...part, filters: [...part.filters, ...more.filters], features: merge(part.features, more.features) })))];
}

function saidConditions(gathered: Gathered, subject: IndexedTable, scope: Scope): Conditions[] {
  const absences = absencesOf(gathered.withouts, subject, scope);
  return absences.flatMap(({ filters: missing, features }) => {
    const filters = [...gathered.filters, ...missing];
    const [first, ...rest] = gathered.both;
    if (!first) return [{ filters, features }];
    if (rest.length > 0) return [{ filters: [...filters, ...gathered.both.map((part): Filter => ({ kind: 'or', filters: part }))], features: merge(features, { 'both:several': 1 }) }];
    const asksFigure = gathered.projections.some((projection) => projection.kind === 'count' || projection.measure.kind === 'aggregate');
    const partners = asksFigure ? partnersEach(subject, first) : undefined;
    // Of the rows' own columns no row has two values: "rentals in 2025 and 2026" are those of either.
    const own = gathered.projections.length === 0 && first.every((filter) => filterTables(filter).every((table) => table === subject));
    return [
      ...(partners ? [{ filters: [...filters, ...partners], features: merge(features, { 'both:exists': 1 }) }] : []),
      { filters: [...filters, { kind: 'or' as const, filters: first }], features: merge(features, own ? { 'both:own': 1 } : { 'both:or': 1 }) },
      { filters, alternatives: first.map((filter) => [filter]), features: merge(features, { 'both:intersect': 1 }) },
    ];
  });
}

/** "countries that play no cartoon by X": the values shown, without those of rows that have such a partner. */
function exceptVariant(plan: Plan): Composed[] {
  const missing = plan.filters.find((filter) => filter.kind === 'exists' && filter.negated && !filter.having);
  const plain = plan.projections.length > 0 && plan.projections.every((projection) => projection.kind === 'column' && !isKey(projection.column)) && !plan.projections.every((projection) => projection.kind === 'column' && displayColumns(projection.column.table).includes(projection.column));
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

const none: FeatureVector = {};

interface Projections {
  readonly projections: readonly Measure[];
  readonly features: FeatureVector;
}

const column = (target: IndexedColumn): Measure => ({ kind: 'column', column: target });

/** The columns that are asked for; where the question names none, those by which rows are called. */
function projectionVariants(gathered: Gathered, shape: Shape, subject: IndexedTable, scope: Scope): Projections[] {
  const keys = shape.groups.flatMap((key) => ('column' in key ? [column(key)] : called(key, scope)));
  const absent = keys.filter((key) => !shape.projections.some((projection) => sameColumn(projection, key) || tells(projection, key)));
  if (shape.projections.length > 0) {
    const projections = uniqueProjections(shape.projections);
    const plain: Projections = { projections, features: projections.length < shape.projections.length ? { 'items:said-twice': 1 } : none };
    const ownsGroup = shape.projections.some((projection) => projection.kind === 'column' && shape.groups.some((key) => ownerOf(key) === projection.column.table && !('column' in key)));
    const counted = countedBeside(gathered, shape);
    if (counted) return [{ projections: [...absent, counted, ...projections], features: { 'items:counted-beside': 1 } }, plain];
    if (!shape.explicitGroups) return [...besideNames(gathered, plain, scope), plain, ...namedFirst(shape)];
    const counts = isIdle(shape, keys) ? [countedEach(gathered, shape, subject, keys)] : [];
    if (absent.length === 0 || counts.length > 0) return [plain, ...counts];
    const withKeys: Projections = { projections: [...projections, ...absent], features: { 'items:keyed': 1 } };
    return ownsGroup ? [plain, withKeys] : [withKeys, { ...plain, features: { 'items:unkeyed': 1 } }];
  }
  if (keys.length > 0) {
    const measured = shape.order.map((entry) => entry.measure).filter((measure) => measure.kind !== 'column');
    const perKey = shape.order.length === 0 && shape.having.length === 0 ? [countedEach(gathered, shape, subject, keys)] : [];
    return [{ projections: keys, features: { 'items:key': 1 } }, ...perKey, ...(measured.length > 0 ? [{ projections: [...keys, ...measured], features: { 'items:key-measure': 1 } }] : [])];
  }
  return defaultProjections(gathered, subject, scope);
}

/** "transfers per year and total fees": those that were named first are counted. */
function countedBeside({ figuresBeside, plural }: Gathered, { groups, projections }: Shape): Measure | undefined {
  const table = figuresBeside && !projections.some(({ kind }) => kind === 'count') ? plural.find((named) => !groups.includes(named)) : undefined;
  return table && { kind: 'count', table };
}

/** What tells the rows of a table apart for people, or by their key. */
function called(table: IndexedTable, scope: Scope): readonly Measure[] {
  const names = namesOf(scope.semantics.entity(table));
  return names.length > 0 ? names : keyColumns(table).map(column);
}

/** "customers and their cities": what those are called who were named first, and what is said of them. */
function besideNames({ beside, entities, filters: [first] }: Gathered, { projections, features }: Projections, scope: Scope): Projections[] {
  const [named] = entities.length > 0 || !first ? entities : filterTables(first);
  if (!beside || !named || !projections.every((projection) => projection.kind === 'column')) return [];
  const names = called(named, scope).filter((name) => !projections.some((projection) => sameColumn(projection, name)));
  return names.length > 0 ? [{ projections: [...names, ...projections], features: { ...features, 'items:beside': 1 } }] : [];
}

/** "the longest film and how many minutes": beside the figure by which it comes first, what it is called. */
function namedFirst({ projections, order: [first], limit }: Shape): Projections[] {
  const measured = first?.measure.kind === 'column' ? first.measure.column : undefined;
  const isFigure = (measure: Measure) => (measure.kind === 'column' || (measure.kind === 'aggregate' && measure.function === 'sum' && !measure.of)) && measure.column === measured;
  if (!measured || limit === undefined || !projections.every(isFigure)) return [];
  const names = displayColumns(measured.table).map(column);
  return names.length > 0 ? [{ projections: [...names, column(measured)], features: { 'items:first-named': 1 } }] : [];
}

/** "tickets per state and priority": nothing is asked for beside what there is one row for each. */
function isIdle(shape: Shape, keys: readonly Measure[]): boolean {
  const isBare = shape.order.length === 0 && shape.having.length === 0;
  const areAll = (isOne: (projection: Measure, key: Measure) => boolean) => shape.projections.every((projection) => keys.some((key) => isOne(projection, key)));
  return isBare && ((shape.groups.length > 1 && areAll(sameColumn)) || areAll(tells));
}

/** By a key somebody is told who is called by name. */
function tells(projection: Measure, key: Measure): boolean {
  return projection.kind === 'referred' && key.kind === 'column' && projection.via === key.column;
}

function countedEach(gathered: Gathered, shape: Shape, subject: IndexedTable, keys: readonly Measure[]): Projections {
  const counted = gathered.entities.find((table) => !shape.groups.includes(table)) ?? subject;
  const told = shape.projections.filter((projection) => keys.some((key) => tells(projection, key)));
  return { projections: [...(told.length > 0 ? told : keys), { kind: 'count', table: counted }], features: { 'items:count-implied': 1 } };
}

/** What is asked for twice is shown once. */
function uniqueProjections(projections: readonly Measure[]): Measure[] {
  return projections.filter((projection, index) => !projections.slice(0, index).some((known) => measureKey(known) === measureKey(projection)));
}

function defaultProjections(gathered: Gathered, subject: IndexedTable, scope: Scope): Projections[] {
  const { kind } = scope.semantics.entity(subject);
  const names = namesOf(scope.semantics.entity(subject));
  const whole = { projections: [{ kind: 'all' as const, table: subject }], features: { 'items:all': 1, ...(gathered.all ? { 'items:all-said': 1 } : {}) } };
  if (gathered.all) return [whole];
  const named = names.length > 0 ? [{ projections: names, features: { 'items:name': 1, ...(gathered.who ? { 'items:who': 1 } : {}) } }] : [];
  const keys = keyColumns(subject);
  const unnamed = keys.length === 1 && !names.some((name) => keys.some((entry) => sameColumn(name, column(entry))));
  const besides = { 'items:key-name': 1, ...told(`items:key-name:${kind}`) };
  const keyed = unnamed && names.length > 0 ? [{ projections: [...keys.map(column), ...names], features: besides }] : [];
  const several = otherNames(subject, names);
  const all = several.length > 0 ? [{ projections: [...names, ...several], features: { 'items:names': 1 } }] : [];
  const key = unnamed ? [{ projections: keys.map(column), features: { 'items:id': 1 } }] : [];
  const people = gathered.who ? linkedPeople(subject, scope) : [];
  // Nobody who asks who it is means the number of an invoice.
  if (gathered.whoFirst && people.some(({ features }) => 'who:linked' in features)) return people;
  return [...named, ...all, ...keyed, whole, ...key, ...people];
}

/** Names beside the one by which rows are called: the project of a grant beside its funder. */
function otherNames(subject: IndexedTable, names: readonly Measure[]): Measure[] {
  const more = subject.columns.filter((entry) => isNameWord(entry.stems.at(-1) ?? '') && entry.column.family === 'text').map(column).filter((entry) => !names.some((name) => sameColumn(name, entry)));
  return names.length > 0 && names.length + more.length <= namesMax ? more : [];
}

const namesMax = 3;

/** "who started a subscription": of what happened, the people or organisations to whom it refers. */
function linkedPeople(subject: IndexedTable, scope: Scope): Projections[] {
  if (scope.semantics.entity(subject).kind === 'person') return [];
  const linked = peopleOf(subject, scope);
  const shown = (other: IndexedTable, feature: 'who:linked' | 'who:beside'): Projections => {
    const { kind, display } = scope.semantics.entity(other);
    return { projections: display.map(column), features: { ...told(feature), ...told(`${feature}:${kind}`), ...(isDoer(other, scope) ? { 'who:doer': 1 } : {}) } };
  };
  return [...linked.map((other) => shown(other, 'who:linked')), ...peopleBeside(subject, scope).filter((other) => !linked.includes(other)).map((other) => shown(other, 'who:beside'))];
}

export function sameColumn(a: Measure, b: Measure): boolean {
  return a.kind === 'column' && b.kind === 'column' && a.column === b.column;
}

interface Parts {
  readonly gathered: Gathered;
  readonly shape: Shape;
  readonly projections: readonly Measure[];
  readonly filters: readonly Filter[];
}

/** Tables that the question names and no column needs: joined, because rows must have partners there, or passed over. */
function tableVariants(catalog: CatalogIndex, { gathered, shape, projections, filters }: Parts): { readonly tables: readonly IndexedTable[]; readonly filters: readonly Filter[]; readonly features: FeatureVector }[] {
  const used = new Set<IndexedTable>([...projections.flatMap(tablesOf), ...filters.flatMap(filterTables), ...shape.groups.map(ownerOf), ...shape.order.flatMap((entry) => tablesOf(entry.measure)), ...shape.having.flatMap((entry) => tablesOf(entry.measure))]);
  const left = gathered.entities.filter((table) => !used.has(table));
  if (left.length === 0) return [{ tables: [], filters: [], features: {} }];
  const partners = existing(catalog, projections, left);
  return [{ tables: left, filters: [], features: { 'entity:joined': left.length } }, { tables: [], filters: [], features: { 'entity:dropped': left.length, ...(left.some((table) => gathered.had.includes(table)) ? { 'entity:had-dropped': 1 } : {}) } }, ...(partners ? [{ tables: [], filters: [partners], features: { 'entity:exists': 1 } }] : [])];
}

/** Aggregates must see each row once: partners are required by a condition, not by a join. */
function existing(catalog: CatalogIndex, projections: readonly Measure[], left: readonly IndexedTable[]): Filter | undefined {
  const owners = new Set(projections.flatMap(tablesOf));
  const [owner, ...others] = owners;
  const [other, ...more] = left;
  const aggregated = projections.some((projection) => projection.kind === 'aggregate' || projection.kind === 'count');
  // A row refers to one row at most, and a join repeats nothing.
  return aggregated && owner && others.length === 0 && other && more.length === 0 && !keyTo(catalog, other, owner) ? { kind: 'exists', table: owner, other, filters: [], negated: false } : undefined;
}

function distinctVariants(gathered: Gathered, plan: Plan): Composed[] {
  const plain = plan.projections.every((projection) => projection.kind === 'column' || projection.kind === 'all') && plan.groups.length === 0;
  if (gathered.distinct && plain) return [{ plan: { ...plan, distinct: true }, features: { 'distinct:said': 1 } }];
  const joined = new Set([...plan.projections.flatMap(tablesOf), ...plan.filters.flatMap(filterTables), ...plan.tables]).size > 1;
  if (!joined && isKind(gathered, plan)) return [{ plan, features: { 'values:all': 1 } }, { plan: { ...plan, distinct: true }, features: { 'values:once': 1 } }];
  const counts = joined ? countDistinct(plan) : [];
  if (!plain || !joined || plan.combined || plan.order.length > 0) return [{ plan, features: {} }, ...counts];
  return [{ plan, features: { 'distinct:no': 1 } }, { plan: { ...plan, distinct: true }, features: { 'distinct:joined': 1 } }];
}

/** "the vocal types", where the vocals themselves are not spoken of: each value once, or that of each row. */
function isKind(gathered: Gathered, plan: Plan): boolean {
  const [projection, ...others] = plan.projections;
  return projection?.kind === 'column' && others.length === 0 && !isKey(projection.column) && !displayColumns(projection.column.table).includes(projection.column) && !gathered.entities.includes(projection.column.table) && plan.groups.length === 0 && plan.order.length === 0 && !plan.combined;
}

/** Over a join the same row may be counted more than once. */
function countDistinct(plan: Plan): Composed[] {
  const [projection, ...others] = plan.projections;
  if (projection?.kind !== 'count' || others.length > 0 || plan.groups.length > 0) return [];
  const [key, ...rest] = keyColumns(projection.table);
  if (!key || rest.length > 0) return [];
  return [{ plan: { ...plan, projections: [{ kind: 'aggregate', function: 'count', column: key, distinct: true }] }, features: { 'count:distinct-key': 1 } }];
}
