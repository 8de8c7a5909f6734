import { describe, expect, test } from 'vitest';
import { MemoryCache } from '../../src/cache/memory-cache.ts';
import { tunedLimits } from '../../src/cache/tuning.ts';

const level = { holds: '', entriesMax: 500, ttlMs: 0, bytesMax: 10_000_000 };

/** Mulberry32, so that every run sees the same trace. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Keys by Zipf's law: the n-th most asked comes n^-s as often as the first. */
function zipf(keys: number, exponent: number, length: number): number[] {
  const cumulative: number[] = [];
  for (let rank = 1; rank <= keys; rank += 1) cumulative.push((cumulative.at(-1) ?? 0) + rank ** -exponent);
  const random = seeded(7);
  return Array.from({ length }, () => {
    const wanted = random() * (cumulative.at(-1) ?? 0);
    let [low, high] = [0, keys - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

/** The hit rate of the second half of a trace: after warm-up. */
function hitRate(trace: readonly number[], tuned: boolean): number {
  const cache = new MemoryCache<{ key: number }>('test', level);
  let hits = 0;
  for (const [index, key] of trace.entries()) {
    if (cache.get(String(key))) hits += index >= trace.length / 2 ? 1 : 0;
    else cache.set(String(key), { key }, 'ann');
    if (tuned && index % 2_000 === 0) cache.tune();
  }
  return hits / (trace.length / 2);
}

describe('tuning', () => {
  test('reaches 60 % hits on a Zipf trace after warm-up, and never less than fixed limits', () => {
    const usual = zipf(20_000, 1, 60_000);
    expect(hitRate(usual, true)).toBeGreaterThanOrEqual(0.6);
    for (const [keys, exponent] of [[20_000, 1], [5_000, 0.8], [400, 1], [50_000, 0.6], [20_000, 1.4]] as const) {
      const trace = zipf(keys, exponent, 40_000);
      expect(hitRate(trace, true), `${keys} keys, exponent ${exponent}`).toBeGreaterThanOrEqual(hitRate(trace, false));
    }
  });

  test('stays within its bounds', () => {
    const hungry = { lookups: 1_000, missedEvicted: 900, missedExpired: 900, entries: 500, bytes: 0 };
    let limits = { entriesMax: 500, ttlMs: 60_000 };
    for (let round = 0; round < 100; round += 1) limits = tunedLimits({ ...level, ttlMs: 60_000 }, limits, hungry);
    expect(limits).toEqual({ entriesMax: 4_000, ttlMs: 24 * 60 * 60_000 });
    const idle = { lookups: 1_000, missedEvicted: 0, missedExpired: 0, entries: 3, bytes: 0 };
    for (let round = 0; round < 100; round += 1) limits = tunedLimits({ ...level, ttlMs: 60_000 }, limits, idle);
    expect(limits.entriesMax).toBe(500);
  });

  test('does not grow a level whose bytes are used up', () => {
    const full = { lookups: 1_000, missedEvicted: 900, missedExpired: 0, entries: 500, bytes: 950 };
    expect(tunedLimits({ ...level, bytesMax: 1_000 }, { entriesMax: 500, ttlMs: 0 }, full).entriesMax).toBe(500);
  });

  test('keeps what is cached when the limits change', () => {
    const cache = new MemoryCache<{ key: number }>('test', { holds: '', entriesMax: 10, ttlMs: 0, bytesMax: 1_000_000 });
    for (let round = 0; round < 20; round += 1) for (let key = 0; key < 12; key += 1) if (!cache.get(String(key))) cache.set(String(key), { key }, 'ann');
    const before = cache.stats().entries;
    cache.tune();
    expect(cache.stats()).toMatchObject({ entries: before, entriesMax: 15 });
  });
});
