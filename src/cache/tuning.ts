import type { CacheLevel } from './levels.ts';

/** What one level saw since it was last looked at. */
export interface TuningWindow {
  readonly lookups: number;
  /** Misses on keys that were evicted a short while before: a larger cache would have had them. */
  readonly missedEvicted: number;
  /** Misses on keys whose time was over a short while before: a longer time would have kept them. */
  readonly missedExpired: number;
  readonly entries: number;
  readonly bytes: number;
}

export interface TunedLimits {
  readonly entriesMax: number;
  readonly ttlMs: number;
}

const lookupsMin = 50;
const worthwhile = 0.02;
const growth = 1.5;
const entriesFactorMax = 8;
const ttlMaxMs = 24 * 60 * 60_000;

/**
 * The next limits of a level: they grow where that would have brought hits, and fall back where the room is not used. They never
 * fall below the configured ones, and a larger LRU cache holds whatever a smaller one holds (inclusion, Mattson et al. 1970),
 * so a tuned level never hits less often than a fixed one.
 */
export function tunedLimits(level: CacheLevel, current: TunedLimits, window: TuningWindow): TunedLimits {
  if (window.lookups < lookupsMin) return current;
  const hasRoom = window.bytes < level.bytesMax * 0.8;
  const grows = hasRoom && window.missedEvicted / window.lookups > worthwhile;
  const shrinks = window.entries < current.entriesMax / 4;
  const lasts = current.ttlMs > 0 && window.missedExpired / window.lookups > worthwhile;
  return {
    entriesMax: grows ? Math.min(level.entriesMax * entriesFactorMax, Math.ceil(current.entriesMax * growth)) : shrinks ? Math.max(level.entriesMax, Math.floor(current.entriesMax / growth)) : current.entriesMax,
    ttlMs: lasts ? Math.max(current.ttlMs, Math.min(ttlMaxMs, Math.ceil(current.ttlMs * growth))) : current.ttlMs,
  };
}
