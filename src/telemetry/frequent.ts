import type { FinishedCall, FrequentQuestion } from '../core/telemetry.ts';

const entriesMax = 1_000;
const looksMax = 16;
const questionCharsMax = 300;
const sqlCharsMax = 2_000;

interface Entry {
  readonly question: string;
  readonly database: string;
  sql: string;
  count: number;
  totalMs: number;
  maxMs: number;
  rung: string;
  verified: boolean;
  principal: string | undefined;
}

/** How often and how long each question ran, in fixed memory. */
export class FrequentQuestions {
  readonly #entries = new Map<string, Entry>();

  add({ question, sql, database, ms, rung, verified, principal, status }: FinishedCall): void {
    const text = question ?? sql;
    if (status !== 'ok' || text === undefined || text.length > questionCharsMax || sql === undefined || sql.length > sqlCharsMax) return;
    const key = `${database}\n${text}`;
    const entry = this.#take(key, { question: question ?? '', database: database ?? '', principal });
    entry.count += 1;
    entry.totalMs += ms;
    if (ms > entry.maxMs) entry.maxMs = ms;
    entry.sql = sql;
    entry.rung = entry.count > 1 && rung === 'remembered' ? entry.rung : (rung ?? '');
    entry.verified = verified ?? false;
    if (entry.principal !== principal) entry.principal = undefined;
  }

  read(): readonly FrequentQuestion[] {
    return [...this.#entries.values()].toSorted((a, b) => b.totalMs - a.totalMs).map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The entry, made the most recent one; where there is no place, one asked rarely and long ago goes. */
  #take(key: string, given: Pick<Entry, 'question' | 'database' | 'principal'>): Entry {
    const known = this.#entries.get(key);
    if (known) this.#entries.delete(key);
    else if (this.#entries.size >= entriesMax) this.#dropOne();
    const entry = known ?? { ...given, sql: '', count: 0, totalMs: 0, maxMs: 0, rung: '', verified: false };
    this.#entries.set(key, entry);
    return entry;
  }

  /** The rarest of the 16 that were asked longest ago: looking at all for each new question would cost more than it tells. */
  #dropOne(): void {
    let rarest: readonly [string, number] | undefined;
    let looked = 0;
    for (const [key, { count }] of this.#entries) {
      if (!rarest || count < rarest[1]) rarest = [key, count];
      looked += 1;
      if (looked === looksMax) break;
    }
    if (rarest) this.#entries.delete(rarest[0]);
  }
}
