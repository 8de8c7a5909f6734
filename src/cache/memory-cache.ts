import { LRUCache } from 'lru-cache';
import type { Cache, CacheStats } from '../core/ports.ts';
import type { CacheLevel } from './levels.ts';

/** One level in the memory of this process: least recently used entries go first. */
export class MemoryCache<V extends object> implements Cache<V> {
  readonly #name: string;
  readonly #level: CacheLevel;
  readonly #entries: LRUCache<string, V>;
  #hits = 0;
  #misses = 0;
  #evictions = 0;

  /** `bytesOf` estimates the size of a value; needed where the level has a byte budget. */
  constructor(name: string, level: CacheLevel, bytesOf?: (value: V) => number) {
    this.#name = name;
    this.#level = level;
    this.#entries = new LRUCache<string, V>({
      max: level.entriesMax,
      ttl: level.ttlMs,
      ...(level.bytesMax !== undefined && bytesOf ? { maxSize: level.bytesMax, sizeCalculation: (value: V, key: string) => Math.max(1, bytesOf(value) + key.length) } : {}),
      dispose: (_value, _key, reason) => {
        if (reason === 'evict') this.#evictions += 1;
      },
    });
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) this.#misses += 1;
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

  stats(): CacheStats {
    return { name: this.#name, entries: this.#entries.size, entriesMax: this.#level.entriesMax, hits: this.#hits, misses: this.#misses, evictions: this.#evictions, ttlMs: this.#level.ttlMs, ...(this.#level.bytesMax === undefined ? {} : { bytes: this.#entries.calculatedSize, bytesMax: this.#level.bytesMax }), ...(this.#level.ttlMs === 0 || this.#entries.size === 0 ? {} : { oldestMs: this.#oldestMs() }) };
  }

  /** For reports: looks at every entry. */
  #oldestMs(): number {
    let least = this.#level.ttlMs;
    for (const key of this.#entries.keys()) least = Math.min(least, this.#entries.getRemainingTTL(key));
    return Math.round(this.#level.ttlMs - least);
  }
}
