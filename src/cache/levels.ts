import type { Budget } from '../std/shares.ts';

const megabyte = 1_024 * 1_024;

/** Every cache of the server in one table. Times in milliseconds; principals share each level fairly (`Shares`). */
export const cacheLevels = {
  answers: { holds: 'answers to questions in the same words, with all that they stand on', entriesMax: 1_000, ttlMs: 2 * 60 * 60_000, bytesMax: 32 * megabyte },
  plans: { holds: 'what the instant rung made of a question', entriesMax: 1_000, ttlMs: 2 * 60 * 60_000, bytesMax: 16 * megabyte },
  proofs: { holds: 'proofs by statement and schema version', entriesMax: 2_000, ttlMs: 2 * 60 * 60_000, bytesMax: 32 * megabyte },
  results: { holds: 'rows by statement, principal and limits', entriesMax: 500, ttlMs: 30 * 60_000, bytesMax: 64 * megabyte },
  routes: { holds: 'which model a question goes to', entriesMax: 1_000, ttlMs: 2 * 60 * 60_000, bytesMax: 4 * megabyte },
  cursors: { holds: 'what cursors lead to that is too long for them to carry', entriesMax: 2_000, ttlMs: 2 * 60 * 60_000, bytesMax: 16 * megabyte },
  replies: { holds: 'replies of the model by what it was told', entriesMax: 1_000, ttlMs: 60 * 60_000, bytesMax: 16 * megabyte },
} as const satisfies Record<string, CacheLevel>;

export interface CacheLevel {
  readonly holds: string;
  readonly entriesMax: number;
  /** 0 = entries do not age. */
  readonly ttlMs: number;
  /** Estimated. */
  readonly bytesMax: number;
}

export type CacheLevelName = keyof typeof cacheLevels;

/** What one process has in the tier that replicas share, of one level; it deletes there what goes beyond. */
export const sharedBudget: Budget = { entriesMax: 20_000, bytesMax: 256 * megabyte };

/** Where replicas share a second level, the first one keeps its copies no longer than this. */
export const copyTtlMsMax = 5 * 60_000;
