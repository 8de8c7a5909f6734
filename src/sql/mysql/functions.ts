/**
 * The functions that a statement may call: those of MySQL 8 and MariaDB that compute from their arguments and the data, or read
 * the clock, chance and the names of the session. Left out are all that sleep, match patterns which stand in a schema, lock, read files, wait for replication, draw from
 * sequences or set session state; stored functions and UDFs are on no list.
 */
export const allowedFunctions: ReadonlySet<string> = new Set(
  `abs acos adddate addtime add_months aes_decrypt aes_encrypt any_value ascii asin atan atan2 avg bin bin_to_uuid bit_and bit_count bit_length bit_or bit_xor
   cast ceil ceiling char char_length character_length charset chr coalesce coercibility collation column_check column_exists column_get column_json column_list
   compress concat concat_ws connection_id conv convert convert_tz cos cot count crc32 crc32c cume_dist curdate current_date current_role current_time current_timestamp
   current_user curtime database date date_add date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear degrees dense_rank elt exp export_set
   extract extractvalue field find_in_set first_value floor format format_bytes format_pico_time from_base64 from_days from_unixtime get_format greatest
   group_concat grouping hex hour if ifnull inet6_aton inet6_ntoa inet_aton inet_ntoa insert instr interval is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6 is_uuid isnull
   json_array json_arrayagg json_array_append json_array_insert json_array_intersect json_compact json_contains json_contains_path json_depth json_detailed json_equals json_exists
   json_extract json_insert json_key_value json_keys json_length json_loose json_merge json_merge_patch json_merge_preserve json_normalize json_object json_objectagg
   json_object_filter_keys json_object_to_array json_overlaps json_pretty json_query json_quote json_remove json_replace json_search
   json_set json_storage_size json_type json_unquote json_valid json_value kdf
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
   pointonsurface polygon relate srid startpoint touches within x y
   st_area st_asbinary st_asgeojson st_astext st_aswkb st_aswkt st_boundary st_buffer st_buffer_strategy st_centroid st_collect st_contains st_convexhull st_crosses st_difference st_dimension
   st_disjoint st_distance st_distance_sphere st_endpoint st_envelope st_equals st_exteriorring st_frechetdistance st_geohash st_geomcollfromtext st_geomcollfromtxt st_geomcollfromwkb
   st_geometrycollectionfromtext st_geometrycollectionfromwkb st_geometryfromtext st_geometryfromwkb st_geometryn st_geometrytype st_geomfromgeojson st_geomfromtext st_geomfromwkb
   st_hausdorffdistance st_interiorringn st_intersection st_intersects st_isclosed st_iscollection st_isempty st_isring st_issimple st_isvalid st_latfromgeohash st_latitude st_length
   st_linefromtext st_linefromwkb st_lineinterpolatepoint st_lineinterpolatepoints st_linestringfromtext st_linestringfromwkb st_longfromgeohash st_longitude st_makeenvelope
   st_mlinefromtext st_mlinefromwkb st_mpointfromtext st_mpointfromwkb st_mpolyfromtext st_mpolyfromwkb st_multilinestringfromtext st_multilinestringfromwkb st_multipointfromtext
   st_multipointfromwkb st_multipolygonfromtext st_multipolygonfromwkb st_numgeometries st_numinteriorring st_numinteriorrings st_numpoints st_overlaps st_pointatdistance
   st_pointfromgeohash st_pointfromtext st_pointfromwkb st_pointn st_pointonsurface st_polyfromtext st_polyfromwkb st_polygonfromtext st_polygonfromwkb st_relate st_simplify st_srid
   st_startpoint st_swapxy st_symdifference st_touches st_transform st_union st_validate st_within st_x st_y
   vec_distance vec_distance_cosine vec_distance_euclidean vec_fromtext vec_totext string_to_vector to_vector vector_to_string from_vector vector_dim`.split(/\s+/),
);

export function isAllowedFunction(name: string): boolean {
  return allowedFunctions.has(name);
}

/** Built in only with so many arguments; with fewer the server looks for a stored function. */
export const leastArguments: ReadonlyMap<string, number> = new Map([['point', 2], ...['linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon', 'geometrycollection'].map((name) => [name, 1] as const)]);

/** The release since which a server has a function, as major * 10,000 + minor * 100 + patch; absent where it has none. */
interface Since {
  readonly mysql?: number;
  /** The first release that has it no more. */
  readonly mysqlUntil?: number;
  readonly mariaDb?: number;
}

/** Of the list above, what not every server has. A name that is no built-in of the server itself is stored code there. */
const notEverywhere: ReadonlyMap<string, Since> = new Map(
  (
    [
      [{ mysql: 50_700 }, 'any_value format_pico_time validate_password_strength'],
      [{ mysql: 80_000 }, 'bin_to_uuid grouping is_uuid json_storage_size regexp_like statement_digest uuid_to_bin'],
      [{ mysql: 80_000, mariaDb: 110_800 }, 'format_bytes'],
      [{ mysql: 80_017, mariaDb: 100_900 }, 'json_overlaps'],
      [{ mysql: 80_021, mariaDb: 100_203 }, 'json_value'],
      [{ mysql: 50_600, mariaDb: 101_000 }, 'random_bytes'],
      [{ mysql: 50_722, mariaDb: 101_003 }, 'json_pretty'],
      [{ mysql: 80_000, mariaDb: 100_005 }, 'regexp_instr regexp_replace regexp_substr'],
      [{ mysql: 80_000, mariaDb: 100_200 }, 'cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number'],
      [{ mysql: 50_722, mariaDb: 100_500 }, 'json_arrayagg json_objectagg'],
      [{ mysql: 80_000, mariaDb: 100_005 }, 'current_role'],
      [{ mariaDb: 50_300 }, 'column_check column_exists column_get column_json column_list'],
      [{ mariaDb: 100_203 }, 'json_compact json_detailed json_exists json_loose json_query nvl nvl2 decode_oracle'],
      [{ mariaDb: 100_303 }, 'chr lengthb median percentile_cont percentile_disc trim_oracle value'],
      [{ mariaDb: 100_601 }, 'add_months sys_guid to_char'],
      [{ mariaDb: 100_700 }, 'json_equals json_normalize natural_sort_key sformat'],
      [{ mariaDb: 100_800 }, 'crc32c'],
      [{ mariaDb: 110_200 }, 'json_array_intersect json_key_value json_object_filter_keys json_object_to_array'],
      [{ mariaDb: 110_300 }, 'kdf'],
      [{ mariaDb: 110_700 }, 'uuid_v4 uuid_v7 vec_distance vec_distance_cosine vec_distance_euclidean vec_fromtext vec_totext'],
      [{ mariaDb: 120_200 }, 'to_date to_number trunc'],
      [{ mysql: 90_000 }, 'string_to_vector to_vector vector_to_string from_vector vector_dim'],
      [
        { mariaDb: 50_300 },
        `area asbinary astext aswkb aswkt boundary buffer centroid contains convexhull crosses dimension disjoint endpoint envelope equals exteriorring geometryn geometrytype glength interiorringn intersects isclosed
         isempty isring issimple mbrequal numgeometries numinteriorrings numpoints overlaps pointn pointonsurface srid startpoint touches within x y st_boundary st_isring st_pointonsurface st_relate`,
      ],
      [{}, 'distance relate'],
      [{ mysql: 80_024 }, 'st_lineinterpolatepoints'],
      [{ mariaDb: 120_100 }, 'st_iscollection'],
      // They have become a component, which may be missing: 8.4 has them, 9.7 has not, and the releases between were not tried.
      [{ mysql: 0, mysqlUntil: 90_000, mariaDb: 0 }, 'md5 sha sha1'],
      [
        { mysql: 80_000, mariaDb: 120_100 },
        `mbrcoveredby mbrcovers st_buffer_strategy st_collect st_frechetdistance st_geohash st_geomcollfromtxt st_hausdorffdistance st_isvalid st_latfromgeohash st_latitude
         st_lineinterpolatepoint st_longfromgeohash st_longitude st_makeenvelope st_numinteriorring st_pointatdistance st_pointfromgeohash st_simplify st_swapxy st_transform st_validate`,
      ],
    ] satisfies (readonly [Since, string])[]
  ).flatMap(([since, names]) => names.split(/\s+/).map((name): [string, Since] => [name, since])),
);

/** What a server calls itself: `10.11.6-MariaDB`, `8.4.2`. */
export interface ServerVersion {
  readonly isMariaDb: boolean;
  readonly number: number;
}

export function serverVersion(text: string): ServerVersion {
  const [, major = '0', minor = '0', patch = '0'] = /(\d+)\.(\d+)\.(\d+)/.exec(text.replace(/^5\.5\.5-/, '')) ?? [];
  return { isMariaDb: /mariadb/i.test(text), number: Number(major) * 10_000 + Number(minor) * 100 + Number(patch) };
}

/** Whether an allowed function is a built-in one of this server. */
export function isBuiltIn(name: string, { isMariaDb, number }: ServerVersion): boolean {
  const since = notEverywhere.get(name);
  if (since === undefined) return true;
  const [from = Infinity, until = Infinity] = isMariaDb ? [since.mariaDb] : [since.mysql, since.mysqlUntil];
  return number >= from && number < until;
}
