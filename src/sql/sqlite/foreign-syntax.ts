import type { ForeignSyntax } from '../foreign-syntax.ts';

const firstOfEach = 'row_number() OVER (PARTITION BY …) = 1 around a subquery in place of DISTINCT ON';
const groupings = 'one SELECT for each grouping, joined by UNION ALL';

export const sqliteForeignSyntax: ForeignSyntax = {
  failing: [
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
  silent: [],
};
