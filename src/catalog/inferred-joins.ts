import { type CatalogIndex, edgeOf, identityColumns, type IndexedColumn, type JoinEdge, type JoinShare } from './index.ts';
import { originals } from './near-duplicates.ts';
import type { ValueIndex } from './values.ts';

/** Fewer values meet by chance. */
const metMin = 5;
/** So many values of a column are looked for at the other end. */
const soughtMax = 40;

/** The sampled values of a column that are looked for where it may lead. */
export function soughtValues(column: IndexedColumn, values: ValueIndex): readonly (string | number)[] {
  return [...values.of(column), ...(values.numbers(column)?.distinct ?? [])].slice(0, soughtMax);
}

/** Joins that only the values tell: a column of texts half of which are those of a key elsewhere (`meet_place` beside `fac_room_key`). */
export function* joinsByValues(catalog: CatalogIndex, values: ValueIndex): Iterable<JoinEdge> {
  const copies = originals(catalog);
  const keys = new Set(catalog.tables.filter((table) => !copies.has(table)).flatMap(identityColumns));
  for (const { columns } of catalog.tables) for (const column of columns) {
    if (column.column.family !== 'text' || keys.has(column) || leadsElsewhere(column, catalog)) continue;
    const sought = soughtValues(column, values);
    const met = new Map<IndexedColumn, number>();
    for (const value of sought) for (const hit of values.find(String(value))) if (hit.value === value && hit.column.table !== column.table && keys.has(hit.column)) met.set(hit.column, (met.get(hit.column) ?? 0) + 1);
    const [best] = [...met].toSorted(([, a], [, b]) => b - a);
    if (best && best[1] >= metMin && 2 * best[1] >= sought.length) yield edgeOf(column, best[0]);
  }
}

function leadsElsewhere({ column, table }: IndexedColumn, catalog: CatalogIndex): boolean {
  return catalog.edges(table).some(({ from, pairs }) => from === table && pairs.some(([own]) => own === column.name));
}

const overlapMin = 0.1;

/** Whether values that were looked for are there: a few meet by chance. */
export function overlaps({ found, of }: JoinShare): boolean {
  return found > 0 && found >= overlapMin * of;
}
