import type { Cell, ResultColumn, ResultLimits, ResultSet } from '../core/result.ts';
import { cut } from '../std/cut.ts';

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
  #rowCut = false;

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
    const cells = row.map((cell) => this.#cut(cell));
    const bytes = bytesOf(cells);
    if (this.#bytes + bytes <= this.#limits.bytesMax) this.#keep(cells, bytes);
    else if (this.#rows.length > 0) return this.#stop();
    else this.#keepFitted(cells);
    return true;
  }

  result(columns: readonly ResultColumn[], dataVersion?: string): ResultSet {
    return { columns, rows: this.#rows, truncated: this.#truncated, cellsCut: this.#cellsCut, ...(this.#rowCut ? { rowCut: true } : {}), ...(dataVersion === undefined ? {} : { dataVersion }) };
  }

  #keep(cells: Cell[], bytes: number): void {
    this.#bytes += bytes;
    this.#rows.push(cells);
  }

  /** A first row that is larger than a whole result is shown as far as it fits: its texts share the room. */
  #keepFitted(cells: readonly Cell[]): void {
    const texts = cells.filter((cell) => typeof cell === 'string').length;
    const room = this.#limits.bytesMax - (cells.length - texts) * otherBytes - texts * textExtraBytes;
    const charsMax = Math.max(1, Math.floor(room / texts));
    const fitted = cells.map((cell) => (typeof cell === 'string' ? cut(cell, charsMax) : cell));
    this.#rowCut = true;
    this.#keep(fitted, bytesOf(fitted));
  }

  #stop(): false {
    this.#truncated = true;
    return false;
  }

  #cut(cell: Cell): Cell {
    if (typeof cell !== 'string' || cell.length <= this.#limits.cellBytesMax) return cell;
    this.#cellsCut += 1;
    return cut(cell, this.#limits.cellBytesMax);
  }
}

/** A text has its quotes, and an ellipsis where it was cut. */
const textExtraBytes = 4;
const otherBytes = 8;

/** As JSON, about. */
export function bytesOf(cells: readonly Cell[]): number {
  return cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length + textExtraBytes : otherBytes), 0);
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
