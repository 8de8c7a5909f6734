import type { DialectName } from '../core/dialect.ts';
import type { SqlDialect } from './dialect.ts';
import { type Token, tokenize } from './lexer.ts';

/** Syntax that people know from another dialect, and what this one has instead. Patterns see tokens between single spaces, texts as '' or "". */
type ForeignSyntax = readonly (readonly [RegExp, string])[];

const everywhere: ForeignSyntax = [
  [/\bselect (?:distinct )?top \d/i, 'LIMIT n at the end in place of TOP n'],
  [/\bqualify\b/i, 'a subquery with the window function and WHERE around it in place of QUALIFY'],
  [/\bminus select\b/i, 'EXCEPT in place of MINUS'],
  [/\bnvl2 \(/i, 'CASE WHEN a IS NOT NULL THEN b ELSE c END in place of nvl2'],
];

const firstOfEach = 'row_number() OVER (PARTITION BY …) = 1 around a subquery in place of DISTINCT ON';
const groupings = 'one SELECT for each grouping, joined by UNION ALL';

/** Fails on the dialect. */
const failing: Readonly<Record<DialectName, ForeignSyntax>> = {
  postgres: [
    [/`/, 'names in double quotes: "name"'],
    [/\[ \w+ \]/, 'names in double quotes: "name"'],
    [/\blimit \d+ , \d+/i, 'LIMIT n OFFSET m in place of LIMIT m, n'],
    [/\binterval -? ?\d/i, "interval '1 day', added or subtracted: d - interval '1 day'"],
    [/\bseparator ''/i, "string_agg(x, ',') in place of GROUP_CONCAT"],
    [/\b(?:regexp|rlike)\b/i, "x ~ 'pattern' (~* ignores case)"],
    [/\bglob\b/i, "x LIKE 'a%' or x ~ 'pattern' in place of GLOB"],
    [/\bdiv\b/i, 'a / b, which is whole for integers, in place of DIV'],
    [/\b(?:un)?signed\b/i, 'CAST(x AS bigint)'],
    [/\bcollate nocase\b/i, 'ILIKE, or lower(x) on both sides, in place of COLLATE NOCASE'],
    [/\bcast \( [^()]{1,200} as (?:datetime|double)\b/i, 'timestamp or double precision as the type'],
    [/<=>/, 'IS NOT DISTINCT FROM in place of <=>'],
    [/\bwith rollup\b/i, 'GROUP BY ROLLUP (a, b)'],
  ],
  mysql: [
    [/\bilike\b/i, 'LIKE, which ignores case'],
    [/\b(?:from|join|by) ""|\. ""/i, 'names in backticks: `name`'],
    [/\[ \w+ \]/, 'names in backticks: `name`'],
    [/\bnulls (?:first|last)\b/i, 'ORDER BY x IS NULL, x in place of NULLS LAST'],
    [/\bfull (?:outer )?join\b/i, 'LEFT JOIN … UNION SELECT … RIGHT JOIN … in place of FULL JOIN'],
    [/\bdistinct on\b/i, firstOfEach],
    [/\binterval ''(?! (?:microsecond|second|minute|hour|day|week|month|quarter|year|\w+_\w+))/i, 'INTERVAL 1 DAY: the unit stands outside of the text'],
    [/\bis (?:not )?distinct from\b/i, 'NOT (a <=> b) in place of IS DISTINCT FROM'],
    [/\brollup \(/i, 'GROUP BY a, b WITH ROLLUP'],
    [/\bextract \( (?:dow|isodow) from\b/i, 'DAYOFWEEK(d)'],
    [/\bextract \( epoch from\b/i, 'UNIX_TIMESTAMP(d)'],
    [/\blateral\b/i, 'a subquery with ROW_NUMBER() OVER (PARTITION BY …) in place of LATERAL'],
    [/\bsimilar to\b/i, "x REGEXP 'pattern' in place of SIMILAR TO"],
    [/\barray \[/i, 'JSON_ARRAY(a, b) in place of ARRAY'],
    [/\bas (?:text|varchar|integer|int|bigint|numeric|timestamp)\b/i, 'CAST(x AS CHAR), AS SIGNED, AS DECIMAL(10, 2) or AS DATETIME'],
    [/\bglob\b/i, "x LIKE 'a%' in place of GLOB"],
    [/\bcollate nocase\b/i, 'LIKE and = ignore case already'],
    [/\bat time zone\b/i, "CONVERT_TZ(d, '+00:00', '+01:00')"],
  ],
  sqlite: [
    [/\bilike\b/i, 'LIKE, which ignores case'],
    [/::/, 'CAST(x AS TEXT) in place of ::'],
    [/\binterval\b/i, "date(d, '-1 day') or datetime(d, '+1 month') in place of INTERVAL"],
    [/\bextract \( \w+ from\b/i, "strftime('%Y', d), '%m' or '%d', in place of EXTRACT"],
    [/\b(?:date|timestamp|time) ''/i, "the text alone: d >= '2024-01-01'"],
    [/\bfetch (?:first|next)\b/i, 'LIMIT n in place of FETCH FIRST'],
    [/\bdistinct on\b/i, firstOfEach],
    [/\bgrouping sets\b|\b(?:cube|rollup) \(|\bwith rollup\b/i, groupings],
    [/\bseparator ''/i, "group_concat(x, ',')"],
    [/\blateral\b/i, 'a correlated subquery, or row_number() OVER (PARTITION BY …), in place of LATERAL'],
    [/\b(?:rlike|regexp|similar to)\b|~/i, "x LIKE 'a%' or x GLOB 'a*': there are no regular expressions"],
    [/\barray \[|\bunnest \(/i, 'json_array(a, b) and json_each(j)'],
    [/[=<>] (?:any|all|some) \(/i, 'IN (…) or EXISTS (…) in place of ANY and ALL'],
    [/\bposition \( [^()]{1,200} in\b/i, 'instr(t, x) in place of POSITION'],
    [/\bsubstring \( [^()]{1,200} (?:from|for)\b/i, 'substr(t, start, length)'],
    [/\b(?:trim|ltrim|rtrim) \( (?:both|leading|trailing)\b/i, 'trim(t, x), ltrim(t, x) or rtrim(t, x)'],
    [/\bdiv\b/i, 'a / b, which is whole for integers, in place of DIV'],
    [/\bat time zone\b/i, "datetime(d, '+1 hour')"],
    [/<=>/, 'a IS b in place of <=>'],
    ],
};

/** Runs on the dialect and means something else. */
const silent: Readonly<Record<DialectName, ForeignSyntax>> = {
  postgres: [],
  mysql: [[/\| \|/, '|| means OR here: write CONCAT(a, b) to join texts']],
  sqlite: [],
};

/** What to write in a statement that failed. */
export function hintsForSyntax(sql: string, dialect: SqlDialect): string[] {
  const text = written(tokenize(sql, dialect.lexer));
  return [...everywhere, ...failing[dialect.name]].filter(([pattern]) => pattern.test(text)).map(([, instead]) => `Write ${instead}.`);
}

export function meansSomethingElse(tokens: readonly Token[], dialect: DialectName): string[] {
  return silent[dialect].filter(([pattern]) => pattern.test(written(tokens))).map(([, warning]) => warning);
}

function written(tokens: readonly Token[]): string {
  return tokens.filter((token) => token.kind !== 'comment').map((token) => (token.kind === 'string' ? token.text.charAt(0).repeat(2) : token.text)).join(' ').replace('< = >', '<=>');
}
