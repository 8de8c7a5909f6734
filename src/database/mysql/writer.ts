import mysql from 'mysql2/promise';
import type { Writer } from '../scratch/writer.ts';

export async function mysqlWriter(dsn: string): Promise<Writer> {
  const client = await mysql.createConnection({ uri: dsn.replace(/^mariadb:/i, 'mysql:'), dateStrings: true, supportBigNumbers: true });
  return {
    write: async (...statements) => {
      let rows: unknown = [];
      for (const statement of statements) [rows] = await client.query(statement);
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
    close: () => client.end(),
  };
}
