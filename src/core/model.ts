import type { Draft, Reading } from './answer.ts';
import type { CallOptions, Embedder } from './ports.ts';

/** Which of a provider's models is meant: the cheap one or the able one. */
export type ModelRole = 'fast' | 'strong';

/** SQL that a model wrote for the question and that failed: what it is told so that it can mend it. */
export interface FailedAttempt {
  readonly sql: string;
  readonly problem: string;
  readonly hints: readonly string[];
}

/** All that a model is told for one question. */
export interface SqlRequest {
  readonly role: ModelRole;
  /** Its configured name; a provider is not told. */
  readonly database: string;
  readonly question: string;
  readonly history: readonly string[];
  /** As a person calls the dialect. */
  readonly dialect: string;
  /** Tables, joins, values found in the data, the rules of the dialect: compact text. */
  readonly context: string;
  readonly drafts: readonly Draft[];
  readonly attempts: readonly FailedAttempt[];
  /** 0 asks for the likeliest reply; 1, 2, … for others. */
  readonly sample: number;
}

/** What a reply cost, over all tries. `costUsd` is 0 where no prices are configured. */
export interface ModelUsage {
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

/** A reply that was understood. The SQL in it is as untrusted as any text from outside. */
export type SqlReply =
  | { readonly kind: 'sql'; readonly sql: string; readonly reading: string; readonly assumptions: readonly string[]; readonly usage: ModelUsage }
  | { readonly kind: 'choices'; readonly reason: string; readonly readings: readonly Reading[]; readonly usage: ModelUsage }
  | { readonly kind: 'none'; readonly reason: string; readonly usage: ModelUsage };

export interface ProviderHealth {
  readonly name: string;
  readonly breaker: 'closed' | 'open' | 'probing';
  readonly inFlight: number;
  readonly waiting: number;
  readonly calls: number;
  readonly failures: number;
  readonly tokensLastHour: number;
  readonly costLastHourUsd: number;
  readonly lastError?: string;
}

/**
 * Whatever writes SQL from words. Rejects with a Failure: BUSY where too many wait already, MODEL_BUDGET where the hour's budget
 * is spent, MODEL_UNAVAILABLE where no provider answered in time, CANCELLED after an abort (the provider's request is closed).
 */
export interface SqlModel {
  writeSql(request: SqlRequest, call: CallOptions): Promise<SqlReply>;
  /** The reply of the strong model to instructions, as it came; of so many tokens at most. Absent where only SQL is written. */
  write?(instructions: string, outputTokensMax: number, call: CallOptions): Promise<string>;
  health(): readonly ProviderHealth[];
  /** The embedding model, where one is configured. */
  embedder?(): Embedder | undefined;
}

/** A question that was answered before, with its SQL: shown to whoever writes SQL for a similar one. */
export interface Example {
  readonly question: string;
  readonly sql: string;
}
