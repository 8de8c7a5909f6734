const clockNames = /\b(now|random|rand|randomblob|uuid|uuid_short|gen_random_uuid|uuid_generate_v\w+|current_(date|time|timestamp|user|role|setting)|session_user|localtime(stamp)?|sysdate|curdate|curtime|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|utc_\w+|age|changes|total_changes|last_insert_\w+|connection_id|row_count|found_rows|pg_\w+)\b/i;
const clockWords = /'\s*(now|today|yesterday|tomorrow)\b/i;
const clockByDefault = /\b(date|time|datetime|julianday|unixepoch|unix_timestamp)\s*\(\s*\)|\bstrftime\s*\(\s*'[^']*'\s*\)/i;

/** The clock, the session and chance are no data: what reads them differs from call to call. Errs on the side of yes. */
export function readsClock(sql: string): boolean {
  return clockNames.test(sql) || clockWords.test(sql) || clockByDefault.test(sql);
}
