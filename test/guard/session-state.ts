import type { EngineName } from '../database/engines.ts';

/** What a statement could leave in its own session: settings, role, locks, prepared statements, cursors, temporary objects. */
export const sessionState: Readonly<Record<EngineName, readonly string[]>> = {
  sqlite: ['SELECT count(*) FROM sqlite_temp_schema', "SELECT 'a' LIKE 'A'", 'SELECT total_changes(), last_insert_rowid()'],
  duckdb: ["SELECT name, value FROM duckdb_settings() WHERE name NOT IN ('Calendar') ORDER BY name", "SELECT count(*) FROM duckdb_tables() WHERE temporary", 'SELECT count(*) FROM duckdb_variables()',
    'SELECT current_schema()'],
  postgres: [
    "SELECT name, setting FROM pg_settings WHERE name <> 'transaction_deferrable' ORDER BY name", "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'", 'SELECT count(*) FROM pg_prepared_statements', "SELECT count(*) FROM pg_cursors WHERE is_holdable", 'SELECT count(*) FROM pg_listening_channels()',
    'SELECT current_user::text, session_user::text, current_schema()::text, pg_my_temp_schema()::text', "SELECT current_setting('transaction_read_only')",
  ],
  mysql: [
    "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM /*M! information_schema.SESSION_VARIABLES */ /*!80000 performance_schema.session_variables */ WHERE UPPER(VARIABLE_NAME) NOT IN ('TIMESTAMP', 'PSEUDO_THREAD_ID', 'RAND_SEED1', 'RAND_SEED2', 'LAST_GTID', 'GTID_BINLOG_STATE', 'ERROR_COUNT', 'WARNING_COUNT', 'SQL_SELECT_LIMIT', 'STATEMENT_ID') ORDER BY VARIABLE_NAME",
    "SELECT @a, IS_FREE_LOCK('a'), DATABASE(), CURRENT_ROLE(), CURRENT_USER()", "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 't1' AND TABLE_SCHEMA = DATABASE()",
  ],
};
