import type { IndexedColumn } from '../../catalog/index.ts';
import type { ColumnRef, MomentReader, OwnSql } from '../../core/query.ts';
import type { MomentStorage, RowSql, SemanticModel } from '../../semantics/model.ts';
import { aliasOf, ref } from './from.ts';

/** A column where a number is wanted. */
export function numberRef(column: IndexedColumn): ColumnRef {
  return column.column.family === 'text' ? { ...ref(column), as: 'number' } : ref(column);
}

const readers: Readonly<Record<MomentStorage, MomentReader | undefined>> = {
  native: undefined, iso: 'moment', 'day-first': 'day-first', 'month-first': 'month-first', compact: 'compact', 'compact-month': 'compact-month',
  seconds: 'seconds', milliseconds: 'milliseconds',
};

/** A column where a date is wanted. */
export function momentRef(column: IndexedColumn, semantics: SemanticModel): ColumnRef {
  const reader = readers[semantics.attribute(column).storage ?? (column.column.family === 'text' ? 'iso' : 'native')];
  return reader === undefined ? ref(column) : { ...ref(column), as: reader };
}

/** A column by which rows are put in order: moments by time, however they are written. */
export function orderRef(column: IndexedColumn, semantics: SemanticModel): ColumnRef {
  const { storage } = semantics.attribute(column);
  return storage === 'day-first' || storage === 'month-first' ? momentRef(column, semantics) : ref(column);
}

/** SQL that somebody wrote, with its columns where the query has them. */
export function ownSql(parts: RowSql['parts']): OwnSql {
  return { kind: 'sql', parts: parts.map((part) => (typeof part === 'string' ? part : ref(part))) };
}

/** A column of the row to which a key refers, or of the one behind it. */
export function referredRef({ column }: IndexedColumn, via: IndexedColumn, through?: IndexedColumn): ColumnRef {
  return { kind: 'column', source: referredAlias(via, through), column: column.name };
}

export function referredAlias(via: IndexedColumn, through?: IndexedColumn): string {
  return `${aliasOf(via.table)}_by_${via.column.name}${through ? `_${through.column.name}` : ''}`;
}
