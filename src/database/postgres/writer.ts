import { Client } from 'pg';
import type { Writer } from '../scratch/writer.ts';

export async function postgresWriter(dsn: string): Promise<Writer> {
  const client = new Client(dsn);
  client.on('error', () => undefined);
  await client.connect();
  return {
    write: async (...statements) => {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
      return rows;
    },
    close: () => client.end(),
  };
}
