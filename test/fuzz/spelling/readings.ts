import type { EngineName } from '../../database/engines.ts';
import type { Aim } from './targets.ts';

/*
 * What a statement may do with the value that it is after: `<ref>` is that value, `<id>` a public column of the same row, `<row>` the
 * whole row, `<guess>` what a caller knows. Hashes have letters and an order of their own, so that what cuts or orders them is left out.
 */
type ByEngine = Readonly<Record<EngineName, readonly string[]>>;

const values = ['<ref>', '<ref>', '<ref>', '(<ref>)', 'coalesce(<ref>, <ref>)', 'CASE WHEN 1 = 1 THEN <ref> END', 'nullif(<ref>, <null>)'];
const ownValues: ByEngine = {
  postgres: [
    '<ref>::text', 'CAST(<ref> AS text)', "<ref> || ''", "concat(<ref>, '')", "format('%s', <ref>)", 'ARRAY[<ref>]', 'ROW(<ref>)', 'to_json(<ref>)', 'quote_literal(<ref>)',
    'greatest(<ref>, <ref>)', '(ARRAY[<ref>])[1]', "jsonb_build_object('v', <ref>)", 'JSON_OBJECT(\'v\': <ref>)', 'JSON_ARRAY(<ref>)', '(SELECT <ref>)', '(VALUES (<ref>))',
    '(SELECT z FROM unnest(ARRAY[<ref>]) z)', '(SELECT z FROM (VALUES (<ref>)) v(z))', "concat_ws(',', VARIADIC ARRAY[<ref>])", 'textcat(<ref>::text, <empty>)', '<ref>::text::xml',
    'text(<ref>)', "string_to_array(<ref>::text, '~')", '<row>', '<row>', '<row>', 'pg_typeof(<ref>)', 'num_nulls(<ref>)', '<ref> COLLATE "C"',
  ],
  mysql: [
    "concat(<ref>, '')", 'CAST(<ref> AS char)', 'ifnull(<ref>, 1)', 'if(1, <ref>, 1)', 'greatest(<ref>, <ref>)', "elt(1, <ref>)", 'json_array(<ref>)', "json_object('v', <ref>)",
    'quote(<ref>)', '(SELECT <ref>)', "concat_ws(',', <ref>)", '+<ref>', 'binary <ref>', 'convert(<ref> USING utf8mb4)', '{x <ref>}', "export_set(1, <ref>, '', '', 1)", 'lower(<ref>)',
    'trim(<ref>)', '<ref> COLLATE utf8mb4_bin', 'any_value(<ref>)', 'make_set(1, <ref>)', "column_json(column_create('v', <ref>))", '<ref> div 1',
  ],
  duckdb: [
    '<ref>::VARCHAR', "<ref> || ''", "concat(<ref>, '')", "format('{}', <ref>)", '[<ref>]', '[<ref>][1]', "{'v': <ref>}", "{'v': <ref>}.v", 'row(<ref>)', 'to_json(<ref>)', 'json_array(<ref>)',
    'greatest(<ref>, <ref>)', 'MAP {1: <ref>}',
    '(SELECT <ref>)', '(VALUES (<ref>))', '(SELECT z FROM unnest([<ref>]) t(z))', "string_split(<ref>::VARCHAR, '~')", '<row>', '<row>', '<row>', 'TRY(<ref>)', 'ifnull(<ref>, NULL)',
    'list_value(<ref>)', 'list_transform([<ref>], lambda x: x)',
    '<ref> COLLATE NOCASE', 'typeof(<ref>)', 'if(true, <ref>, <ref>)', 'any_value(<ref>) OVER ()', 'try_cast(<ref> AS VARCHAR)', 'constant_or_null(<ref>, <ref>)', 'union_value(v := <ref>)',
  ],
  sqlite: [
    "<ref> || ''", 'CAST(<ref> AS text)', 'ifnull(<ref>, 1)', 'iif(1, <ref>, 1)', 'max(<ref>, <ref>)', 'quote(<ref>)', 'json_array(<ref>)', "json_object('v', <ref>)", "printf('%s', <ref>)",
    '(SELECT <ref>)', 'lower(<ref>)', 'trim(<ref>)', 'likely(<ref>)', "concat(<ref>, '')", '<ref> COLLATE nocase', 'json_quote(<ref>)', "(SELECT value FROM json_each(json_array(<ref>)))",
    'nullif(<ref>, 1)', '+<ref>',
  ],
};
const cutValues: ByEngine = {
  postgres: [
    'length(<ref>::text)', 'substr(<ref>::text, 1, 4)', 'reverse(<ref>::text)', 'ascii(<ref>::text)', 'md5(<ref>::text)', 'hashtext(<ref>::text)', "encode(<ref>::text::bytea, 'base64')",
    'upper(<ref>::text)', "split_part(<ref>::text, ' ', 1)", 'left(<ref>::text, 3)',
  ],
  mysql: ['length(<ref>)', 'substr(<ref>, 1, 4)', 'reverse(<ref>)', 'ascii(<ref>)', 'md5(<ref>)', 'crc32(<ref>)', 'to_base64(<ref>)', 'hex(<ref>)', 'left(<ref>, 3)', 'soundex(<ref>)'],
  duckdb: ['length(<ref>::VARCHAR)', 'substr(<ref>::VARCHAR, 1, 4)', 'reverse(<ref>::VARCHAR)', 'ascii(<ref>::VARCHAR)', 'md5(<ref>::VARCHAR)', 'hash(<ref>)', 'upper(<ref>::VARCHAR)',
    '(<ref>::VARCHAR)[1:3]', 'left(<ref>::VARCHAR, 3)', 'bar(<ref>::DOUBLE, 0, 9000000)', 'bin(<ref>)'],
  sqlite: ['length(<ref>)', 'substr(<ref>, 1, 4)', 'unicode(<ref>)', 'hex(<ref>)', 'instr(<ref>, \'e\')', 'upper(<ref>)', 'typeof(<ref>)', 'soundex(<ref>)'],
};

const aggregates = ['max(<ref>)', 'min(<ref>)', 'count(DISTINCT <ref>)', 'max(<val>)'];
const ownAggregates: ByEngine = {
  postgres: [
    'array_agg(<ref>)', 'array_agg(DISTINCT <ref>)', "string_agg(<ref>::text, ',')", "string_agg(<ref>::text, ',' ORDER BY <id>)", 'json_agg(<ref>)', 'jsonb_agg(<ref>)',
    'json_object_agg(<id>, <ref>)', 'any_value(<ref>)', 'max(<ref>) FILTER (WHERE <id> = 1)', 'percentile_disc(0.5) WITHIN GROUP (ORDER BY <ref>)', 'mode() WITHIN GROUP (ORDER BY <ref>)',
    '(array_agg(<ref> ORDER BY <id>))[1]', 'json_agg(<row>)', 'array_agg(<row>)', "string_agg(<row>::text, '')", 'JSON_ARRAYAGG(<ref>)', 'JSON_OBJECTAGG(<id>::text: <ref>)',
    'xmlagg(xmlelement(NAME v, <ref>))', 'rank(1) WITHIN GROUP (ORDER BY <id>), max(<ref>)', 'range_agg(int4range(1, 2)), min(<ref>)',
  ],
  mysql: [
    'group_concat(<ref>)', "group_concat(DISTINCT <ref> ORDER BY <id> SEPARATOR '|')", 'json_arrayagg(<ref>)', 'json_objectagg(<id>, <ref>)', 'bit_xor(<ref>)', 'max(<ref>) + 0',
    'group_concat(<id>, <ref>)', 'std(<ref>), max(<ref>)',
  ],
  duckdb: [
    'list(<ref>)', 'array_agg(DISTINCT <ref>)', "string_agg(<ref>::VARCHAR, ',')", "string_agg(<ref>::VARCHAR, ',' ORDER BY <id>)", 'json_group_array(<ref>)', 'any_value(<ref>)', 'first(<ref>)',
    'arg_max(<ref>, <id>)', 'max_by(<ref>, <id>)', 'mode(<ref>)',
    'max(<ref>) FILTER (WHERE <id> = 1)', 'histogram(<ref>)', 'quantile_disc(<ref>, 0.5)', 'list(<row>)', 'first(<row>)', 'approx_count_distinct(<ref>)', 'approx_top_k(<ref>, 3)', 'max(<ref>, 3)',
    'list(<ref> ORDER BY <ref>)', "list_aggregate(list(<ref>), 'max')", 'median(<ref>)',
    'sum(<ref>) FILTER (WHERE <id> = 1)', 'product(<ref>)', 'bit_xor(<ref>)', 'entropy(<ref>)', 'reservoir_quantile(<ref>, 0.5)',
  ],
  sqlite: [
    'group_concat(<ref>)', "group_concat(DISTINCT <ref>)", "string_agg(<ref>, ',')", 'json_group_array(<ref>)', 'json_group_object(<id>, <ref>)', 'max(<ref>) FILTER (WHERE 1)',
    'group_concat(<ref> ORDER BY <id>)', 'total(<id>), max(<ref>)', 'jsonb_group_array(<ref>)', 'json(jsonb_group_array(<ref>))',
  ],
};

const conditions: ByEngine = {
  postgres: [
    "<ref>::text LIKE '<guess>%'", "<ref>::text ~ '^<guess>'", "<ref>::text ^@ '<guess>'", "position('<guess>' IN <ref>::text) = 1", "starts_with(<ref>::text, '<guess>')",
    "<ref>::text SIMILAR TO '<guess>%'", "NOT (<ref>::text NOT LIKE '<guess>%')", "CASE WHEN <ref>::text LIKE '<guess>%' THEN true END", "<ref>::text LIKE ANY (ARRAY['<guess>%'])",
    "(<ref>::text, 1) = (SELECT '<guess>', 1)", "<ref>::text IN (VALUES ('<guess>'))", "strpos(<ref>::text, '<guess>') = 1", "(<row>)::text LIKE '%<guess>%'",
    "regexp_like(<ref>::text, '^<guess>')", "<ref>::text OPERATOR(pg_catalog.~~) '<guess>%'",
  ],
  mysql: [
    "<ref> LIKE '<guess>%'", "<ref> REGEXP '^<guess>'", "<ref> RLIKE '^<guess>'", "instr(<ref>, '<guess>') = 1", "NOT (<ref> NOT LIKE '<guess>%')", "(<ref>, 1) IN (SELECT '<guess>', 1)",
    "locate('<guess>', <ref>) = 1", "<ref> <=> '<guess>'", "strcmp(<ref>, '<guess>') = 0", "find_in_set('<guess>', <ref>)", "<ref> = '<guess>'", "field('<guess>', <ref>)",
  ],
  duckdb: [
    "<ref>::VARCHAR LIKE '<guess>%'", "<ref>::VARCHAR ~ '<guess>.*'", "<ref>::VARCHAR ^@ '<guess>'", "starts_with(<ref>::VARCHAR, '<guess>')", "<ref>::VARCHAR SIMILAR TO '<guess>.*'",
    "<ref>::VARCHAR GLOB '<guess>*'", "NOT (<ref>::VARCHAR NOT LIKE '<guess>%')",
    "(<ref>::VARCHAR, 1) = ('<guess>', 1)", "<ref>::VARCHAR IN (VALUES ('<guess>'))", "instr(<ref>::VARCHAR, '<guess>') = 1", "contains(<ref>::VARCHAR, '<guess>')",
    "regexp_matches(<ref>::VARCHAR, '^<guess>')", "<row>::VARCHAR LIKE '%<guess>%'", "prefix(<ref>::VARCHAR, '<guess>')",
    "list_contains([<ref>::VARCHAR], '<guess>')", "levenshtein(<ref>::VARCHAR, '<guess>') < 30",
  ],
  sqlite: [
    "<ref> LIKE '<guess>%'", "<ref> GLOB '<guess>*'", "instr(<ref>, '<guess>') = 1", "NOT (<ref> NOT LIKE '<guess>%')", "(<ref>, 1) IN (SELECT '<guess>', 1)", "(<ref>, 1) = ('<guess>', 1)",
    "<ref> IN ('<guess>')", "<ref> IS '<guess>'", "like('<guess>%', <ref>)", "glob('<guess>*', <ref>)", "<ref> = '<guess>'",
  ],
};
const numberConditions = [
  '<ref> = <guess>', '<ref> > 4000000', '<ref> BETWEEN 10 AND 50', '<ref> IN (<guess>, 7)', '<ref> < 3000000', 'NOT (<ref> > 5000000)', '<ref> + 0 = <guess>', '<ref> % 2 = 0',
  '(<ref>, 1) = (<guess>, 1)', 'coalesce(<ref>, 0) > 4000000', 'CASE WHEN <ref> > 4000000 THEN 1 ELSE 0 END = 1', '<ref> >= (SELECT avg(<ref>) FROM <from>)',
];
const orderedConditions = ["<ref> > 'M'", "<ref> BETWEEN '<guess>' AND '<guess>zz'", 'length(<ref>) > 20'];

/** What fails and may tell the value in its message. */
const failing: ByEngine = {
  postgres: [
    'CAST(<ref>::text AS int)', "(<ref>::text || 'x')::int", '<ref>::text::date', '<ref>::text::json', "('{' || <ref>::text)::json", '<ref>::text::regclass', '<ref>::text::uuid',
    '<ref>::text::inet', '1 / (CASE WHEN <cond> THEN 0 ELSE 1 END)', "('x' || <ref>::text)::numeric", '<ref>::text::regtype', "to_date(<ref>::text, 'YYYY')", '<ref>::text::point',
    "('<a>' || <ref>::text)::xml", "regexp_match('a', '(' || <ref>::text)", '(<ref>::text)::guess', 'to_regclass(<ref>::text)::oid::int', "to_number(<ref>::text, '9')",
    'chr((CASE WHEN <cond> THEN -1 ELSE 65 END))', 'sqrt(CASE WHEN <cond> THEN -1 ELSE 1 END)', "('\"' || <ref>::text)::jsonpath", "decode(<ref>::text || '!', 'base64')",
  ],
  mysql: [
    'extractvalue(1, concat(0x7e, <ref>))', "updatexml(1, concat('$', <ref>), 1)", "json_extract('{}', concat('x', <ref>))", 'json_extract(<ref>, concat(<ref>))', 'cast(<ref> AS signed)',
    'cast(<ref> AS date)', 'exp(710 * (<cond>))', "(SELECT 1 FROM dept WHERE id = 1 AND (SELECT count(*) FROM dept GROUP BY concat(<ref>, floor(rand(0) * 2))))", 'st_geomfromtext(<ref>)',
    "name_const(<ref>, 1)", '~0 + (<cond>)', "(SELECT 1 UNION SELECT 2 WHERE <cond>)", 'inet6_aton(<ref>) + 1', "regexp_substr('a', concat('(', <ref>))", 'gtid_subset(<ref>, 1)',
    "str_to_date(<ref>, '%Y')",
  ],
  duckdb: [
    'CAST(<ref>::VARCHAR AS INT)', '<ref>::VARCHAR::DATE', '<ref>::VARCHAR::JSON', '<ref>::VARCHAR::UUID', '<ref>::VARCHAR::TIMESTAMP', "strptime(<ref>::VARCHAR, '%Y')",
    "json_extract('{}', <ref>::VARCHAR)", "json(<ref>::VARCHAR)", "regexp_matches('a', '(' || <ref>::VARCHAR)", '<ref>::VARCHAR::BLOB::INT',
    'sqrt(CASE WHEN <cond> THEN -1 ELSE 1 END)', 'ln(CASE WHEN <cond> THEN 0 ELSE 1 END)', 'make_date(1, CASE WHEN <cond> THEN 99 ELSE 1 END, 1)', 'chr(CASE WHEN <cond> THEN -1 ELSE 65 END)',
    '<ref>::VARCHAR::INT[]', "from_base64(<ref>::VARCHAR)", '<ref>::VARCHAR::TINYINT', '<ref>::TINYINT', "date_part(<ref>::VARCHAR, now())",
  ],
  sqlite: [
    'json(<ref>)', "json_extract('{}', <ref>)", "json_extract(<ref>, '$')", "CASE WHEN <cond> THEN abs(-9223372036854775807 - 1) END", "CASE WHEN <cond> THEN json('{') END",
    'strftime(<ref>)', "json_set('{}', <ref>, 1)", "zeroblob(CASE WHEN <cond> THEN 1 ELSE -1 END)", "CASE WHEN <cond> THEN round(1e400) END", "json_insert('{}', '$[' || <ref>, 1)",
  ],
};

/** The whole row, where it is a value: PostgreSQL. */
const wholeRows: readonly string[] = ['<r>', '<r>::text', 'CAST(<r> AS text)', '(<r>)', 'ROW(<r>.*)', 'ROW(<r>.*)::text', 'to_jsonb(<r>)', 'to_json(<r>)', 'row_to_json(<r>)', '<r>.to_jsonb',
'(<r>).to_jsonb', '(<r>).row_to_json', '<r>.record_out', 'record_out(<r>)', '(<r>).text', 'text(<r>)', "concat(<r>)", "format('%s', <r>)", "<r>::text || ''", 'ARRAY[<r>]',
'array[<r>]::text', 'jsonb_build_array(<r>)', "jsonb_build_object('r', <r>)", 'quote_literal(<r>)', 'quote_nullable(<r>)', 'coalesce(<r>, <r>)', 'greatest(<r>, <r>)', '(SELECT <r>)',
'(SELECT x FROM (SELECT <r>.*) x)', "(SELECT string_agg(value, ',') FROM jsonb_each_text(to_jsonb(<r>)))", "(SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(<r>)))",
'first_value(<r>) OVER ()', 'hash_record(<r>)', 'hash_record_extended(<r>, 1)', 'pg_column_size(<r>)', 'jsonb_pretty(to_jsonb(<r>))', 'concat_ws(\',\', <r>.*)', 'num_nonnulls(<r>.*)',
'JSON_ARRAY(<r>)', 'JSON_OBJECT(\'r\': <r>)', 'xmlforest(<r> AS r)', 'xmlelement(NAME r, <r>)', 'to_jsonb(<r>) - 1', '(jsonb_populate_record(<r>, \'{}\'))',
'(jsonb_populate_record(<r>, \'{}\')).*', '(<r>).*', 'CASE WHEN true THEN <r> END', '(ARRAY[<r>])[1]', 'nullif(<r>, NULL)', 'array_to_json(ARRAY[<r>])', 'row_to_json(ROW(<r>.*))',
'((<r>)).*'];

/** The same on DuckDB, where it is a struct. */
const wholeStructs: readonly string[] = ['<r>', '<r>::VARCHAR', '(<r>)', 'to_json(<r>)', 'row_to_json(<r>)', 'row(<r>)', 'struct_pack(r := <r>)', '{\'r\': <r>}', '[<r>]', '[<r>][1]',
  'coalesce(<r>, <r>)', '(SELECT <r>)', 'unnest(<r>)', 'struct_values(<r>)', 'struct_keys(<r>)', 'json_keys(to_json(<r>))', "concat(<r>)", "format('{}', <r>::VARCHAR)", 'hash(<r>)',
'struct_extract(<r>, 1)', 'struct_insert(<r>, zz := 1)', 'first_value(<r>) OVER ()', 'if(true, <r>, <r>)', '<r>.*', 'typeof(<r>)', 'nullif(<r>, NULL)', 'list_value(<r>)', 'greatest(<r>, <r>)'];

/** What counts with the letters of a hash. */
const reckoning = /hash\(|bar\(|bin\(|INT\b|levenshtein|bit_xor|\+ 0|std\(|signed|div 1|^\+<|hash_record|extractvalue|updatexml|json_extract|column_json|export_set|inet|str_to_date|exp\(|~0|strftime|::point|to_number|st_geom/;
const fit = (texts: readonly string[], aim: Aim) => (aim === 'hashed' ? texts.filter((text) => !reckoning.test(text)) : texts);

export function valuesOf(engine: EngineName, aim: Aim): readonly string[] {
  const plain = [...values, ...ownValues[engine]];
  return aim === 'hashed' || aim === 'rows' ? fit(plain, aim) : [...plain, ...cutValues[engine]];
}

export function rowsOf(engine: EngineName, aim: Aim): readonly string[] {
  return fit(engine === 'duckdb' ? wholeStructs : wholeRows, aim);
}

export function aggregatesOf(engine: EngineName, aim: Aim): readonly string[] {
  return fit([...aggregates, ...ownAggregates[engine]], aim);
}

export function conditionsOf(engine: EngineName, aim: Aim, kind: 'text' | 'number'): readonly string[] {
  if (kind === 'number') return numberConditions;
  return aim === 'hashed' ? conditions[engine] : [...conditions[engine], ...(engine === 'postgres' ? [] : orderedConditions)];
}

export function failingOf(engine: EngineName, aim: Aim): readonly string[] {
  return fit(failing[engine], aim);
}
