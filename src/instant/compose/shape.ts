import { merge, told, type FeatureVector } from '../features.ts';
import type { IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { isAdditive, isIdentity, isKey, isNumeric, keyColumns } from '../../catalog/roles.ts';
import { type Having, isAggregate, type Measure, measureKey, type Ordering } from '../plan.ts';
import { ownerOf } from '../rules/fragment.ts';
import { type Gathered, tablesIn } from './gather.ts';

type Key = IndexedColumn | IndexedTable;

/** Grouping, ordering and what is asked for, before anything is assumed. */
export interface Shape {
  readonly projections: readonly Measure[];
  readonly groups: readonly Key[];
  /** The question itself says for what there is one row each. */
  readonly explicitGroups: boolean;
  readonly having: readonly Having[];
  readonly order: readonly Ordering[];
  readonly limit?: number;
  readonly features: FeatureVector;
}

/** Undefined where the parts contradict each other. */
export function shapeOf(gathered: Gathered, subject: IndexedTable): Shape | undefined {
  const projections = gathered.projections.flatMap((part) => (part.kind === 'projection' ? [part.measure] : countOf(part.distinct, gathered.counted.get(part) ?? subject)));
  const groups = gathered.groups.length === 0 ? rowsBeside(gathered, projections) : gathered.groups;
  const base: Shape = { projections, groups, explicitGroups: groups.length > 0, having: [], order: [], features: {} };
  const topped = gathered.tops.length > 0 ? withTop(base, gathered, subject) : base;
  const filtered = topped && withHaving(topped, gathered, subject);
  const ordered = filtered && withOrder(filtered, gathered);
  const inTime = ordered && withTruncatedDates(ordered, subject);
  return inTime && withImpliedGroups(inTime);
}

/** "customers and how much each spent": one figure for each of those who were named first. */
function rowsBeside({ beside, entities: [named] }: Gathered, projections: readonly Measure[]): readonly Key[] {
  const isFigure = (measure: Measure) => measure.kind === 'aggregate' || measure.kind === 'arithmetic' || (measure.kind === 'count' && measure.table !== named);
  return beside && named && projections.length > 0 && projections.every(isFigure) ? [named] : [];
}

function countOf(distinct: boolean, table: IndexedTable): Measure[] {
  const [key, ...rest] = keyColumns(table);
  return [distinct && key && rest.length === 0 ? { kind: 'aggregate', function: 'count', column: key, distinct: true } : { kind: 'count', table }];
}

/** For what there is one group each where rows of `counted` are counted. */
function groupKeys(shape: Shape, { entities }: Gathered, subject: IndexedTable, counted: IndexedTable | undefined): readonly Key[] {
  if (shape.groups.length > 0) return shape.groups;
  const columns = shape.projections.flatMap((projection) => (projection.kind === 'column' ? [projection.column] : []));
  const owner = columns[0]?.table;
  if (owner) {
    // "which continent has the most accounts" speaks of no countries: there is one row for each continent.
    if (owner !== counted) return entities.includes(owner) || columns.some((projection) => projection.table !== owner || isIdentity(projection)) ? [owner] : columns;
    const keys = columns.filter((column) => !isNumeric(column) || isKey(column));
    return keys.length > 0 ? keys : columns;
  }
  return subject === counted ? [] : [subject];
}

function withTop(shape: Shape, gathered: Gathered, subject: IndexedTable): Shape | undefined {
  const [top, ...others] = gathered.tops;
  if (!top || others.length > 0) return undefined;
  const { direction, limit, measure } = top;
  if (!measure) return byFrequency(shape, gathered, subject, top);
  if (measure.kind === 'column') {
    if (shape.groups.length === 0) return { ...shape, order: [{ measure, direction }], limit };
    return { ...shape, projections: [...shape.projections, { kind: 'aggregate', function: direction === 'desc' ? 'max' : 'min', column: measure.column, distinct: false }], features: { 'top:grouped': 1 } };
  }
  const counted = measure.kind === 'count' ? measure.table : undefined;
  if (shape.groups.length === 0 && shape.projections.some((projection) => projection.kind === 'part')) return { ...shape, order: [{ measure, direction }], limit };
  const groups = groupKeys(shape, gathered, subject, counted);
  return groups.length === 0 ? undefined : { ...shape, groups, order: [{ measure, direction }], limit };
}

/** "the most common hometown": the key that occurs most often. */
function byFrequency(shape: Shape, gathered: Gathered, subject: IndexedTable, top: Gathered['tops'][number]): Shape | undefined {
  const columns = shape.projections.flatMap((projection) => (projection.kind === 'column' ? [projection.column] : []));
  const key = top.key ?? columns[0] ?? subject;
  const owner = ownerOf(key);
  const other = gathered.entities.find((table) => table !== owner) ?? tablesIn(gathered).find((table) => table !== owner);
  if (!('column' in key) && !other) return undefined;
  const groups = columns.length > 0 && top.key && !('column' in top.key) ? [top.key] : columns.length > 1 && !top.key ? [owner] : [key];
  return { ...shape, groups, order: [{ measure: { kind: 'count', table: other ?? owner }, direction: top.direction }], limit: top.limit, features: { 'top:frequency': 1 } };
}

function withHaving(shape: Shape, gathered: Gathered, subject: IndexedTable): Shape | undefined {
  if (gathered.having.length === 0) return shape;
  const having = gathered.having.map((part): Having => ({ ...part.having, measure: part.measure ?? { kind: 'count', table: otherTable(gathered, subject) ?? subject } }));
  const measure = having[0]?.measure;
  const groups = groupKeys(shape, gathered, subject, measure?.kind === 'count' ? measure.table : undefined);
  return groups.length === 0 ? undefined : { ...shape, groups, having };
}

function otherTable(gathered: Gathered, subject: IndexedTable): IndexedTable | undefined {
  return tablesIn(gathered).find((table) => table !== subject);
}

function withOrder(shape: Shape, gathered: Gathered): Shape | undefined {
  const keys: Ordering[] = [];
  let features: FeatureVector = {};
  let groups = shape.groups;
  for (const { measure, direction, byCount } of gathered.orders) {
    const last = keys.at(-1);
    if (byCount) {
      const columns = shape.projections.flatMap((projection) => (projection.kind === 'column' ? [projection.column] : []));
      const [first] = columns;
      if (!first) return undefined;
      if (groups.length === 0) groups = columns;
      keys.push({ measure: { kind: 'count', table: first.table }, direction: direction ?? 'asc' });
    } else if (measure) keys.push({ measure: figureShown(shape, measure), direction: direction ?? gathered.limit?.direction ?? 'asc' });
    else if (last) keys.splice(-1, 1, { ...last, direction: direction ?? last.direction });
    else {
      const projection = shape.projections.find(isAggregate) ?? shape.projections.findLast((entry) => entry.kind !== 'all');
      if (!projection) return undefined;
      keys.push({ measure: projection, direction: direction ?? 'asc' });
      features = { 'order:implied': 1 };
    }
  }
  const order = [...shape.order, ...keys].filter(({ measure }, index, all) => all.findIndex((earlier) => measureKey(earlier.measure) === measureKey(measure)) === index);
  if (!gathered.limit) return { ...shape, groups, order, features: merge(shape.features, features) };
  const limit = gathered.limit.limit;
  if (order.length > 0) return { ...shape, order: shape.order.length > 0 ? shape.order : order, limit, features: merge(shape.features, features) };
  const counted = shape.projections.find((projection) => projection.kind === 'count' || projection.kind === 'aggregate');
  if (counted) return { ...shape, order: [{ measure: counted, direction: gathered.limit.direction }], limit, features: { 'limit:measure': 1 } };
  return gathered.limit.ranked ? undefined : { ...shape, limit, features: merge(shape.features, { 'limit:unordered': 1 }) };
}

/** "the average rating of each hotel, best first": by the figure that is told, of which each has one. */
function figureShown({ projections, groups }: Shape, measure: Measure): Measure {
  if (measure.kind !== 'column' || groups.includes(measure.column)) return measure;
  return projections.find((projection) => projection.kind === 'aggregate' && projection.column === measure.column && !projection.of) ?? measure;
}

/** "per month": one row each, in the order of time; where nothing else is asked for, rows are counted. */
function withTruncatedDates(shape: Shape, subject: IndexedTable): Shape | undefined {
  const truncated = shape.projections.filter((projection) => projection.kind === 'part');
  if (truncated.length === 0) return shape;
  // "bookings by weekday": what tells the weekday is no figure.
  const told = shape.projections.filter((projection) => projection.kind !== 'column' || !truncated.some(({ column }) => column === projection.column));
  const figures = told.map((projection): Measure => {
    if (projection.kind !== 'column' || !isNumeric(projection.column) || isKey(projection.column)) return projection;
    return { kind: 'aggregate', function: isAdditive(projection.column) ? 'sum' : 'avg', column: projection.column, distinct: false };
  });
  const measured = figures.some(isAggregate);
  if (!measured && figures.length > truncated.length) return undefined;
  const projections: readonly Measure[] = measured ? figures : [...truncated, { kind: 'count', table: subject }];
  const order = shape.order.length > 0 || shape.limit !== undefined ? shape.order : truncated.map((measure): Ordering => ({ measure, direction: 'asc' }));
  return { ...shape, projections, order };
}

/** Columns beside aggregates: one row for each of them, or for each row of their table. */
function withImpliedGroups(shape: Shape): Shape {
  const columns = shape.projections.flatMap((projection) => (projection.kind === 'column' ? [projection.column] : []));
  const aggregates = shape.projections.filter((projection) => projection.kind === 'aggregate' || projection.kind === 'count');
  const ordered = shape.order.find((entry) => entry.measure.kind === 'aggregate' || entry.measure.kind === 'count');
  if (shape.groups.length > 0 || (aggregates.length === 0 && !ordered) || columns.length === 0) return shape;
  const owner = columns[0]?.table;
  const measured = [...aggregates, ...(ordered ? [ordered.measure] : [])].map((projection) => (projection.kind === 'count' ? projection.table : projection.kind === 'aggregate' ? projection.column.table : undefined));
  const foreign = owner !== undefined && measured.every((table) => table !== owner) && columns.every((column) => column.table === owner);
  return { ...shape, groups: foreign ? [owner] : columns, features: merge(shape.features, told(foreign ? 'group:implied-table' : 'group:implied-columns')) };
}
