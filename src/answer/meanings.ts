import type { Embedder } from '../core/ports.ts';
import type { RememberedQuestion } from '../memory/record.ts';
import { VectorIndex } from '../memory/vector-index.ts';

const batchSize = 64;
const timeoutMs = 5_000;
/** So many questions are embedded at most; the newest count. */
const questionsMax = 10_000;
const asksKept = 1_000;

/** Questions by their vectors. Each text is sent to the provider once; what is missing is sent in batches. */
export class Meanings {
  readonly #embedder: Embedder;
  readonly #index = new VectorIndex();
  readonly #asked = new Map<string, Float32Array>();

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  /** The texts of the stored questions nearest to a question. Rejects where the provider can't be asked. */
  async similar(text: string, records: readonly RememberedQuestion[], countMax: number, signal: AbortSignal): Promise<string[]> {
    const texts = new Set(records.slice(-questionsMax).map((record) => record.question));
    this.#index.retain(texts);
    const missing = [...texts].filter((question) => !this.#index.has(question));
    for (let at = 0; at < missing.length; at += batchSize) {
      const batch = missing.slice(at, at + batchSize);
      const vectors = await this.#embedder.embed(batch, { timeoutMs, signal });
      for (const [place, vector] of vectors.entries()) this.#index.add(batch[place] ?? '', vector);
    }
    return this.#index.search(await this.#vectorOf(text, signal), countMax).map(({ key }) => key);
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
