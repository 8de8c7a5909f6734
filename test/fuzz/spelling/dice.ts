import { randomFrom } from '../grammar.ts';

/** Random choices that repeat themselves for a seed. */
export class Dice {
  readonly #random: () => number;
  /** Whether the statement uses spellings that a guard may refuse at sight: all of them would hide what stands beside them. */
  readonly isOdd: boolean;
  #names = 0;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.isOdd = this.chance(0.15);
  }

  pick<T>(items: readonly T[]): T {
    // An index below the length of a list that has at least one item.
    return items[this.below(items.length)] as T;
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** A name that the statement has not used yet. */
  name(): string {
    this.#names += 1;
    return `${this.pick(['a', 'k', 'Q', 'x'])}${this.#names}`;
  }
}
