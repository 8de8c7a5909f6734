import type { ForeignSyntax } from '../foreign-syntax.ts';

export const postgresForeignSyntax: ForeignSyntax = {
  failing: [
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
  silent: [],
};
