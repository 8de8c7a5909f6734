import type { Client } from 'pg';

/** What an operator should know about the schemas that are configured, and the role that we connect as. */
export async function diagnose(client: Client, schemas: readonly string[] = []): Promise<string[]> {
  return [...(await ofSchemas(client, schemas)), ...(await ofRole(client))];
}

async function ofSchemas(client: Client, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM unnest($1::text[]) AS name WHERE NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = name)', [schemas]);
  return rows.map(({ name }) => `schemas names ${name}, and there is none of that name`);
}

async function ofRole(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ superuser: boolean; writes: number; role: string; database: string }>(`SELECT r.rolsuper AS superuser, current_user AS role, current_database() AS database,
    (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE')) AS writes
    FROM pg_roles r WHERE r.rolname = current_user`);
  const [row] = rows;
  if (!row) return [];
  const remedy = `CREATE ROLE nl2sql LOGIN PASSWORD '…'; GRANT CONNECT ON DATABASE "${row.database}" TO nl2sql; GRANT pg_read_all_data TO nl2sql;`;
  if (row.superuser) return [`the role ${row.role} is a superuser: connect as one that can only read: ${remedy}`];
  if (row.writes > 0) return [`the role ${row.role} may write to ${row.writes} tables: connect as one that can only read: ${remedy}`];
  return [];
}
