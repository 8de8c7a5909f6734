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
  score: number;
  at: number;
  sql: string;
}

/** How often what is asked, with old askings counting less and less; kept across restarts. */
export class AskedQuestions {
  readonly #store: Store;
  readonly #clock: Clock;
  /** By database, principal and question: a key made of all three would have to be built for every question. */
  readonly #counts = new Map<string, Map<string, Map<string, Counted>>>();
  #changed = new Set<Counted>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async load(): Promise<void> {
    for (const { value } of await this.#store.load(collection)) {
      const counted = parseCounted(value);
      if (counted && !this.#find(counted)) this.#add(counted);
    }
  }

  record(asked: AskedQuestion): void {
    const now = this.#clock.now();
    const counted = this.#find(asked) ?? this.#add({ ...asked, score: 0, at: now });
    counted.score = decayed(counted, now) + 1;
    counted.at = now;
    counted.sql = asked.sql;
    this.#changed.add(counted);
  }

  /** The most asked of a database, most first. */
  most(database: string, countMax: number): readonly AskedQuestion[] {
    const now = this.#clock.now();
    const own = this.#all().filter((counted) => counted.database === database);
    return own.toSorted((a, b) => decayed(b, now) - decayed(a, now)).slice(0, countMax);
  }

  /** Stores what changed, and lets the least asked go beyond the limit. */
  async flush(): Promise<void> {
    const now = this.#clock.now();
    const all = this.#all().toSorted((a, b) => decayed(b, now) - decayed(a, now));
    const surplus = all.slice(entriesMax);
    for (const { database, principal, question } of surplus) this.#counts.get(database)?.get(principal)?.delete(question);
    const gone = surplus.map((counted): StoreChange => ({ collection, key: keyOf(counted), value: null }));
    const changed = [...this.#changed].filter((counted) => this.#find(counted) === counted);
    this.#changed = new Set();
    await this.#store.write([...gone, ...changed.map((counted): StoreChange => ({ collection, key: keyOf(counted), value: JSON.stringify(counted) }))]);
  }

  #find({ database, principal, question }: AskedQuestion): Counted | undefined {
    return this.#counts.get(database)?.get(principal)?.get(question);
  }

  #add(counted: Counted): Counted {
    const ofDatabase = this.#counts.get(counted.database) ?? new Map<string, Map<string, Counted>>();
    const ofPrincipal = ofDatabase.get(counted.principal) ?? new Map<string, Counted>();
    ofPrincipal.set(counted.question, counted);
    ofDatabase.set(counted.principal, ofPrincipal);
    this.#counts.set(counted.database, ofDatabase);
    return counted;
  }

  #all(): Counted[] {
    return [...this.#counts.values()].flatMap((ofDatabase) => [...ofDatabase.values()].flatMap((ofPrincipal) => [...ofPrincipal.values()]));
  }
}

function keyOf({ database, principal, question }: AskedQuestion): string {
  return digest(database, principal, question);
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
