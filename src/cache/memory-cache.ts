import { LRUCache } from 'lru-cache';
import type { Cache, CacheStats } from '../core/ports.ts';
import type { Principal } from '../core/question.ts';
import { dataBytes, textBytes } from '../std/bytes.ts';
import { Shares } from '../std/shares.ts';
import { shortKey } from './keys.ts';
import type { CacheLevel } from './levels.ts';
import { type TunedLimits, tunedLimits } from './tuning.ts';

type Gone = 'evict' | 'expire';

/**
 * One level in the memory of this process, within a budget that principals share fairly: of whoever holds most the least recently
 * used entries go first. What has aged goes by itself.
 */
export class MemoryCache<V extends object> implements Cache<V> {
  readonly #name: string;
  readonly #level: CacheLevel;
  readonly #bytesOf: (value: V) => number;
  readonly #shares = new Shares<string>();
  /** Keys that went a short while ago, without their values: what tuning learns from. */
  readonly #gone: LRUCache<string, Gone>;
  #entries: LRUCache<string, V>;
  #limits: TunedLimits;
  #hits = 0;
  #misses = 0;
  #evictions = 0;
  #window = { lookups: 0, missedEvicted: 0, missedExpired: 0 };

  /** `bytesOf` estimates the size of a value that is not plain data, or knows it already. */
  constructor(name: string, level: CacheLevel, bytesOf: (value: V) => number = dataBytes) {
    this.#name = name;
    this.#level = level;
    this.#bytesOf = bytesOf;
    this.#limits = { entriesMax: level.entriesMax, ttlMs: level.ttlMs };
    this.#gone = new LRUCache({ max: level.entriesMax * 4 });
    this.#entries = this.#make();
  }

  get(key: string): V | undefined {
    const short = shortKey(key);
    const value = this.#entries.get(short);
    if (value === undefined) {
      this.#missed(short);
      return undefined;
    }
    this.#shares.touch(short);
    this.#hits += 1;
    return value;
  }

  set(key: string, value: V, owner: Principal): void {
    const short = shortKey(key);
    this.#entries.set(short, value);
    this.#shares.hold(short, owner, this.#bytesOf(value) + textBytes(short));
    this.#trim();
  }

  delete(key: string): void {
    this.#drop(shortKey(key));
  }

  clear(): void {
    this.#entries.clear();
    this.#shares.clear();
  }

  /** Adapts the limits to what was seen since the last time. */
  tune(): void {
    const lookups = this.#hits + this.#misses;
    const window = { ...this.#window, lookups: lookups - this.#window.lookups, entries: this.#entries.size, bytes: this.#shares.bytes };
    const limits = tunedLimits(this.#level, this.#limits, window);
    this.#window = { lookups, missedEvicted: 0, missedExpired: 0 };
    if (limits.entriesMax === this.#limits.entriesMax && limits.ttlMs === this.#limits.ttlMs) return;
    this.#limits = limits;
    this.#trim();
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
      bytes: this.#shares.bytes,
      bytesMax,
      ...(this.#limits.ttlMs === 0 || this.#entries.size === 0 ? {} : { oldestMs: this.#oldestMs() }),
    };
  }

  #trim(): void {
    for (const key of this.#shares.surplus({ entriesMax: this.#limits.entriesMax, bytesMax: this.#level.bytesMax })) {
      this.#evictions += 1;
      this.#drop(key, 'evict');
    }
  }

  #drop(key: string, reason?: Gone): void {
    this.#entries.delete(key);
    this.#shares.release(key);
    if (reason) this.#gone.set(key, reason);
  }

  /** Room for one more than the limit: which entry goes is for the shares to say, and not for the age of entries alone. */
  #make(): LRUCache<string, V> {
    const dispose = (_value: V, key: string, reason: LRUCache.DisposeReason) => {
      if (reason === 'expire') this.#drop(key, 'expire');
    };
    return new LRUCache<string, V>({ max: this.#limits.entriesMax + 1, ttl: this.#limits.ttlMs, disposeAfter: dispose });
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
