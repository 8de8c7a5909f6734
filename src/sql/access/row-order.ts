import type { CatalogTable } from '../../core/catalog.ts';
import type { ColumnRule } from '../../core/policy.ts';
import { mentions } from './generated.ts';

type Rules = ReadonlyMap<string, ColumnRule>;

/** Whether a part of an index may tell of a masked column; one without a name is an expression, and not told. */
export function isMaskedPart(part: string, rules: Rules): boolean {
  return part === '' || rules.has(part);
}

/** Whether rows lie where a masked column puts them. */
export function isLaidByMasked({ laidBy }: Pick<CatalogTable, 'laidBy'>, rules: Rules): boolean {
  return laidBy !== undefined && (laidBy === '' || [...rules.keys()].some((column) => mentions(laidBy, column)));
}
