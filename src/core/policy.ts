/** The limits under which one database is asked. All are upper bounds; times in milliseconds, sizes in bytes. */
export interface Policy {
  readonly timeoutMs: number;
  /** Rows a call returns unless it asks for another number. */
  readonly rowsDefault: number;
  /** Rows a call may ask for. */
  readonly rowsMax: number;
  readonly cellBytesMax: number;
  readonly resultBytesMax: number;
  /** Above these estimates of the planner a statement is refused, or warned of. Cost in the unit of the engine's planner, or in rows that are visited; some engines tell none. */
  readonly estimatedRowsMax: number;
  readonly estimatedCostMax: number;
  readonly estimatedRowsWarn: number;
  /** Functions of users that the operator vouches for: they are called without being looked into. */
  readonly functions: readonly string[];
}

export const defaultPolicy: Policy = {
  timeoutMs: 30_000,
  rowsDefault: 100,
  rowsMax: 1_000,
  cellBytesMax: 16_384,
  resultBytesMax: 1_000_000,
  estimatedRowsMax: Infinity,
  estimatedCostMax: Infinity,
  estimatedRowsWarn: 100_000,
  functions: [],
};

/** How the values of a column may be seen: not at all, as equal texts for equal values, or only through count, sum, avg and the like. */
export type ColumnRule = 'hidden' | 'hashed' | 'aggregate';

/** Which part of a database may be seen. Names are `table`, `schema.table` or `schema.table.column`, in any case; `*` stands for any text. */
export interface AccessPolicy {
  /** Tables that may be read; empty = all. */
  readonly allow: readonly string[];
  /** Tables that may not, whatever `allow` says. */
  readonly deny: readonly string[];
  /** Rules by `table.column` or `schema.table.column`; the first that fits holds. */
  readonly columns: Readonly<Record<string, ColumnRule>>;
  /** Rows that an answer which reads the table may have at most. */
  readonly rows: Readonly<Record<string, number>>;
  /** Rows with a value that an aggregate over an aggregate-only column must be made of at least. */
  readonly groupRowsMin: number;
}

export const groupRowsMinDefault = 5;

/** An access policy with the secret that hashes begin with, for engines that hold it themselves. */
export interface Masking {
  readonly policy: AccessPolicy;
  /** Hexadecimal. */
  readonly salt: string;
}
