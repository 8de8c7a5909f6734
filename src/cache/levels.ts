/** Every cache of the server in one table. Times in milliseconds. */
export const cacheLevels = {
  answers: { holds: 'answers to questions in the same words, with all that they stand on', entriesMax: 1_000, ttlMs: 2 * 60 * 60_000 },
  plans: { holds: 'what the instant rung made of a question', entriesMax: 1_000, ttlMs: 2 * 60 * 60_000 },
  proofs: { holds: 'proofs by statement and schema version', entriesMax: 2_000, ttlMs: 2 * 60 * 60_000 },
  results: { holds: 'rows by statement, principal and limits', entriesMax: 500, ttlMs: 30 * 60_000, bytesMax: 64 * 1024 * 1024 },
  routes: { holds: 'which model a question goes to', entriesMax: 1_000, ttlMs: 2 * 60 * 60_000 },
  replies: { holds: 'replies of the model by what it was told', entriesMax: 1_000, ttlMs: 60 * 60_000 },
} as const satisfies Record<string, CacheLevel>;

export interface CacheLevel {
  readonly holds: string;
  readonly entriesMax: number;
  /** 0 = entries do not age. */
  readonly ttlMs: number;
  readonly bytesMax?: number;
}

export type CacheLevelName = keyof typeof cacheLevels;

/** Where replicas share a second level, the first one keeps its copies no longer than this. */
export const copyTtlMsMax = 5 * 60_000;
