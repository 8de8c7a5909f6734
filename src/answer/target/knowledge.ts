import { CatalogIndex } from '../../catalog/index.ts';
import { ValueIndex } from '../../catalog/values.ts';
import type { CallOptions, CatalogQueries } from '../../core/ports.ts';
import { abortable } from '../../std/abort.ts';
import type { Clock } from '../../std/clock.ts';
import { SingleFlight } from '../../std/single-flight.ts';
import { atMost } from '../../std/within.ts';
import type { Seen } from './join-shares.ts';
import type { KeptKnowledge } from './kept-knowledge.ts';

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

/** What is known of one database, for one caller or for many. */
export interface Knowing {
  /** The schema that is known, at once; undefined before the first call. It is checked in the background when it is time. */
  readonly known: CatalogIndex | undefined;
  /** The version of the schema that is known, empty before the first call. */
  readonly version: string;
  /** The schema, without waiting for values. */
  catalog(signal?: AbortSignal): Promise<CatalogIndex>;
  /** The schema and the values, waiting for the values a bounded time. */
  get(signal?: AbortSignal): Promise<Knowledge>;
  /** To be called when a statement failed on a name: the schema may have changed. */
  refresh(): Promise<void>;
  stats(): { readonly loaded: boolean; readonly ageMs: number; readonly tables: number; readonly values: number; readonly hits: number; readonly loads: number; readonly version: string };
}

/** Adds values of the data to an index, and resolves with the catalog as they show it; never rejects. */
export type Sampler = (schema: CatalogIndex, values: ValueIndex) => Promise<Seen>;

export interface KnowledgeSources {
  readonly queries: CatalogQueries;
  readonly sampler: Sampler;
  readonly clock: Clock;
  /** What an earlier process found out. */
  readonly kept?: KeptKnowledge | undefined;
}

/**
 * What is known of one database: its schema and sampled values. One load is in flight at a time; a known schema is served at
 * once while it is checked in the background (stale-while-revalidate).
 */
export class KnowledgeBase implements Knowing {
  readonly #queries: CatalogQueries;
  readonly #sampler: Sampler;
  readonly #clock: Clock;
  readonly #options: KnowledgeOptions;
  readonly #kept: KeptKnowledge | undefined;
  readonly #flights = new SingleFlight<Loaded>();
  #loaded: Loaded | undefined;
  #checkedAt = 0;
  #hits = 0;
  #loads = 0;

  constructor({ queries, sampler, clock, kept }: KnowledgeSources, options: KnowledgeOptions) {
    this.#queries = queries;
    this.#sampler = sampler;
    this.#clock = clock;
    this.#options = options;
    this.#kept = kept;
  }

  get known(): CatalogIndex | undefined {
    if (!this.#loaded || this.#loaded.mark !== this.#queries.schemaMarkNow?.()) return undefined;
    this.#hits += 1;
    if (this.#clock.now() - this.#checkedAt > this.#options.revalidateMs) this.#revalidate().catch(() => undefined);
    return this.#loaded.catalog;
  }

  async catalog(signal?: AbortSignal): Promise<CatalogIndex> {
    return (await this.#current(signal)).catalog;
  }

  async get(signal?: AbortSignal): Promise<Knowledge> {
    const loaded = await this.#current(signal);
    if (!loaded.sampled) await inTime((loaded.sampling ??= this.#sample(loaded)), this.#options.valuesWaitMs, signal);
    return { catalog: loaded.catalog, values: loaded.values, valuesComplete: loaded.sampled };
  }

  async #sample(loaded: Loaded): Promise<void> {
    const { catalog, isWhole } = await this.#sampler(loaded.schema, loaded.values);
    Object.assign(loaded, { catalog, sampled: true });
    if (isWhole) this.#kept?.keep(loaded.dataMark, loaded);
  }

  /** What is known of the names alone: joins that values show are of whoever sees the rows. */
  async schema(signal?: AbortSignal): Promise<CatalogIndex> {
    return (await this.#current(signal)).schema;
  }

  get knownSchema(): CatalogIndex | undefined {
    return this.known && this.#loaded?.schema;
  }

  get version(): string {
    return this.#loaded?.catalog.snapshot.version ?? '';
  }

  async refresh(): Promise<void> {
    this.#checkedAt = 0;
    await this.#revalidate();
  }

  stats(): ReturnType<Knowing['stats']> {
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
    if (this.known && this.#loaded) return this.#loaded;
    const loaded = await abortable(this.#load(), signal);
    // Of a load that was under way before the schema changed.
    return loaded.mark === this.#queries.schemaMarkNow?.() ? loaded : abortable(this.#load(), signal);
  }

  #load(): Promise<Loaded> {
    return this.#flights.run('load', async () => {
      const mark = this.#queries.schemaMarkNow?.();
      // What is there in the middle of a life was found not to hold.
      this.#loaded = (this.#loaded ? undefined : this.#restored(mark)) ?? (await this.#introspected(mark));
      return this.#loaded;
    });
  }

  /** What an earlier process found out. The database is opened meanwhile: whoever asks for its schema will ask it something. */
  #restored(mark: string | undefined): Loaded | undefined {
    this.#queries.connectAhead?.();
    const known = this.#kept?.restore();
    if (!known) return undefined;
    this.#checkedAt = this.#clock.now();
    return { ...known, dataMark: null, loadedAt: this.#checkedAt, sampled: true, ...(mark === undefined ? {} : { mark }) };
  }

  async #introspected(mark: string | undefined): Promise<Loaded> {
    const dataMark = this.#kept?.mark() ?? null;
    const snapshot = await this.#queries.introspect(this.#call());
    this.#loads += 1;
    this.#checkedAt = this.#clock.now();
    const schema = new CatalogIndex(snapshot);
    return { schema, catalog: schema, values: new ValueIndex(), dataMark, loadedAt: this.#checkedAt, sampled: false, ...(mark === undefined ? {} : { mark }) };
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
  readonly schema: CatalogIndex;
  /** With the joins that its values show, once they are sampled. */
  catalog: CatalogIndex;
  readonly loadedAt: number;
  /** As of before the schema was read, where the database tells such a mark. */
  readonly mark?: string;
  /** Of the data, as of before anything was read. */
  readonly dataMark: string | null;
  readonly values: ValueIndex;
  sampled: boolean;
  sampling?: Promise<void>;
}

/** Waits for samples, but no longer than that. */
export function inTime(sampling: Promise<void>, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return abortable(atMost(waitMs, sampling), signal);
}
