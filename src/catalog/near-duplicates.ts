import type { CatalogIndex, IndexedTable } from './index.ts';

/** How much of a table's columns another one must have to count as a copy of it. */
const sharedMin = 0.8;
const known = new WeakMap<CatalogIndex, ReadonlyMap<IndexedTable, IndexedTable>>();
const byOriginal = new WeakMap<CatalogIndex, ReadonlyMap<IndexedTable, readonly IndexedTable[]>>();

/**
 * Copies by the table that they repeat: `orders_hist`, `orders_archive_2`, `old_orders` of `orders`. A copy is called like its
 * original with a word or a number before or after, and has nearly all of its columns.
 */
export function originals(catalog: CatalogIndex): ReadonlyMap<IndexedTable, IndexedTable> {
  let found = known.get(catalog);
  if (!found) known.set(catalog, (found = find(catalog)));
  return found;
}

/** The copies of a table, in the order of the catalog. */
export function copiesOf(catalog: CatalogIndex, table: IndexedTable): readonly IndexedTable[] {
  let found = byOriginal.get(catalog);
  if (!found) byOriginal.set(catalog, (found = grouped(originals(catalog))));
  return found.get(table) ?? [];
}

function grouped(copies: ReadonlyMap<IndexedTable, IndexedTable>): ReadonlyMap<IndexedTable, readonly IndexedTable[]> {
  const groups = new Map<IndexedTable, IndexedTable[]>();
  for (const [copy, original] of copies) {
    const group = groups.get(original);
    if (group) group.push(copy);
    else groups.set(original, [copy]);
  }
  return groups;
}

function find(catalog: CatalogIndex): ReadonlyMap<IndexedTable, IndexedTable> {
  const byName = new Map(catalog.tables.map((table) => [keyOf(table, table.table.name), table]));
  const direct = new Map<IndexedTable, IndexedTable>();
  for (const table of catalog.tables) {
    const original = shorterNames(table.table.name).flatMap((name) => byName.get(keyOf(table, name)) ?? []).find((other) => repeats(table, other));
    if (original) direct.set(table, original);
  }
  return new Map([...direct].map(([copy, original]) => [copy, rootOf(original, direct)]));
}

function keyOf({ table }: IndexedTable, name: string): string {
  return `${table.schema}.${name}`.toLowerCase();
}

/** The name without what stands after or before its inner words, the longest first. */
function shorterNames(name: string): string[] {
  const shorter = [...name.matchAll(/_|(?<=[a-z])(?=[A-Z])|(?<=\D)(?=\d+$)/g)].flatMap(({ index, 0: { length } }) => [name.slice(0, index), name.slice(index + length)]);
  return shorter.filter((part) => part.length > 0).toSorted((a, b) => b.length - a.length);
}

function repeats(copy: IndexedTable, original: IndexedTable): boolean {
  const names = new Set(copy.columns.map(({ column }) => column.name.toLowerCase()));
  const shared = original.columns.filter(({ column }) => names.has(column.name.toLowerCase())).length;
  return original.columns.length > 1 && original.table.kind === copy.table.kind && shared >= sharedMin * original.columns.length;
}

/** Names only get shorter on the way, so that it ends. */
function rootOf(table: IndexedTable, direct: ReadonlyMap<IndexedTable, IndexedTable>): IndexedTable {
  const next = direct.get(table);
  return next ? rootOf(next, direct) : table;
}

/** What tells copies from their original: their names, and the columns that they have besides. */
export function copiesText(original: IndexedTable, copies: readonly IndexedTable[]): string {
  const own = new Set(original.columns.map(({ column }) => column.name.toLowerCase()));
  const told = copies.map((copy) => {
    const more = copy.columns.filter(({ column }) => !own.has(column.name.toLowerCase())).map(({ column }) => column.name);
    return more.length === 0 ? copy.displayName : `${copy.displayName} (plus ${more.slice(0, 6).join(', ')})`;
  });
  return `alike: ${told.join(', ')}`;
}
