import type { CatalogTable } from '../../../core/catalog.ts';
import type { ColumnRule } from '../../../core/policy.ts';
import { isLaidByMasked, isMaskedPart } from '../../access/row-order.ts';

/** Tables that share rows, under the rules of them all. */
export interface Kin {
  readonly kin: readonly CatalogTable[];
  readonly rules: ReadonlyMap<string, ColumnRule>;
}

/**
 * What keeps rows from coming in the order of a masked column. An index of such a column alone gives an order only where it is read
 * in place of the table, which it is not where a row's place is asked for. One that has other columns, too, is read for conditions
 * and orders of those: there rows are sorted by their places; and by what tells nothing where they lie in such an order.
 */
export function neutralOrder({ kin, rules }: Kin): string {
  if (kin.some((table) => isLaidByMasked(table, rules))) return ` ORDER BY pg_catalog.md5(tableoid::pg_catalog.text OPERATOR(pg_catalog.||) ctid::pg_catalog.text) COLLATE pg_catalog."C"`;
  const indexes = maskedIndexes({ kin, rules });
  if (indexes.some((parts) => parts.length > 1)) return ' ORDER BY ctid';
  return indexes.length > 0 ? " WHERE ctid OPERATOR(pg_catalog.>=) '(0,0)'::pg_catalog.tid" : '';
}

/** Whether the rows of a view that reads such a table may come in the order of a masked column, of which it shows nothing. */
export function tellsOrder({ kin, rules }: Kin): boolean {
  return kin.some((table) => isLaidByMasked(table, rules)) || maskedIndexes({ kin, rules }).some((parts) => parts.length > 1);
}

function maskedIndexes({ kin, rules }: Kin): readonly (readonly string[])[] {
  const indexes = kin.flatMap((table) => [table.primaryKey, ...table.indexes.map(({ columns }) => columns)]);
  return rules.size === 0 ? [] : indexes.filter((parts) => parts.some((part) => isMaskedPart(part, rules)));
}
