import type { Query } from './introspect.ts';

/** A table that was written within this time before the question may be written again within the same second, unseen. */
const settledSeconds = 2;

/**
 * A mark that differs when data may have changed, or null while that can't be told. It joins two signs, because each alone has
 * a gap: the newest UPDATE_TIME of the tables moves when a transaction commits, but by whole seconds, so it counts only when it
 * is some seconds old; the server's counters of written rows move with every row, but before the commit.
 * Limits: tables of engines that keep no UPDATE_TIME are not seen; nor is a write whose table left the server's cache of
 * definitions before the next look. Temporary tables and views over other servers (FEDERATED, SPIDER) are not covered.
 */
export async function dataVersion(query: Query, isMariaDb: boolean): Promise<string | null> {
  // MySQL 8 shows figures of the day before unless it is told not to.
  if (!isMariaDb) await query('SET SESSION information_schema_stats_expiry = 0');
  const [tables] = await query<{ newest: string | null; known: number | string; settled: number | string | null; blind: number | string }>(tablesSql);
  if (!tables || Number(tables.blind) > 0 || Number(tables.settled ?? 1) === 0) return null;
  const counters = await query<{ Variable_name: string; Value: string }>(countersSql);
  const ofInnoDb = counters.filter((counter) => counter.Variable_name.startsWith('Innodb'));
  return [tables.newest ?? '-', tables.known, ...(ofInnoDb.length > 0 ? ofInnoDb : counters).map((counter) => counter.Value)].join('/');
}

const tablesSql = `SELECT MAX(UPDATE_TIME) AS newest, COUNT(UPDATE_TIME) AS known, MAX(UPDATE_TIME) < NOW() - INTERVAL ${settledSeconds} SECOND AS settled,
  COALESCE(SUM(ENGINE NOT IN ('InnoDB', 'MyISAM', 'Aria')), 0) AS blind FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`;
/** MariaDB dropped the InnoDB counters in 10.6; the handlers' count the same and more. */
const countersSql = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Innodb_rows_inserted', 'Innodb_rows_updated', 'Innodb_rows_deleted', 'Handler_write', 'Handler_update', 'Handler_delete')";
