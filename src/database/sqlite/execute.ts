import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { isRefusal, refuse, type Refusal } from '../../core/proof.ts';
import type { Cell, ResultColumn, ResultLimits, ResultSet } from '../../core/result.ts';
import type { Piece } from '../file-process/protocol.ts';
import { RowPiece } from '../row-pieces.ts';
import type { Authorizer } from './authorizer.ts';
import { limitValues, unlimitValues } from './open-file.ts';
import { binaryCell, floatCell, integerCell, RowCollector } from '../rows.ts';

/** Tells why a value may not be shown. */
type ValueJudge = (value: unknown) => string | undefined;

/** Runs one statement under the authorizer, reading no more rows than the limits allow. */
export function execute(database: DatabaseSyncInstance, sql: string, limits: ResultLimits, refused?: ValueJudge): ResultSet | Refusal {
  return collected(compile(database, sql), limits, refused);
}

/** The rows of a statement that has been compiled. */
export function collected({ columns, rows, close }: Compiled, limits: ResultLimits, refused?: ValueJudge): ResultSet | Refusal {
  const collector = new RowCollector(limits);
  try {
    for (const row of rows) {
      const refusal = refused && refusalOf(row, refused);
      if (refusal) return refusal;
      if (!collector.push(row.map((value) => sqliteCell(value, limits.cellBytesMax)))) break;
    }
  } finally {
    close();
  }
  return collector.result(columns);
}

/** A result that is read piece by piece. It ends with its last piece, a refusal, a failure, or `end`; until then nothing else is asked of the file. */
export interface OpenResult {
  next(): Piece | Refusal;
  end(): void;
}

export function openResult(database: DatabaseSyncInstance, sql: string, refused?: ValueJudge): OpenResult {
  const opened = compile(database, sql);
  const { columns, close: end } = opened;
  const read = (): Piece | Refusal => {
    const piece = new RowPiece();
    while (!piece.isFull) {
      const { done, value: row } = opened.rows.next();
      if (done) return { columns, rows: piece.rows, isLast: true };
      const refusal = refused && refusalOf(row, refused);
      if (refusal) return refusal;
      piece.push(row.map((value) => sqliteCell(value, Infinity)));
    }
    return { columns, rows: piece.rows, isLast: false };
  };
  return { next: () => endingWith(read, end), end };
}

/** A result with its first piece. */
export interface Begun {
  readonly result: OpenResult;
  readonly piece: Piece;
}

/** The first piece of a result is read as its statement is compiled and judged; the others under the same authorizer. */
export function beginning(authorizer: Authorizer, begin: () => OpenResult): Begun | Refusal {
  const begun = authorizer.refusing(() => {
    const result = begin();
    const piece = result.next();
    return isRefusal(piece) ? piece : { result, piece };
  });
  if (isRefusal(begun)) return begun;
  const { result, piece } = begun;
  return { piece, result: { next: () => authorizer.guarded(() => result.next()), end: () => result.end() } };
}

/** Reads a piece, and calls `end` where there is no further one. */
export function endingWith<T extends Begun | Piece>(read: () => T | Refusal, end: () => void): T | Refusal {
  let goesOn = false;
  try {
    const found = read();
    goesOn = !isRefusal(found) && !isWhole(found);
    return found;
  } finally {
    if (!goesOn) end();
  }
}

function isWhole(found: Begun | Piece): boolean {
  return 'piece' in found ? found.piece.isLast : found.isLast;
}

/** A statement that is about to run. Whoever reads on must hold it: its rows would be freed with it. */
export interface Compiled {
  readonly statement: StatementSyncInstance;
  readonly columns: readonly ResultColumn[];
  readonly rows: IterableIterator<readonly unknown[]>;
  readonly close: () => void;
}

export function compile(database: DatabaseSyncInstance, sql: string): Compiled {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  const columns = statement.columns().map((column): ResultColumn => ({ name: column.name, type: column.type ?? '' }));
  limitValues(database, columns.length);
  const rows = statement.iterate() as IterableIterator<readonly unknown[]>;
  const close = () => {
    rows.return?.();
    unlimitValues(database);
  };
  return { statement, columns, rows, close };
}

function refusalOf(row: readonly unknown[], refused: ValueJudge): Refusal | undefined {
  const reason = row.map(refused).find((one) => one !== undefined);
  return reason === undefined ? undefined : refuse(reason, ['By policy such a column may stand only in count, sum, total and avg.']);
}

function sqliteCell(value: unknown, bytesMax: number): Cell {
  if (typeof value === 'bigint') return integerCell(value);
  if (typeof value === 'number') return floatCell(value);
  if (value instanceof Uint8Array) return binaryCell(value, bytesMax);
  return typeof value === 'string' ? value : null;
}
