import type { CacheStats, ComputeOptions, Found, SharedCache, TieredCache } from '../core/ports.ts';
import type { Principal } from '../core/question.ts';
import { SharedFlights } from '../std/shared-flights.ts';
import { type Budget, Shares } from '../std/shares.ts';
import { shortKey } from './keys.ts';
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
  readonly sharedBudget: Budget;
}

type Computed<V> = Found<V> | { readonly value: V; readonly tier: 'none' };

/** L1 in memory over an optional L2 that replicas share. What L2 holds is copied into L1 when it is found. */
export class MemoryOverShared<V extends object> implements TieredCache<V> {
  readonly #name: string;
  readonly #memory: MemoryCache<V>;
  readonly #codec: Codec<V>;
  readonly #shared: SharedCache | undefined;
  readonly #sharedTtlMs: number;
  readonly #sharedBudget: Budget;
  /** What this process has put into the shared tier. */
  readonly #given = new Shares<string>();
  readonly #flights = new SharedFlights<Computed<V>>();
  #sharedHits = 0;
  #staleDrops = 0;

  constructor({ name, memory, codec, shared, sharedTtlMs, sharedBudget: budget }: TieredCacheOptions<V>) {
    this.#name = name;
    this.#memory = memory;
    this.#codec = codec;
    this.#shared = shared;
    this.#sharedTtlMs = sharedTtlMs;
    this.#sharedBudget = budget;
    shared?.listen((level, key) => this.#dropped(level, key));
  }

  peek(key: string): V | undefined {
    return this.#memory.get(key);
  }

  async get(key: string, owner: Principal): Promise<Found<V> | undefined> {
    const near = this.#memory.get(key);
    if (near !== undefined) return { value: near, tier: 'memory' };
    if (!this.#shared) return undefined;
    const text = await this.#shared.get(this.#name, shortKey(key));
    return text === undefined ? undefined : this.#fromShared(key, text, owner);
  }

  set(key: string, value: V, owner: Principal): void {
    this.#memory.set(key, value, owner);
    void this.#share(key, value, owner);
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
    this.#given.clear();
    await this.#shared?.clear(this.#name);
  }

  stats(): CacheStats {
    const stats = { ...this.#memory.stats(), staleDrops: this.#staleDrops, coalesced: this.#flights.coalesced };
    return this.#shared ? { ...stats, sharedHits: this.#sharedHits } : stats;
  }

  async #computeOnce(key: string, { accept, timeoutMs, owner }: ComputeOptions<V>, work: () => Promise<V>): Promise<Computed<V>> {
    const lease = await this.#shared?.lease(this.#name, shortKey(key), timeoutMs);
    if (lease?.kind === 'held') {
      const text = await this.#shared?.awaited(this.#name, shortKey(key), timeoutMs);
      const found = text === undefined ? undefined : this.#fromShared(key, text, owner);
      if (found && (await accept(found.value))) return found;
    }
    try {
      const value = await work();
      this.#memory.set(key, value, owner);
      const stored = this.#share(key, value, owner);
      if (lease?.kind === 'won') void (stored ?? Promise.resolve()).then(() => lease.release());
      return { value, tier: 'none' };
    } catch (error) {
      if (lease?.kind === 'won') void lease.release();
      throw error;
    }
  }

  /** Stores an entry for the other replicas. What this process holds there is bounded as memory is: whoever holds most gives up its oldest. */
  #share(key: string, value: V, owner: Principal): Promise<void> | undefined {
    if (!this.#shared) return undefined;
    const text = this.#codec.encode(value);
    const short = shortKey(key);
    this.#given.hold(short, owner, text.length);
    for (const old of this.#given.surplus(this.#sharedBudget)) {
      this.#given.release(old);
      void this.#shared.delete(this.#name, old);
    }
    return this.#given.has(short) ? this.#shared.set(this.#name, short, text, this.#sharedTtlMs) : undefined;
  }

  #fromShared(key: string, text: string, owner: Principal): Found<V> | undefined {
    const value = this.#codec.decode(text);
    if (value === undefined) return void this.#shared?.delete(this.#name, shortKey(key));
    this.#sharedHits += 1;
    this.#memory.set(key, value, owner);
    return { value, tier: 'shared' };
  }

  #dropped(level: string, key: string | undefined): void {
    if (level !== this.#name) return;
    if (key === undefined) this.#memory.clear();
    else this.#memory.delete(key);
  }
}
