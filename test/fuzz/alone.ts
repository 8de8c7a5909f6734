import type { Write } from '../../src/cli/validate/stage.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import type { EngineName } from '../database/engines.ts';
import { sessionState } from '../guard/session-state.ts';

/** What the guard let pass has ended within 50 ms before; this only keeps a finding from holding the run up. */
const limitOf: Readonly<Record<EngineName, string>> = { sqlite: 'SELECT 1', postgres: 'SET statement_timeout = 5000', mysql: 'SET SESSION max_statement_time = 5' };

export interface AloneOptions {
  readonly engine: EngineName;
  readonly dsn: string;
  /** Whether the database has changed, asked while the session is still open: locks are held until it ends. */
  readonly changed: () => Promise<boolean>;
}

/**
 * Runs statements on the server itself: a fresh session of an owner, no transaction, no read-only mode, none of our resets, and
 * on PostgreSQL the protocol that takes several statements. Only the guard has judged them. Tells whether they changed the
 * database or left anything in the session.
 */
export async function leavesTrace(statements: readonly string[], { engine, dsn, changed }: AloneOptions): Promise<boolean> {
  const session = await openWriter(dsn);
  try {
    await session.write(limitOf[engine]);
    const before = await marks(session.write, engine);
    // An error changes nothing: dividing by zero fails here as it did behind the guard.
    for (const sql of statements) await session.write(sql).catch(() => undefined);
    return (await marks(session.write, engine)) !== before || (await changed());
  } finally {
    await session.close();
  }
}

async function marks(write: Write, engine: EngineName): Promise<string> {
  const parts: unknown[] = [];
  for (const sql of sessionState[engine]) parts.push(await write(sql).catch((error: unknown) => String(error)));
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
