import type { Client, QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** A query through the extended protocol, which takes one statement only; node-pg would use the simple one where no values are given. */
export function extended<R extends QueryResultRow>(client: Client, text: string, values: readonly unknown[] = []): Promise<QueryResult<R>> {
  // `queryMode` is known to the driver but not to its types.
  return client.query<R>({ text, values: [...values], queryMode: 'extended' } as QueryConfig);
}
