import { DuckDBInstance } from '@duckdb/node-api';
import { DatabaseSync } from '@photostructure/sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Write } from '../../src/cli/validate/stage.ts';
import { openWriter } from '../../src/database/scratch/open.ts';
import type { Writer } from '../../src/database/scratch/writer.ts';
import type { EngineName } from '../database/engines.ts';
import { sessionState } from '../guard/session-state.ts';

/** What passed may give rows without an end, of which an answer takes the first: no session may gather them. */
const rowsMax = 1_000;
const lockedMsMax = 10_000;
const limitsOf = { postgres: ['SET statement_timeout = 500'], mysql: [`SET SESSION /*M! max_statement_time = 5 */ /*!80000 max_execution_time = 5000 */, sql_select_limit = ${rowsMax}`] } as const;

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
  const session = await openSession(engine, dsn);
  try {
    const before = await marks(session.write, engine);
    // An error changes nothing: dividing by zero fails here as it did behind the guard.
    for (const sql of statements) await session.write(sql).catch(() => undefined);
    const isMarked = (await marks(session.write, engine)) !== before;
    // DuckDB lets nobody else read a file that is open for writing, and holds nothing for a session.
    if (engine === 'duckdb') await session.close();
    return isMarked || (await changed());
  } finally {
    await session.close();
  }
}

async function openSession(engine: EngineName, dsn: string): Promise<Writer> {
  if (engine === 'sqlite') return sqliteSession(dsn.replace(/^sqlite:/, ''));
  if (engine === 'duckdb') return duckdbSession(dsn.replace(/^duckdb:/, ''));
  const session = await openWriter(dsn);
  await session.write(...limitsOf[engine]);
  return session;
}

function sqliteSession(path: string): Writer {
  const database = new DatabaseSync(path);
  return {
    write: async (...statements) => statements.map((statement) => [...firstRows(database.prepare(statement).iterate() as Iterable<Record<string, unknown>>)]).at(-1) ?? [],
    close: async () => database.close(),
  };
}

async function duckdbSession(path: string): Promise<Writer> {
  const instance = await openedDuckdb(path, Date.now() + lockedMsMax);
  const connection = await instance.connect();
  const rowsOf = async (sql: string) => {
    const reader = await connection.streamAndReadUntil(sql, rowsMax);
    // What is not read to its end is not committed.
    if (reader.currentRowCount < rowsMax) await reader.readAll();
    return reader.getRowObjectsJS();
  };
  return {
    write: async (...statements) => {
      let rows: Record<string, unknown>[] = [];
      for (const sql of statements) rows = await rowsOf(sql);
      return rows;
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** The process that serves the file may still be reading it. */
async function openedDuckdb(path: string, untilMs: number): Promise<DuckDBInstance> {
  for (;;) {
    try {
      return await DuckDBInstance.create(path);
    } catch (error) {
      if (!/lock/i.test(String(error)) || Date.now() > untilMs) throw error;
      await sleep(5);
    }
  }
}

function* firstRows<T>(rows: Iterable<T>): Generator<T> {
  let taken = 0;
  for (const row of rows) {
    yield row;
    taken += 1;
    if (taken === rowsMax) return;
  }
}

async function marks(write: Write, engine: EngineName): Promise<string> {
  const parts: unknown[] = [];
  for (const sql of sessionState[engine]) parts.push(await write(sql).catch((error: unknown) => String(error)));
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
