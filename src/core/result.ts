import type { Binding } from './proof.ts';

/**
 * One value of a result, lossless in JSON: integers beyond 2^53, exact decimals, dates, intervals, arrays and JSON documents
 * travel as the database's own text; NaN and the infinities as their names; binary as `\x` and hexadecimal digits.
 */
export type Cell = null | boolean | number | string;

export interface ResultColumn {
  readonly name: string;
  /** The database's own name of the type, empty where it has none, as an expression may. */
  readonly type: string;
}

/** Rows as arrays in column order, so that duplicate column names lose nothing and names are sent once. */
export interface ResultSet {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** More rows exist than were returned. */
  readonly truncated: boolean;
  /** How many cells were cut to `cellBytesMax`. */
  readonly cellsCut: number;
  /** The first row alone was larger than a result may be, and is shown as far as it fits. */
  readonly rowCut?: boolean;
  /** What the database told of the statement as it ran; some of it may have been asked before. */
  readonly told?: Partial<Binding>;
  /** The data's version just before the rows were read, of an engine that tells it along with them. */
  readonly dataVersion?: string;
}

export interface ResultLimits {
  readonly rowsMax: number;
  /** Rows to skip: the next page runs the same statement again. */
  readonly offset: number;
  readonly cellBytesMax: number;
  readonly bytesMax: number;
}

/** Takes a whole result, piece by piece. What gives the rows reads no further until a piece was taken, so that memory holds no more than one. */
export interface RowSink {
  /** The names of the columns, before the first row. */
  begin(names: readonly string[]): void;
  /** False when no further rows are wanted. */
  take(rows: readonly (readonly Cell[])[]): Promise<boolean>;
}

export interface Streamed {
  readonly columns: readonly ResultColumn[];
  /** An access policy ended it before the last row. */
  readonly endedByPolicy: boolean;
}
