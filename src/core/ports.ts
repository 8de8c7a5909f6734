import type { CatalogSnapshot } from './catalog.ts';
import type { DialectName } from './dialect.ts';
import type { Failure } from './errors.ts';
import type { Binding, Inspection, NameFacts, Refusal, StatementKind } from './proof.ts';
import type { Principal } from './question.ts';
import type { ResultLimits, ResultSet, RowSink, Streamed } from './result.ts';
import type { SessionIdentity } from './session-identity.ts';
import type { AlertState, FinishedCall, FrequentQuestion, Gauges, Health, HistoryPoint, TelemetrySummary, Trace, WindowName } from './telemetry.ts';
import type { VerifiedSql } from './verified-sql.ts';

/** What one call may cost and when it must stop. Whoever waits passes the signal on; `timeoutMs` counts from the call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
  /** On whose behalf; absent where it is the server's own work. What is kept and waited for is shared fairly between principals. */
  readonly principal?: Principal;
  /** As whom the database is to see the call; absent: as the connected role. */
  readonly identity?: SessionIdentity;
}

export interface PoolHealth {
  readonly size: number;
  readonly inUse: number;
  readonly waiting: number;
  readonly max: number;
  readonly breaker: 'closed' | 'open';
  /** Sessions that were told to stop and still work in the database: they count among those that may be open. Absent where there are none. */
  readonly unended?: number;
  /** The last reason why no connection could be made; absent after a success. */
  readonly lastError?: string;
  readonly connects: number;
  readonly connectFailures: number;
}

/**
 * What we ask of a database's catalog ourselves: a closed set of queries, written by us, by name. No text of a caller goes
 * into them but names to be looked up.
 */
export interface CatalogQueries {
  /** The whole schema, in a constant number of statements; never counts rows. */
  introspect(options: CallOptions): Promise<CatalogSnapshot>;
  /** A cheap fingerprint of the schema: equal to the `version` of a snapshot as long as the schema has not changed. */
  schemaVersion(options: CallOptions): Promise<string>;
  /** A cheap mark that changes when data may have changed, or null where the engine has none. */
  dataVersion(options: CallOptions): Promise<string | null>;
  /** The same at once; absent where the database must be asked. */
  readonly dataVersionNow?: () => string | null;
  /** Rows come with the version that they were read under (`ResultSet.dataVersion`): it need not be asked for before. */
  readonly rowsTellVersion?: boolean;
  /** A mark that changes at once when the schema may have; absent where that is looked for now and then. */
  readonly schemaMarkNow?: () => string;
  /** It answers on this machine, in a process of ours: a call costs no way to a server. */
  readonly isLocal?: boolean;
  /** To be called by whoever will soon ask and computes until then; absent where connecting takes no while. */
  readonly connectAhead?: () => void;
  /** What the live catalog says of the names in a statement: functions, and definitions that run with it. */
  resolve(names: Inspection, options: CallOptions): Promise<NameFacts>;
  /** Privileges and settings worth telling an operator, in plain sentences; empty when all is well. */
  diagnose(options: CallOptions): Promise<readonly string[]>;
}

export interface BindOptions extends CallOptions {
  /** Whether an estimate is needed before the statement may run, because a limit on it is configured; else the engine may leave it to `execute`. */
  readonly needsEstimate: boolean;
  /** The tables that a policy has judged the statement to read; what the engine binds beyond them refuses it. */
  readonly reads?: readonly string[];
  /** The statement is run as soon as it is proven, and nothing hangs on the binding until then: an engine whose guard judges what it runs may leave it to the run. */
  readonly isRunNext?: boolean;
}

/** Has the database parse and bind a statement without running it. Part of the proof, which alone may ask for it: the text must have passed the guard. */
export interface Binder {
  /** A Refusal where the engine itself finds that the statement does more than read. */
  bind(sql: string, kind: StatementKind, options: BindOptions): Promise<Binding | Refusal>;
}

export interface TogetherOptions extends CallOptions {
  /** What one of the statements may take, in milliseconds, of an engine that can be told so. */
  readonly eachMs: number;
}

/**
 * One configured database. No method connects before it must; all are safe to call concurrently.
 * A rejected call rejects with a Failure. When the signal aborts or the time is over, the work has been stopped *in the
 * database* before the call rejects. Nothing is executed but what the proof has verified; read-only sessions and
 * single-statement protocols stand behind it as a second wall, not as the first.
 */
export interface Database extends CatalogQueries, Binder {
  readonly name: string;
  readonly dialect: DialectName;
  /** Rejects with `StaleProof` where what the proof stands on no longer holds. */
  execute(statement: VerifiedSql, limits: ResultLimits, options: CallOptions): Promise<ResultSet>;
  /**
   * Several statements over one connection, sent together where the engine takes them so: at the place of each its result or its failure.
   * What one of them fails of takes nothing from the others, nor does a deadline from those that were done before; none is run again.
   */
  executeAll(statements: readonly VerifiedSql[], limits: ResultLimits, options: TogetherOptions): Promise<readonly (ResultSet | Failure)[]>;
  /** How long the planner expects each to take, roughly, in milliseconds; undefined where it does not tell. Nothing is run. */
  expectedMs(statements: readonly VerifiedSql[], options: CallOptions): Promise<readonly (number | undefined)[]>;
  /** The whole result, with no cell cut, as far as the proof and the sink let it. Rejects with `StaleProof` before the first row, too. */
  stream(statement: VerifiedSql, sink: RowSink, options: CallOptions): Promise<Streamed>;
  health(): PoolHealth;
  /** Stops what runs and closes every connection; resolves within a second. */
  close(): Promise<void>;
}

/** A bounded cache of one level. Values are immutable; a miss is `undefined`. */
export interface Cache<V> {
  get(key: string): V | undefined;
  /** The entry counts as held by `owner`. */
  set(key: string, value: V, owner: Principal): void;
  delete(key: string): void;
  clear(): void;
  stats(): CacheStats;
}

export interface Found<V> {
  readonly value: V;
  readonly tier: 'memory' | 'shared';
}

export interface ComputeOptions<V> {
  readonly signal?: AbortSignal;
  /** Whether a value that another process computed will do. */
  readonly accept: (value: V) => Promise<boolean>;
  readonly timeoutMs: number;
  readonly owner: Principal;
  /** On whose behalf; absent where it is the server's own work. What is kept and waited for is shared fairly between principals. */
  readonly principal?: Principal;
}

/** A cache of one level over one or two tiers. Never rejects because a tier failed. */
export interface TieredCache<V> {
  /** Only what is in the memory of this process. */
  peek(key: string): V | undefined;
  /** From memory, else from the shared tier. */
  get(key: string, owner: Principal): Promise<Found<V> | undefined>;
  set(key: string, value: V, owner: Principal): void;
  /** Drops an entry that was found out of date. */
  dropStale(key: string): void;
  /** Computes an entry once for all who ask at the same time, in this process and in those that share a tier. */
  compute(key: string, options: ComputeOptions<V>, work: (signal: AbortSignal) => Promise<V>): Promise<Found<V> | { readonly value: V; readonly tier: 'none' }>;
  /** Adapts its limits to what it saw since the last time. */
  tune(): void;
  clear(): Promise<void>;
  stats(): CacheStats;
}

/** One level of the caches, as reports and maintenance see it. */
export interface CacheLevel {
  stats(): CacheStats;
  clear(): void | Promise<void>;
  tune?(): void;
}

export interface CacheStats {
  readonly name: string;
  readonly entries: number;
  readonly entriesMax: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly ttlMs: number;
  /** Estimated bytes held, and the budget. */
  readonly bytes: number;
  readonly bytesMax: number;
  /** Entries found but out of date. */
  readonly staleDrops?: number;
  /** Calls answered by another call's work. */
  readonly coalesced?: number;
  /** Hits of the level that replicas share. */
  readonly sharedHits?: number;
  readonly oldestMs?: number;
}

/** One durable record. `value` is text of the collection's own format. */
export interface StoreRecord {
  readonly collection: string;
  readonly key: string;
  readonly value: string;
}

/** A record written, or removed where `value` is null. */
export interface StoreChange {
  readonly collection: string;
  readonly key: string;
  readonly value: string | null;
}

/**
 * Durable state that processes share: small records in named collections. Who uses it keeps its own copy in memory and applies
 * the changes that it is told of, its own included; applying one twice must do no harm.
 */
export interface Store {
  /** What is kept where, for reports; holds no secret. */
  readonly description: string;
  /** Hands over a collection record by record, in the order in which they were written; so that what is too much need not fit into memory. */
  load(collection: string, each: (record: StoreRecord) => void): Promise<void>;
  /** All or nothing. Resolves when the changes would survive the death of this process; rejects with UNAVAILABLE otherwise. */
  write(changes: readonly StoreChange[]): Promise<void>;
  /** Hands over what other processes wrote since the last time; a few microseconds where there is nothing. Never throws. */
  refresh(): void;
  /** `reload` tells that changes may have been missed: load anew. */
  listen(listener: StoreListener): void;
  close(): Promise<void>;
}

export interface StoreListener {
  changed(changes: readonly StoreChange[]): void;
  reload(): void;
}

/**
 * A second cache level that replicas share. No method rejects, and none takes longer than about 60 ms: what can't be reached is
 * a miss, and after a failure it is left alone for a while.
 */
export interface SharedCache {
  get(level: string, key: string): Promise<string | undefined>;
  set(level: string, key: string, value: string, ttlMs: number): Promise<void>;
  delete(level: string, key: string): Promise<void>;
  /** Only this level. Other processes drop their copies of what is deleted or cleared. */
  clear(level: string): Promise<void>;
  /** A lease on the right to compute one entry: 'won', 'held' by another process, or 'unknown' where that can't be told. */
  lease(level: string, key: string, ttlMs: number): Promise<Lease>;
  /** Waits until the holder of a lease has stored the entry or given up; undefined in the latter case. */
  awaited(level: string, key: string, timeoutMs: number): Promise<string | undefined>;
  /** Tells of entries that another process dropped; no key: the whole level. */
  listen(listener: (level: string, key: string | undefined) => void): void;
  health(): SharedCacheHealth;
  close(): Promise<void>;
}

export type Lease = { readonly kind: 'won'; release(): Promise<void> } | { readonly kind: 'held' | 'unknown' };

export interface SharedCacheHealth {
  readonly reachable: boolean;
  readonly hits: number;
  readonly misses: number;
  readonly failures: number;
  /** Entries that could not be read and were dropped. */
  readonly garbage: number;
}

/** Vectors that may be compared with one another: of the questions of one database, made by one model. */
export interface VectorSpace {
  /** The database and the role that is connected to it (see `databaseIdentity`). */
  readonly database: string;
  /** The model and how many numbers it gives. */
  readonly model: string;
}

export interface TextVector {
  readonly text: string;
  readonly vector: Float32Array;
}

/**
 * Texts by their vectors, in spaces that never see one another. What can't be reached is done without: no method rejects, and
 * `search` takes no longer than about 60 ms then, once.
 */
export interface VectorIndex {
  /** How long a question may wait for a space to be filled; 0 where it goes on with what is there. */
  readonly patienceMs: number;
  /** Makes a space hold none but these texts, and tells which of them are missing; undefined where the index can't be reached. */
  retain(space: VectorSpace, texts: ReadonlySet<string>): Promise<readonly string[] | undefined>;
  /** Adds texts that were given to `retain`; false where they could not be kept. */
  add(space: VectorSpace, entries: readonly TextVector[]): Promise<boolean>;
  /** The nearest of the texts that were given to `retain`, by cosine, best first; undefined where the index can't be reached. */
  search(space: VectorSpace, vector: Float32Array, countMax: number): Promise<readonly string[] | undefined>;
  /** Looks at the server now, as long as it takes to connect, so that `health` tells what is true. */
  check(): Promise<void>;
  health(): VectorIndexHealth;
  close(): Promise<void>;
}

export interface VectorIndexHealth {
  /** Where vectors are kept, for reports. */
  readonly keptIn: 'memory' | 'pgvector';
  /** Absent where nothing was asked of it yet, and in memory. */
  readonly reachable?: boolean;
  readonly vectors: number;
  readonly failures: number;
  /** Why it is not kept where it was configured to be, or can't be reached. */
  readonly problem?: string;
}

/** Turns texts into vectors of one length. Rejects with UNAVAILABLE where the provider can't be reached. */
export interface Embedder {
  /** Vectors of different models are never compared. */
  readonly model: string;
  embed(texts: readonly string[], options: CallOptions): Promise<readonly Float32Array[]>;
}

/** Where figures go. Recording never throws and costs well under a microsecond. */
export interface Telemetry {
  /** False: nothing is recorded, and callers may spare themselves the measuring. */
  readonly enabled: boolean;
  /** One finished operation, such as `tool.nl2sql` or `step.prove`; `code` where it failed. */
  record(operation: string, durationMs: number, code?: string): void;
  /** One step of a call that is over, by its bare name; both ends in milliseconds of the monotonic clock. */
  step(name: string, startedMs: number, endedMs: number, code?: string): void;
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
