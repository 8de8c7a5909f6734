import type { Store, StoreChange } from '../core/ports.ts';
import type { Clock } from '../std/clock.ts';
import { digest } from '../std/digest.ts';

const collection = 'asked';
const halfLifeMs = 3 * 24 * 60 * 60_000;
const entriesMax = 1_000;

/** A question as it was answered, and for whom. */
export interface AskedQuestion {
  readonly database: string;
  readonly principal: string;
  readonly question: string;
  readonly sql: string;
}

interface Counted extends AskedQuestion {
  /** Askings, each counting half after three days, as of `at`. */
  readonly score: number;
  readonly at: number;
}

/** How often what is asked, with old askings counting less and less; kept across restarts. */
export class AskedQuestions {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #counts = new Map<string, Counted>();
  #changed = new Set<string>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async load(): Promise<void> {
    for (const { value } of await this.#store.load(collection)) {
      const counted = parseCounted(value);
      if (counted && !this.#counts.has(keyOf(counted))) this.#counts.set(keyOf(counted), counted);
    }
  }

  record(asked: AskedQuestion): void {
    const key = keyOf(asked);
    const now = this.#clock.now();
    const known = this.#counts.get(key);
    this.#counts.set(key, { ...asked, score: (known ? decayed(known, now) : 0) + 1, at: now });
    this.#changed.add(key);
  }

  /** The most asked of a database, most first. */
  most(database: string, countMax: number): readonly AskedQuestion[] {
    const now = this.#clock.now();
    const own = [...this.#counts.values()].filter((counted) => counted.database === database);
    return own.toSorted((a, b) => decayed(b, now) - decayed(a, now)).slice(0, countMax);
  }

  /** Stores what changed, and lets the least asked go beyond the limit. */
  async flush(): Promise<void> {
    const now = this.#clock.now();
    const surplus = [...this.#counts].toSorted(([, a], [, b]) => decayed(a, now) - decayed(b, now)).slice(0, Math.max(0, this.#counts.size - entriesMax)).map(([key]) => key);
    const changed = [...new Set([...this.#changed, ...surplus])].map((key) => this.#counts.get(key));
    for (const key of surplus) this.#counts.delete(key);
    this.#changed = new Set();
    await this.#store.write(changed.filter((counted) => counted !== undefined).map((counted): StoreChange => ({ collection, key: digest(counted.database, counted.principal, counted.question), value: this.#counts.has(keyOf(counted)) ? JSON.stringify(counted) : null })));
  }
}

/** Lengths, so that no two askings share a key; its digest is made only where it is stored. */
function keyOf({ database, principal, question }: AskedQuestion): string {
  return `${database.length},${principal.length}\n${database}${principal}${question}`;
}

function decayed({ score, at }: Counted, now: number): number {
  return score * 0.5 ** ((now - at) / halfLifeMs);
}

function parseCounted(text: string): Counted | undefined {
  try {
    const value = JSON.parse(text) as Partial<Counted>;
    const isWhole = typeof value.database === 'string' && typeof value.principal === 'string' && typeof value.question === 'string' && typeof value.sql === 'string' && typeof value.score === 'number' && typeof value.at === 'number';
    return isWhole ? (value as Counted) : undefined;
  } catch {
    return undefined;
  }
}
