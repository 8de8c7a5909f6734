import { type EntryKind, entryKinds } from '../core/entry-kinds.ts';
import { Failure } from '../core/errors.ts';
import type { Store, StoreChange, StoreRecord } from '../core/ports.ts';
import { type Entries, type EntryOf, entrySchemas, listed, placed } from '../semantics/declared/entries.ts';
import { fiscalWords, weekWords } from '../language/en/house-calendar.ts';
import { customsOf } from '../semantics/declared/customs.ts';
import type { Customs } from '../semantics/model.ts';
import { cut } from '../std/cut.ts';
import { digest } from '../std/digest.ts';
import type { Problem } from '../semantics/declared/read.ts';
import type { Imported } from '../semantics/imported/imported.ts';
import { Glossary } from './glossary.ts';
import type { Term } from './term.ts';
import { TextIndex } from './text-index.ts';

const collection = 'meanings';
/** In all databases together. */
const entriesMax = 20_000;

/** A question whose SQL a model wrote and nobody has accepted: it answers nothing by itself, and tells what words go to. */
export interface Evidence {
  readonly question: string;
  readonly sql: string;
}

/** An entry that was taught, and by whom: what somebody changed can be seen, and taken back. */
interface Taught {
  readonly database: string;
  readonly kind: EntryKind;
  readonly entry: EntryOf<EntryKind>;
  readonly by: string;
  readonly at: number;
}

/** A question that came with such entries and that nobody has accepted. */
interface TaughtQuestion extends Omit<Taught, 'kind' | 'entry'> {
  readonly kind: 'questions';
  readonly entry: Evidence;
}

export interface DatabaseMeanings {
  readonly entries: Entries;
  readonly evidence: readonly Evidence[];
  /** What other semantic layers say that has no form here. */
  readonly problems: readonly Problem[];
  /** Differs where any of it does. */
  readonly mark: string;
  /** What they say, for whoever writes SQL. */
  readonly glossary: Glossary;
  /** Of the evidence what is most like a question: examples, which need a proof first. */
  similar(text: string, countMax: number): readonly Evidence[];
}

/** What a file says: entries of all databases, of which those count that hold for the one of this name. */
interface FileMeanings extends Pick<DatabaseMeanings, 'entries' | 'evidence'> {
  readonly name: string;
}

const nothing: DatabaseMeanings = { entries: {}, evidence: [], problems: [], mark: '', glossary: Glossary.empty, similar: () => [] };

/** What people and models said of each database: entries of the knowledge file, those of other semantic layers, and over them those that were taught. */
export class Meanings {
  readonly #store: Store;
  readonly #taught = new Map<string, Taught>();
  readonly #taughtQuestions = new Map<string, TaughtQuestion>();
  readonly #ofFile = new Map<string, FileMeanings>();
  /** By database, then by file. */
  readonly #imported = new Map<string, Map<string, Imported>>();
  readonly #told = new Map<string, string>();
  readonly #warn: (message: string) => void;
  readonly #made = new Map<string, DatabaseMeanings>();
  /** Rises with every change. */
  revision = 0;

  constructor(store: Store, warn: (message: string) => void) {
    this.#store = store;
    this.#warn = warn;
    store.listen({ changed: (changes) => this.#apply(changes), reload: () => void this.load().catch(() => undefined) });
  }

  async load(): Promise<void> {
    const records: StoreRecord[] = [];
    await this.#store.load(collection, (record) => {
      if (records.length < entriesMax) records.push(record);
    });
    this.#taught.clear();
    this.#taughtQuestions.clear();
    this.#forgetMade();
    this.#apply(records);
  }

  of(database: string): DatabaseMeanings {
    const known = this.#made.get(database);
    if (known) return known;
    const file = this.#ofFile.get(database);
    const taught = [...this.#taught.values()].filter((one) => one.database === database);
    const imported = [...(this.#imported.get(database)?.values() ?? [])];
    const entries = listed([...placed(file?.entries ?? {}), ...imported.flatMap((one) => [...placed(one.entries)]), ...taught]);
    const problems = imported.flatMap((one) => one.problems);
    const evidence = [...(file?.evidence ?? []), ...[...this.#taughtQuestions.values()].filter((one) => one.database === database).map(({ entry }) => entry)];
    const isEmpty = Object.keys(entries).length + evidence.length + problems.length === 0;
    const said = { entries, evidence, problems, mark: digest(JSON.stringify(entries), JSON.stringify(evidence)), glossary: new Glossary(termsIn(listed(placed(entries, file?.name)))), similar: finderIn(evidence) };
    const made = isEmpty ? nothing : said;
    this.#made.set(database, made);
    return made;
  }

  /** Who taught what of a database, and when. */
  taught(database: string): readonly Pick<Taught, 'kind' | 'entry' | 'by' | 'at'>[] {
    return [...this.#taught.values()].filter((one) => one.database === database);
  }

  /** Tells whoever runs the server of entries that were set aside: once, until they are others. */
  tell(database: string, problems: readonly { readonly place: string; readonly reason: string }[]): void {
    const text = problems.map(({ place, reason }) => `${place}: ${reason}`).join('; ');
    if (text === (this.#told.get(database) ?? '')) return;
    this.#told.set(database, text);
    if (text !== '') this.#warn(`set aside of what was said of tables (nl2sql-mcp semantics --check): ${cut(text, 1_000)}`);
  }

  /** Takes the place of what the knowledge file said of this database before. */
  setFile(database: string, said: FileMeanings): void {
    this.#ofFile.set(database, said);
    this.#forgetMade();
  }

  /** Takes the place of what this file of another semantic layer said of this database before. */
  setImported(database: string, file: string, imported: Imported): void {
    const files = this.#imported.get(database) ?? new Map<string, Imported>();
    this.#imported.set(database, files.set(file, imported));
    this.#forgetMade();
  }

  /** Resolves when all of them are stored durably. */
  async teach(database: string, entries: Entries, questions: readonly Evidence[], { by, at }: Pick<Taught, 'by' | 'at'>): Promise<void> {
    const given = recordsOf(entries, questions);
    if (this.#taught.size + this.#taughtQuestions.size + given.length > entriesMax) throw new Failure('BAD_ARGUMENT', `more than ${entriesMax} entries would be taught`, { hints: ['Keep them in the knowledge file.'] });
    return this.#store.write(given.map(({ kind, entry }): StoreChange => ({ collection, key: keyOf(database, kind, entry), value: JSON.stringify({ database, kind, entry, by, at }) })));
  }

  /** How many of them were taught and are no longer. */
  async forget(database: string, entries: Entries, questions: readonly Evidence[]): Promise<number> {
    const keys = recordsOf(entries, questions).map(({ kind, entry }) => keyOf(database, kind, entry)).filter((key) => this.#taught.has(key) || this.#taughtQuestions.has(key));
    await this.#store.write(keys.map((key): StoreChange => ({ collection, key, value: null })));
    return keys.length;
  }

  #apply(changes: readonly StoreChange[]): void {
    for (const { key, value, ...change } of changes) {
      if (change.collection !== collection) continue;
      const taught = value === null ? undefined : parseTaught(value);
      this.#taught.delete(key);
      this.#taughtQuestions.delete(key);
      if (taught?.kind === 'questions') this.#taughtQuestions.set(key, taught);
      else if (taught) this.#taught.set(key, taught);
      this.#forgetMade();
    }
  }

  #forgetMade(): void {
    this.#made.clear();
    this.revision += 1;
  }
}

/** Indexed when it is first searched. */
function finderIn(evidence: readonly Evidence[]): DatabaseMeanings['similar'] {
  let index: TextIndex | undefined;
  return (text, countMax) => {
    if (!index) {
      index = new TextIndex();
      for (const [at, one] of evidence.entries()) index.add(String(at), one);
    }
    return index.search(text, countMax).flatMap(({ key }) => evidence[Number(key)] ?? []);
  };
}

function recordsOf(entries: Entries, questions: readonly Evidence[]): Pick<Taught | TaughtQuestion, 'kind' | 'entry'>[] {
  return [...placed(entries), ...questions.map((entry) => ({ kind: 'questions' as const, entry }))];
}

function keyOf(database: string, kind: Taught['kind'] | 'questions', entry: object): string {
  const { origin: _, ...said } = entry as { readonly origin?: string };
  return digest(database, kind, JSON.stringify(Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** What entries say in words, one term for each phrase. */
function termsIn({ measures = [], states = [], entities = [], values = [], settings = [] }: Entries): Term[] {
  const term = (words: readonly string[] | undefined, meaning: string) => (words ?? []).map((word): Term => ({ kind: 'metric', term: word, meaning }));
  return [
    ...measures.flatMap(({ words, sql, table, where }) => term(words, `${sql} of ${table}${where === undefined ? '' : ` where ${where}`}`)),
    ...states.flatMap(({ words, nouns, table, where }) => term([...(words ?? []), ...(nouns ?? [])], `${table} where ${where}`)),
    ...entities.flatMap(({ nouns, table }) => term(nouns, `rows of ${table}`)),
    ...settings.flatMap((entry) => customTerms(customsOf(entry), term)),
    ...values.flatMap(({ words, column, value }) => term(words, `${column} = ${typeof value === 'number' ? value : `'${value}'`}`)),
  ];
}

/** The customs of a house, where a question speaks of what they bear on. */
function customTerms({ calendar: { week, fiscal }, currency }: Customs, term: (words: readonly string[], meaning: string) => Term[]): Term[] {
  return [
    ...(week ? term(['week', 'weeks', 'weekly'], `weeks run ${weekWords(week)}`) : []),
    ...(fiscal ? term(['fiscal', 'financial year', 'financial quarter', 'fy'], `fiscal years run ${fiscalWords(fiscal)}`) : []),
    ...(currency === undefined ? [] : term(['currency'], `amounts are in ${currency}`)),
  ];
}

function parseTaught(text: string): Taught | TaughtQuestion | undefined {
  try {
    const { database, kind, entry, by, at } = JSON.parse(text) as Partial<Taught | TaughtQuestion>;
    if (typeof database !== 'string' || typeof by !== 'string' || typeof at !== 'number') return undefined;
    if (kind === 'questions') return isEvidence(entry) ? { database, kind, entry, by, at } : undefined;
    if (kind === undefined || !entryKinds.includes(kind)) return undefined;
    const parsed = entrySchemas[kind].safeParse(entry);
    return parsed.success ? { database, kind, entry: parsed.data, by, at } : undefined;
  } catch {
    return undefined;
  }
}

function isEvidence(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && 'question' in value && typeof value.question === 'string' && 'sql' in value && typeof value.sql === 'string';
}
