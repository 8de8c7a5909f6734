import type { FullScans } from '../scan.ts';

/** Columns are stored and read in whole, and what they hold is known by parts: no index would spare much of it, so that none is proposed. */
export const duckdbScans: FullScans = {
  explain: (sql) => `EXPLAIN (FORMAT JSON) ${sql}`,
  read: () => [],
};
