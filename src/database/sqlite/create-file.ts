import { DatabaseSync } from '@photostructure/sqlite';
import { renameSync, rmSync } from 'node:fs';

type Value = string | number | null;

/** Writes a new SQLite file from a schema and rows by table, in order. It appears under its name only when it is complete. */
export function createSqliteFile(path: string, schema: string, rows: Readonly<Record<string, readonly (readonly Value[])[]>>): void {
  const unfinished = `${path}.${process.pid}.part`;
  rmSync(unfinished, { force: true });
  const database = new DatabaseSync(unfinished);
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; BEGIN');
    database.exec(schema);
    for (const [table, lines] of Object.entries(rows)) {
      const insert = database.prepare(`INSERT INTO "${table}" VALUES (${(lines[0] ?? []).map(() => '?').join(', ')})`);
      for (const line of lines) insert.run(...line);
    }
    database.exec('COMMIT; ANALYZE');
  } finally {
    database.close();
  }
  renameSync(unfinished, path);
}
