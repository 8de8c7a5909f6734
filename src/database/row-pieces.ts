import type { Cell, RowSink } from '../core/result.ts';
import { bytesOf } from './rows.ts';

/** A piece is handed on when it has so many bytes, about, or rows. */
const pieceBytes = 64 * 1024;
const pieceRows = 1_000;

/** Gathers rows until they make a piece. */
export class RowPiece {
  readonly rows: (readonly Cell[])[] = [];
  #bytes = 0;

  push(row: readonly Cell[]): void {
    this.rows.push(row);
    this.#bytes += bytesOf(row);
  }

  get isFull(): boolean {
    return this.#bytes >= pieceBytes || this.rows.length >= pieceRows;
  }
}

/** What sends rows by itself, and can be told to wait. */
export interface RowSource {
  pause(): void;
  resume(): void;
}

/** Brings the rows of a source that sends to a sink that takes: the source waits while a piece is taken. */
export class RowPump {
  readonly #sink: RowSink;
  readonly #source: RowSource;
  #piece = new RowPiece();
  #isWanted = true;
  #taking: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;

  constructor(sink: RowSink, source: RowSource) {
    this.#sink = sink;
    this.#source = source;
  }

  begin(names: readonly string[]): void {
    this.#sink.begin(names);
  }

  /** False when no further row is wanted. */
  push(row: readonly Cell[]): boolean {
    if (!this.#isWanted) return false;
    this.#piece.push(row);
    if (this.#piece.isFull) this.#handOn();
    return true;
  }

  /** Hands on what is left; rejects where the sink has failed. */
  async end(): Promise<void> {
    await this.#taking;
    if (this.#isWanted && this.#piece.rows.length > 0) await this.#sink.take(this.#piece.rows);
    if (this.#failure) throw this.#failure.error;
  }

  /** Rows that were on their way may make further pieces before the source has heard. */
  #handOn(): void {
    const { rows } = this.#piece;
    this.#piece = new RowPiece();
    this.#source.pause();
    const taking = this.#taking.then(() => this.#take(rows)).then(() => {
      if (this.#taking === taking) this.#source.resume();
    });
    this.#taking = taking;
  }

  async #take(rows: readonly (readonly Cell[])[]): Promise<void> {
    if (!this.#isWanted) return;
    try {
      this.#isWanted = await this.#sink.take(rows);
    } catch (error) {
      this.#isWanted = false;
      this.#failure = { error };
    }
  }
}
