import type { FullScans } from '../scan.ts';

/** `FORMAT=JSON` nests tables differently in MySQL and MariaDB, so every object that names a table and its access is looked at; `index` walks a whole index. */
export const mysqlScans: FullScans = {
  explain: (sql) => `EXPLAIN FORMAT=JSON ${sql}`,
  read: (rows) => scansIn(JSON.parse(String(rows[0]?.[0] ?? '{}')) as unknown),
};

function scansIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const whole = 'table_name' in value && typeof value.table_name === 'string' && 'access_type' in value && ['ALL', 'index'].includes(String(value.access_type)) ? [value.table_name] : [];
  return [...whole, ...Object.values(value).flatMap(scansIn)];
}
