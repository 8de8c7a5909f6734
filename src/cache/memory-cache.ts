import type { Cache, CacheStats } from '../core/ports.ts';
import type { Principal } from '../core/question.ts';
import { dataBytes, textBytes } from '../std/bytes.ts';
import { Shares } from '../std/shares.ts';
import { shortKey } from './keys.ts';
import type { CacheLevel } from './levels.ts';
import { type TunedLimits, tunedLimits } from './tuning.ts';

type Gone = 'evict' | 'expire';

interface Entry<V> {
  readonly value: V;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One level in the memory of this process, within a budget that principals share fairly: of whoever holds most the least recently used entries go first. */
export class MemoryCache<V extends object> implements Cache<V> {
  readonly #name: string;
  readonly #level: CacheLevel;
  readonly #bytesOf: (value: V) => number;
  readonly #entries = new Map<string, Entry<V>>();
  readonly #shares = new Shares<string>();
  /** Keys that went a short while ago, without their values: what tuning learns from. */
  readonly #gone = new Map<string, Gone>();
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
  }

  get(key: string): V | undefined {
    const short = shortKey(key);
    const entry = this.#entries.get(short);
    if (entry === undefined || this.#isOver(short, entry)) {
      this.#missed(short);
      return undefined;
    }
    this.#shares.touch(short);
    this.#hits += 1;
    return entry.value;
  }

  set(key: string, value: V, owner: Principal): void {
    const short = shortKey(key);
    this.#entries.set(short, { value, at: Date.now() });
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
    this.#limits = tunedLimits(this.#level, this.#limits, window);
    this.#window = { lookups, missedEvicted: 0, missedExpired: 0 };
    this.#trim();
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

  #isOver(key: string, { at }: Entry<V>): boolean {
    const isOver = this.#limits.ttlMs > 0 && Date.now() - at > this.#limits.ttlMs;
    if (isOver) this.#drop(key, 'expire');
    return isOver;
  }

  #drop(key: string, reason?: Gone): void {
    this.#entries.delete(key);
    this.#shares.release(key);
    if (!reason) return;
    this.#gone.delete(key);
    this.#gone.set(key, reason);
    const [longest] = this.#gone.keys();
    if (this.#gone.size > this.#level.entriesMax * 4 && longest !== undefined) this.#gone.delete(longest);
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
    let oldest = 0;
    for (const { at } of this.#entries.values()) oldest = Math.max(oldest, now - at);
    return oldest;
  }
}
