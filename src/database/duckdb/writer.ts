import type { DuckDBConnection } from '@duckdb/node-api';
import { doubleQuoted } from '../../sql/quoting.ts';
import type { Writer } from '../scratch/writer.ts';
import { attach } from './attach.ts';
import { loadDuckdb, rowsOf, textOf } from './open.ts';

const patienceMs = 10_000;
const retryMs = 5;

/** The file is attached only while it is written: DuckDB lets nobody else read meanwhile. */
export async function duckdbWriter(path: string): Promise<Writer> {
  const { DuckDBInstance } = loadDuckdb();
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  const write = (...statements: string[]) => written(connection, path, statements);
  // Makes the file where there is none.
  await write();
  const close = async () => {
    connection.closeSync();
    instance.closeSync();
  };
  return { write, close };
}

async function written(connection: DuckDBConnection, path: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  await attach(connection, { path, how: '', patienceMs, retryMs });
  const name = doubleQuoted(await textOf(connection, 'SELECT database_name FROM duckdb_databases() WHERE NOT internal AND path IS NOT NULL'));
  await connection.run(`USE ${name}`);
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = await rowsOf(connection, statement);
    return rows;
  } finally {
    await connection.run(`USE memory; DETACH ${name}`);
  }
}
