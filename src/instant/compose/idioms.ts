import type { CatalogIndex, IndexedColumn } from '../../catalog/index.ts';
import { displayColumns, extremeOf, isIdentity } from '../../catalog/roles.ts';
import { type Filter, filterTables, isRowFilter, tablesOf } from '../plan.ts';
import { ownerOf } from '../rules/fragment.ts';
import { type Gathered, subjectOf, tablesIn } from './gather.ts';
import { keyTo } from './paths.ts';

type Projection = Gathered['projections'][number];

/** One way to take the parts of a question together. */
interface Way {
  readonly gathered: Gathered;
  /** Where the parts are not taken as they stand. */
  readonly feature?: string;
}

/** What the parts mean together: as they stand, and where an idiom of the language makes something else of them, as that. */
export function waysToTake(said: Gathered, catalog: CatalogIndex): Way[] {
  const gathered = withPopularity(said, catalog);
  if (gathered.share) return shareOf(gathered);
  const many = manyAsCondition(gathered);
  if (many) return [many];
  const greatest = topAsCondition(gathered, catalog);
  const others = [extremePerGroup(gathered, catalog), greatest, extremeOfAll(gathered)].filter((way) => way !== undefined);
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
function shareOf(gathered: Gathered): Way[] {
  const table = gathered.entities[0] ?? gathered.filters.flatMap(filterTables)[0];
  const filters = gathered.filters.filter(isRowFilter);
  if (!table || filters.length === 0 || filters.length < gathered.filters.length) return [];
  return [{ gathered: { ...gathered, share: false, filters: [], projections: [{ kind: 'projection', measure: { kind: 'share', table, filters } }] } }];
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
