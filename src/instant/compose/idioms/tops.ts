import type { CatalogIndex } from '../../../catalog/index.ts';
import { displayColumns, extremeOf, isIdentity, isKey, keyColumns } from '../../../catalog/roles.ts';
import { type Filter, filterTables, isRowFilter, type Measure } from '../../plan.ts';
import { ownerOf } from '../../rules/fragment.ts';
import type { Scope } from '../conditions.ts';
import { type Gathered, subjectOf, tablesIn } from '../gather.ts';
import { keyTo, leadsTo } from '../paths.ts';
import { peopleOf } from '../people.ts';
import { type Projection, projectionOf, type Way } from './way.ts';

/** "the most popular plan": the one that most rows refer to, where only one table holds such rows. */
export function withPopularity(gathered: Gathered, catalog: CatalogIndex): Gathered {
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
export function topAsCondition(gathered: Gathered, catalog: CatalogIndex): OnlyWay | undefined {
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

/** "the most expensive product of each category": of each group the row that no other exceeds. */
export function extremePerGroup(gathered: Gathered, catalog: CatalogIndex): Way | undefined {
  const [top, ...others] = gathered.tops;
  const [key, ...rest] = gathered.groups;
  if (!top || others.length > 0 || !key || rest.length > 0 || top.measure?.kind !== 'column' || top.limit !== 1 || !top.row) return undefined;
  const { column: measured } = top.measure;
  // Several breeds are of one species, and what else is said of the rows narrows each group: then they are ranked.
  if (gathered.filters.length > 0 || ('column' in key && key.table !== measured.table && !isIdentity(key))) return undefined;
  const own = 'column' in key && key.table === measured.table ? key : keyTo(catalog, ownerOf(key), measured.table);
  if (!own) return undefined;
  const names = 'column' in key ? [key] : displayColumns(key);
  const shown = ('column' in key || names.length > 0 ? names : keyColumns(key)).map(projectionOf);
  const asked = gathered.projections.length > 0 ? gathered.projections : displayColumns(measured.table).map(projectionOf);
  // Of what has no name the figure is told.
  if (asked.length === 0) return undefined;
  const greatest: Filter = { kind: 'extreme', column: measured, function: top.direction === 'desc' ? 'max' : 'min', key: own };
  return { gathered: { ...gathered, tops: [], groups: [], projections: [...asked, ...shown], filters: [...gathered.filters, greatest] }, feature: 'top:per-group' };
}

/** "when did each customer last order", "when did each member take their first trip": the moment, once for each. */
export function utmostOfEach({ tops: [top, ...others], groups, projections: [asked, ...more], ...gathered }: Gathered, { semantics }: Scope): Way | undefined {
  if (top?.measure?.kind !== 'column' || top.limit !== 1 || groups.length !== 1 || asked?.kind !== 'projection' || asked.measure.kind !== 'column' || others.length + more.length > 0) return undefined;
  const [measured, shown] = [top.measure.column, asked.measure.column];
  const areMoments = [measured, shown].every((column) => semantics.attribute(column).role === 'moment');
  // "when was the first order of each customer shipped": when the one was that came first by another moment.
  const isFirst = measured === semantics.entity(measured.table).moments[0];
  if (!areMoments || (shown !== measured && (asked.asksWhen !== true || (shown.table === measured.table && isFirst)))) return undefined;
  const column = shown.table === measured.table ? shown : measured;
  const moment: Measure = { kind: 'aggregate', function: top.direction === 'desc' ? 'max' : 'min', column, distinct: false };
  return { gathered: { ...gathered, tops: [], groups, projections: [{ kind: 'projection', measure: moment }] }, feature: 'top:of-each' };
}

/** "the highest point", kept as `highest_point` and `highest_elevation` of each state: where no state is named, that of the highest elevation. */
export function extremeOfAll(gathered: Gathered): Way | undefined {
  const [projection, ...others] = gathered.projections;
  if (projection?.kind !== 'projection' || projection.measure.kind !== 'column' || others.length > 0 || gathered.tops.length + gathered.groups.length + gathered.orders.length + gathered.filters.length > 0) return undefined;
  const { column: shown } = projection.measure;
  const extreme = extremeOf(shown);
  const measured = extreme && shown.table.columns.find((other) => other !== shown && other.stems[0] === shown.stems[0]);
  return measured && { gathered: { ...gathered, tops: [{ kind: 'top', measure: { kind: 'column', column: measured }, direction: extreme === 'max' ? 'desc' : 'asc', limit: 1 }] }, feature: 'top:companion' };
}

/** "who got the biggest fine, and how much was it": the one whom the row of the greatest figure is about, and the figure. */
export function whoOfTop(gathered: Gathered, scope: Scope): Way[] {
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

/** "who made the most bookings": the people to whom most of them refer. */
export function whoOfMost(gathered: Gathered, scope: Scope): Way[] {
  const [top, ...others] = gathered.tops;
  if (!gathered.who || top?.measure?.kind !== 'count' || others.length > 0 || gathered.groups.length + gathered.orders.length + gathered.projections.length > 0) return [];
  const { table } = top.measure;
  // Of the sessions that somebody booked, it is the bookings that are theirs.
  const [done = table, ...more] = gathered.entities.filter((entity) => entity !== table);
  if (more.length > 0 || (done !== table && !leadsTo(scope.catalog, done, table))) return [];
  const measure: Measure = { kind: 'count', table: done };
  return peopleOf(done, scope).slice(0, 2).map((people): Way => ({ gathered: { ...gathered, who: false, entities: [people], tops: [{ ...top, measure }] }, feature: 'who:most' }));
}

/** "who pledged this year and how much": the figure of each of those who are asked for. Nobody asks who, and wants the figure of all. */
export function whoWithFigure(gathered: Gathered, scope: Scope): Way[] | undefined {
  const { whoFirst, projections, groups, tops, having, entities } = gathered;
  const isFigure = (part: Projection) => part.kind === 'count' || part.measure.kind === 'aggregate' || part.measure.kind === 'arithmetic';
  if (!whoFirst || projections.length === 0 || !projections.every(isFigure) || groups.length + tops.length + having.length > 0) return undefined;
  const [done] = tablesIn(gathered);
  const people = done ? (scope.semantics.entity(done).kind === 'person' ? [done] : peopleOf(done, scope).slice(0, 1)) : [];
  return people.map((each): Way => ({ gathered: { ...gathered, who: false, groups: [each], entities: [...new Set([each, ...entities])] }, feature: 'who:figure' }));
}

/** "which volunteer put in the most hours": what the rows of others add up to for each. */
export function summedTop(gathered: Gathered, scope: Scope): Way[] {
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

/** "which warden wrote the most fines", where a warden is a value of the staff: those who are called so. */
export function mostOfCalled(gathered: Gathered, { catalog, semantics }: Scope): Way[] {
  const [top, ...others] = gathered.tops;
  if (top?.measure?.kind !== 'count' || others.length > 0 || gathered.who || gathered.groups.length + gathered.orders.length + gathered.projections.length > 0) return [];
  const { table } = top.measure;
  if (gathered.entities.some((entity) => entity !== table)) return [];
  const called = gathered.filters.flatMap((filter) => (filter.kind === 'compare' && filter.operator === '=' && filter.unit === undefined ? [filter.column.table] : []));
  const owners = [...new Set(called)].filter((owner) => owner !== table && semantics.entity(owner).display.length > 0 && keyTo(catalog, owner, table) !== undefined);
  return owners.slice(0, 1).map((owner): Way => ({ gathered: { ...gathered, entities: [owner] }, feature: 'top:called' }));
}

/** "the third lowest salary" */
export function figureInPlace(gathered: Gathered): Way[] {
  const [part, ...others] = gathered.projections;
  const measure = part?.kind === 'projection' ? part.measure : undefined;
  if (measure?.kind !== 'aggregate' || measure.of || (measure.function !== 'max' && measure.function !== 'min') || others.length + gathered.tops.length + gathered.groups.length > 0) return [];
  const column: Measure = { kind: 'column', column: measure.column };
  return [{ gathered: { ...gathered, projections: [{ kind: 'projection', measure: column }], tops: [{ kind: 'top', measure: column, direction: measure.function === 'max' ? 'desc' : 'asc', limit: 1 }] }, feature: 'top:figure' }];
}
