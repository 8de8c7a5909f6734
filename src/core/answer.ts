import type { DialectName } from './dialect.ts';
import type { Exported } from './exports.ts';
import type { Proof } from './proof.ts';
import type { Cell, ResultColumn } from './result.ts';

/** Which rung of the ladder wrote the SQL; `host` is SQL that the caller supplied. */
export type Rung = 'remembered' | 'instant' | 'model' | 'host';

export type CacheTier = 'none' | 'memory' | 'shared';

/** Milliseconds by step; `total` is the whole call inside the server. */
export type Timings = Readonly<Record<string, number>>;

/** SQL for a question, before it is proven: what a rung proposes. */
export interface Proposal {
  readonly sql: string;
  readonly rung: Rung;
  /** Probability of being right, 0 to 1: calibrated for the rules; for a model an estimate whose rate is not that of the model at hand. */
  readonly confidence: number;
  readonly verified: boolean;
  /** What the SQL answers, in plain English. */
  readonly reading: string;
  readonly assumptions: readonly string[];
  /** Where the words of the question are known behind the SQL. */
  readonly spans?: readonly QuestionSpan[];
}

/** A phrase of the question, by its characters, and what it was taken for. */
export interface QuestionSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: 'table' | 'column' | 'value' | 'operator';
  readonly what: string;
}

export interface OkAnswer {
  readonly status: 'ok';
  /** It is likely, and no more: whoever reads it is to compare its reading with the question before taking it. */
  readonly check?: boolean;
  readonly database: string;
  readonly dialect: DialectName;
  readonly proposal: Proposal;
  /** False where the caller asked for SQL without rows, or to have them elsewhere. */
  readonly executed: boolean;
  /** Where the rows are that were asked to be taken away. */
  readonly exported?: Exported;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  readonly nextCursor?: string;
  readonly warnings: readonly string[];
  /** Asks the reader to compare the reading with the question; set below the careful threshold. */
  readonly notice?: string;
  readonly proof: Proof;
  /** Epoch milliseconds at which the rows were read. */
  readonly asOf: number;
  readonly cache: CacheTier;
  /** How the model was asked, where it was. */
  readonly model?: ModelWork;
  readonly timings: Timings;
}

/** What the model rung did for an answer. */
export interface ModelWork {
  /** The model's name, and why it was this one. */
  readonly model: string;
  readonly route: readonly string[];
  readonly calls: number;
  readonly tokens: number;
  /** Of these tokens, what was sent. */
  readonly inputTokens: number;
  /** 0 where no prices are configured. */
  readonly costUsd: number;
  readonly repairs: number;
  /** Of several replies, the share that gave these rows. */
  readonly agreement?: number;
  /** Whether the best draft of the rules gives these rows; absent where there was none worth running. */
  readonly rulesAgree?: boolean;
}

export interface Draft {
  /** What the SQL answers, in plain English; absent where it failed and nobody said. */
  readonly reading?: string;
  readonly sql: string;
  readonly confidence: number;
  readonly doubts: readonly string[];
}

export interface NeedsSqlAnswer {
  readonly status: 'needs_sql';
  readonly database: string;
  readonly dialect: DialectName;
  readonly reason: string;
  /** Compact text: ranked tables, values found, join paths, rules of the dialect. Empty where the caller has seen all of it. */
  readonly context: string;
  /** The mark of what the caller has been shown; absent where it is the one that they gave. */
  readonly knownSchema?: string;
  readonly drafts: readonly Draft[];
  readonly nextStep: string;
  readonly warnings?: readonly string[];
  readonly timings: Timings;
}

export interface Reading {
  readonly reading: string;
  readonly sql: string;
  readonly confidence: number;
}

export interface ChoicesAnswer {
  readonly status: 'choices';
  readonly database: string;
  readonly dialect: DialectName;
  readonly reason: string;
  readonly readings: readonly Reading[];
  readonly timings: Timings;
}

export interface RefusedAnswer {
  readonly status: 'refused';
  readonly database: string;
  readonly dialect: DialectName;
  readonly sql?: string;
  readonly reason: string;
  readonly hints: readonly string[];
  readonly position?: number;
  readonly timings: Timings;
}

export type Answer = OkAnswer | NeedsSqlAnswer | ChoicesAnswer | RefusedAnswer;
