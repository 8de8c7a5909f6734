import type { Definition, Inspection, NameFacts } from '../../core/proof.ts';
import type { Query } from './introspect.ts';

/**
 * The views whose names stand in the statement. Functions need no look-up: the guard knows the built-in ones by name, and a
 * stored one is only reached under a name that is not among them.
 */
export async function resolve(query: Query, escape: (text: string) => string, { attributes = [] }: Inspection): Promise<NameFacts> {
  if (attributes.length === 0) return { functions: [], definitions: [] };
  const list = attributes.map(escape).join(', ');
  const rows = await query<{ name: string; definition: string }>(
    `SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS name, VIEW_DEFINITION AS definition FROM information_schema.VIEWS WHERE (TABLE_SCHEMA = DATABASE() OR LOWER(TABLE_SCHEMA) IN (${list})) AND TABLE_SCHEMA NOT IN ('sys', 'mysql', 'information_schema', 'performance_schema') AND LOWER(TABLE_NAME) IN (${list})`,
  );
  return { functions: [], definitions: rows.map((row): Definition => ({ name: row.name, sql: row.definition })) };
}
