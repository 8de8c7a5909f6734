import type { Embedder, VectorIndex, VectorSpace } from '../../core/ports.ts';
import { abortable } from '../../std/abort.ts';
import type { Clock } from '../../std/clock.ts';
import { SingleFlight } from '../../std/single-flight.ts';
import { atMost } from '../../std/within.ts';

const batchSize = 64;
const timeoutMs = 5_000;
/** So many questions are embedded at most; the newest count. */
const questionsMax = 10_000;
const asksKept = 1_000;
/** An index that replicas share is compared with what is remembered at least this often. */
const compareEveryMs = 10 * 60_000;

export interface MeaningsOptions {
  readonly embedder: Embedder;
  readonly index: VectorIndex;
  readonly clock: Clock;
}

/** The questions of one database that can be found. */
export interface Findable {
  readonly database: string;
  /** Changes with the questions. */
  readonly generation: number;
  readonly texts: () => readonly string[];
}

/** Questions by their vectors. Each text is sent to the provider once; what is missing is sent in batches, in the background. */
export class Meanings {
  readonly #embedder: Embedder;
  readonly #index: VectorIndex;
  readonly #clock: Clock;
  readonly #asked = new Map<string, Float32Array>();
  readonly #filling = new SingleFlight<void>();
  readonly #filled = new Map<string, { readonly generation: number; readonly model: string; readonly at: number }>();

  constructor({ embedder, index, clock }: MeaningsOptions) {
    this.#embedder = embedder;
    this.#index = index;
    this.#clock = clock;
  }

  /** The texts nearest to a question; undefined where the index can't be reached. Rejects where the provider can't be asked. */
  async similar(text: string, findable: Findable, countMax: number, signal: AbortSignal): Promise<readonly string[] | undefined> {
    const vector = await this.#vectorOf(text, signal);
    const space = { database: findable.database, model: `${this.#embedder.model}/${vector.length}` };
    if (!this.#isFilled(space, findable)) {
      const filled = this.#filling.run(space.database, () => this.#fill(space, findable));
      await abortable(atMost(this.#index.patienceMs, filled), signal);
    }
    return this.#index.search(space, vector, countMax);
  }

  #isFilled({ database, model }: VectorSpace, { generation }: Findable): boolean {
    const filled = this.#filled.get(database);
    return filled !== undefined && filled.generation === generation && filled.model === model && this.#clock.now() - filled.at < compareEveryMs;
  }

  /** It is not one question's work alone, and goes on when that is answered. */
  async #fill(space: VectorSpace, { generation, texts }: Findable): Promise<void> {
    const missing = await this.#index.retain(space, new Set(texts().slice(-questionsMax)));
    if (!missing) return;
    for (let at = 0; at < missing.length; at += batchSize) {
      const batch = missing.slice(at, at + batchSize);
      const vectors = await this.#embedder.embed(batch, { timeoutMs });
      const entries = vectors.map((vector, place) => ({ text: batch[place] ?? '', vector }));
      if (!(await this.#index.add(space, entries))) return;
    }
    this.#filled.set(space.database, { generation, model: space.model, at: this.#clock.now() });
  }

  async #vectorOf(text: string, signal: AbortSignal): Promise<Float32Array> {
    const known = this.#asked.get(text);
    if (known) return known;
    const [vector = new Float32Array()] = await this.#embedder.embed([text], { timeoutMs, signal });
    const [oldest] = this.#asked.keys();
    if (this.#asked.size >= asksKept && oldest !== undefined) this.#asked.delete(oldest);
    this.#asked.set(text, vector);
    return vector;
  }
}
