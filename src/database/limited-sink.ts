import type { Cell, RowSink } from '../core/result.ts';

/** Hands on no more rows than may be read. */
export class LimitedSink implements RowSink {
  readonly #sink: RowSink;
  #left: number;
  #isOver = false;
  #hasBegun = false;
  #failure: unknown;

  constructor(sink: RowSink, rowsMax: number) {
    this.#sink = sink;
    this.#left = rowsMax;
  }

  /** Whether there were more rows. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether anything was handed on: then it can't be begun anew. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** That of whoever takes the rows, which is no failure of the database. */
  get failure(): unknown {
    return this.#failure;
  }

  begin(names: readonly string[]): void {
    this.#hasBegun = true;
    this.#sink.begin(names);
  }

  async take(rows: readonly (readonly Cell[])[]): Promise<boolean> {
    this.#isOver = rows.length > this.#left;
    const allowed = this.#isOver ? rows.slice(0, this.#left) : rows;
    this.#left -= allowed.length;
    const isWanted = allowed.length === 0 || (await this.#handOn(allowed));
    return isWanted && !this.#isOver;
  }

  async #handOn(rows: readonly (readonly Cell[])[]): Promise<boolean> {
    try {
      return await this.#sink.take(rows);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }
}
