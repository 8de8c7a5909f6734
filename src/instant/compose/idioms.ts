import type { FeatureName } from '../features.ts';
import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { displayColumns, extremeOf, isIdentity, isKey, isNumeric, keyColumns } from '../../catalog/roles.ts';
import { type Filter, filterTables, isRowFilter, type Measure, type RowFilter, tablesOf } from '../plan.ts';
import { ownerOf } from '../rules/fragment.ts';
import { aggregateOf } from '../rules/money-measures.ts';
import type { EntityKind } from '../../semantics/model.ts';
import type { Scope } from './conditions.ts';
import { type Gathered, subjectOf, tablesIn } from './gather.ts';
import { keyTo } from './paths.ts';
import { peopleOf } from './people.ts';

type Projection = Gathered['projections'][number];

/** One way to take the parts of a question together. */
interface Way {
  readonly gathered: Gathered;
  /** Where the parts are not taken as they stand. */
  readonly feature?: FeatureName;
}

/** What the parts mean together: as they stand, and where an idiom of the language makes something else of them, as that. */
export function waysToTake(said: Gathered, scope: Scope): Way[] {
  const { catalog } = scope;
  const gathered = withPopularity(said, catalog);
  if (gathered.difference) return differenceOf(gathered, gathered.difference);
  if (gathered.change) return changeOf(gathered);
  if (gathered.averaged) return averagedOf(gathered, catalog);
  if (gathered.share) return shareOf(gathered, gathered.share.filters);
  const many = manyAsCondition(gathered);
  if (many) return [many];
  const greatest = topAsCondition(gathered, catalog);
  const others = [extremePerGroup(gathered, catalog), ...sameRows(gathered), ...topOfEach(gathered, scope), ...whoOfTop(gathered, scope), ...summedTop(gathered, scope), greatest, extremeOfAll(gathered), ...rankedByRows(gathered, scope)].filter((way) => way !== undefined);
  return greatest?.only ? others : [{ gathered }, ...others];
}

/** "the most popular plan": the one that most rows refer to, where only one table holds such rows. */
function withPopularity(gathered: Gathered, catalog: CatalogIndex): Gathered {
  const [top, ...others] = gathered.tops;
  const [named, ...more] = tablesIn(gathered);
  if (!top || top.measure || others.length > 0 || !named || more.length > 0 || (top.key && 'column' in top.key) || gathered.projections.some((projection) => projection.kind === 'projection' && projection.measure.kind === 'column' && !isIdentity(projection.measure.column))) return gathered;
  const children = new Set(catalog.edges(named).flatMap((edge) => (edge.to === named && edge.from !== named ? [edge.from] : [])));
  const [child] = children;
  return child && children.size === 1 ? { ...gathered, tops: [{ ...top, measure: { kind: 'count', table: child } }], entities: gathered.entities.includes(named) ? gathered.entities : [...gathered.entities, named] } : gathered;
}

interface OnlyWay extends Way {
  /** No other makes sense. */
  readonly only: boolean;
}

/**
 * "the concerts in the stadium with the highest capacity", "the most expensive tracks": all rows for which the measure is the
 * greatest. Figures over such rows can be told in no other way, for one row of the answer is all that an order could cut.
 */
function topAsCondition(gathered: Gathered, catalog: CatalogIndex): OnlyWay | undefined {
  const [top, ...others] = gathered.tops;
  const measure = top?.measure;
  if (!top || others.length > 0 || measure?.kind !== 'column' || top.limit !== 1 || gathered.groups.length > 0 || gathered.orders.length > 0 || gathered.limit || gathered.both.length > 0) return undefined;
  const { column: measured } = measure;
  const figures = gathered.projections.filter((projection) => projection.kind === 'count' || projection.measure.kind === 'aggregate');
  const only = figures.length > 0 && figures.length === gathered.projections.length;
  const subject = subjectOf(gathered);
  const many = subject !== undefined && subject !== measured.table && keyTo(catalog, measured.table, subject) !== undefined;
  if (!only && !many && !gathered.plural.includes(measured.table)) return undefined;
  const own = gathered.filters.filter((filter) => filterTables(filter).every((table) => table === measured.table || keyTo(catalog, table, measured.table) !== undefined));
  const greatest: Filter = { kind: 'aggregate', column: measured, operator: '=', function: top.direction === 'desc' ? 'max' : 'min', filters: own.filter(isRowFilter) };
  return { gathered: { ...gathered, tops: [], filters: [...gathered.filters, greatest] }, feature: only ? 'top:figures' : many ? 'top:partners' : 'top:ties', only };
}

/** "how many customers have more than 3 orders": rows that have so many others are one figure, and not one for each. */
function manyAsCondition(gathered: Gathered): Way | undefined {
  const [having, ...more] = gathered.having;
  const owners = gathered.projections.map((projection) => (projection.kind === 'count' ? gathered.counted.get(projection) : projection.measure.kind === 'aggregate' ? projection.measure.column.table : undefined));
  const [owner] = owners;
  if (!having || more.length > 0 || !owner || owners.some((table) => table !== owner) || gathered.groups.length + gathered.tops.length + gathered.orders.length + gathered.both.length > 0) return undefined;
  const measured = having.measure ? tablesOf(having.measure) : gathered.entities.filter((table) => table !== owner);
  const [other, ...others] = measured;
  if (!other || other === owner || others.length > 0) return undefined;
  const inner = gathered.filters.filter((filter) => filterTables(filter).every((table) => table === other));
  const condition: Filter = { kind: 'exists', table: owner, other, filters: inner, having: { ...having.having, measure: having.measure ?? { kind: 'count', table: other } }, negated: false };
  return { gathered: { ...gathered, having: [], filters: [...gathered.filters.filter((filter) => !inner.includes(filter)), condition], entities: gathered.entities.filter((table) => table !== other) }, feature: 'having:figures' };
}

/** "the share of orders that were cancelled": the conditions select what is measured, not what it is measured by. */
function shareOf(gathered: Gathered, named?: readonly Filter[]): Way[] {
  const table = gathered.entities[0] ?? gathered.filters.flatMap(filterTables)[0];
  const filters = gathered.filters.filter(isRowFilter);
  if (!table || filters.length === 0 || filters.length < gathered.filters.length) return [];
  const figures = gathered.projections.map((part) => (part.kind === 'projection' ? part.measure : undefined));
  const of = figures.find((measure) => measure?.kind === 'aggregate' && measure.function === 'sum');
  const way = (measure: Measure, rest: readonly Filter[], feature?: FeatureName): Way => {
    const taken: Gathered = { ...gathered, share: undefined, filters: rest, projections: [{ kind: 'projection', measure }] };
    return { gathered: taken, ...(feature ? { feature } : {}) };
  };
  // Of what is added up the share is told in it: of revenue in money, and not in orders.
  const share = (part: readonly RowFilter[]): Measure => (of?.kind === 'aggregate' ? { kind: 'share', table: of.column.table, filters: part, of } : { kind: 'share', table, filters: part });
  const whole = way(share(filters), [], of ? 'share:sum' : undefined);
  // The completion rate of films: how many of the films were finished.
  const own = named ? filters.filter((filter) => named.includes(filter)) : [];
  if (own.length > 0 && own.length < filters.length) return [way(share(own), filters.filter((filter) => !own.includes(filter)), 'share:rate')];
  // "in 2025" belongs to the whole, and "that failed" to the part.
  const times = timeFilters(filters);
  const others = filters.filter((filter) => !times.includes(filter));
  const within = times.length > 0 && others.length > 0 ? [way(share(others), times, 'share:within')] : [];
  // "of our active patients": what is said first may be said of the whole.
  const split = filters.slice(1).map((_, index) => way(share(filters.slice(index + 1)), filters.slice(0, index + 1), 'share:split'));
  const known = knownAlone(filters).map((condition) => way(share(filters), [condition], 'share:known'));
  return [...within, ...split, ...known, whole];
}

/** A result that is not known yet is none: those who passed are a share of those who have been examined. */
function knownAlone(filters: readonly RowFilter[]): RowFilter[] {
  const [filter, ...others] = filters;
  return filter?.kind === 'compare' && others.length === 0 && filter.unit === undefined && filter.column.column.nullable ? [{ kind: 'null', column: filter.column, negated: true }] : [];
}

/** "how many more alerts in 2025 than in 2024": the figure of the one stretch of time less that of the other. */
function differenceOf(gathered: Gathered, { reversed, previous, percent }: NonNullable<Gathered['difference']>): Way[] {
  const said = [...gathered.filters, ...gathered.both.flat()].filter(isRowFilter);
  const [first, second = previous && first ? yearBefore(first) : undefined, ...more] = timeFilters(said);
  const [part, ...others] = gathered.projections;
  const [counted] = gathered.entities;
  const figure: Measure | undefined = part?.kind === 'count' ? countedRows(gathered, part) : (part?.measure ?? (counted && { kind: 'count', table: counted }));
  if (!first || !second || more.length > 0 || others.length > 0 || !figure || (figure.kind !== 'count' && figure.kind !== 'aggregate')) return [];
  const within = (filter: RowFilter): Measure => ({ kind: 'within', of: figure, filters: [filter] });
  const [left, right] = reversed ? [second, first] : [first, second];
  const less: Measure = { kind: 'arithmetic', operator: '-', left: within(left), right: within(right) };
  const measure: Measure = percent ? { kind: 'arithmetic', operator: '/', left: { kind: 'arithmetic', operator: '*', left: { kind: 'number', value: 100 }, right: less }, right: within(right) } : less;
  const rest = gathered.filters.filter((filter) => filter !== first && filter !== second);
  return [{ gathered: { ...gathered, difference: undefined, share: undefined, both: [], filters: rest, projections: [{ kind: 'projection', measure }] }, feature: 'difference:told' }];
}

/** "orders per year and the change since the year before": beside the figure of each stretch of time what it is more. */
function changeOf(gathered: Gathered): Way[] {
  const along = gathered.projections.flatMap((part) => (part.kind === 'projection' && part.measure.kind === 'part' ? [part.measure] : []));
  const figures = gathered.projections.flatMap((part): Measure[] => (part.kind === 'count' ? [countedRows(gathered, part)].filter((measure) => measure !== undefined) : part.measure.kind === 'part' ? [] : [part.measure]));
  const table = subjectOf(gathered);
  const [figure = table && { kind: 'count' as const, table }, ...others] = figures;
  const [unit, ...more] = along;
  if (!unit || more.length > 0 || others.length > 0 || !figure || (figure.kind !== 'count' && figure.kind !== 'aggregate') || gathered.groups.length > 0) return [];
  const shown = [unit, figure, { kind: 'change' as const, of: figure, along: unit }];
  return [{ gathered: { ...gathered, change: false, projections: shown.map((measure) => ({ kind: 'projection', measure })) }, feature: 'change:told' }];
}

function yearBefore(filter: RowFilter): RowFilter | undefined {
  return filter.kind === 'compare' && typeof filter.value === 'number' && filter.unit === 'year' ? { ...filter, value: filter.value - 1 } : undefined;
}

function timeFilters(filters: readonly RowFilter[]): RowFilter[] {
  return filters.filter((filter) => filter.kind === 'period' || (filter.kind === 'compare' && filter.unit !== undefined));
}

/** "the most expensive product of each category": of each group the row that no other exceeds. */
function extremePerGroup(gathered: Gathered, catalog: CatalogIndex): Way | undefined {
  const [top, ...others] = gathered.tops;
  const [key, ...rest] = gathered.groups;
  if (!top || others.length > 0 || !key || rest.length > 0 || top.measure?.kind !== 'column' || top.limit !== 1 || !top.row) return undefined;
  const { column: measured } = top.measure;
  const own = 'column' in key && key.table === measured.table ? key : keyTo(catalog, ownerOf(key), measured.table);
  if (!own) return undefined;
  const shown = ('column' in key ? [key] : displayColumns(key)).map(projectionOf);
  const asked = gathered.projections.length > 0 ? gathered.projections : displayColumns(measured.table).map(projectionOf);
  const greatest: Filter = { kind: 'extreme', column: measured, function: top.direction === 'desc' ? 'max' : 'min', key: own };
  return { gathered: { ...gathered, tops: [], groups: [], projections: [...asked, ...shown], filters: [...gathered.filters, greatest] }, feature: 'top:per-group' };
}

/** "the most borrowed title in each category", "the top 3 customers of each country by revenue", "who logged the most hours on each project": the first rows of each group. */
function topOfEach(gathered: Gathered, scope: Scope): Way[] {
  const [top, ...others] = gathered.tops.length > 0 ? gathered.tops : rankedFirst(gathered);
  const [key, ...rest] = gathered.groups;
  if (!top?.measure || others.length > 0 || !key || rest.length > 0 || (gathered.limit && gathered.tops.length > 0) || gathered.having.length > 0) return [];
  const { measure } = top;
  // Clients of each country are rows of the table that keeps the country; reps of each warehouse are not warehouses.
  const owner = 'column' in key ? undefined : key;
  const parts = 'column' in key ? [key] : displayColumns(key);
  if (parts.length === 0 || (owner && keyColumns(owner).length === 0)) return [];
  const counted = measure.kind === 'count' ? measure.table : undefined;
  const asked = gathered.projections.flatMap((part) => (part.kind === 'projection' && part.measure.kind === 'column' ? [part.measure.column] : []));
  return rankedRows(gathered, measure, { asked: asked[0]?.table, owner, counted, isRow: top.row === true, scope }).flatMap((row): Way[] => {
    const shown = (asked.length > 0 ? asked : displayColumns(row)).filter((column) => !parts.includes(column));
    // What stands in the rows of others is added up for each.
    const isSummed = measure.kind === 'column' && measure.column.table !== row && !isKey(measure.column) && scope.semantics.attribute(measure.column).sums === 'added';
    const ranked: Measure = isSummed ? { kind: 'aggregate', function: 'sum', column: measure.column, distinct: false } : measure;
    const grouped = ranked.kind !== 'column';
    if (row === key || shown.length === 0 || (grouped && row === counted && asked.length === 0)) return [];
    const rows = asked.length > 0 && !asked.some(isIdentity) ? asked : [row];
    const taken: Gathered = { ...gathered, who: false, limit: undefined, orders: [], tops: [{ ...top, measure: ranked }], groups: grouped ? [key, ...rows] : [] };
    return [{ gathered: { ...taken, within: key, projections: [...parts, ...shown].map(projectionOf) }, feature: 'top:of-each' }];
  });
}

/** "the top giver in each state by total amount": what is ordered by is that by which they are ranked. */
function rankedFirst({ limit, orders: [order, ...others] }: Gathered): Gathered['tops'] {
  return limit && order && others.length === 0 ? [{ kind: 'top', measure: order.measure, direction: limit.direction, limit: limit.limit }] : [];
}

interface Ranking {
  readonly asked: IndexedTable | undefined;
  readonly owner: IndexedTable | undefined;
  readonly counted: IndexedTable | undefined;
  /** "the longest film" is a film, "the maximum length" a figure. */
  readonly isRow: boolean;
  readonly scope: Scope;
}

/** Whose first ones are asked for: what is asked for or named, whom it is about where somebody is, or what is measured. */
function rankedRows(gathered: Gathered, measure: Measure, { asked, owner, counted, isRow, scope }: Ranking): IndexedTable[] {
  const named = asked ?? gathered.entities.find((table) => table !== owner && table !== counted) ?? gathered.entities.find((table) => table !== owner);
  const measured = 'column' in measure ? measure.column.table : counted;
  const people = gathered.who && measured ? peopleOf(measured, scope).slice(0, 2) : [];
  const own = isRow && named === undefined && measure.kind === 'column' ? [measure.column.table] : [];
  return [...new Set([...people, ...(named ? [named] : []), ...own])].filter((table) => table !== owner);
}

/** "films longer than the average film": the average of what else is said of them, and not of everything. */
function sameRows(gathered: Gathered): Way[] {
  const compared = gathered.filters.find((filter) => filter.kind === 'aggregate' && filter.filters.length === 0);
  if (compared?.kind !== 'aggregate') return [];
  const inner = gathered.filters.filter(isRowFilter).filter((filter) => filterTables(filter).every((table) => table === compared.column.table));
  return inner.length === 0 ? [] : [{ gathered: { ...gathered, filters: gathered.filters.map((filter) => (filter === compared ? { ...compared, filters: inner } : filter)) }, feature: 'average:same-rows' }];
}

/** "who got the biggest fine, and how much was it": the one whom the row of the greatest figure is about, and the figure. */
function whoOfTop(gathered: Gathered, scope: Scope): Way[] {
  const [top, ...others] = gathered.tops;
  const figures = gathered.projections.flatMap((part) => (part.kind === 'projection' && part.measure.kind === 'aggregate' && !part.measure.of ? [part.measure] : []));
  const extreme = figures.find((figure) => figure.function === 'max' || figure.function === 'min');
  const measured = top ? top.measure : extreme;
  if (!gathered.who || others.length > 0 || gathered.groups.length + gathered.orders.length > 0 || !measured || !('column' in measured) || measured.kind === 'part') return [];
  if (top && measured.kind !== 'column') return [];
  const { column } = measured;
  if (scope.semantics.entity(column.table).kind === 'person' || figures.some((figure) => figure.column !== column)) return [];
  const direction = top?.direction ?? (extreme?.function === 'max' ? 'desc' : 'asc');
  return peopleOf(column.table, scope).slice(0, 2).map((people): Way => {
    const shown = [...scope.semantics.entity(people).display, column].map(projectionOf);
    return { gathered: { ...gathered, projections: shown, tops: [{ kind: 'top', measure: { kind: 'column', column }, direction, limit: top?.limit ?? 1 }] }, feature: 'who:top' };
  });
}

/** "which volunteer put in the most hours": what the rows of others add up to for each. */
function summedTop(gathered: Gathered, scope: Scope): Way[] {
  const [top, ...others] = gathered.tops;
  if (!top?.measure || top.row || others.length > 0 || gathered.orders.length > 0) return [];
  const { measure: measured } = top;
  if (measured.kind !== 'column' && (measured.kind !== 'aggregate' || !gathered.who || gathered.entities.length > 0)) return [];
  const { column } = measured;
  if (measured.kind === 'column' && (isKey(column) || scope.semantics.attribute(column).sums !== 'added')) return [];
  const [named] = gathered.entities.filter((table) => table !== column.table);
  const owners = named ? [named] : gathered.who ? peopleOf(column.table, scope).slice(0, 1) : [];
  const measure: Measure = measured.kind === 'aggregate' ? measured : { kind: 'aggregate', function: 'sum', column, distinct: false };
  return owners.map((owner): Way => {
    const entities = [owner, ...gathered.entities.filter((table) => table !== owner && table !== column.table)];
    return { gathered: { ...gathered, who: false, entities, tops: [{ ...top, measure }] }, feature: 'top:summed' };
  });
}

/** "the top 3 borrowers", "top 5 donors": by how often the rest occurs, or by the money that goes with it. */
function rankedByRows(gathered: Gathered, { catalog, semantics }: Scope): Way[] {
  const { limit } = gathered;
  const [row, ...others] = gathered.entities;
  const figures = gathered.projections.some((part) => part.kind === 'count' || part.measure.kind !== 'column');
  if (!limit?.ranked || !row || figures || gathered.tops.length + gathered.orders.length + gathered.groups.length > 0) return [];
  const isHappening = (table: IndexedTable) => happening.has(semantics.entity(table).kind);
  const { limit: count, direction } = limit;
  const way = (measure: Measure, feature: FeatureName): Way => ({ gathered: { ...gathered, limit: undefined, tops: [{ kind: 'top', measure, direction, limit: count }] }, feature });
  const beside = tablesIn(gathered).filter((table) => table !== row);
  const children = catalog.edges(row).flatMap(({ from, to }) => (to === row && from !== row ? [from] : []));
  // What an order comes to stands in its lines.
  const lines = children.flatMap((child) => catalog.edges(child).flatMap(({ from, to }) => (to === child && from !== child && semantics.entity(from).kind === 'line' ? [from] : [])));
  const near = [...new Set([...others, ...beside, ...children, ...lines])].slice(0, nearMax);
  const rows = [...others, ...beside.filter(isHappening), ...(others.length === 0 ? children.filter(isHappening).slice(0, 1) : [])];
  return [
    ...[...new Set(rows)].map((table) => way({ kind: 'count', table }, 'ranked:rows')),
    ...near.flatMap((table) => semantics.money(table).slice(0, 1).filter(({ minor }) => !minor).map((measure) => way(aggregateOf(measure, 'sum'), 'ranked:money'))),
  ];
}

const nearMax = 6;
/** Of which people have more or fewer: not their addresses. */
const happening: ReadonlySet<EntityKind> = new Set(['transaction', 'line', 'event', 'association', 'log']);

/** "how many stars does each seller get on average": what would be added up is averaged. */
function averagedOf(gathered: Gathered, catalog: CatalogIndex): Way[] {
  const each = averagePerThing(gathered, catalog);
  const averaged = gathered.projections.map((part): Projection | undefined => {
    if (part.kind !== 'projection') return undefined;
    const { measure } = part;
    if (measure.kind === 'aggregate') return measure.function === 'sum' || measure.function === 'avg' ? { ...part, measure: { ...measure, function: 'avg' } } : undefined;
    if (measure.kind !== 'column') return part;
    return isNumeric(measure.column) && !isKey(measure.column) ? { ...part, measure: { kind: 'aggregate', function: 'avg', column: measure.column, distinct: false } } : part;
  });
  const known = averaged.filter((part) => part !== undefined);
  const figures = known.some((part) => part.kind === 'projection' && part.measure.kind === 'aggregate');
  return known.length === averaged.length && figures ? [{ gathered: { ...gathered, averaged: false, projections: known } }, ...each] : each;
}

/** "how many orders does a customer place on average": what there is of the one, divided by how many there are of the other. */
function averagePerThing(gathered: Gathered, catalog: CatalogIndex): Way[] {
  const [part, ...others] = gathered.projections;
  const measure: Measure | undefined = part?.kind === 'count' ? countedRows(gathered, part) : part?.measure;
  if (!measure || others.length > 0 || !(measure.kind === 'count' || (measure.kind === 'aggregate' && measure.function === 'sum'))) return [];
  const [owner] = tablesOf(measure);
  const thing = [...gathered.groups.map(ownerOf), ...gathered.entities].find((table) => table !== owner && owner !== undefined && keyTo(catalog, owner, table));
  const key = thing && keyColumns(thing);
  if (key?.length !== 1 || !key[0]) return [];
  const things: Measure = { kind: 'aggregate', function: 'count', column: key[0], distinct: true };
  return [{ gathered: { ...gathered, averaged: false, groups: [], projections: [{ kind: 'projection', measure: { kind: 'arithmetic', operator: '/', left: measure, right: things } }] }, feature: 'averaged:each' }];
}

function countedRows(gathered: Gathered, part: Projection): Measure | undefined {
  const table = gathered.counted.get(part);
  return table && { kind: 'count', table };
}

/** "the highest point", kept as `highest_point` and `highest_elevation` of each state: where no state is named, that of the highest elevation. */
function extremeOfAll(gathered: Gathered): Way | undefined {
  const [projection, ...others] = gathered.projections;
  if (projection?.kind !== 'projection' || projection.measure.kind !== 'column' || others.length > 0 || gathered.tops.length + gathered.groups.length + gathered.orders.length + gathered.filters.length > 0) return undefined;
  const { column: shown } = projection.measure;
  const extreme = extremeOf(shown);
  const measured = extreme && shown.table.columns.find((other) => other !== shown && other.stems[0] === shown.stems[0]);
  return measured && { gathered: { ...gathered, tops: [{ kind: 'top', measure: { kind: 'column', column: measured }, direction: extreme === 'max' ? 'desc' : 'asc', limit: 1 }] }, feature: 'top:companion' };
}

function projectionOf(target: IndexedColumn): Projection {
  return { kind: 'projection', measure: { kind: 'column', column: target } };
}
