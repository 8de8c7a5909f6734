import { over, type Query, type Seen } from './introspect.ts';

/** A table that was written within this time before the question may be written again within the same second, unseen. */
const settledSeconds = 2;

interface Tables {
  readonly found: number | string;
  readonly digest: number | string | null;
  readonly settled: number | string | null;
  readonly blind: number | string;
}

/** Rows that were written, and whatever else leaves a table with other rows. */
const counted = ['HANDLER_WRITE', 'HANDLER_UPDATE', 'HANDLER_DELETE'];
const changed = ['COM_ALTER_TABLE', 'COM_CREATE_TABLE', 'COM_DROP_TABLE', 'COM_RENAME_TABLE', 'COM_TRUNCATE'];

/**
 * A mark that differs when data may have changed, or null while that can't be told. It joins two signs, because each alone has
 * a gap: what the server tells of each table (the moments of its last write and of its making, its size) moves when a change is
 * there to be read, but moments by whole seconds, so they count only when they are some seconds old, and sizes by estimate; the
 * server's counters of written rows and of changed tables move with every one, but before it can be read.
 * Limits: tables of engines that keep no UPDATE_TIME are not seen; nor is a write whose table left the server's cache of
 * definitions before the next look. Temporary tables and views over other servers (FEDERATED, SPIDER) are not covered.
 */
export async function dataVersion(query: Query, seen: Seen, isMariaDb: boolean): Promise<string | null> {
  const signs = isMariaDb ? await ofMariaDb(query, seen) : await ofMysql(query, seen);
  // A server that counts nothing tells nothing.
  if (!signs?.written || Number(signs.blind) > 0 || Number(signs.settled ?? 1) === 0) return null;
  return [signs.found, signs.digest ?? 0, signs.written].join('/');
}

type Signs = Tables & { readonly written: string | null };

/** In one round trip: each answer from memory waits for it. MariaDB has no counters of InnoDB since 10.6; the handlers' count the same and more. */
async function ofMariaDb(query: Query, seen: Seen): Promise<Signs | undefined> {
  const names = [...counted, ...changed].map((name) => `'${name}'`).join(', ');
  const written = `(SELECT GROUP_CONCAT(VARIABLE_VALUE SEPARATOR '/') FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN (${names}))`;
  const [signs] = await query<Signs>(over(`SELECT ${written} AS written, ${tablesSql}`, seen));
  return signs;
}

async function ofMysql(query: Query, seen: Seen): Promise<Signs | undefined> {
  // It shows figures of the day before unless it is told not to.
  await query('SET SESSION information_schema_stats_expiry = 0');
  const [tables] = await query<Tables>(over(`SELECT ${tablesSql}`, seen));
  const names = ['Innodb_rows_inserted', 'Innodb_rows_updated', 'Innodb_rows_deleted', ...changed].map((name) => `'${name}'`).join(', ');
  const counters = await query<{ Value: string }>(`SHOW GLOBAL STATUS WHERE Variable_name IN (${names})`);
  return tables && { ...tables, written: counters.map(({ Value }) => Value).join('/') };
}

const settledBefore = `NOW() - INTERVAL ${settledSeconds} SECOND`;
const tablesSql = `COUNT(*) AS found,
  SUM(CRC32(CONCAT_WS('|', TABLE_SCHEMA, TABLE_NAME, COALESCE(CREATE_TIME, '-'), COALESCE(UPDATE_TIME, '-'), COALESCE(AUTO_INCREMENT, '-'), TABLE_ROWS, DATA_LENGTH, INDEX_LENGTH))) AS digest,
  COALESCE(MAX(CREATE_TIME) < ${settledBefore}, 1) AND COALESCE(MAX(UPDATE_TIME) < ${settledBefore}, 1) AS settled,
  COALESCE(SUM(ENGINE NOT IN ('InnoDB', 'MyISAM', 'Aria')), 0) AS blind FROM information_schema.TABLES WHERE TABLE_SCHEMA IN ({schemas}) AND TABLE_TYPE = 'BASE TABLE'`;
