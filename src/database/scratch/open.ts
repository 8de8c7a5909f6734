/** A second connection that may write, for checking what the guard lets through. Never used while serving. */
export interface Writer {
  /** Runs statements; gives the rows of the last one. */
  write(...statements: string[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Opens the writer of a DSN. */
export async function openWriter(dsn: string): Promise<Writer> {
  if (/^postgres/i.test(dsn)) return (await import('./postgres.ts')).postgresWriter(dsn);
  if (/^(mysql|mariadb)/i.test(dsn)) return (await import('./mysql.ts')).mysqlWriter(dsn);
  return (await import('./sqlite.ts')).sqliteWriter(dsn.replace(/^sqlite:/, ''));
}
