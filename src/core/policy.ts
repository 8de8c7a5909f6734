/** The limits under which one database is asked. All are upper bounds; times in milliseconds, sizes in bytes. */
export interface Policy {
  readonly timeoutMs: number;
  /** Rows a call returns unless it asks for another number. */
  readonly rowsDefault: number;
  /** Rows a call may ask for. */
  readonly rowsMax: number;
  readonly cellBytesMax: number;
  readonly resultBytesMax: number;
  /** Functions of users that the operator vouches for: they are called without being looked into. */
  readonly functions: readonly string[];
}

export const defaultPolicy: Policy = {
  timeoutMs: 30_000,
  rowsDefault: 100,
  rowsMax: 1_000,
  cellBytesMax: 16_384,
  resultBytesMax: 1_000_000,
  functions: [],
};
