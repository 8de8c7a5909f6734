/** The SQL dialects that we parse, prove and print. MariaDB speaks `mysql`; CockroachDB and YugabyteDB speak `postgres`; TiDB and Vitess `mysql`. */
export type DialectName = 'sqlite' | 'postgres' | 'mysql';
