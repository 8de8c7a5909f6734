/** Volatile, yet they only read the clock, chance or the present session. */
export const harmlessVolatile: ReadonlySet<string> = new Set(['random', 'random_normal', 'clock_timestamp', 'timeofday', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'uuid_generate_v4']);

/**
 * Not volatile by pg_proc, and yet refused: they run SQL given as text, force an effect, or tell of other sessions, files and
 * settings. Names as in pg_proc of PostgreSQL 18.
 */
export const refusedStable: readonly RegExp[] = [
  /^(table|query|cursor|schema|database)_to_xml/,
  /^(table|query|cursor|schema|database)_to_xmlschema/,
  /^xmltable$/,
  /^ts_(stat|rewrite)$/,
  /^(txid_current|pg_current_xact_id)(_if_assigned)?$/,
  /^current_setting$/,
  /^pg_(read|ls|stat_file|logdir|hba|ident|show_all|config|file|get_wal|settings)/,
  /^pg_stat_get_(activity|backend|progress|wal|ssl|gss|replication|subscription)/,
  /^pg_(terminate|cancel|reload|rotate|switch|create|drop|copy|advance|replication|logical|export|import|notify|promote|wal|backup|start|stop|log_backend)/,
  /^pg_(try_)?advisory/,
  /^pg_sleep/,
  /^(lo|be_lo)_/,
  /^(dblink|postgres_fdw|file_fdw)/,
  /^inet_(server|client)_/,
];
