import type { CatalogIndex, IndexedColumn, IndexedTable } from '../../catalog/index.ts';
import { lexicon, phraseTable, stemsOf } from '../../language/en/lexicon.ts';
import { stopWords } from '../../language/en/stop-words.ts';
import { type QuestionToken, tokenize } from '../../language/en/tokens.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import type { Attribute, Customs, Entity, Meaning, Said } from '../model.ts';
import type { Examples } from './examples.ts';
import { customsOf } from './customs.ts';
import { type Entries, placed, type PlacedEntry, placeOf } from './entries.ts';
import { columnCalled, Misread, readMeasure, readPredicate } from './sql.ts';

/** What entries say of one catalog, its names resolved. Immutable. */
export interface Declared {
  readonly said: readonly SaidBy[];
  readonly attributes: ReadonlyMap<IndexedColumn, Partial<Attribute>>;
  readonly entities: ReadonlyMap<IndexedTable, Partial<Entity>>;
  readonly defaultKeys: ReadonlySet<IndexedColumn>;
  /** Codes and other spellings: what a value means. */
  readonly values: readonly { readonly column: IndexedColumn; readonly value: string; readonly meaning: string }[];
  readonly customs: Customs;
  /** Questions that were written with the entries, for comparison; absent where there are none. */
  readonly examples?: Examples;
  /** What could not be taken, and what was taken with a doubt. */
  readonly problems: readonly Problem[];
}

export interface SaidBy extends Said {
  readonly entry: PlacedEntry;
}

export interface Problem {
  /** `states[3]` */
  readonly place: string;
  readonly reason: string;
  readonly hints: readonly string[];
  /** The entry holds nevertheless. */
  readonly warning?: true;
}

export interface ReadScope {
  readonly catalog: CatalogIndex;
  readonly dialect: Pick<SqlDialect, 'tokens'>;
  /** Its configured name: entries that name another one are not for it. */
  readonly database?: string;
}

/** What a model wrote is right less often than what a person did. */
const certainties = { person: 1, model: 0.8 } as const;

export function certaintyOf({ origin = 'person' }: { readonly origin?: keyof typeof certainties | undefined }): number {
  return certainties[origin];
}

/**
 * Reads entries against a catalog; what names nothing there is left out, and told. A person's come before a model's, those of the house
 * before those of other layers, and later ones before earlier ones.
 */
export function readEntries(entries: Entries, scope: ReadScope): Declared {
  const reading = new Reading(scope);
  const all = [...placed(entries, scope.database)].toReversed().toSorted((a, b) => Number(a.entry.source !== undefined) - Number(b.entry.source !== undefined));
  for (const origin of ['person', 'model'] as const) for (const entry of all) if ((entry.entry.origin ?? 'person') === origin) reading.take(entry);
  return reading.result();
}

class Reading {
  readonly #scope: ReadScope;
  readonly #said: SaidBy[] = [];
  readonly #attributes = new Map<IndexedColumn, Partial<Attribute>>();
  readonly #entities = new Map<IndexedTable, Partial<Entity>>();
  readonly #defaultKeys = new Set<IndexedColumn>();
  readonly #values: Declared['values'][number][] = [];
  readonly #problems: Problem[] = [];
  #customs: Customs = { calendar: {} };

  constructor(scope: ReadScope) {
    this.#scope = scope;
  }

  result(): Declared {
    return { said: this.#said, attributes: this.#attributes, entities: this.#entities, defaultKeys: this.#defaultKeys, values: this.#values, customs: this.#customs, problems: this.#problems };
  }

  take(placedEntry: PlacedEntry): void {
    const problem = this.#takeAny(placedEntry);
    if (problem) this.#problems.push({ place: placeOf(placedEntry), reason: problem.reason, hints: problem.hints });
  }

  #takeAny(from: PlacedEntry): Misread | undefined {
    if (isOf(from, 'entities')) return this.#entity(from);
    if (isOf(from, 'attributes')) return this.#attribute(from);
    if (isOf(from, 'measures')) return this.#measure(from);
    if (isOf(from, 'states')) return this.#state(from);
    if (isOf(from, 'relations')) return this.#relation(from);
    if (isOf(from, 'values')) return this.#value(from);
    if (isOf(from, 'not')) return this.#denied(from);
    if (isOf(from, 'settings')) this.#settings(from);
    return undefined;
  }

  #entity(from: PlacedEntry<'entities'>): Misread | undefined {
    const { nouns, verbs, kind, display, moment, ...entry } = from.entry;
    const table = this.#table(entry.table);
    if (table instanceof Misread) return table;
    const own = (name: string) => this.#column(name.includes('.') ? name : `${entry.table}.${name}`);
    const shown = display?.map(own) ?? [];
    const happened = moment === undefined ? undefined : own(moment);
    const wrong = [...shown, happened].find((column) => column instanceof Misread);
    if (wrong instanceof Misread) return wrong;
    const columns = shown.flatMap((column) => (column instanceof Misread ? [] : [column]));
    const known = this.#entities.get(table) ?? {};
    this.#entities.set(table, { ...(kind ? { kind } : {}), ...(columns.length > 0 ? { display: columns } : {}), ...(happened && !(happened instanceof Misread) ? { moments: [happened] } : {}), ...known });
    this.#say(from, nouns, { kind: 'named', named: table });
    this.#say(from, verbs, { kind: 'happened', table });
    return undefined;
  }

  #attribute(from: PlacedEntry<'attributes'>): Misread | undefined {
    const { words, role, unit, column: name } = from.entry;
    const column = this.#column(name);
    if (column instanceof Misread) return column;
    this.#attributes.set(column, { ...(role ? { role } : {}), ...(unit === undefined ? {} : { unit: stemsOf(unit.toLowerCase())[0] ?? unit }), ...this.#attributes.get(column) });
    this.#say(from, words, { kind: 'named', named: column });
    return undefined;
  }

  #measure(from: PlacedEntry<'measures'>): Misread | undefined {
    const table = this.#table(from.entry.table);
    if (table instanceof Misread) return table;
    const measure = readMeasure(from.entry.sql, { ...this.#scope, table });
    if (measure instanceof Misread) return measure;
    const where = from.entry.where === undefined ? undefined : readPredicate(from.entry.where, { ...this.#scope, table });
    if (where instanceof Misread) return where;
    this.#say(from, from.entry.words, { kind: 'measure', measure: { ...measure, ...(where ? { where } : {}) } });
    return undefined;
  }

  #state(from: PlacedEntry<'states'>): Misread | undefined {
    const table = this.#table(from.entry.table);
    if (table instanceof Misread) return table;
    const filter = readPredicate(from.entry.where, { ...this.#scope, table });
    if (filter instanceof Misread) return filter;
    this.#say(from, from.entry.words, { kind: 'state', table, filter });
    this.#say(from, from.entry.nouns, { kind: 'rows', table, filter });
    return undefined;
  }

  #relation(from: PlacedEntry<'relations'>): Misread | undefined {
    const key = this.#column(from.entry.key);
    if (key instanceof Misread) return key;
    const leads = this.#scope.catalog.edges(key.table).some((edge) => edge.from === key.table && edge.pairs.some(([name]) => name === key.column.name));
    if (!leads) return new Misread(`${from.entry.key} refers to no table`);
    if (from.entry.default) this.#defaultKeys.add(key);
    this.#say(from, from.entry.words, { kind: 'role', key });
    return undefined;
  }

  #value(from: PlacedEntry<'values'>): Misread | undefined {
    const { column: name, value, words } = from.entry;
    const column = this.#column(name);
    if (column instanceof Misread) return column;
    const { family } = column.column;
    // What numbers mean is a condition on them: there is no text to find.
    if (family === 'text' || family === 'enum') this.#values.push(...words.map((meaning) => ({ column, value: String(value), meaning })));
    else if (typeof value === 'number') this.#say(from, words, { kind: 'state', table: column.table, filter: { kind: 'compare', column, operator: '=', value } });
    else return new Misread(`${name} holds no texts`, ['Give the value as a number, or say it as a state.']);
    return undefined;
  }

  /** A model that looks at a schema can't know them: what one said of them holds once a person has accepted it. */
  #settings({ entry }: PlacedEntry<'settings'>): void {
    if (entry.origin === 'model') return;
    const { calendar, ...more } = customsOf(entry);
    this.#customs = { ...more, ...this.#customs, calendar: { ...calendar, ...this.#customs.calendar } };
  }

  #denied(from: PlacedEntry<'not'>): Misread | undefined {
    const { means } = from.entry;
    const named = means.includes('.') ? this.#column(means) : this.#table(means);
    if (named instanceof Misread) return named;
    this.#say(from, from.entry.words, { kind: 'denied', named });
    return undefined;
  }

  /** A phrase that a person has given a meaning of this kind keeps it; a model's is passed over and told of. */
  #say(entry: PlacedEntry, words: readonly string[] | undefined, meaning: Meaning): void {
    const certainty = certaintyOf(entry.entry);
    for (const phrase of new Set((words ?? []).map((word) => word.toLowerCase()))) {
      const other = this.#said.find((known) => known.phrase === phrase && known.certainty > certainty && isRival(known.meaning, meaning));
      if (other) {
        this.#problems.push({ place: placeOf(entry), reason: `"${phrase}" is said otherwise by a person in ${placeOf(other.entry)}`, hints: [], warning: true });
        continue;
      }
      if (isCommand(phrase)) this.#problems.push({ place: placeOf(entry), reason: `"${phrase}" is also a word of the language: it is understood only where it can't be that`, hints: [], warning: true });
      this.#said.push({ phrase, meaning, certainty, entry });
    }
  }

  #table(name: string): IndexedTable | Misread {
    return this.#scope.catalog.table(name) ?? new Misread(`there is no table ${name}`, this.#scope.catalog.nearestTables(name).map((near) => `Did you mean ${near}?`));
  }

  #column(path: string): IndexedColumn | Misread {
    const dot = path.lastIndexOf('.');
    if (dot < 0) return new Misread(`${path} names no table`, ['Write table.column.']);
    const table = this.#table(path.slice(0, dot));
    if (table instanceof Misread) return table;
    return columnCalled(table, path.slice(dot + 1).replaceAll(/["`[\]]/g, '')) ?? new Misread(`there is no column ${path}`, this.#scope.catalog.nearestColumns(path, [table]).map((near) => `Did you mean ${near}?`));
  }
}

function isOf<K extends PlacedEntry['kind']>(from: PlacedEntry, kind: K): from is PlacedEntry<K> {
  return from.kind === kind;
}

/** Two meanings that one phrase can't have: measures, and whatever else is said of the same table. */
function isRival(a: Meaning, b: Meaning): boolean {
  return a.kind === b.kind && (a.kind === 'measure' || tableOf(a) === tableOf(b));
}

function tableOf(meaning: Meaning): IndexedTable {
  switch (meaning.kind) {
    case 'named':
    case 'denied':
      return 'column' in meaning.named ? meaning.named.table : meaning.named;
    case 'measure':
      return meaning.measure.table;
    case 'role':
      return meaning.key.table;
    case 'rows':
    case 'state':
    case 'happened':
      return meaning.table;
  }
}

/** "list", "show", "by": words that steer a sentence. */
export function isCommand(phrase: string): boolean {
  return stopWords.has(phrase) || (lexicon().triggers.get(phrase) ?? []).some(({ words }) => words.length === 1);
}

/** The phrases by their stems, as questions are split into words. */
export function saidTable(said: readonly Said[]): ReturnType<typeof phraseTable<Said>> {
  return phraseTable(said.map((one) => [tokenize(one.phrase).flatMap((token) => spokenStem(token) ?? []).join(' '), one] as const));
}

/** What a word or a number is compared by; signs are not said. */
export function spokenStem(token: QuestionToken | undefined): string | undefined {
  return token?.kind === 'word' || token?.kind === 'number' ? token.stem : undefined;
}
