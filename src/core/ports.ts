import type { CatalogSnapshot } from './catalog.ts';
import type { DialectName } from './dialect.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from './proof.ts';
import type { ResultLimits, ResultSet } from './result.ts';
import type { AlertState, FinishedCall, FrequentQuestion, Gauges, Health, HistoryPoint, TelemetrySummary, Trace, WindowName } from './telemetry.ts';

/** What one call may cost and when it must stop. Whoever waits passes the signal on; `timeoutMs` counts from the call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
}

export interface PoolHealth {
  readonly size: number;
  readonly inUse: number;
  readonly waiting: number;
  readonly max: number;
  readonly breaker: 'closed' | 'open';
  /** The last reason why no connection could be made; absent after a success. */
  readonly lastError?: string;
  readonly connects: number;
  readonly connectFailures: number;
}

/**
 * One configured database. No method connects before it must; all are safe to call concurrently.
 * A rejected call rejects with a Failure. When the signal aborts or the time is over, the work has been stopped *in the
 * database* before the call rejects. Only statements that passed the guard may be given to `bind` and `execute`: the
 * implementations keep read-only sessions and single-statement protocols as a second wall, not as the first.
 */
export interface Database {
  readonly name: string;
  readonly dialect: DialectName;
  /** The whole schema, in a constant number of statements; never counts rows. */
  introspect(options: CallOptions): Promise<CatalogSnapshot>;
  /** A cheap fingerprint of the schema: equal to the `version` of a snapshot as long as the schema has not changed. */
  schemaVersion(options: CallOptions): Promise<string>;
  /** A cheap mark that changes when data may have changed, or null where the engine has none. */
  dataVersion(options: CallOptions): Promise<string | null>;
  /** What the live catalog says of the names in a statement: functions, and definitions that run with it. */
  resolve(names: Inspection, options: CallOptions): Promise<NameFacts>;
  /** Has the database parse and bind the statement without running it; a Refusal where the engine itself finds that it does more than read. */
  bind(sql: string, kind: StatementKind, options: CallOptions): Promise<Binding | Refusal>;
  execute(sql: string, limits: ResultLimits, options: CallOptions): Promise<ResultSet>;
  health(): PoolHealth;
  /** Privileges and settings worth telling an operator, in plain sentences; empty when all is well. */
  diagnose(options: CallOptions): Promise<readonly string[]>;
  /** Stops what runs and closes every connection; resolves within a second. */
  close(): Promise<void>;
}

/** A bounded cache of one level. Values are immutable; a miss is `undefined`. */
export interface Cache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  clear(): void;
  stats(): CacheStats;
}

export interface CacheStats {
  readonly name: string;
  readonly entries: number;
  readonly entriesMax: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly ttlMs: number;
}

/** Where figures go. Recording never throws and costs well under a microsecond. */
export interface Telemetry {
  /** False: nothing is recorded, and callers may spare themselves the measuring. */
  readonly enabled: boolean;
  /** One finished operation, such as `tool.nl2sql` or `step.prove`; `code` where it failed. */
  record(operation: string, durationMs: number, code?: string): void;
  count(counter: string, by?: number): void;
  /** A call of a tool came in; `ended` follows. */
  began(tool: string): void;
  ended(call: FinishedCall): void;
}

/** The figures, to be read: nothing here waits, and nothing is measured that was not recorded before. */
export interface TelemetryReader {
  summary(window?: WindowName): TelemetrySummary;
  gauges(): Gauges;
  health(): Health;
  alerts(): readonly AlertState[];
  /** Tells of each alert that fires or ends, until the function that it returns is called. */
  onAlert(listener: (alert: AlertState) => void): () => void;
  /** The worst of the last 24 hours, slowest first, and the last failures, newest first. */
  traces(): { readonly slow: readonly Trace[]; readonly failed: readonly Trace[] };
  /** The most time-consuming first. */
  frequent(): readonly FrequentQuestion[];
  history(): readonly HistoryPoint[];
  /** In the text format of OpenMetrics. */
  openMetrics(): string;
  reset(): void;
}
