import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a DuckDB process puts what does not fit into its memory; nothing is there until it does. */
export function scratchFolder(pid: number): string {
  return join(tmpdir(), `nl2sql-mcp-duckdb-${pid}`);
}
