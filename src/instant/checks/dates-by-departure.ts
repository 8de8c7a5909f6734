import type { IndexedColumn } from '../../catalog/index.ts';
import { isDeparture } from '../compose/current.ts';
import type { EntityKind } from '../../semantics/model.ts';
import type { Filter } from '../plan.ts';
import { saidMoments } from '../rules/events.ts';
import type { Check, Composition } from './check.ts';

const lasting: readonly EntityKind[] = ['person', 'organisation', 'thing'];

/** "how many dogs did we see last month": none that died then, unless it is said that they did. */
export const datesByDeparture: Check = ({ plan: { filters, projections }, lattice }) =>
  [...filters.flatMap(dated), ...projections.flatMap((measure) => (measure.kind === 'part' ? [measure.column] : []))].some((column) => isUnsaidEnd(column, lattice));

function dated(filter: Filter): IndexedColumn[] {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.filters.flatMap(dated);
  return filter.kind === 'period' || (filter.kind === 'compare' && filter.unit !== undefined) ? [filter.column] : [];
}

/** Whether rows are gone from a moment on of which the question does not speak. */
function isUnsaidEnd(column: IndexedColumn, lattice: Composition['lattice']): boolean {
  const { semantics, tokens } = lattice;
  const { table, stems } = column;
  if (!lasting.includes(semantics.entity(table).kind) || stems.some((word) => table.stems.includes(word) || tokens.some((token) => token.stem === word))) return false;
  return isDeparture(column, semantics) && !saidMoments(lattice, table).includes(column);
}
