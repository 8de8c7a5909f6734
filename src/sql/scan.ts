import type { Cell } from '../core/result.ts';

/** How a database tells which of a statement's tables it reads from end to end. */
export interface FullScans {
  /** The statement that asks for the plan of another; it runs nothing. */
  explain(sql: string): string;
  /** The names or aliases of the tables that the plan reads whole, from the rows that `explain` gave. */
  read(rows: readonly (readonly Cell[])[]): readonly string[];
}
