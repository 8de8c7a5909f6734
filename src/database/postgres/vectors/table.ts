import type { Pool } from 'pg';

/** What nobody retained for so many days goes: models of old, databases that are configured no more. */
const daysKept = 30;

/** Replicas that start together make the table one after the other. */
const lockKey = 7_221_907;

/**
 * The type has no length, so that models of different lengths fit; such a column can't have an approximate index, and needs none.
 * MAIN keeps a vector in its row where it fits, which halves the time of a search against pgvector's own choice.
 */
const definition = `
  CREATE EXTENSION IF NOT EXISTS vector;
  CREATE TABLE IF NOT EXISTS nl2sql_vectors (collection text NOT NULL, model text NOT NULL, key text NOT NULL, embedding vector NOT NULL, seen date NOT NULL DEFAULT current_date, PRIMARY KEY (collection, model, key));
  ALTER TABLE nl2sql_vectors ALTER COLUMN embedding SET STORAGE MAIN`;

/** Vectors have a length of one: their inner product is the cosine, for a third of its work. */
export const statements = {
  keys: 'SELECT key FROM nl2sql_vectors WHERE collection = $1 AND model = $2',
  nearest: 'SELECT key FROM nl2sql_vectors WHERE collection = $1 AND model = $2 ORDER BY embedding <#> $3::vector LIMIT $4',
  forget: 'DELETE FROM nl2sql_vectors WHERE collection = $1 AND key = ANY($2::text[])',
  renew: 'UPDATE nl2sql_vectors SET seen = current_date WHERE collection = $1 AND model = $2 AND seen < current_date AND key = ANY($3::text[])',
  expire: `DELETE FROM nl2sql_vectors WHERE seen < current_date - ${daysKept}`,
  add: (count: number) => {
    const rows = Array.from({ length: count }, (_, index) => `($1, $2, $${3 + index * 2}, $${4 + index * 2}::vector)`);
    return `INSERT INTO nl2sql_vectors (collection, model, key, embedding) VALUES ${rows.join(', ')} ON CONFLICT (collection, model, key) DO UPDATE SET embedding = excluded.embedding, seen = excluded.seen`;
  },
};

/** Makes the table where it is missing. Who may only use it needs no right to make one. */
export async function prepareTable(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>("SELECT to_regclass('nl2sql_vectors') IS NOT NULL AS there");
  if (rows[0]?.there !== true) await pool.query(`BEGIN; SELECT pg_advisory_xact_lock(${lockKey}); ${definition}; COMMIT`);
}

/** Not there, not available, not allowed, read-only: nothing that passes by itself. */
const lastingCodes: ReadonlySet<string> = new Set(['0A000', '58P01', '42704', '42501', '42P01', '42703', '25006', '3F000', 'BAD_CONFIG']);

export interface Problem {
  readonly message: string;
  /** A later try will fail too. */
  readonly isLasting: boolean;
}

/** What an error of the server means for whoever runs it. */
export function problemOf(error: unknown): Problem {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error && error.message !== '' ? error.message : code;
  const isLasting = lastingCodes.has(code);
  if (!isLasting) return { message: `the server can't be reached: ${text}`, isLasting };
  if (code === 'BAD_CONFIG') return { message: text, isLasting };
  const advice = code === '42501' ? 'let its user create the extension and a table, or create them yourself' : 'install pgvector on the server, or run CREATE EXTENSION vector in that database as an administrator';
  return { message: `${text}; ${advice}`, isLasting };
}
