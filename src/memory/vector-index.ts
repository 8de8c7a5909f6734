import type { TextVector, VectorIndex, VectorIndexHealth, VectorSpace } from '../core/ports.ts';
import { dot, unitVector } from '../std/vectors.ts';

interface HeldSpace {
  readonly model: string;
  readonly vectors: Map<string, Float32Array>;
}

/** Vectors in this process, searched by cosine, one after another: 10,000 of 768 numbers take some ten milliseconds. */
export class MemoryVectorIndex implements VectorIndex {
  readonly patienceMs = 5_000;
  readonly #spaces = new Map<string, HeldSpace>();

  async retain({ database, model }: VectorSpace, texts: ReadonlySet<string>): Promise<string[]> {
    const held = this.#spaces.get(database);
    const vectors = held?.model === model ? held.vectors : new Map<string, Float32Array>();
    this.#spaces.set(database, { model, vectors });
    for (const text of vectors.keys()) if (!texts.has(text)) vectors.delete(text);
    return [...texts].filter((text) => !vectors.has(text));
  }

  async add({ database, model }: VectorSpace, entries: readonly TextVector[]): Promise<boolean> {
    const held = this.#spaces.get(database);
    if (held?.model !== model) return false;
    for (const { text, vector } of entries) held.vectors.set(text, unitVector(vector));
    return true;
  }

  async search({ database, model }: VectorSpace, vector: Float32Array, countMax: number): Promise<string[]> {
    const held = this.#spaces.get(database);
    return held?.model === model ? nearest(held.vectors, unitVector(vector), countMax) : [];
  }

  async check(): Promise<void> {}

  health(): VectorIndexHealth {
    return { keptIn: 'memory', vectors: [...this.#spaces.values()].reduce((sum, { vectors }) => sum + vectors.size, 0), failures: 0 };
  }

  async close(): Promise<void> {
    this.#spaces.clear();
  }
}

function nearest(vectors: ReadonlyMap<string, Float32Array>, wanted: Float32Array, countMax: number): string[] {
  const top: { text: string; score: number }[] = [];
  for (const [text, vector] of vectors) {
    const score = dot(vector, wanted);
    if (top.length === countMax && score <= (top.at(-1)?.score ?? 0)) continue;
    const at = top.findIndex((entry) => score > entry.score);
    top.splice(at < 0 ? top.length : at, 0, { text, score });
    if (top.length > countMax) top.pop();
  }
  return top.map(({ text }) => text);
}
