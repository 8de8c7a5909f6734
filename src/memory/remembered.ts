import type { Proposal } from '../core/answer.ts';
import type { Cache, Store, StoreChange, StoreRecord } from '../core/ports.ts';
import type { Question } from '../core/question.ts';
import type { Clock } from '../std/clock.ts';
import type { Budget } from '../std/shares.ts';
import { needsHistory } from '../language/en/follow-ups.ts';
import type { Glossary } from './glossary.ts';
import { invalidationReason } from './invalidation-reason.ts';
import type { VerifiedQuestion } from './knowledge-file.ts';
import { Lookup, type Recall, type RememberedPlan } from './lookup.ts';
import { type AnsweredQuestion, makeRecord, recordKey, recordOfFile } from './make-record.ts';
import { wordsKey } from './question-key.ts';
import { everyone, parseRecord, type RememberedQuestion } from './record.ts';
import { fileKey, isOfFile, RecordSet } from './record-set.ts';
import { Rejections } from './rejections.ts';
import type { Scope } from './scope.ts';

export interface RememberedOptions {
  readonly store: Store;
  readonly plans: Cache<RememberedPlan>;
  readonly clock: Clock;
  /** How much is kept of what was verified, and as much of what was supplied. */
  readonly budget: Budget;
}

const questions = 'questions';

/**
 * Questions with the SQL that answers them. A verified one answers everybody, by its words and by its template; SQL that a host
 * or a model supplied answers only the principal who supplied it, by its words; what the instant rung compiled is only cached.
 */
export class RememberedQuestions {
  readonly #store: Store;
  readonly #plans: Cache<RememberedPlan>;
  readonly #clock: Clock;
  readonly #budget: Budget;
  readonly #records = new RecordSet();
  readonly #ofFile = new Map<string, readonly string[]>();
  readonly #rejections = new Rejections();
  readonly #lookup: Lookup;
  /** Rises with everything that may change an answer. */
  revision = 0;

  private constructor({ store, plans, clock, budget }: RememberedOptions) {
    this.#store = store;
    this.#plans = plans;
    this.#clock = clock;
    this.#budget = budget;
    this.#lookup = new Lookup({ records: this.#records, plans, rejections: this.#rejections });
  }

  /** Reads what is stored and follows the changes of other processes from then on. */
  static async open(options: RememberedOptions): Promise<RememberedQuestions> {
    const remembered = new RememberedQuestions(options);
    options.store.listen({ changed: (changes) => void remembered.#apply(changes), reload: () => void remembered.#load().catch(() => undefined) });
    // A store that is away now tells to load when it is back.
    await remembered.#load().catch(() => undefined);
    return remembered;
  }

  get size(): number {
    return this.#records.size;
  }

  /** Estimated. */
  get bytes(): number {
    return this.#records.bytes;
  }

  find(question: Question, scope: Scope, glossary: Glossary): Recall | undefined {
    this.#store.refresh();
    return this.#lookup.find(question, scope, glossary);
  }

  /** The verified answer to the question before this one, on which a follow-up builds. */
  findBefore({ history, ...question }: Question, scope: Scope, glossary: Glossary): Recall | undefined {
    const text = history.at(-1);
    const recall = text === undefined ? undefined : this.find({ ...question, text, history: history.slice(0, -1) }, scope, glossary);
    return recall?.record?.verified ? recall : undefined;
  }

  /** Whether this SQL was called wrong for this question: it must not be given again, whoever proposes it. */
  isRejected(question: Question, scope: Scope, sql: string): boolean {
    return this.#rejections.has(wordsKey(scope.database, question.history, question.text), sql, scope.dialect);
  }

  /** Whether two statements differ in nothing that matters. */
  sameSql(a: string, b: string, scope: Scope): boolean {
    return this.#rejections.same(a, b, scope.dialect);
  }

  /** Caches what the instant rung compiled. */
  keepPlan(question: Question, scope: Scope, glossary: Glossary, proposal: Proposal): void {
    this.#plans.set(this.#lookup.planKey(question, scope, glossary), { proposal: { ...proposal, rung: 'remembered' } }, question.principal);
  }

  /** Resolves when it is stored durably; false where it is not: a follow-up without its history. */
  async remember(question: Question, scope: Scope, glossary: Glossary, answer: AnsweredQuestion): Promise<boolean> {
    if (question.history.length === 0 && needsHistory(question.text)) return false;
    const record = makeRecord(question, scope, glossary, { ...answer, at: this.#clock.now() });
    const surplus = this.#records.surplus(this.#budget, record).filter((key) => key !== recordKey(record));
    const pardon = record.verified ? [this.#rejections.withdrawal(wordsKey(scope.database, question.history, question.text), record.sql, scope)] : [];
    await this.#store.write([...pardon, { collection: questions, key: recordKey(record), value: JSON.stringify(record) }, ...surplus.map((key): StoreChange => ({ collection: questions, key, value: null }))]);
    return true;
  }

  /** Forgets the principal's own and the verified answers to these words; gives how many. */
  async forget(question: Question, scope: Scope): Promise<number> {
    const mine = this.#records.withWords(wordsKey(scope.database, question.history, question.text)).filter(({ record }) => record.owner === everyone || record.owner === scope.principal);
    await this.#store.write(mine.map(({ key }) => ({ collection: questions, key, value: null })));
    this.#plans.clear();
    this.revision += 1;
    return mine.length;
  }

  /** Marks SQL as wrong for these words, and forgets every record that says it, whoever supplied it. */
  async reject(question: Question, scope: Scope, sql: string): Promise<void> {
    const words = wordsKey(scope.database, question.history, question.text);
    const wrong = this.#records.withWords(words).filter(({ record }) => this.#rejections.same(record.sql, sql, scope.dialect));
    await this.#store.write([this.#rejections.change(words, sql, scope), ...wrong.map(({ key }): StoreChange => ({ collection: questions, key, value: null }))]);
  }

  /** Every record with these words that would answer this principal now, and why each of the others would not. */
  explain(question: Question, scope: Scope, glossary: Glossary): { readonly record: RememberedQuestion; readonly invalidationReason?: string }[] {
    return this.#records.withWords(wordsKey(scope.database, question.history, question.text)).map(({ record }) => {
      const reason = invalidationReason(record, scope, glossary);
      return { record, ...(reason === undefined ? {} : { invalidationReason: reason }) };
    });
  }

  /** Takes the place of the verified questions that the knowledge file held of this database before. */
  setFileQuestions(database: string, entries: readonly VerifiedQuestion[]): void {
    this.revision += 1;
    for (const key of this.#ofFile.get(database) ?? []) this.#records.delete(key);
    // Of one moment: where two entries have one question, the first answers, however long reading takes.
    const at = this.#clock.now();
    const records = entries.map((entry, index) => ({ key: fileKey(database, index), record: recordOfFile(database, entry, at) }));
    for (const { key, record } of records) this.#records.set(key, record);
    this.#ofFile.set(database, records.map(({ key }) => key));
  }

  /** Verified questions that are like this one and hold now, the most similar first: examples for whoever writes the SQL. */
  similar(question: Question, scope: Scope, glossary: Glossary, countMax: number): readonly RememberedQuestion[] {
    const text = [...question.history.slice(-1), glossary.expand(question.text)].join(' ');
    const found = this.#records.similar(scope.database, text, countMax * 3).map(({ record }) => record);
    return found.filter((record) => invalidationReason(record, scope, glossary) === undefined).slice(0, countMax);
  }

  /** All verified questions that hold now. */
  holding(scope: Scope, glossary: Glossary): readonly RememberedQuestion[] {
    return this.verified(scope.database).filter((record) => invalidationReason(record, scope, glossary) === undefined);
  }

  verified(database: string): readonly RememberedQuestion[] {
    return this.#records.verified(database).map(({ record }) => record);
  }

  generation(database: string): number {
    return this.#records.generation(database);
  }

  async #load(): Promise<void> {
    const found: StoreRecord[] = [];
    await this.#store.load(this.#rejections.collection, (record) => found.push(record));
    this.#rejections.clear();
    this.#apply(found);
    let isFirst = true;
    const begin = () => {
      if (isFirst) this.#records.clear((key) => !isOfFile(key));
      isFirst = false;
    };
    const forgotten: StoreChange[] = [];
    await this.#store.load(questions, (record) => {
      begin();
      forgotten.push(...this.#apply([record]));
    });
    begin();
    this.revision += 1;
    // A store that is larger than it may be is trimmed while it is read, and never held whole.
    if (forgotten.length > 0) await this.#store.write(forgotten).catch(() => undefined);
  }

  /** Tells what had to be forgotten for it. */
  #apply(changes: readonly StoreChange[]): StoreChange[] {
    const forgotten: StoreChange[] = [];
    for (const change of changes) {
      this.#rejections.apply(change);
      if (change.collection === this.#rejections.collection || change.collection === questions) this.revision += 1;
      if (change.collection !== questions) continue;
      const record = change.value === null ? undefined : parseRecord(change.value);
      if (record) this.#records.set(change.key, record);
      else this.#records.delete(change.key);
      for (const key of this.#records.surplus(this.#budget)) {
        this.#records.delete(key);
        forgotten.push({ collection: questions, key, value: null });
      }
    }
    return forgotten;
  }
}
