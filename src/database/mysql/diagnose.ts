import type { Query } from './introspect.ts';

/** What an operator should know about the databases that are configured, about the user that we connect as, and about sessions that do not end. */
export async function diagnose(query: Query, schemas: readonly string[] | undefined, escape: (text: string) => string): Promise<string[]> {
  return [...(await ofSchemas(query, schemas ?? [], escape)), ...(await ofUser(query))];
}

async function ofSchemas(query: Query, schemas: readonly string[], escape: (text: string) => string): Promise<string[]> {
  if (schemas.length === 0) return [];
  const there = await query<{ name: string }>(`SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME IN (${schemas.map(escape).join(', ')})`);
  return schemas.filter((name) => !there.some((found) => found.name === name)).map((name) => `schemas names ${name}, and the user sees no database of that name`);
}

async function ofUser(query: Query): Promise<string[]> {
  const grants = (await query<Record<string, string>>('SHOW GRANTS')).map((row) => Object.values(row)[0] ?? '');
  const writing = grants.filter((grant) => /\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|FILE|SUPER|EXECUTE)\b/i.test(grant.split(' ON ')[0] ?? ''));
  const [killed] = await query<{ n: number | string }>("SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE COMMAND = 'Killed'");
  const goingOn = Number(killed?.n ?? 0) > 0 ? [`${killed?.n} sessions were stopped and still work: a call of a built-in function holds each until it is done`] : [];
  if (writing.length === 0) return goingOn;
  return [...goingOn, "the user may do more than read: connect as one with only SELECT and SHOW VIEW: CREATE USER nl2sql@'%' IDENTIFIED BY '…'; GRANT SELECT, SHOW VIEW ON your_database.* TO nl2sql@'%';"];
}
