import type { CatalogIndex, IndexedTable } from '../../../catalog/index.ts';
import { type Filter, filterTables, isRowFilter, type Measure, type RowFilter, tablesOf } from '../../plan.ts';
import { type Gathered, subjectOf } from '../gather.ts';
import type { Scope } from '../conditions.ts';
import { keyTo } from '../paths.ts';
import { countedRows, type Projection, type Way } from './way.ts';

/** "revenue in 2025 and 2026", "how many were paid by cash and how many by card": of what no row can be at once, a figure for each. */
export function apartOf(gathered: Gathered, catalog: CatalogIndex): Way[] {
  const [opposed, ...more] = gathered.both;
  const figures = gathered.projections.map((part) => (part.kind === 'count' ? countedRows(gathered, part) : part.measure));
  if (!opposed || more.length > 0 || figures.length === 0 || gathered.groups.length + gathered.tops.length + gathered.orders.length + gathered.having.length > 0) return [];
  const sides = opposed.filter(isRowFilter);
  const told = figures.filter((figure) => figure?.kind === 'count' || figure?.kind === 'aggregate');
  if (sides.length < opposed.length || told.length < figures.length) return [];
  // A country may speak two languages; a sale is of one year.
  const measured = told.flatMap(tablesOf);
  const isOnce = (table: IndexedTable) => measured.every((own) => own === table || keyTo(catalog, table, own) !== undefined);
  if (!sides.flatMap(filterTables).every(isOnce)) return [];
  const taken: Gathered = { ...gathered, both: [] };
  const either: Filter = { kind: 'or', filters: sides };
  const key = keyOf(sides);
  if (key?.kind === 'part') return [{ gathered: { ...taken, filters: [...gathered.filters, either], projections: [{ kind: 'projection', measure: key }, ...gathered.projections] }, feature: 'both:apart' }];
  if (key?.kind === 'column') return [{ gathered: { ...taken, filters: [...gathered.filters, either], groups: [key.column] }, feature: 'both:apart' }];
  const [figure, ...others] = told;
  if (!figure || others.some((other) => other.kind !== figure.kind)) return [];
  const projections = sides.map((side) => ({ kind: 'projection' as const, measure: { kind: 'within' as const, of: figure, filters: [side] } }));
  return [{ gathered: { ...taken, projections }, feature: 'both:apart' }];
}

/** "web orders against phone orders": how many of each; of donations it may be what they come to. */
export function figured(gathered: Gathered, { semantics }: Scope): Gathered[] {
  const subject = subjectOf(gathered);
  if (gathered.projections.length > 0 || !subject) return [gathered];
  const count: Projection = { kind: 'count', distinct: false };
  const [money] = semantics.money(subject).filter(({ column, minor, flow }) => column.table === subject && !minor && flow === 'in');
  const sum: Projection[] = money ? [{ kind: 'projection', measure: { kind: 'aggregate', function: 'sum', column: money.column, distinct: false, ...(money.of ? { of: money.of } : {}) } }] : [];
  return [{ ...gathered, projections: [count], counted: new Map([[count, subject]]) }, ...sum.map((figure) => ({ ...gathered, projections: [figure] }))];
}

/** By what the sides are told apart, where they are values of one column or of a part of its moments. */
function keyOf([first, ...others]: readonly RowFilter[]): Extract<Measure, { kind: 'column' | 'part' }> | undefined {
  if (first?.kind !== 'compare' || [first, ...others].some((side) => side.kind !== 'compare' || side.operator !== '=')) return undefined;
  return first.unit === undefined ? { kind: 'column', column: first.column } : { kind: 'part', column: first.column, unit: first.unit };
}
