/** Immutable by pg_proc, and so pure by definition; these alone are internals that no question needs. */
const refusedImmutable = /(_handler|handler|_validator|_recv|_transfn|_support|sortsupport|skipsupport)$|^pg_ddl_command/;

/**
 * Built-in functions that are stable or volatile by pg_proc and yet only read: the clock, chance, the session's own names, the
 * catalog, sizes. Names as in pg_proc of PostgreSQL 18. All others are refused: they run SQL given as text, reach files, locks,
 * other sessions, replication, large objects and settings, or draw from sequences.
 */
const allowed: ReadonlySet<string> = new Set(
  `age anytextcat array_sample array_shuffle array_to_json array_to_string bernoulli clock_timestamp col_description concat concat_ws convert convert_from convert_to
   current_database current_schema current_schemas current_user date date_add date_part date_subtract date_trunc enum_first enum_last enum_range extract format format_type
   gen_random_uuid generate_series get_current_ts_config getdatabaseencoding has_any_column_privilege has_column_privilege has_database_privilege has_function_privilege
   has_schema_privilege has_sequence_privilege has_table_privilege has_type_privilege in_range json_agg json_agg_strict json_build_array json_build_object json_object_agg
   json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict json_populate_record json_populate_recordset json_to_record json_to_recordset json_to_tsvector
   jsonb_agg jsonb_agg_strict jsonb_build_array jsonb_build_object jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict
   jsonb_path_exists_tz jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_record jsonb_populate_record_valid
   jsonb_populate_recordset jsonb_to_record jsonb_to_recordset jsonb_to_tsvector length make_timestamptz money mxid_age now numeric obj_description overlaps
   pg_basetype pg_char_to_encoding pg_client_encoding pg_collation_for pg_collation_is_visible pg_column_compression pg_column_size pg_current_snapshot pg_database_size
   pg_describe_object pg_encoding_to_char pg_function_is_visible pg_get_constraintdef pg_get_expr pg_get_function_arguments pg_get_function_identity_arguments
   pg_get_function_result pg_get_indexdef pg_get_keywords pg_get_partkeydef pg_get_serial_sequence pg_get_userbyid pg_get_viewdef pg_has_role pg_indexes_size
   pg_is_in_recovery pg_operator_is_visible pg_partition_ancestors pg_partition_tree pg_relation_size pg_table_is_visible pg_table_size pg_timezone_abbrevs_abbrevs
   pg_timezone_abbrevs_zone pg_timezone_names pg_total_relation_size pg_type_is_visible pg_typeof phraseto_tsquery plainto_tsquery quote_literal quote_nullable random random_normal
   regclass row_to_json session_user shobj_description statement_timestamp system textanycat time timeofday timestamp timestamptz timetz timezone to_char to_date to_json to_jsonb
   to_number to_regclass to_regnamespace to_regproc to_regprocedure to_regrole to_regtype to_timestamp to_tsquery to_tsvector transaction_timestamp ts_debug ts_headline ts_match_tq
   ts_match_tt ts_parse ts_token_type uuidv4 uuidv7 version websearch_to_tsquery xml xml_is_well_formed
   uuid_generate_v4 uuid_generate_v1 uuid_generate_v1mc`.split(/\s+/),
);

/** Extensions whose functions compute only; of others (dblink, tablefunc, file access, cron …) none is called. */
const trustedExtensions: ReadonlySet<string> = new Set(
  'pg_trgm unaccent citext hstore ltree intarray fuzzystrmatch cube earthdistance isn seg vector postgis postgis_raster postgis_topology h3 h3_postgis pgcrypto uuid-ossp btree_gin btree_gist tsm_system_rows tsm_system_time pg_bigm rum timescaledb_toolkit intagg dict_int dict_xsyn semver ip4r temporal_tables numeral unit hll tdigest topn'.split(' '),
);

export function isAllowedBuiltIn(name: string, stability: 'immutable' | 'stable' | 'volatile'): boolean {
  return allowed.has(name) || (stability === 'immutable' && !refusedImmutable.test(name));
}

/** Foreign data wrappers that read what the operator set up and run nothing here; of file_fdw, programs are refused by themselves. */
const trustedWrappers: ReadonlySet<string> = new Set(['postgres_fdw postgres_fdw_handler', 'file_fdw file_fdw_handler']);

/** Volatile functions of trusted extensions change settings of the session (set_limit) or the database (postgis administration). */
export function isTrustedExtension(extension: string, name: string, stability: 'immutable' | 'stable' | 'volatile'): boolean {
  if (trustedWrappers.has(`${extension} ${name}`)) return true;
  return trustedExtensions.has(extension) && (stability !== 'volatile' || allowed.has(name) || /^(gen_random_bytes|gen_salt|crypt)$/.test(name));
}
