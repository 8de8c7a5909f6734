import type { CatalogIndex } from '../../catalog/index.ts';
import { ValueIndex } from '../../catalog/values.ts';
import { defaultKnowledgeOptions, inTime, type Knowing, type Knowledge, type KnowledgeBase, type Sampler } from './knowledge.ts';

interface Sampled {
  readonly schema: CatalogIndex;
  /** With the joins that this caller's rows show, once they are sampled. */
  catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly sampling: Promise<void>;
  isComplete: boolean;
}

/** What one caller knows of a database: the schema of all who may see it, and values and joins of the rows that this caller sees. */
export class PersonalKnowledge implements Knowing {
  readonly #shared: KnowledgeBase;
  readonly #sampler: Sampler;
  #sampled: Sampled | undefined;

  constructor(shared: KnowledgeBase, sampler: Sampler) {
    this.#shared = shared;
    this.#sampler = sampler;
  }

  get known(): CatalogIndex | undefined {
    const schema = this.#shared.knownSchema;
    return schema && this.#seen(schema);
  }

  get version(): string {
    return this.#shared.version;
  }

  async catalog(signal?: AbortSignal): Promise<CatalogIndex> {
    return this.#seen(await this.#shared.schema(signal));
  }

  async get(signal?: AbortSignal): Promise<Knowledge> {
    const schema = await this.#shared.schema(signal);
    if (this.#sampled?.schema !== schema) this.#sampled = this.#sample(schema);
    const sampled = this.#sampled;
    if (!sampled.isComplete) await inTime(sampled.sampling, defaultKnowledgeOptions.valuesWaitMs, signal);
    return { catalog: sampled.catalog, values: sampled.values, valuesComplete: sampled.isComplete };
  }

  #seen(schema: CatalogIndex): CatalogIndex {
    return this.#sampled?.schema === schema ? this.#sampled.catalog : schema;
  }

  refresh(): Promise<void> {
    return this.#shared.refresh();
  }

  stats(): ReturnType<Knowing['stats']> {
    return { ...this.#shared.stats(), values: this.#sampled?.values.size ?? 0 };
  }

  #sample(schema: CatalogIndex): Sampled {
    const values = new ValueIndex();
    const sampling = this.#sampler(schema, values).then(({ catalog }) => void Object.assign(sampled, { catalog, isComplete: true }));
    const sampled: Sampled = { schema, catalog: schema, values, isComplete: false, sampling };
    return sampled;
  }
}
