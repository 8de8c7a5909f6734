import type { DuckDBConnection } from '@duckdb/node-api';
import type { FoundFile } from './paths.ts';

/** A table to be made of files. */
export interface TableSource {
  readonly name: string;
  readonly files: readonly FoundFile[];
}

/** What a loader works with. */
export interface Loading {
  readonly connection: DuckDBConnection;
  /** The table to be made, quoted, in the scratch database. */
  readonly table: string;
  readonly paths: readonly string[];
  /** For copies of ours. */
  readonly folder: string;
}

export interface Loaded {
  /** How the file was read, where that can't be taken for granted. */
  readonly remarks: readonly string[];
  /** What is not in the table as it is in the file: which file, line, column, and what was done. */
  readonly warnings: readonly string[];
}
