import type { Cell } from '../core/result.ts';
import type { IndexedColumn } from './index.ts';

/** How much of the data the index may hold, for each column and in all. */
export const valueLimits = { rowsSampled: 5_000, distinctPerColumn: 2_000, charsMax: 60, valuesMax: 500_000 } as const;

/** More values than this hold a word: it says too little to be worth a look. */
const hitsPerWordMax = 60;

export interface ValueHit {
  readonly column: IndexedColumn;
  /** As it stands in the data. */
  readonly value: string;
}

/** Texts of the data by their normalised form, from a bounded sample of each table. Absence proves nothing. */
export class ValueIndex {
  readonly #hits = new Map<string, ValueHit[]>();
  readonly #byWord = new Map<string, ValueHit[]>();
  readonly #distinct = new Map<IndexedColumn, Set<string>>();
  readonly #numeric = new Map<IndexedColumn, boolean>();
  #size = 0;
  #wordsMax = 1;

  get size(): number {
    return this.#size;
  }

  /** The most words that any indexed value has: longer phrases need not be looked up. */
  get wordsMax(): number {
    return this.#wordsMax;
  }

  add(column: IndexedColumn, cell: Cell): void {
    if (typeof cell !== 'string' || cell.length === 0 || cell.length > valueLimits.charsMax || this.#size >= valueLimits.valuesMax) return;
    const seen = this.#distinct.get(column) ?? new Set<string>();
    this.#distinct.set(column, seen);
    if (seen.size >= valueLimits.distinctPerColumn || seen.has(cell)) return;
    seen.add(cell);
    if (this.#numeric.size > 0) this.#numeric.clear();
    const key = normaliseValue(cell);
    const hit = { column, value: cell };
    post(this.#hits, key, hit, Infinity);
    const words = key.split(' ');
    if (words.length > 1) for (const word of new Set(words)) if (word.length > 1) post(this.#byWord, word, hit, hitsPerWordMax + 1);
    this.#size += 1;
    this.#wordsMax = Math.max(this.#wordsMax, Math.min(8, words.length));
  }

  find(phrase: string): readonly ValueHit[] {
    return this.#hits.get(normaliseValue(phrase)) ?? [];
  }

  /** Longer values that hold all these words; none where a word is too common to say anything. */
  containing(words: readonly string[]): readonly ValueHit[] {
    if (words.some((word) => !this.#byWord.has(word))) return [];
    const [first, ...others] = words.map((word) => this.#byWord.get(word) ?? []).toSorted((a, b) => a.length - b.length);
    if (!first || first.length > hitsPerWordMax) return [];
    return others.reduce<readonly ValueHit[]>((hits, list) => hits.filter((hit) => list.includes(hit) || normaliseValue(hit.value).split(' ').some((word) => words.includes(word) && list.length > hitsPerWordMax)), first);
  }

  /** Whether some value of several words may hold this one; it is not known of words of one letter. */
  mayHold(word: string): boolean {
    return word.length < 2 || this.#byWord.has(word);
  }

  /** Whether a column of texts holds numbers alone, as far as was sampled. */
  looksNumeric(column: IndexedColumn): boolean {
    let known = this.#numeric.get(column);
    if (known === undefined) {
      const seen = [...(this.#distinct.get(column) ?? [])].slice(0, 50);
      known = seen.length > 0 && seen.filter((value) => !/^\s*-?\d+(\.\d+)?\s*$/.test(value)).length <= seen.length * 0.1;
      this.#numeric.set(column, known);
    }
    return known;
  }

  /** Whether all rows that were sampled hold the same text here, in a table where other columns tell rows apart. */
  isConstant(column: IndexedColumn): boolean {
    return this.#distinct.get(column)?.size === 1 && column.table.columns.some((other) => (this.#distinct.get(other)?.size ?? 0) > 1);
  }

  /** The sampled distinct values of a column, in order of first sight. */
  of(column: IndexedColumn): readonly string[] {
    return [...(this.#distinct.get(column) ?? [])];
  }
}

function post(map: Map<string, ValueHit[]>, key: string, hit: ValueHit, countMax: number): void {
  const list = map.get(key);
  if (!list) map.set(key, [hit]);
  else if (list.length < countMax) list.push(hit);
}

const plainText = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

export function normaliseValue(text: string): string {
  const lower = text.toLowerCase();
  if (plainText.test(lower)) return lower;
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
