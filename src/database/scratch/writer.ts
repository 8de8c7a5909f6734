/** A second connection that may write, for checking what the guard lets through. Never used while serving. */
export interface Writer {
  /** Runs statements; gives the rows of the last one. */
  readonly write: (...statements: string[]) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}
