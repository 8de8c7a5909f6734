/** The SQL dialects that we parse, prove and print. MariaDB speaks `mysql`; CockroachDB and YugabyteDB speak `postgres`; TiDB and Vitess `mysql`. */
export const dialectNames = ['sqlite', 'duckdb', 'postgres', 'mysql'] as const;

export type DialectName = (typeof dialectNames)[number];
