import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Cell, ResultLimits, ResultSet } from '../../core/result.ts';
import { binaryCell, floatCell, integerCell, RowCollector } from '../rows.ts';

/** Runs one statement under the authorizer, reading no more rows than the limits allow. */
export function execute(database: DatabaseSyncInstance, sql: string, limits: ResultLimits): ResultSet {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  const collector = new RowCollector(limits);
  for (const row of statement.iterate() as IterableIterator<readonly unknown[]>) {
    if (!collector.push(row.map((value) => sqliteCell(value, limits.cellBytesMax)))) break;
  }
  return collector.result(statement.columns().map((column) => ({ name: column.name, type: column.type ?? '' })));
}

function sqliteCell(value: unknown, bytesMax: number): Cell {
  if (typeof value === 'bigint') return integerCell(value);
  if (typeof value === 'number') return floatCell(value);
  if (value instanceof Uint8Array) return binaryCell(value, bytesMax);
  return typeof value === 'string' ? value : null;
}
