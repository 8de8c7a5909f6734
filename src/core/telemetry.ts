import type { CacheTier, Rung } from './answer.ts';

/** The spans of time over which figures are kept; `all` is since start or reset. */
export const windowNames = ['1m', '15m', '24h', 'all'] as const;
export type WindowName = (typeof windowNames)[number];

export interface OperationSummary {
  readonly operation: string;
  readonly count: number;
  readonly errors: number;
  readonly averageMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly perSecond: number;
  readonly inFlight: number;
  /** Failures by code, since start. */
  readonly codes: Readonly<Record<string, number>>;
}

export interface TelemetrySummary {
  /** Epoch milliseconds of the start or the last reset. */
  readonly since: number;
  readonly window: WindowName;
  /** Seconds that the figures cover. */
  readonly seconds: number;
  readonly operations: readonly OperationSummary[];
  readonly counters: Readonly<Record<string, number>>;
}

/** One step of a call, with its start counted from the start of the call. */
export interface CallStep {
  /** Recorded as `step.NAME`. */
  readonly name: string;
  readonly startMs: number;
  readonly ms: number;
  readonly code?: string;
}

/** A tool call that is over: what traces, alerts, logs, exporters and the audit log are told. */
export interface FinishedCall {
  readonly id: string;
  readonly tool: string;
  readonly principal: string;
  /** Of those who see what the caller sees; empty for those who see what the operator does. */
  readonly audience?: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly ms: number;
  /** The status of the answer; `failed` where there is none; `done` for a tool without a status. */
  readonly status: string;
  readonly code?: string;
  readonly message?: string;
  readonly database?: string;
  /** Its dialect. */
  readonly databaseSystem?: string;
  readonly question?: string;
  readonly sql?: string;
  readonly tables?: readonly string[];
  readonly rung?: Rung;
  readonly cache?: CacheTier;
  readonly verified?: boolean;
  readonly rows?: number;
  /** Of a result that was taken away. */
  readonly exportedBytes?: number;
  /** The model that wrote the SQL, as `provider/model`, with its tokens for the whole question. */
  readonly model?: { readonly name: string; readonly inputTokens: number; readonly outputTokens: number };
  /** Recorded with the call, not before. */
  readonly steps: readonly CallStep[];
  /** W3C trace context that the caller sent. */
  readonly traceparent?: string;
}

/** A slow or failed call as it is kept: texts redacted as configured. */
export type Trace = FinishedCall;

/** A question that was asked more than once, or its SQL. */
export interface FrequentQuestion {
  readonly database: string;
  /** Of those who asked it. */
  readonly audience: string;
  /** As asked; only for the one who asked, unless several did. */
  readonly question: string;
  /** As run, with its literals: to be explained, never to be shown. */
  readonly sql: string;
  readonly count: number;
  readonly totalMs: number;
  readonly verified: boolean;
  /** Undefined where several principals asked it. */
  readonly principal: string | undefined;
}

/** Process and machine as last sampled. Sizes in bytes, shares 0 to 1, rates a second; NaN where the system does not tell. */
export interface Gauges {
  readonly at: number;
  readonly processCpuShare: number;
  readonly processCpuSeconds: number;
  readonly rssBytes: number;
  readonly heapUsedBytes: number;
  readonly eventLoopP50Ms: number;
  readonly eventLoopP99Ms: number;
  readonly machineCpuShare: number;
  readonly machineLoad1: number;
  readonly machineMemoryBytes: number;
  readonly machineMemoryFreeBytes: number;
  readonly diskBytes: number;
  readonly diskFreeBytes: number;
  readonly networkInBytesPerSecond: number;
  readonly networkOutBytesPerSecond: number;
}

/** One weighted signal of the health score. */
export interface HealthSignal {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  /** Points that it takes from 100 now. */
  readonly cost: number;
}

export interface Health {
  /** 0 to 100. */
  readonly score: number;
  readonly signals: readonly HealthSignal[];
}

export interface AlertState {
  readonly name: string;
  readonly signal: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly firing: boolean;
  /** Epoch milliseconds of the last change. */
  readonly since: number;
}

/** One moment of the recent past, for charts. */
export interface HistoryPoint {
  readonly at: number;
  readonly callsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly eventLoopMs: number;
  readonly rssBytes: number;
  readonly cpuShare: number;
  readonly score: number;
}
