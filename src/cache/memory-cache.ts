import { LRUCache } from 'lru-cache';
import type { Cache, CacheStats } from '../core/ports.ts';
import type { CacheLevel } from './levels.ts';
import { type TunedLimits, tunedLimits } from './tuning.ts';

type Gone = 'evict' | 'expire';

/** One level in the memory of this process: least recently used entries go first. */
export class MemoryCache<V extends object> implements Cache<V> {
  readonly #name: string;
  readonly #level: CacheLevel;
  readonly #bytesOf: ((value: V) => number) | undefined;
  /** Keys that went a short while ago, without their values: what tuning learns from. */
  readonly #gone: LRUCache<string, Gone>;
  #entries: LRUCache<string, V>;
  #limits: TunedLimits;
  #hits = 0;
  #misses = 0;
  #evictions = 0;
  #window = { lookups: 0, missedEvicted: 0, missedExpired: 0 };

  /** `bytesOf` estimates the size of a value; needed where the level has a byte budget. */
  constructor(name: string, level: CacheLevel, bytesOf?: (value: V) => number) {
    this.#name = name;
    this.#level = level;
    this.#bytesOf = bytesOf;
    this.#limits = { entriesMax: level.entriesMax, ttlMs: level.ttlMs };
    this.#gone = new LRUCache({ max: level.entriesMax * 4 });
    this.#entries = this.#make();
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) this.#missed(key);
    else this.#hits += 1;
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.set(key, value);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Adapts the limits to what was seen since the last time. */
  tune(): void {
    const lookups = this.#hits + this.#misses;
    const window = { ...this.#window, lookups: lookups - this.#window.lookups, entries: this.#entries.size, bytes: this.#entries.calculatedSize };
    const limits = tunedLimits(this.#level, this.#limits, window);
    this.#window = { lookups, missedEvicted: 0, missedExpired: 0 };
    if (limits.entriesMax === this.#limits.entriesMax && limits.ttlMs === this.#limits.ttlMs) return;
    this.#limits = limits;
    const kept = this.#entries.dump();
    this.#entries = this.#make();
    this.#entries.load(kept);
  }

  stats(): CacheStats {
    const { bytesMax } = this.#level;
    return {
      name: this.#name,
      entries: this.#entries.size,
      hits: this.#hits,
      misses: this.#misses,
      evictions: this.#evictions,
      ...this.#limits,
      ...(bytesMax === undefined ? {} : { bytes: this.#entries.calculatedSize, bytesMax }),
      ...(this.#limits.ttlMs === 0 || this.#entries.size === 0 ? {} : { oldestMs: this.#oldestMs() }),
    };
  }

  #make(): LRUCache<string, V> {
    const bytesOf = this.#bytesOf;
    const { bytesMax } = this.#level;
    return new LRUCache<string, V>({
      max: this.#limits.entriesMax,
      ttl: this.#limits.ttlMs,
      ...(bytesMax !== undefined && bytesOf ? { maxSize: bytesMax, sizeCalculation: (value: V, key: string) => Math.max(1, bytesOf(value) + key.length) } : {}),
      dispose: (_value, key, reason) => {
        if (reason === 'evict') this.#evictions += 1;
        if (reason === 'evict' || reason === 'expire') this.#gone.set(key, reason);
      },
    });
  }

  #missed(key: string): void {
    this.#misses += 1;
    const gone = this.#gone.get(key);
    if (gone === 'evict') this.#window.missedEvicted += 1;
    if (gone === 'expire') this.#window.missedExpired += 1;
  }

  /** For reports: looks at every entry. */
  #oldestMs(): number {
    const now = Date.now();
    return this.#entries.dump().reduce((oldest, [, { start = now }]) => Math.max(oldest, now - start), 0);
  }
}
