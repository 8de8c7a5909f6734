import type { SqlDialect } from '../dialect.ts';
import type { Access } from './rules.ts';

const role = 'nl2sql_reader';

/**
 * Statements that would enforce the policy in the database itself: a role that may read what is visible and no more. Hashed and
 * aggregate-only columns are left out, since no privilege can say that. Empty where the engine has no privileges.
 */
export function grantsFor({ snapshot, denied, restricted }: Access, dialect: SqlDialect): string[] {
  if (dialect.grantedOn.length === 0) return [];
  const quote = (name: string) => dialect.quoteIdentifier(name);
  const [gone, rules] = [new Set(denied), new Map(restricted.map((entry) => [entry.table, entry.rules]))];
  const visible = snapshot.tables.filter((table) => !gone.has(table));
  const tables = visible.map((table) => {
    const masked = rules.get(table);
    const columns = masked ? ` (${table.columns.filter((column) => !masked.has(column.name)).map((column) => quote(column.name)).join(', ')})` : '';
    return `GRANT SELECT${columns} ON ${quote(table.schema)}.${quote(table.name)} TO ${role};`;
  });
  const schemas = dialect.grantedOn.includes('schema') ? [...new Set(visible.map((table) => table.schema))].map((schema) => `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${role};`) : [];
  return [`CREATE ROLE ${role};`, ...schemas, ...tables];
}
