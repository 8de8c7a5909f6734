import type { PlanEstimate } from './proof.ts';

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
  /** What the planner expected, where it was asked along with the statement and not before. */
  readonly plan?: PlanEstimate;
}

export interface ResultLimits {
  readonly rowsMax: number;
  /** Rows to skip: the next page runs the same statement again. */
  readonly offset: number;
  readonly cellBytesMax: number;
  readonly bytesMax: number;
}
