import { Failure } from '../core/errors.ts';
import type { Store, StoreChange, StoreRecord } from '../core/ports.ts';
import { digest } from '../std/digest.ts';
import { Glossary } from './glossary.ts';
import type { Term } from './term.ts';

const collection = 'terms';
/** In all databases together; each question is compared with them. */
const termsMax = 5_000;

/** The glossary of each database: terms of the knowledge file, and over them those that were taught. */
export class Glossaries {
  readonly #store: Store;
  readonly #taught = new Map<string, Term & { readonly database: string }>();
  readonly #ofFile = new Map<string, readonly Term[]>();
  readonly #made = new Map<string, Glossary>();
  /** Rises with every change. */
  revision = 0;

  constructor(store: Store) {
    this.#store = store;
    store.listen({ changed: (changes) => this.#apply(changes), reload: () => void this.load().catch(() => undefined) });
  }

  async load(): Promise<void> {
    const records: StoreRecord[] = [];
    await this.#store.load(collection, (record) => {
      if (records.length < termsMax) records.push(record);
    });
    this.#taught.clear();
    this.#forgetMade();
    this.#apply(records);
  }

  of(database: string): Glossary {
    const known = this.#made.get(database);
    if (known) return known;
    const taught = [...this.#taught.values()].filter((term) => term.database === database);
    const words = new Set(taught.map((term) => term.term.toLowerCase()));
    const terms = [...(this.#ofFile.get(database) ?? []).filter((term) => !words.has(term.term.toLowerCase())), ...taught];
    const made = terms.length === 0 ? Glossary.empty : new Glossary(terms);
    this.#made.set(database, made);
    return made;
  }

  /** Resolves when it is stored durably; an empty meaning takes the term back. */
  async teach(database: string, { term, meaning, kind }: Term): Promise<void> {
    const isFull = meaning !== '' && this.#taught.size >= termsMax;
    if (isFull) throw new Failure('BAD_ARGUMENT', `${termsMax} terms are taught already`, { hints: ['Take back terms that are no longer used, or keep them in the knowledge file.'] });
    const value = meaning === '' ? null : JSON.stringify({ database, term, meaning, kind });
    return this.#store.write([{ collection, key: digest(database, term.toLowerCase()), value }]);
  }

  /** Takes the place of what the knowledge file said of this database before. */
  setFileTerms(database: string, terms: readonly Term[]): void {
    this.#ofFile.set(database, terms);
    this.#forgetMade();
  }

  #apply(changes: readonly StoreChange[]): void {
    for (const { key, value, ...change } of changes) {
      if (change.collection !== collection) continue;
      const term = value === null ? undefined : parseTerm(value);
      if (term) this.#taught.set(key, term);
      else this.#taught.delete(key);
      this.#forgetMade();
    }
  }

  #forgetMade(): void {
    this.#made.clear();
    this.revision += 1;
  }
}

function parseTerm(text: string): (Term & { readonly database: string }) | undefined {
  try {
    const { database, term, meaning, kind } = JSON.parse(text) as Partial<Term & { readonly database: string }>;
    if (typeof database !== 'string' || typeof term !== 'string' || typeof meaning !== 'string') return undefined;
    return { database, term, meaning, kind: kind === 'metric' || kind === 'filter' ? kind : 'synonym' };
  } catch {
    return undefined;
  }
}
