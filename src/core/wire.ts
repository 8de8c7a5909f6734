import type { CacheTier, QuestionSpan, Reading, Rung } from './answer.ts';
import type { DialectName } from './dialect.ts';
import type { ErrorCode } from './errors.ts';
import type { CacheStats, PoolHealth } from './ports.ts';
import type { StatementKind } from './proof.ts';
import type { Cell } from './result.ts';
import type { AlertState, Gauges, HealthSignal, HistoryPoint, Trace, WindowName } from './telemetry.ts';

/**
 * Everything that travels: what the tools reply, over MCP and over the JSON API, and what the page reads besides. The server
 * makes these types and `web/` imports them, so that neither can change the form without the other. Types only, and only types
 * are imported: nothing of the server reaches the browser. What may be empty is left out, and therefore optional.
 */

/** A figure that JSON has no way to write where it is not known: NaN travels as null. */
type Figure = number | null;

// Answers: `nl2sql` and `run_sql`.

/** Milliseconds by step: `prove_ms`, and `total_ms` for the whole call. */
export type TimingsWire = Readonly<Record<string, number>>;

export interface ProofWire {
  readonly statement: StatementKind;
  readonly read_only: true;
  readonly tables?: readonly string[];
  readonly columns_read?: readonly string[];
  readonly functions?: readonly string[];
  readonly estimated_rows?: number;
  readonly estimated_cost?: number;
}

export interface ModelWire {
  /** The model's name, and why it was this one. */
  readonly model: string;
  readonly route: readonly string[];
  readonly calls: number;
  readonly tokens: number;
  readonly repairs: number;
  readonly agreement?: number;
  readonly input_tokens: number;
  readonly usd?: number;
  readonly rules_agree?: boolean;
}

export interface ColumnWire {
  readonly name: string;
  readonly type?: string;
}

/**
 * Without the fields from `row_count` on, and without `as_of`, where the caller asked for SQL alone. `check`: the rows of a reading
 * that is likely, but not likely enough to be taken without comparing it with the question.
 */
export interface OkWire {
  readonly status: 'ok' | 'check';
  readonly database: string;
  readonly dialect: DialectName;
  readonly sql: string;
  readonly reading?: string;
  readonly confidence: number;
  readonly rung: Rung;
  readonly verified: boolean;
  readonly assumptions?: readonly string[];
  readonly warnings?: readonly string[];
  readonly notice?: string;
  readonly proof: ProofWire;
  readonly as_of?: string;
  readonly cache: CacheTier;
  readonly model?: ModelWire;
  readonly timings: TimingsWire;
  /** Phrases of the question by their characters, as the engine itself took them. */
  readonly spans?: readonly QuestionSpan[];
  readonly export?: ExportWire;
  readonly row_count?: number;
  readonly truncated?: boolean;
  readonly next_cursor?: string;
  readonly columns?: readonly ColumnWire[];
  readonly rows?: readonly (readonly Cell[])[];
}

/** A file with the whole result: of this machine, or behind a link that ends. */
export interface ExportWire {
  readonly uri: string;
  readonly name: string;
  readonly mime_type: string;
  readonly rows: number;
  readonly bytes: number;
  readonly expires?: string;
}

export interface DraftWire {
  readonly reading?: string;
  readonly sql: string;
  readonly confidence: number;
  readonly doubts?: readonly string[];
}

export interface NeedsSqlWire {
  readonly status: 'needs_sql';
  readonly database: string;
  readonly dialect: DialectName;
  readonly reason: string;
  readonly next_step: string;
  readonly notice?: string;
  readonly warnings?: readonly string[];
  readonly context?: string;
  /** Says which tables the caller has been shown: given back, they are not sent again. */
  readonly known_schema?: string;
  readonly drafts?: readonly DraftWire[];
  readonly timings: TimingsWire;
}

export interface ChoicesWire {
  readonly status: 'choices';
  readonly database: string;
  readonly dialect: DialectName;
  readonly reason: string;
  readonly readings?: readonly Reading[];
  readonly timings: TimingsWire;
}

export interface RefusedWire {
  readonly status: 'refused';
  readonly database: string;
  readonly dialect: DialectName;
  readonly sql?: string;
  readonly reason: string;
  readonly hints?: readonly string[];
  readonly position?: number;
  readonly timings: TimingsWire;
}

export type AnswerWire = OkWire | NeedsSqlWire | ChoicesWire | RefusedWire;

/** Of several questions or statements in one call, in their order. */
export interface SeveralWire {
  readonly results: readonly (AnswerWire | { readonly error: FailureWire })[];
}

// What the model behind a host reads of an answer; all else of it travels in `_meta`, for those who draw it.

export interface ShownOkWire extends Pick<OkWire, 'reading' | 'assumptions' | 'warnings' | 'notice' | 'next_cursor' | 'rows' | 'export'> {
  readonly status: OkWire['status'];
  /** Only where the host did not write it. */
  readonly sql?: string;
  readonly columns?: readonly string[];
  /** By column: those that the cells themselves do not tell. */
  readonly types?: Readonly<Record<string, string>>;
  readonly truncated?: true;
}

export type ShownAnswerWire =
  | ShownOkWire
  | Pick<NeedsSqlWire, 'status' | 'reason' | 'next_step' | 'notice' | 'warnings' | 'context' | 'known_schema'>
  | Pick<ChoicesWire, 'status' | 'reason' | 'readings'>
  | Pick<RefusedWire, 'status' | 'reason' | 'hints' | 'position'>;

// Failures: an `isError` result over MCP, `{ error }` over HTTP.

export interface FailureWire {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hints: readonly string[];
  readonly retry?: true;
  readonly retry_after_ms?: number;
  readonly position?: number;
  /** Where a name is wrong: the tables that would have told, as far as the caller has not seen them. */
  readonly context?: string;
  readonly known_schema?: string;
}

// `get_schema`.

export interface SchemaWire {
  readonly database: string;
  readonly dialect: DialectName;
  readonly detail: 'names' | 'columns' | 'full';
  readonly tables_total: number;
  readonly tables_shown: number;
  readonly schema: string;
  readonly next_cursor?: string;
}

// `teach`.

export type TeachWire =
  | { readonly done: 'accepted' | 'corrected'; readonly question: string; readonly sql: string; readonly verified: true }
  | { readonly done: 'forgotten'; readonly question?: string; readonly answers: number }
  | { readonly done: 'entries added'; readonly kept: number; readonly dropped?: readonly { readonly place: string; readonly reason: string }[] }
  | { readonly done: 'tool added'; readonly tool: string; readonly question: string; readonly sql: string; readonly parameters: readonly string[] }
  | { readonly done: 'tool removed'; readonly tool: string }
  | { readonly done: 'term added' | 'term removed'; readonly term: string; readonly meaning: string };

// `cache_status`, and what clears a cache.

export interface CacheLevelWire {
  readonly name: string;
  readonly entries: number;
  readonly entries_max: number;
  readonly bytes?: number;
  readonly bytes_max?: number;
  readonly hits: number;
  readonly misses: number;
  readonly hit_rate: number;
  readonly shared_hits?: number;
  readonly evictions: number;
  readonly stale_drops?: number;
  readonly coalesced?: number;
  readonly ttl_s: number;
  readonly oldest_s?: number;
}

export interface SchemaCacheWire {
  readonly database: string;
  readonly loaded: boolean;
  readonly age_s: number;
  readonly tables: number;
  readonly values: number;
  readonly hits: number;
  readonly loads: number;
}

export interface VectorsWire {
  readonly kept_in: 'memory' | 'pgvector';
  readonly reachable?: boolean;
  readonly vectors: number;
  readonly failures: number;
  readonly problem?: string;
}

export interface RememberedWire {
  readonly kept_in: string;
  readonly questions: number;
  readonly databases?: readonly { readonly database: string; readonly verified: number; readonly terms: number }[];
  readonly vectors?: VectorsWire;
}

export interface SharedCacheWire {
  readonly reachable: boolean;
  readonly hits: number;
  readonly misses: number;
  readonly failures: number;
  readonly garbage: number;
}

/** Whether a question would be served from memory, and why. */
export interface RecallWire {
  readonly remembered: boolean;
  readonly via?: 'words' | 'template' | 'plan';
  readonly reason: string;
  readonly sql?: string;
  readonly verified?: boolean;
  readonly answered_question?: string;
  readonly origin?: string;
  readonly since?: string;
}

/** All of it, one level, or one question. */
export interface CacheStatusWire {
  readonly levels?: readonly CacheLevelWire[];
  readonly schemas?: readonly SchemaCacheWire[];
  readonly remembered?: RememberedWire;
  readonly shared?: SharedCacheWire;
  readonly question?: RecallWire;
}

export interface CacheClearedWire {
  readonly cleared: readonly string[];
  readonly entries: number;
}

// `performance`.

/** `unwell`: a database is down, an alert fires, or a call failed by a fault of ours. `strained`: none of that, at a score below 90. */
export type HealthStatus = 'well' | 'strained' | 'unwell';

export interface PerformanceSummaryWire {
  /** For people; whether all is well stands in `health.status`. */
  readonly summary: string;
  readonly window: WindowName;
  readonly uptime_s: number;
  /** `costs`: what lowers the score, as text by signal. */
  readonly health: { readonly status: HealthStatus; readonly score: number; readonly costs: Readonly<Record<string, string>> };
  readonly alerts?: readonly string[];
  readonly total_requests: number;
  readonly heuristic_routing: { readonly hits: number; readonly percentage: number };
  readonly cache_stats: { readonly hit_rate: number; readonly total_entries: number };
  readonly response_times: { readonly average_ms: number; readonly p50_ms: number; readonly p95_ms: number; readonly p99_ms: number };
  /** Questions by who answered; `none`: left to the host. */
  readonly rungs: Readonly<Record<string, number>>;
  /** Percent. */
  readonly abstained: number;
  readonly model?: { readonly calls: number; readonly calls_per_question: number; readonly tokens: number; readonly usd: number; readonly repairs?: number; readonly repaired?: number };
  readonly experiment?: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly rows_from_p50_p99_ms?: Readonly<Record<string, string>>;
  readonly pools: readonly string[];
  readonly process: string;
  readonly machine: string;
  readonly operations: readonly string[];
}

export interface OperationFigures {
  readonly count: number;
  readonly errors: number;
  readonly per_second: number;
  readonly average_ms: number;
  readonly p50_ms: number;
  readonly p90_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
}

export interface OperationWire {
  readonly operation: OperationFigures & {
    readonly name: string;
    readonly in_flight: number;
    readonly errors_by_code?: Readonly<Record<string, number>>;
    /** A window in which nothing was measured holds its count alone. */
    readonly windows: Readonly<Record<string, OperationFigures | { readonly count: 0 }>>;
  };
}

/** A call; what was asked is there only for the one who asked. */
export interface TraceWire {
  readonly at: string;
  readonly id: string;
  readonly tool: string;
  readonly ms: number;
  readonly status: string;
  readonly code?: string;
  readonly database?: string;
  readonly rung?: Rung;
  readonly cache?: CacheTier;
  readonly rows?: number;
  readonly timeline?: string;
  readonly question?: string;
  readonly sql?: string;
  readonly error?: string;
}

export interface TracesWire {
  readonly slow: readonly TraceWire[];
  readonly failed: readonly TraceWire[];
}

export interface AdviceWire {
  readonly advice: readonly string[];
}

export type PerformanceWire = PerformanceSummaryWire | OperationWire | TracesWire | AdviceWire;

/** Of what a tool replies, the part that a host's model reads. */
export type ShownWire<W> = W extends AnswerWire ? ShownAnswerWire : W extends SeveralWire ? ShownSeveralWire : W;

export interface ShownSeveralWire {
  readonly results: readonly (ShownAnswerWire | { readonly error: FailureWire })[];
}

/** What a tool replies, whichever it is. */
export type ToolWire = AnswerWire | SeveralWire | SchemaWire | TeachWire | CacheStatusWire | PerformanceWire;

// What the page reads besides the tools.

/** One moment, as `/api/watch` streams it. Figures of the telemetry keep the names that they have in the server. */
export interface WatchWire {
  readonly summary: PerformanceSummaryWire;
  readonly health: { readonly status: HealthStatus; readonly score: number; readonly signals: readonly (Omit<HealthSignal, 'value'> & { readonly value: Figure })[] };
  readonly alerts: readonly (Omit<AlertState, 'value'> & { readonly value: Figure })[];
  readonly gauges: Readonly<Record<keyof Gauges, Figure>>;
  readonly seconds: number;
  readonly counters: Readonly<Record<string, number>>;
  readonly operations: readonly (OperationFigures & { readonly operation: string; readonly in_flight: number })[];
  readonly caches: readonly CacheStats[];
  readonly pools: readonly (PoolHealth & { readonly database: string })[];
  readonly history: readonly HistoryPoint[];
  readonly slow: readonly Trace[];
  readonly failed: readonly Trace[];
}

/** `GET /api/tools`: what the server offers to whoever is signed in. */
export interface OfferWire {
  readonly principal: string;
  readonly tools: readonly string[];
  /** `teaches`: whether the caller may verify and correct for everyone. */
  readonly databases: readonly { readonly name: string; readonly dialect: DialectName; readonly teaches: boolean }[];
}

/** A step from an answer to the next one, or what a word may mean instead: `key` goes with the steps, `sql` is a reading of its own. */
export interface WayWire {
  readonly label: string;
  /** What it is one of, as people call it. */
  readonly among?: string;
  readonly key?: string;
  readonly sql?: string;
}

/** `POST /api/onward`. Without `title` and `reading` where the SQL is none of the rules' own. */
export interface OnwardWire {
  readonly sql: string;
  readonly title?: string;
  readonly reading?: string;
  readonly words: readonly (QuestionSpan & { readonly others: readonly WayWire[] })[];
  readonly taken: readonly StepWire[];
  readonly next: readonly StepWire[];
}

export interface StepWire {
  readonly kind: 'by' | 'only' | 'top' | 'instead';
  readonly key: string;
  readonly label: string;
  readonly among?: string;
}

/** `POST /api/table`: rows of one table as a statement, and where its keys of one column lead. */
export interface TableWire {
  readonly table: string;
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly leads_to?: { readonly table: string; readonly column: string } }[];
  /** Columns of other tables that refer to `key` of this one. */
  readonly referred_by: readonly { readonly table: string; readonly column: string; readonly key: string }[];
}

/** `POST /api/meaning`: what is known of a table beyond its schema. */
export interface MeaningWire {
  readonly table: string;
  /** What its rows are, how people call them, and when they happened. */
  readonly rows: readonly FactWire[];
  readonly measures: readonly FactWire[];
  readonly states: readonly FactWire[];
  /** Every column, in its order: what it holds, and how else it is called. */
  readonly columns: readonly FactWire[];
}

/** `what` is so as `text` says; `certainty`, from 0 to 1, where somebody said so. */
export interface FactWire {
  readonly what: string;
  readonly text: string;
  readonly origin: 'inferred' | 'person' | 'model';
  readonly certainty?: number;
}

/** `POST /api/inbox`: questions that nothing could answer, the most asked first, as far as their texts are kept. */
export interface InboxWire {
  readonly database: string;
  readonly total: number;
  readonly questions: readonly { readonly question: string; readonly reason: string; readonly count: number; readonly asked_at: string }[];
}

/** `GET /api/session`. */
export interface SessionWire {
  readonly principal: string | null;
  readonly needs_token: boolean;
  /** Whether one of the operator's tokens will do. */
  readonly takes_tokens: boolean;
  /** Where to sign in at an authorization server. */
  readonly sign_in: string | null;
}
