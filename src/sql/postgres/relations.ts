import { refuse, type Refusal } from '../../core/proof.ts';

/** Catalogs that describe data. Others hold passwords, samples of data, other sessions' statements, settings, files. */
const catalogs: ReadonlySet<string> = new Set(
  `pg_class pg_attribute pg_namespace pg_type pg_constraint pg_index pg_description pg_proc pg_enum pg_tables pg_views pg_matviews pg_indexes pg_sequences pg_depend pg_attrdef
   pg_inherits pg_partitioned_table pg_collation pg_am pg_operator pg_opclass pg_cast pg_range pg_extension pg_language pg_database pg_trigger pg_rewrite pg_timezone_names
   pg_timezone_abbrevs pg_aggregate pg_sequence pg_ts_config pg_ts_dict pg_roles pg_tablespace`.split(/\s+/),
);

const describing = /^(tables|columns|views|schemata|sequences|key_column_usage|table_constraints|referential_constraints|constraint_column_usage|constraint_table_usage|check_constraints|domains|domain_constraints|element_types|parameters|routines|triggers|view_column_usage|view_table_usage|column_privileges|table_privileges|collations|character_sets|information_schema_catalog_name)$/;

/** Every relation of the server's own whose name is given, bare or with its schema; bare `pg_…` names are found in pg_catalog first. */
export function refusedRelation(schema: string, name: string): Refusal | undefined {
  const system = schema === 'pg_catalog' || (schema === '' && name.startsWith('pg_'));
  if (system && !catalogs.has(name)) return refuse(`${name} tells of the server or of other sessions, or holds samples of data`, ['get_schema describes the database.']);
  if (schema === 'information_schema' && !describing.test(name)) return refuse(`information_schema.${name} tells of the server, not of the data`, ['get_schema describes the database.']);
  if (/^pg_(toast|temp)/.test(schema)) return refuse(`${schema} belongs to the server and may not be read`, ['Read the table itself.']);
  return undefined;
}

/** Settings that say how text and time are read; others name files, hosts and passwords. */
const showable = /^(server_version(_num)?|server_encoding|client_encoding|timezone|datestyle|intervalstyle|search_path|standard_conforming_strings|integer_datetimes|lc_\w+|(default_)?transaction_(read_only|isolation)|statement_timeout|lock_timeout|max_identifier_length|is_superuser|extra_float_digits|bytea_output|in_hot_standby|role|time zone|default_text_search_config)$/i;

export function refusedSetting(name: string): Refusal | undefined {
  return showable.test(name) ? undefined : refuse(`SHOW ${name} tells of the server, not of the data`, ['SHOW server_version, timezone, search_path and the like are run.']);
}
