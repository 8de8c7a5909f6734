/**
 * The functions that a statement may call: those of MySQL 8 and MariaDB that compute from their arguments and the data, or read
 * the clock, chance and the names of the session. Left out are all that sleep, lock, read files, wait for replication, draw from
 * sequences or set session state; stored functions and UDFs are on no list.
 */
const allowed: ReadonlySet<string> = new Set(
  `abs acos adddate addtime add_months aes_decrypt aes_encrypt any_value ascii asin atan atan2 avg bin bin_to_uuid bit_and bit_count bit_length bit_or bit_xor
   cast ceil ceiling char char_length character_length charset chr coalesce coercibility collation column_check column_exists column_get column_json column_list
   compress concat concat_ws connection_id conv convert convert_tz cos cot count crc32 crc32c cume_dist curdate current_date current_role current_time current_timestamp
   current_user curtime database date date_add date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear degrees dense_rank elt exp export_set
   extract extractvalue field find_in_set first_value floor format format_bytes format_pico_time from_base64 from_days from_unixtime get_format greatest
   group_concat grouping hex hour if ifnull inet6_aton inet6_ntoa inet_aton inet_ntoa insert instr interval is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6 is_uuid isnull
   json_array json_arrayagg json_array_append json_array_insert json_array_intersect json_compact json_contains json_contains_path json_depth json_detailed json_equals json_exists
   json_extract json_insert json_key_value json_keys json_length json_loose json_merge json_merge_patch json_merge_preserve json_normalize json_object json_objectagg
   json_object_filter_keys json_object_to_array json_overlaps json_pretty json_query json_quote json_remove json_replace json_schema_valid json_schema_validation_report json_search
   json_set json_storage_size json_table json_type json_unquote json_valid json_value kdf
   lag last_day last_value lcase lead least left length lengthb ln localtime localtimestamp locate log log10 log2 lower lpad ltrim make_set makedate maketime match max md5
   median microsecond mid min minute mod month monthname natural_sort_key now nth_value ntile nullif nvl nvl2 oct octet_length ord percent_rank percentile_cont
   percentile_disc period_add period_diff pi position pow power quarter quote radians rand random_bytes rank regexp_instr regexp_like regexp_replace regexp_substr
   repeat replace reverse right round row row_number rpad rtrim schema sec_to_time second session_user sformat sha sha1 sha2 sign sin soundex space sqrt statement_digest std
   stddev stddev_pop stddev_samp str_to_date strcmp subdate substr substring substring_index subtime sum sysdate sys_guid tan time time_format time_to_sec timediff
   timestamp timestampadd timestampdiff to_base64 to_char to_date to_days to_number to_seconds trim trim_oracle trunc truncate ucase uncompress uncompressed_length unhex unix_timestamp
   updatexml upper user utc_date utc_time utc_timestamp uuid uuid_short uuid_to_bin uuid_v4 uuid_v7 validate_password_strength values value var_pop var_samp variance version week weekday weekofyear
   weight_string year yearweek
   area asbinary astext aswkb aswkt boundary buffer centroid contains convexhull crosses dimension disjoint distance endpoint envelope equals exteriorring geometrycollection
   geometryn geometrytype glength interiorringn intersects isclosed isempty isring issimple linestring mbrcontains mbrcoveredby mbrcovers mbrdisjoint mbrequal
   mbrequals mbrintersects mbroverlaps mbrtouches mbrwithin multilinestring multipoint multipolygon numgeometries numinteriorrings numpoints overlaps point pointn
   pointonsurface polygon relate srid startpoint touches within x y`.split(/\s+/),
);

export function isAllowedFunction(name: string): boolean {
  return allowed.has(name) || /^(st|vec)_[a-z0-9_]+$/.test(name);
}

/** Words that stand before a parenthesis and call nothing: clauses, operators and types. */
export const notFunctions: ReadonlySet<string> = new Set(
  `select from where in and or not as on exists any all some union values over when then else case by having limit using join with except intersect between like is distinct
   partition rows range lateral set key index div mod rlike regexp xor binary collate columns path nested window rollup force ignore use offset against straight_join inner
   cross natural recursive end null desc asc table fields for escape separator decimal dec numeric varchar varbinary float double real bit int integer bigint smallint tinyint
   mediumint unsigned signed datetime fixed nchar text blob enum dual within group order of procedure describe explain show return array member`.split(/\s+/),
);
