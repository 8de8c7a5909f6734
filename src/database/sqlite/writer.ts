import { DatabaseSync } from '@photostructure/sqlite';
import type { Writer } from '../scratch/writer.ts';

export function sqliteWriter(path: string): Writer {
  const database = new DatabaseSync(path, { timeout: 5000 });
  return {
    write: async (...statements) => statements.map((statement) => database.prepare(statement).all() as Record<string, unknown>[]).at(-1) ?? [],
    close: async () => database.close(),
  };
}
