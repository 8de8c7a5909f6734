/** Vectors of one length by key, in memory; searched by cosine, one after another: 10,000 of 384 numbers take a few milliseconds. */
export class VectorIndex {
  readonly #vectors = new Map<string, Float32Array>();

  get size(): number {
    return this.#vectors.size;
  }

  has(key: string): boolean {
    return this.#vectors.has(key);
  }

  add(key: string, vector: Float32Array): void {
    this.#vectors.set(key, normalised(vector));
  }

  /** Keeps only these keys. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of this.#vectors.keys()) if (!keys.has(key)) this.#vectors.delete(key);
  }

  /** Keys with their cosine, best first. Vectors of another length are passed over. */
  search(query: Float32Array, countMax: number): { readonly key: string; readonly score: number }[] {
    const wanted = normalised(query);
    const top: { key: string; score: number }[] = [];
    for (const [key, vector] of this.#vectors) {
      if (vector.length !== wanted.length) continue;
      const score = dot(vector, wanted);
      if (top.length === countMax && score <= (top.at(-1)?.score ?? 0)) continue;
      const at = top.findIndex((entry) => score > entry.score);
      top.splice(at < 0 ? top.length : at, 0, { key, score });
      if (top.length > countMax) top.pop();
    }
    return top;
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}

const rankConstant = 60;

/** Lists of keys as one, by reciprocal rank (Cormack, Clarke and Büttcher 2009). */
export function fused(lists: readonly (readonly string[])[], countMax: number): string[] {
  const scores = new Map<string, number>();
  for (const list of lists) for (const [rank, key] of list.entries()) scores.set(key, (scores.get(key) ?? 0) + 1 / (rankConstant + rank + 1));
  return [...scores].toSorted(([, a], [, b]) => b - a).slice(0, countMax).map(([key]) => key);
}
