import type { ForeignSyntax } from '../foreign-syntax.ts';

const firstOfEach = 'row_number() OVER (PARTITION BY …) = 1 around a subquery in place of DISTINCT ON';

export const mysqlForeignSyntax: ForeignSyntax = {
  failing: [
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
  silent: [[/\| \|/, '|| means OR here: write CONCAT(a, b) to join texts']],
};
