import type { Store, StoreChange } from '../core/ports.ts';
import type { Clock } from '../std/clock.ts';
import { digest } from '../std/digest.ts';
import { normaliseQuestion } from './question-key.ts';

const collection = 'unanswered';
/** In all databases together; beyond it the one that was asked longest ago goes. */
const questionsMax = 1_000;
const reasonCharsMax = 300;

/** A question that nothing here could answer, as far as its text may be kept. */
export interface UnansweredQuestion {
  readonly database: string;
  readonly question: string;
  readonly reason: string;
  readonly count: number;
  /** When it was asked last, in milliseconds since the epoch. */
  readonly at: number;
}

export interface UnansweredOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** A question's text as it may be kept; undefined where it may not. */
  readonly keep: (text: string) => string | undefined;
}

/** The inbox of what could not be answered, for whoever teaches; kept across restarts. */
export class UnansweredQuestions {
  readonly #options: UnansweredOptions;
  /** In the order in which they were asked last. */
  readonly #known = new Map<string, UnansweredQuestion>();
  readonly #changed = new Set<string>();

  constructor(options: UnansweredOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    const found: UnansweredQuestion[] = [];
    await this.#options.store.load(collection, ({ value }) => {
      const question = parseUnanswered(value);
      if (question) found.push(question);
    });
    for (const one of found.toSorted((a, b) => a.at - b.at)) if (!this.#known.has(keyOf(one))) this.#known.set(keyOf(one), one);
  }

  record({ database, question, reason }: Pick<UnansweredQuestion, 'database' | 'question' | 'reason'>): void {
    const text = this.#options.keep(question);
    if (text === undefined) return;
    const key = keyOf({ database, question: text });
    const count = (this.#known.get(key)?.count ?? 0) + 1;
    this.#known.delete(key);
    this.#known.set(key, { database, question: text, reason: keptReason(reason, question, text), count, at: this.#options.clock.now() });
    this.#changed.add(key);
    for (const old of [...this.#known.keys()].slice(0, this.#known.size - questionsMax)) this.#drop(old);
  }

  /** It was taught. */
  settle(database: string, question: string): void {
    const text = this.#options.keep(question);
    if (text !== undefined) this.#drop(keyOf({ database, question: text }));
  }

  /** Of one database, the most asked first. */
  of(database: string): readonly UnansweredQuestion[] {
    return [...this.#known.values()].filter((one) => one.database === database).toSorted((a, b) => b.count - a.count || b.at - a.at);
  }

  /** Stores what changed. */
  async flush(): Promise<void> {
    const changes = [...this.#changed].map((key): StoreChange => {
      const question = this.#known.get(key);
      return { collection, key, value: question ? JSON.stringify(question) : null };
    });
    this.#changed.clear();
    if (changes.length > 0) await this.#options.store.write(changes);
  }

  #drop(key: string): void {
    if (this.#known.delete(key)) this.#changed.add(key);
  }
}

const wordPattern = /[\p{L}\p{N}]+/gu;

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

/** A reason repeats words of the question: those that were not kept go from it, too. */
function keptReason(reason: string, question: string, kept: string): string {
  const [asked, left] = [wordsIn(question), new Set(wordsIn(kept))];
  const gone = new Set(asked.filter((word) => !left.has(word)));
  return reason.replaceAll(wordPattern, (word) => (gone.has(word.toLowerCase()) ? '?' : word)).slice(0, reasonCharsMax);
}

function keyOf({ database, question }: Pick<UnansweredQuestion, 'database' | 'question'>): string {
  return digest(database, normaliseQuestion(question));
}

function parseUnanswered(text: string): UnansweredQuestion | undefined {
  try {
    const value = JSON.parse(text) as Partial<UnansweredQuestion>;
    const isWhole = typeof value.database === 'string' && typeof value.question === 'string' && typeof value.reason === 'string' && typeof value.count === 'number' && typeof value.at === 'number';
    return isWhole ? (value as UnansweredQuestion) : undefined;
  } catch {
    return undefined;
  }
}
