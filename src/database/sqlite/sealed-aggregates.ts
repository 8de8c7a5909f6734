import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { numericOf, type Sealing } from './sealing.ts';

type Numeric = number | bigint;

/** Rows and values of all groups of a statement that are remembered to know them again. */
const keptMax = 1_000_000;

/** One group of an aggregate while SQLite steps through its rows. */
interface Group {
  readonly values: Sum;
  /** Of values that were sealed; others come where a caller aggregates a column of the same name of another table. */
  readonly rows: RowsSeen;
  readonly distinct: Set<Numeric> | undefined;
}

const results = {
  count: ({ count }: Sum) => count,
  sum: (sum: Sum) => (sum.count === 0 ? null : sum.total()),
  total: (sum: Sum) => Number(sum.total()),
  avg: (sum: Sum) => (sum.count === 0 ? null : Number(sum.total()) / sum.count),
} as const;

/**
 * What opens sealed values: `nl2sql_sum`, `nl2sql_sum_distinct` and so on. A group that covers fewer rows of the table than
 * `rowsMin` gives NULL, and one in which a join repeats a row fails, since weights would tell its value.
 */
export class SealedAggregates {
  readonly #sealing: Sealing;
  readonly #rowsMin: number;
  /** SQLite keeps only a number for each group. */
  readonly #groups = new Map<number, Group>();
  readonly #kept: Kept = { count: 0 };
  #number = 0;

  constructor(sealing: Sealing, rowsMin: number) {
    this.#sealing = sealing;
    this.#rowsMin = rowsMin;
  }

  define(database: DatabaseSyncInstance): void {
    for (const [name, result] of Object.entries(results)) {
      for (const isDistinct of [false, true]) {
        database.aggregate(isDistinct ? `nl2sql_${name}_distinct` : `nl2sql_${name}`, {
          useBigIntArguments: true,
          start: () => this.#open(isDistinct),
          step: (id: number, value) => this.#step(id, value),
          result: (id: number) => this.#close(id, result),
        });
      }
    }
  }

  /** To be called before each statement: one that failed left its groups open. */
  reset(): void {
    this.#groups.clear();
    this.#kept.count = 0;
  }

  #open(isDistinct: boolean): number {
    this.#number += 1;
    this.#groups.set(this.#number, { values: new Sum(), rows: new RowsSeen(this.#kept), distinct: isDistinct ? new Set() : undefined });
    return this.#number;
  }

  #step(id: number, given: unknown): number {
    const group = this.#groups.get(id);
    const sealed = this.#sealing.open(given);
    // The value comes from SQLite, which knows no others.
    const value = sealed ? sealed.value : numericOf(given as Parameters<typeof numericOf>[0]);
    if (!group || value === null) return id;
    if (sealed) group.rows.see(sealed.row);
    if (group.distinct?.has(value)) return id;
    if (group.distinct) remember(group.distinct, value, this.#kept);
    group.values.add(value);
    return id;
  }

  #close(id: number, result: (sum: Sum) => Numeric | null): Numeric | null {
    const group = this.#groups.get(id);
    this.#groups.delete(id);
    if (!group) return null;
    const { values, rows } = group;
    const isOpen = values.count > 0 && rows.count === 0;
    return isOpen || rows.count >= this.#rowsMin ? result(values) : null;
  }
}

/** What all groups of a statement remember. */
interface Kept {
  count: number;
}

function remember(distinct: Set<Numeric>, value: Numeric, kept: Kept): void {
  kept.count += 1;
  if (kept.count > keptMax) throw new Error(`more than ${keptMax} different values of a column that is only for aggregates`);
  distinct.add(value);
}

/** A sum as SQLite computes it: exact for integers, with Neumaier's compensation for the rest. */
class Sum {
  count = 0;
  #integers = 0n;
  #real = 0;
  #lost = 0;
  #isReal = false;

  add(value: Numeric): void {
    this.count += 1;
    if (typeof value === 'bigint') {
      this.#integers += value;
      return;
    }
    this.#isReal = true;
    const sum = this.#real + value;
    this.#lost += Math.abs(this.#real) >= Math.abs(value) ? this.#real - sum + value : value - sum + this.#real;
    this.#real = sum;
  }

  total(): Numeric {
    if (this.#isReal) return this.#real + (Number.isFinite(this.#lost) ? this.#lost : 0) + Number(this.#integers);
    if (this.#integers !== BigInt.asIntN(64, this.#integers)) throw new Error('integer overflow');
    return this.#integers;
  }
}

/** The rows of a table in one group. As long as they ascend, as a scan gives them, none can be there twice, however many they are. */
class RowsSeen {
  count = 0;
  readonly #kept: Kept;
  readonly #seen = new Set<bigint>();
  #last: bigint | undefined;
  #ascends = true;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  see(row: bigint): void {
    this.#ascends &&= this.#last === undefined || row > this.#last;
    if (!this.#ascends && this.#seen.has(row)) throw new Error('a join repeats rows of a table with a column that is only for aggregates: aggregate it by itself, or ask with IN or EXISTS');
    if (this.#kept.count < keptMax) {
      this.#seen.add(row);
      this.#kept.count += 1;
    } else if (!this.#ascends) throw new Error(`more than ${keptMax} rows of a table with a column that is only for aggregates are in groups, in no order`);
    this.#last = row;
    this.count += 1;
  }
}
