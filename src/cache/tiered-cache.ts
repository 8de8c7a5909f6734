import type { CacheStats, ComputeOptions, Found, SharedCache, TieredCache } from '../core/ports.ts';
import { SharedFlights } from '../std/shared-flights.ts';
import type { MemoryCache } from './memory-cache.ts';

/** How values of a level travel to other processes; `decode` gives undefined for what it can't make sense of. */
export interface Codec<V> {
  encode(value: V): string;
  decode(text: string): V | undefined;
}

export interface TieredCacheOptions<V extends object> {
  readonly name: string;
  readonly memory: MemoryCache<V>;
  readonly codec: Codec<V>;
  /** Absent: one tier. */
  readonly shared?: SharedCache;
  readonly sharedTtlMs: number;
}

type Computed<V> = Found<V> | { readonly value: V; readonly tier: 'none' };

/** L1 in memory over an optional L2 that replicas share. What L2 holds is copied into L1 when it is found. */
export class MemoryOverShared<V extends object> implements TieredCache<V> {
  readonly #name: string;
  readonly #memory: MemoryCache<V>;
  readonly #codec: Codec<V>;
  readonly #shared: SharedCache | undefined;
  readonly #sharedTtlMs: number;
  readonly #flights = new SharedFlights<Computed<V>>();
  #sharedHits = 0;
  #staleDrops = 0;

  constructor({ name, memory, codec, shared, sharedTtlMs }: TieredCacheOptions<V>) {
    this.#name = name;
    this.#memory = memory;
    this.#codec = codec;
    this.#shared = shared;
    this.#sharedTtlMs = sharedTtlMs;
    shared?.listen((level, key) => this.#dropped(level, key));
  }

  peek(key: string): V | undefined {
    return this.#memory.get(key);
  }

  async get(key: string): Promise<Found<V> | undefined> {
    const near = this.#memory.get(key);
    if (near !== undefined) return { value: near, tier: 'memory' };
    if (!this.#shared) return undefined;
    const text = await this.#shared.get(this.#name, key);
    return text === undefined ? undefined : this.#fromShared(key, text);
  }

  set(key: string, value: V): void {
    this.#memory.set(key, value);
    void this.#shared?.set(this.#name, key, this.#codec.encode(value), this.#sharedTtlMs);
  }

  dropStale(key: string): void {
    this.#staleDrops += 1;
    this.#memory.delete(key);
  }

  compute(key: string, options: ComputeOptions<V>, work: (signal: AbortSignal) => Promise<V>): Promise<Computed<V>> {
    return this.#flights.run(key, options.signal, (signal) => this.#computeOnce(key, options, () => work(signal)));
  }

  tune(): void {
    this.#memory.tune();
  }

  async clear(): Promise<void> {
    this.#memory.clear();
    await this.#shared?.clear(this.#name);
  }

  stats(): CacheStats {
    const stats = { ...this.#memory.stats(), staleDrops: this.#staleDrops, coalesced: this.#flights.coalesced };
    return this.#shared ? { ...stats, sharedHits: this.#sharedHits } : stats;
  }

  async #computeOnce(key: string, { accept, timeoutMs }: ComputeOptions<V>, work: () => Promise<V>): Promise<Computed<V>> {
    const lease = await this.#shared?.lease(this.#name, key, timeoutMs);
    if (lease?.kind === 'held') {
      const text = await this.#shared?.awaited(this.#name, key, timeoutMs);
      const found = text === undefined ? undefined : this.#fromShared(key, text);
      if (found && (await accept(found.value))) return found;
    }
    try {
      const value = await work();
      this.#memory.set(key, value);
      const stored = this.#shared?.set(this.#name, key, this.#codec.encode(value), this.#sharedTtlMs);
      if (lease?.kind === 'won') void stored?.then(() => lease.release());
      return { value, tier: 'none' };
    } catch (error) {
      if (lease?.kind === 'won') void lease.release();
      throw error;
    }
  }

  #fromShared(key: string, text: string): Found<V> | undefined {
    const value = this.#codec.decode(text);
    if (value === undefined) return void this.#shared?.delete(this.#name, key);
    this.#sharedHits += 1;
    this.#memory.set(key, value);
    return { value, tier: 'shared' };
  }

  #dropped(level: string, key: string | undefined): void {
    if (level !== this.#name) return;
    if (key === undefined) this.#memory.clear();
    else this.#memory.delete(key);
  }
}
