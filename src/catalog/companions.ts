import type { CatalogIndex, IndexedTable } from './index.ts';
import { originals } from './near-duplicates.ts';
import { isLikely } from './joins.ts';
import { isKey } from './roles.ts';

/** Only what stands this far in front is completed: whoever stands behind it brings nobody along. */
const completedMax = 3;
const ownColumnsMax = 3;
const detailsMax = 3;

/** The tables, each of the first ones followed by those without which it says little: the far ends of a link table, the lines of a document. */
export function withCompanions(catalog: CatalogIndex, tables: readonly IndexedTable[]): IndexedTable[] {
  const copies = originals(catalog);
  const followed = tables.flatMap((table, place) => (place < completedMax ? [table, ...companions(catalog, table).filter((other) => !copies.has(other))] : [table]));
  return [...new Set(followed)];
}

function companions(catalog: CatalogIndex, table: IndexedTable): IndexedTable[] {
  const edges = catalog.edges(table).filter((edge) => isLikely(edge) && edge.from !== edge.to);
  const ends = edges.filter((edge) => edge.from === table).map((edge) => edge.to);
  const isLink = new Set(ends).size > 1 && table.columns.filter((column) => !isKey(column)).length <= ownColumnsMax;
  const details = edges.filter((edge) => edge.to === table && isDetail(edge.from, table)).map((edge) => edge.from);
  return [...(isLink ? ends : []), ...details.slice(0, detailsMax)];
}

/** `order_items` of `orders`. */
function isDetail({ stems }: IndexedTable, header: IndexedTable): boolean {
  return stems.length > header.stems.length && header.stems.every((word, index) => stems[index] === word);
}
