import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { refuse, type Refusal } from '../../core/proof.ts';
import type { Cell, ResultLimits, ResultSet } from '../../core/result.ts';
import { limitValues, unlimitValues } from './open-file.ts';
import { binaryCell, floatCell, integerCell, RowCollector } from '../rows.ts';

/** Runs one statement under the authorizer, reading no more rows than the limits allow. `refused` tells why a value may not be shown. */
export function execute(database: DatabaseSyncInstance, sql: string, limits: ResultLimits, refused?: (value: unknown) => string | undefined): ResultSet | Refusal {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  const columns = statement.columns().map((column) => ({ name: column.name, type: column.type ?? '' }));
  const collector = new RowCollector(limits);
  limitValues(database, columns.length);
  try {
    for (const row of statement.iterate() as IterableIterator<readonly unknown[]>) {
      const reason = refused && row.map(refused).find((one) => one !== undefined);
      if (reason !== undefined) return refuse(reason, ['By policy such a column may stand only in count, sum, total and avg.']);
      if (!collector.push(row.map((value) => sqliteCell(value, limits.cellBytesMax)))) break;
    }
  } finally {
    unlimitValues(database);
  }
  return collector.result(columns);
}

function sqliteCell(value: unknown, bytesMax: number): Cell {
  if (typeof value === 'bigint') return integerCell(value);
  if (typeof value === 'number') return floatCell(value);
  if (value instanceof Uint8Array) return binaryCell(value, bytesMax);
  return typeof value === 'string' ? value : null;
}
