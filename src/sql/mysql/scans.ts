import type { FullScans } from '../scan.ts';

/**
 * `FORMAT=JSON` nests tables differently in MySQL and MariaDB, so every object that names a table and its access is looked at. Of
 * old, `ALL` reads a table and `index` a whole index; in the second version of MySQL's format, `table` does, and of an index it is told apart how it is read.
 */
export const mysqlScans: FullScans = {
  explain: (sql) => `EXPLAIN FORMAT=JSON ${sql}`,
  read: (rows) => scansIn(JSON.parse(String(rows[0]?.[0] ?? '{}')) as unknown),
};

function scansIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...scannedBy(value), ...Object.values(value).flatMap(scansIn)];
}

interface Step {
  readonly table_name?: unknown;
  /** How the statement calls the table; of old it is the name. */
  readonly alias?: unknown;
  readonly access_type?: unknown;
  readonly index_access_type?: unknown;
}

function scannedBy({ table_name: table, alias = table, access_type: access, index_access_type: indexAccess = 'index_scan' }: Step): string[] {
  const isWhole = access === 'ALL' || access === 'table' || (access === 'index' && indexAccess === 'index_scan');
  return isWhole && typeof table === 'string' && typeof alias === 'string' ? [alias] : [];
}
