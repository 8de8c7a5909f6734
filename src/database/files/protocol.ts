import type { ErrorCode } from '../../core/errors.ts';
import type { FoundFile } from './paths.ts';

/** What a loader is told. */
export interface LoadRequest {
  readonly files: readonly FoundFile[];
  /** Where the scratch database and copies of texts lie: a folder that only we read. */
  readonly folder: string;
  /** Whether Parquet, too, is copied into tables: an access policy tells rows apart by what only tables have. */
  readonly isCopied: boolean;
  /** What the scratch database holds already. */
  readonly known: readonly LoadedTable[];
}

/** A table, and what came of its files. */
export interface LoadedTable {
  readonly name: string;
  /** One mark of its files and of the name that they had: while it stays the table does. */
  readonly mark: string;
  readonly rows: number;
  /** Names of its files, and how they were read. */
  readonly comment: string;
  readonly warnings: readonly string[];
}

export interface LoadReport {
  readonly tables: readonly LoadedTable[];
  /** Files that are no table, with the reason. */
  readonly problems: readonly string[];
}

export type LoadReply = { readonly ok: true; readonly report: LoadReport } | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly hints: readonly string[] };
