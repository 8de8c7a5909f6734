import type { FinishedCall, FrequentQuestion } from '../core/telemetry.ts';

const entriesMax = 1_000;
const looksMax = 8;
const questionCharsMax = 300;
const sqlCharsMax = 2_000;

interface Entry {
  readonly question: string;
  readonly database: string;
  readonly audience: string;
  sql: string;
  count: number;
  totalMs: number;
  verified: boolean;
  principal: string | undefined;
}

/** How often and how long each question ran, in fixed memory. */
export class FrequentQuestions {
  /** By database and audience, then by question: a key made of all would have to be built for every question. */
  readonly #databases = new Map<string, Map<string, Entry>>();
  #size = 0;

  add({ question, sql, database = '', audience = '', ms, verified, principal, status }: FinishedCall): void {
    const text = question ?? sql;
    if (status !== 'ok' || text === undefined || text.length > questionCharsMax || sql === undefined || sql.length > sqlCharsMax) return;
    const entry = this.#databases.get(keyOf({ database, audience }))?.get(text) ?? this.#make(text, { question: question ?? '', database, audience, principal });
    entry.count += 1;
    entry.totalMs += ms;
    if (entry.sql !== sql) entry.sql = sql;
    if (entry.verified !== verified) entry.verified = verified ?? false;
    if (entry.principal !== principal) entry.principal = undefined;
  }

  read(): readonly FrequentQuestion[] {
    const entries = [...this.#databases.values()].flatMap((entries) => [...entries.values()]);
    return entries.toSorted((a, b) => b.totalMs - a.totalMs).map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#databases.clear();
    this.#size = 0;
  }

  #make(text: string, given: Pick<Entry, 'question' | 'database' | 'audience' | 'principal'>): Entry {
    const key = keyOf(given);
    const entries = this.#databases.get(key) ?? new Map<string, Entry>();
    this.#databases.set(key, entries);
    if (this.#size >= entriesMax) this.#dropOne();
    const { question, database, audience, principal } = given;
    const entry: Entry = { question, database, audience, sql: '', count: 0, totalMs: 0, verified: false, principal };
    entries.set(text, entry);
    this.#size += 1;
    return entry;
  }

  /** Of a few that have not been looked at for longest the rarest goes; the others go to the end of the queue. */
  #dropOne(): void {
    const entries = [...this.#databases.values()].reduce((largest, candidate) => (candidate.size > largest.size ? candidate : largest));
    const [first] = entries;
    if (first && first[1].count <= 1) {
      // None is rarer.
      entries.delete(first[0]);
      this.#size -= 1;
      return;
    }
    const looked = firstOf(entries, looksMax).toSorted(([, a], [, b]) => a.count - b.count);
    for (const [index, [text, entry]] of looked.entries()) {
      entries.delete(text);
      if (index > 0) entries.set(text, entry);
    }
    this.#size -= 1;
  }
}

function keyOf({ database, audience }: Pick<Entry, 'database' | 'audience'>): string {
  return audience === '' ? database : `${database} ${audience}`;
}

function firstOf(entries: ReadonlyMap<string, Entry>, countMax: number): (readonly [string, Entry])[] {
  const first: (readonly [string, Entry])[] = [];
  for (const entry of entries) {
    first.push(entry);
    if (first.length === countMax) break;
  }
  return first;
}
