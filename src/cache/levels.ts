/** Every cache of the server in one table. Times in milliseconds. */
export const cacheLevels = {
  catalog: { holds: 'the schema of a database', entriesMax: 64, ttlMs: 2 * 60 * 60_000 },
  plans: { holds: 'what the instant rung made of a question', entriesMax: 1_000, ttlMs: 2 * 60 * 60_000 },
  proofs: { holds: 'proofs by statement and schema version', entriesMax: 2_000, ttlMs: 2 * 60 * 60_000 },
  results: { holds: 'rows by statement, principal and limits', entriesMax: 500, ttlMs: 30 * 60_000, bytesMax: 64 * 1024 * 1024 },
} as const satisfies Record<string, CacheLevel>;

export interface CacheLevel {
  readonly holds: string;
  readonly entriesMax: number;
  /** 0 = entries do not age. */
  readonly ttlMs: number;
  readonly bytesMax?: number;
}

export type CacheLevelName = keyof typeof cacheLevels;
