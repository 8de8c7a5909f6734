import type { Store, StoreChange } from '../core/ports.ts';
import { dataBytes } from '../std/bytes.ts';
import type { Clock } from '../std/clock.ts';
import { digest } from '../std/digest.ts';
import { Shares } from '../std/shares.ts';

const collection = 'asked';
const halfLifeMs = 3 * 24 * 60 * 60_000;
/** Beyond it whoever has most gives up what it has not asked for longest. */
const budget = { entriesMax: 1_000, bytesMax: 8 * 1_024 * 1_024 };

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
  readonly #shares = new Shares<Counted>();
  #changed = new Set<Counted>();
  readonly #stored = new Set<Counted>();
  /** Keys of what was stored and is given up. */
  #gone: string[] = [];

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async load(): Promise<void> {
    await this.#store.load(collection, ({ value }) => {
      const counted = parseCounted(value);
      if (!counted || this.#find(counted)) return;
      this.#stored.add(counted);
      this.#add(counted);
    });
  }

  record(asked: AskedQuestion): void {
    const now = this.#clock.now();
    const known = this.#find(asked);
    const counted = known ?? { ...asked, score: 0, at: now };
    counted.score = decayed(counted, now) + 1;
    counted.at = now;
    this.#changed.add(counted);
    if (known?.sql === asked.sql) return this.#shares.touch(known);
    counted.sql = asked.sql;
    this.#add(counted);
  }

  /** The most asked of a database, most first. */
  most(database: string, countMax: number): readonly AskedQuestion[] {
    const now = this.#clock.now();
    const own = [...(this.#counts.get(database)?.values() ?? [])].flatMap((ofPrincipal) => [...ofPrincipal.values()]);
    return own.toSorted((a, b) => decayed(b, now) - decayed(a, now)).slice(0, countMax);
  }

  /** Stores what changed. */
  async flush(): Promise<void> {
    const [changed, gone] = [[...this.#changed], this.#gone];
    this.#changed = new Set();
    this.#gone = [];
    for (const counted of changed) this.#stored.add(counted);
    await this.#store.write([...gone.map((key): StoreChange => ({ collection, key, value: null })), ...changed.map((counted): StoreChange => ({ collection, key: keyOf(counted), value: JSON.stringify(counted) }))]);
  }

  #find({ database, principal, question }: AskedQuestion): Counted | undefined {
    return this.#counts.get(database)?.get(principal)?.get(question);
  }

  #add(counted: Counted): void {
    const ofDatabase = this.#counts.get(counted.database) ?? new Map<string, Map<string, Counted>>();
    const ofPrincipal = ofDatabase.get(counted.principal) ?? new Map<string, Counted>();
    ofPrincipal.set(counted.question, counted);
    ofDatabase.set(counted.principal, ofPrincipal);
    this.#counts.set(counted.database, ofDatabase);
    this.#shares.hold(counted, counted.principal, dataBytes(counted));
    for (const old of this.#shares.surplus(budget)) this.#giveUp(old);
  }

  #giveUp(counted: Counted): void {
    this.#shares.release(counted);
    this.#counts.get(counted.database)?.get(counted.principal)?.delete(counted.question);
    this.#changed.delete(counted);
    if (this.#stored.delete(counted)) this.#gone.push(keyOf(counted));
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
