import type { Query } from './introspect.ts';

/** What an operator should know about the user that we connect as. */
export async function diagnose(query: Query): Promise<string[]> {
  const grants = (await query<Record<string, string>>('SHOW GRANTS')).map((row) => Object.values(row)[0] ?? '');
  const writing = grants.filter((grant) => /\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|FILE|SUPER|EXECUTE)\b/i.test(grant.split(' ON ')[0] ?? ''));
  if (writing.length === 0) return [];
  return ["the user may do more than read: connect as one with only SELECT and SHOW VIEW: CREATE USER nl2sql@'%' IDENTIFIED BY '…'; GRANT SELECT, SHOW VIEW ON your_database.* TO nl2sql@'%';"];
}
