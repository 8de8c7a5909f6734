import type { DuckDBPreparedStatement, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import type { Cell, ResultColumn, ResultLimits, ResultSet } from '../../core/result.ts';
import type { Piece } from '../file-process/protocol.ts';
import { RowPiece } from '../row-pieces.ts';
import { binaryCell, floatCell, integerCell, RowCollector } from '../rows.ts';

/** Runs a statement once, reading no more rows than the limits allow. */
export async function execute(prepared: DuckDBPreparedStatement, limits: ResultLimits): Promise<ResultSet> {
  const result = await streamed(prepared);
  const collector = new RowCollector(limits);
  for await (const row of rowsOf(result, limits.cellBytesMax)) if (!collector.push(row)) break;
  return collector.result(columnsOf(result));
}

/** Opens a result that is read piece by piece. */
export async function openResult(prepared: DuckDBPreparedStatement): Promise<OpenResult> {
  const result = await streamed(prepared);
  const columns = columnsOf(result);
  const rows = rowsOf(result, Infinity);
  return {
    next: async () => {
      const piece = new RowPiece();
      while (!piece.isFull) {
        const { done, value } = await rows.next();
        if (done) return { columns, rows: piece.rows, isLast: true };
        piece.push(value);
      }
      return { columns, rows: piece.rows, isLast: false };
    },
  };
}

export interface OpenResult {
  next(): Promise<Piece>;
}

async function streamed(prepared: DuckDBPreparedStatement): Promise<DuckDBResult> {
  try {
    return await prepared.stream();
  } finally {
    prepared.destroySync();
  }
}

async function* rowsOf(result: DuckDBResult, cellBytesMax: number): AsyncGenerator<readonly Cell[]> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    const columns = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row += 1) yield columns.map((values) => duckdbCell(values[row] ?? null, cellBytesMax));
  }
}

function columnsOf(result: DuckDBResult): readonly ResultColumn[] {
  const types = result.columnTypes().map(String);
  return result.columnNames().map((name, index) => ({ name, type: (types[index] ?? '').toLowerCase() }));
}

/** What has no form in JSON that loses nothing travels in DuckDB's own words. */
function duckdbCell(value: DuckDBValue, bytesMax: number): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return integerCell(value);
  if (typeof value === 'number') return floatCell(value);
  if ('bytes' in value && value.bytes instanceof Uint8Array) return binaryCell(value.bytes, bytesMax);
  return value.toString();
}
