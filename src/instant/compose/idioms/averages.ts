import type { CatalogIndex } from '../../../catalog/index.ts';
import { isKey, isNumeric, keyColumns } from '../../../catalog/roles.ts';
import { filterTables, isRowFilter, type Measure, tablesOf } from '../../plan.ts';
import { ownerOf } from '../../rules/fragment.ts';
import type { Gathered } from '../gather.ts';
import { keyTo } from '../paths.ts';
import { countedRows, type Projection, type Way } from './way.ts';

/** "how many stars does each seller get on average": what would be added up is averaged. */
export function averagedOf(gathered: Gathered, catalog: CatalogIndex): Way[] {
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

/** "how many orders does a customer place on average", "orders per customer on average": what there is of the one, divided by how many there are of the other. */
function averagePerThing(gathered: Gathered, catalog: CatalogIndex): Way[] {
  const [part, ...others] = gathered.projections;
  const [named] = gathered.entities;
  const measure: Measure | undefined = part === undefined ? named && { kind: 'count', table: named } : part.kind === 'count' ? countedRows(gathered, part) : part.measure;
  if (!measure || others.length > 0 || !(measure.kind === 'count' || (measure.kind === 'aggregate' && measure.function === 'sum'))) return [];
  const [owner] = tablesOf(measure);
  const thing = [...gathered.groups.map(ownerOf), ...gathered.entities].find((table) => table !== owner && owner !== undefined && (keyTo(catalog, table, owner) ?? keyTo(catalog, owner, table)));
  const key = thing && keyColumns(thing);
  if (key?.length !== 1 || !key[0]) return [];
  const things: Measure = { kind: 'aggregate', function: 'count', column: key[0], distinct: true };
  return [{ gathered: { ...gathered, averaged: false, groups: [], projections: [{ kind: 'projection', measure: { kind: 'arithmetic', operator: '/', left: measure, right: things } }] }, feature: 'averaged:each' }];
}

/** "films longer than the average film": the average of what else is said of them, and not of everything. */
export function sameRows(gathered: Gathered): Way[] {
  const compared = gathered.filters.find((filter) => filter.kind === 'aggregate' && filter.filters.length === 0 && !filter.group);
  if (compared?.kind !== 'aggregate') return [];
  const inner = gathered.filters.filter(isRowFilter).filter((filter) => filterTables(filter).every((table) => table === compared.column.table));
  return inner.length === 0 ? [] : [{ gathered: { ...gathered, filters: gathered.filters.map((filter) => (filter === compared ? { ...compared, filters: inner } : filter)) }, feature: 'average:same-rows' }];
}
