import type { CatalogTable } from '../../../core/catalog.ts';
import { isLaidByMasked, isMaskedPart } from '../../access/row-order.ts';
import type { RestrictedTable } from '../../access/rules.ts';
import { backquoted } from '../../quoting.ts';

/** The most rows that LIMIT may name; without one the server drops ORDER BY from a query in the place of a table. */
const everyRow = '18446744073709551615';

/**
 * What keeps rows from coming in the order of a masked column: such indexes are not read, and where the table itself lies in such
 * an order it is sorted by what may be seen.
 */
export function neutralOrder(entry: RestrictedTable): string {
  const { table, rules } = entry;
  const ignored = maskedIndexes(entry).map(({ name }) => backquoted(name));
  const hint = ignored.length > 0 ? ` IGNORE INDEX (${ignored.join(', ')})` : '';
  if (!liesInMaskedOrder(entry)) return hint;
  const seen = table.columns.filter(({ name }) => !rules.has(name)).map(({ name }) => backquoted(name));
  return `${hint} ORDER BY ${seen.join(', ') || 'NULL'} LIMIT ${everyRow}`;
}

/** Whether the order in which rows come may tell of a masked column by way of an index or a partition. */
export function tellsOrder(entry: RestrictedTable): boolean {
  return maskedIndexes(entry).length > 0 || liesInMaskedOrder(entry);
}

function maskedIndexes({ table, rules }: RestrictedTable): CatalogTable['indexes'] {
  return table.indexes.filter(({ columns }) => columns.some((column) => isMaskedPart(column, rules)));
}

/** Rows lie in the order of the primary key, without one in that of a unique index, and by partitions. */
function liesInMaskedOrder(entry: RestrictedTable): boolean {
  const { table, rules } = entry;
  if (isLaidByMasked(table, rules)) return true;
  return table.primaryKey.length > 0 ? table.primaryKey.some((column) => rules.has(column)) : maskedIndexes(entry).some(({ unique }) => unique);
}
