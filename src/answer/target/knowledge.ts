import { CatalogIndex } from '../../catalog/index.ts';
import { ValueIndex } from '../../catalog/values.ts';
import type { CallOptions, CatalogQueries } from '../../core/ports.ts';
import { abortable } from '../../std/abort.ts';
import type { Clock } from '../../std/clock.ts';
import { SingleFlight } from '../../std/single-flight.ts';

export interface Knowledge {
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  /** False while values are still being sampled. */
  readonly valuesComplete: boolean;
}

export interface KnowledgeOptions {
  /** After this age the catalog is read anew, in the background. */
  readonly ttlMs: number;
  /** At most this often the fingerprint of the schema is compared, in the background. */
  readonly revalidateMs: number;
  readonly timeoutMs: number;
  /** How long the first question waits for sampled values. */
  readonly valuesWaitMs: number;
}

export const defaultKnowledgeOptions: KnowledgeOptions = { ttlMs: 2 * 60 * 60_000, revalidateMs: 30_000, timeoutMs: 30_000, valuesWaitMs: 3_000 };

/** Adds values of the data to an index; never rejects. */
export type Sampler = (catalog: CatalogIndex, values: ValueIndex) => Promise<void>;

/**
 * What is known of one database: its schema and sampled values. One load is in flight at a time; a known schema is served at
 * once while it is checked in the background (stale-while-revalidate).
 */
export class KnowledgeBase {
  readonly #queries: CatalogQueries;
  readonly #sampler: Sampler;
  readonly #clock: Clock;
  readonly #options: KnowledgeOptions;
  readonly #flights = new SingleFlight<Loaded>();
  #loaded: Loaded | undefined;
  #checkedAt = 0;
  #hits = 0;
  #loads = 0;

  constructor(queries: CatalogQueries, sampler: Sampler, clock: Clock, options: KnowledgeOptions) {
    this.#queries = queries;
    this.#sampler = sampler;
    this.#clock = clock;
    this.#options = options;
  }

  /** The schema that is known, at once; undefined before the first call. It is checked in the background when it is time. */
  get known(): CatalogIndex | undefined {
    if (!this.#loaded) return undefined;
    this.#hits += 1;
    if (this.#clock.now() - this.#checkedAt > this.#options.revalidateMs) this.#revalidate().catch(() => undefined);
    return this.#loaded.catalog;
  }

  /** The schema, without waiting for values. */
  async catalog(signal?: AbortSignal): Promise<CatalogIndex> {
    return (await this.#current(signal)).catalog;
  }

  /** The schema and the values, waiting for the values a bounded time. */
  async get(signal?: AbortSignal): Promise<Knowledge> {
    const loaded = await this.#current(signal);
    loaded.sampling ??= this.#sampler(loaded.catalog, loaded.values).then(() => void (loaded.sampled = true));
    if (!loaded.sampled) await abortable(Promise.race([loaded.sampling, delay(this.#options.valuesWaitMs)]), signal);
    return { catalog: loaded.catalog, values: loaded.values, valuesComplete: loaded.sampled };
  }

  /** The version of the schema that is known, empty before the first call. */
  get version(): string {
    return this.#loaded?.catalog.snapshot.version ?? '';
  }

  /** To be called when a statement failed on a name: the schema may have changed. */
  async refresh(): Promise<void> {
    this.#checkedAt = 0;
    await this.#revalidate();
  }

  stats(): { readonly loaded: boolean; readonly ageMs: number; readonly tables: number; readonly values: number; readonly hits: number; readonly loads: number; readonly version: string } {
    const loaded = this.#loaded;
    return {
      loaded: loaded !== undefined,
      ageMs: loaded ? this.#clock.now() - loaded.loadedAt : 0,
      tables: loaded?.catalog.tables.length ?? 0,
      values: loaded?.values.size ?? 0,
      hits: this.#hits,
      loads: this.#loads,
      version: loaded?.catalog.snapshot.version ?? '',
    };
  }

  async #current(signal?: AbortSignal): Promise<Loaded> {
    return this.known && this.#loaded ? this.#loaded : abortable(this.#load(), signal);
  }

  #load(): Promise<Loaded> {
    return this.#flights.run('load', async () => {
      const snapshot = await this.#queries.introspect(this.#call());
      this.#loads += 1;
      this.#checkedAt = this.#clock.now();
      this.#loaded = { catalog: new CatalogIndex(snapshot), values: new ValueIndex(), loadedAt: this.#checkedAt, sampled: false };
      return this.#loaded;
    });
  }

  async #revalidate(): Promise<void> {
    const loaded = this.#loaded;
    if (!loaded) return;
    this.#checkedAt = this.#clock.now();
    const expired = this.#clock.now() - loaded.loadedAt > this.#options.ttlMs;
    if (expired || (await this.#queries.schemaVersion(this.#call())) !== loaded.catalog.snapshot.version) await this.#load();
  }

  #call(): CallOptions {
    return { timeoutMs: this.#options.timeoutMs };
  }
}

interface Loaded {
  readonly catalog: CatalogIndex;
  readonly loadedAt: number;
  readonly values: ValueIndex;
  sampled: boolean;
  sampling?: Promise<void>;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
