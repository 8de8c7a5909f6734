import type { DuckDBConnection } from '@duckdb/node-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { standardLiteral } from '../../sql/quoting.ts';

export interface Attaching {
  readonly path: string;
  /** What follows the path, such as `(READ_ONLY)`. */
  readonly how: string;
  /** Another process that holds the file keeps us out: it is waited for so long, and tried again so often. */
  readonly patienceMs: number;
  readonly retryMs: number;
}

/** Attaches a file as soon as no other process holds it; rejects with DuckDB's own error. */
export async function attach(connection: DuckDBConnection, { path, how, patienceMs, retryMs }: Attaching): Promise<void> {
  const untilMs = Date.now() + patienceMs;
  for (;;) {
    try {
      await connection.run(`ATTACH ${standardLiteral(path)} ${how}`);
      return;
    } catch (error) {
      if (!/lock/i.test(String(error)) || Date.now() > untilMs) throw error;
      await sleep(retryMs);
    }
  }
}
