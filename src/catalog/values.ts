import type { Cell } from '../core/result.ts';
import type { IndexedColumn } from './index.ts';

/** How much of the data the index may hold, for each column and in all. */
export const valueLimits = { rowsSampled: 5_000, distinctPerColumn: 2_000, charsMax: 60, valuesMax: 500_000 } as const;

export interface ValueHit {
  readonly column: IndexedColumn;
  /** As it stands in the data. */
  readonly value: string;
}

/** Texts of the data by their normalised form, from a bounded sample of each table. Absence proves nothing. */
export class ValueIndex {
  readonly #hits = new Map<string, ValueHit[]>();
  readonly #distinct = new Map<IndexedColumn, Set<string>>();
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
    const key = normaliseValue(cell);
    const hits = this.#hits.get(key);
    if (hits) hits.push({ column, value: cell });
    else this.#hits.set(key, [{ column, value: cell }]);
    this.#size += 1;
    this.#wordsMax = Math.max(this.#wordsMax, Math.min(8, key.split(' ').length));
  }

  find(phrase: string): readonly ValueHit[] {
    return this.#hits.get(normaliseValue(phrase)) ?? [];
  }

  /** The sampled distinct values of a column, in order of first sight. */
  of(column: IndexedColumn): readonly string[] {
    return [...(this.#distinct.get(column) ?? [])];
  }
}

export function normaliseValue(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
