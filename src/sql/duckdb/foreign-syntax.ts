import type { ForeignSyntax } from '../foreign-syntax.ts';

export const duckdbForeignSyntax: ForeignSyntax = {
  failing: [
    [/`/, 'names in double quotes: "name"'],
    [/\blimit \d+ , \d+/i, 'LIMIT n OFFSET m in place of LIMIT m, n'],
    [/\bseparator ''/i, "string_agg(x, ',') in place of GROUP_CONCAT"],
    [/\b(?:regexp|rlike)\b/i, "regexp_matches(x, 'pattern')"],
    [/\bdiv\b/i, 'a // b in place of DIV'],
    [/\b(?:un)?signed\b/i, 'CAST(x AS BIGINT)'],
    [/<=>/, 'IS NOT DISTINCT FROM in place of <=>'],
    [/\bwith rollup\b/i, 'GROUP BY ROLLUP (a, b)'],
    [/\bfetch (?:first|next)\b/i, 'LIMIT n in place of FETCH FIRST'],
    [/\bstraight_join\b/i, 'JOIN'],
  ],
  silent: [],
};
