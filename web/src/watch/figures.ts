import { useEffect, useState } from 'preact/hooks';

export type Window = '1m' | '15m' | '24h' | 'all';

export interface Operation {
  readonly operation: string;
  readonly in_flight: number;
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

export interface TraceFigures {
  readonly id: string;
  readonly tool: string;
  readonly startedAt: number;
  readonly ms: number;
  readonly status: string;
  readonly code?: string;
  readonly message?: string;
  readonly database?: string;
  readonly question?: string;
  readonly sql?: string;
  readonly rung?: string;
  readonly steps: readonly { readonly name: string; readonly startMs: number; readonly ms: number; readonly code?: string }[];
}

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

/** One moment, as `/api/watch` streams it. */
export interface Figures {
  readonly summary: {
    readonly summary: string;
    readonly uptime_s: number;
    readonly total_requests: number;
    readonly heuristic_routing: { readonly percentage: number };
    readonly cache_stats: { readonly hit_rate: number; readonly total_entries: number };
    readonly response_times: { readonly p50_ms: number; readonly p95_ms: number; readonly p99_ms: number };
    readonly rungs: Readonly<Record<string, number>>;
    readonly abstained: number;
    readonly model?: { readonly calls: number; readonly tokens: number; readonly usd: number };
  };
  readonly health: { readonly score: number; readonly signals: readonly { readonly name: string; readonly value: number | null; readonly limit: number; readonly unit: string; readonly cost: number }[] };
  readonly alerts: readonly { readonly name: string; readonly value: number | null; readonly limit: number; readonly unit: string; readonly firing: boolean; readonly since: number }[];
  readonly gauges: Readonly<Record<string, number | null>>;
  readonly seconds: number;
  readonly operations: readonly Operation[];
  readonly caches: readonly { readonly name: string; readonly entries: number; readonly entriesMax: number; readonly hits: number; readonly misses: number; readonly evictions: number }[];
  readonly pools: readonly { readonly database: string; readonly size: number; readonly inUse: number; readonly waiting: number; readonly max: number; readonly breaker: string; readonly lastError?: string; readonly connects: number }[];
  readonly history: readonly HistoryPoint[];
  readonly slow: readonly TraceFigures[];
  readonly failed: readonly TraceFigures[];
}

const pointsMax = 360;

/** The live figures of a window, and whether the stream is up; the browser connects again by itself. */
export function useFigures(window: Window): { readonly figures: Figures | undefined; readonly history: readonly HistoryPoint[]; readonly live: boolean } {
  const [figures, setFigures] = useState<Figures>();
  const [history, setHistory] = useState<readonly HistoryPoint[]>([]);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource(`api/watch?window=${window}`);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      // Our own server's stream, in the form that it is typed as.
      const next = JSON.parse(data) as Figures;
      setLive(true);
      setFigures(next);
      if (next.history.length > 0) setHistory((known) => [...known.filter((point) => point.at < (next.history[0]?.at ?? 0)), ...next.history].slice(-pointsMax));
    });
    source.addEventListener('error', () => setLive(false));
    return () => source.close();
  }, [window]);
  return { figures, history, live };
}
