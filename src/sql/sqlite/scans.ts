import type { FullScans } from '../scan.ts';

/** `EXPLAIN QUERY PLAN`: `SCAN t` reads all of t; `SEARCH t USING INDEX …` and `SCAN t USING … INDEX …` do not. */
export const sqliteScans: FullScans = {
  explain: (sql) => `EXPLAIN QUERY PLAN ${sql}`,
  read: (rows) => rows.flatMap((row) => /^SCAN (?:TABLE )?(\S+)(?! USING)(?:$| (?!USING))/.exec(String(row.at(-1)))?.[1] ?? []),
};
