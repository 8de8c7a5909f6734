import type { Cell, ResultColumn, ResultLimits, ResultSet } from '../core/result.ts';

/**
 * Collects rows up to the limits of a result. The engines push cells that are already lossless (`Cell`), row by row, and stop
 * reading when `push` says so.
 */
export class RowCollector {
  readonly #limits: ResultLimits;
  readonly #rows: Cell[][] = [];
  #skipped = 0;
  #bytes = 0;
  #cellsCut = 0;
  #truncated = false;

  constructor(limits: ResultLimits) {
    this.#limits = limits;
  }

  /** False when no further row is wanted. */
  push(row: readonly Cell[]): boolean {
    if (this.#skipped < this.#limits.offset) {
      this.#skipped += 1;
      return true;
    }
    if (this.#rows.length >= this.#limits.rowsMax) return this.#stop();
    const cut = row.map((cell) => this.#cut(cell));
    const bytes = cut.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length + 3 : 8), 0);
    if (this.#rows.length > 0 && this.#bytes + bytes > this.#limits.bytesMax) return this.#stop();
    this.#bytes += bytes;
    this.#rows.push(cut);
    return true;
  }

  result(columns: readonly ResultColumn[]): ResultSet {
    return { columns, rows: this.#rows, truncated: this.#truncated, cellsCut: this.#cellsCut };
  }

  #stop(): false {
    this.#truncated = true;
    return false;
  }

  #cut(cell: Cell): Cell {
    if (typeof cell !== 'string' || cell.length <= this.#limits.cellBytesMax) return cell;
    this.#cellsCut += 1;
    // A slice would keep the whole cell in memory; the detour over bytes copies it.
    return `${Buffer.from(cell.slice(0, this.#limits.cellBytesMax)).toString()}…`;
  }
}

/** An integer as a JSON number where that is exact, else its digits. */
export function integerCell(value: bigint): Cell {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString();
}

/** NaN and the infinities have no JSON number. */
export function floatCell(value: number): Cell {
  return Number.isFinite(value) ? value : String(value);
}

export function binaryCell(value: Uint8Array, bytesMax: number): Cell {
  const shown = value.byteLength > bytesMax ? value.subarray(0, bytesMax) : value;
  return `\\x${Buffer.from(shown.buffer, shown.byteOffset, shown.byteLength).toString('hex')}`;
}
