import type { DialectName } from '../core/dialect.ts';

/** Functions that people know from another dialect, with what this one has instead. */
export const equivalents: Readonly<Record<DialectName, Readonly<Record<string, string>>>> = {
  postgres: {
    ifnull: 'coalesce(a, b)', nvl: 'coalesce(a, b)', isnull: 'a IS NULL', if: 'CASE WHEN … THEN … ELSE … END', iif: 'CASE WHEN … THEN … ELSE … END', group_concat: "string_agg(x, ',')", strftime: "to_char(d, 'YYYY-MM')", date_format: "to_char(d, 'YYYY-MM')", str_to_date: "to_date(t, 'YYYY-MM-DD')",
    year: 'EXTRACT(YEAR FROM d)', month: 'EXTRACT(MONTH FROM d)', day: 'EXTRACT(DAY FROM d)', hour: 'EXTRACT(HOUR FROM d)', datediff: 'date1 - date2', date_sub: "d - interval '1 day'", dateadd: "d + interval '1 day'", curdate: 'current_date', getdate: 'now()', datetime: 'd::timestamp', julianday: "EXTRACT(EPOCH FROM d) / 86400", len: 'length(t)', instr: "position('x' IN t)", locate: "position('x' IN t)", rand: 'random()', unix_timestamp: 'EXTRACT(EPOCH FROM d)', from_unixtime: 'to_timestamp(n)', total: 'sum(n)', json_extract: "j -> 'key'", char_index: "position('x' IN t)", charindex: "position('x' IN t)", last_day: "date_trunc('month', d) + interval '1 month - 1 day'", group_array: 'array_agg(x)',
  },
  mysql: {
    date_trunc: "DATE_FORMAT(d, '%Y-%m-01')", strftime: "DATE_FORMAT(d, '%Y-%m')", string_agg: "GROUP_CONCAT(x SEPARATOR ',')", array_agg: 'JSON_ARRAYAGG(x)', to_timestamp: 'FROM_UNIXTIME(n)', date_part: 'EXTRACT(YEAR FROM d)', julianday: 'DATEDIFF(d1, d2)', age: 'TIMESTAMPDIFF(DAY, d1, d2)', random: 'RAND()', len: 'CHAR_LENGTH(t)', iif: 'IF(a, b, c)', strpos: 'LOCATE(x, t)', charindex: 'LOCATE(x, t)', getdate: 'NOW()', dateadd: 'DATE_ADD(d, INTERVAL 1 DAY)', generate_series: 'WITH RECURSIVE', unnest: 'JSON_TABLE', initcap: "CONCAT(UPPER(LEFT(t, 1)), LOWER(SUBSTRING(t, 2)))", split_part: 'SUBSTRING_INDEX(t, x, n)', total: 'SUM(n)', filter: 'SUM(CASE WHEN … THEN n END)', sets: 'WITH ROLLUP', cube: 'WITH ROLLUP', unixepoch: 'UNIX_TIMESTAMP(d)',
  },
  sqlite: {
    date_trunc: "strftime('%Y-%m-01', d)", to_char: "strftime('%Y-%m', d)", date_format: "strftime('%Y-%m', d)", year: "strftime('%Y', d)", month: "strftime('%m', d)", day: "strftime('%d', d)", extract: "strftime('%Y', d)", date_part: "strftime('%Y', d)", now: "datetime('now')", curdate: "date('now')", getdate: "datetime('now')", datediff: 'julianday(d1) - julianday(d2)', date_sub: "date(d, '-1 day')", date_add: "date(d, '+1 day')", nvl: 'ifnull(a, b)', isnull: 'a IS NULL', array_agg: 'json_group_array(x)', left: 'substr(t, 1, n)', right: 'substr(t, -n)', len: 'length(t)', position: 'instr(t, x)', strpos: 'instr(t, x)', locate: 'instr(t, x)', charindex: 'instr(t, x)', rand: 'random()', greatest: 'max(a, b)', least: 'min(a, b)', stddev: 'sqrt(avg(x * x) - avg(x) * avg(x))', unix_timestamp: "unixepoch(d)", from_unixtime: "datetime(n, 'unixepoch')", to_date: 'date(t)', lpad: "printf('%5s', t)", concat_agg: 'group_concat(x)', convert: 'CAST(x AS TEXT)', regexp_replace: 'replace(t, x, y)',
  },
};

export function equivalentOf(name: string, dialect: DialectName): string | undefined {
  const [known, lower] = [equivalents[dialect], name.toLowerCase()];
  return Object.hasOwn(known, lower) ? known[lower] : undefined;
}
