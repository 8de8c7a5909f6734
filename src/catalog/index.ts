import type { CatalogColumn, CatalogSnapshot, CatalogTable } from '../core/catalog.ts';
import { bareKeyNouns, referenceEndings } from '../language/en/column-names.ts';
import { nearest } from '../std/nearest.ts';
import { identifierWords, isVocabulary, spokenWords } from '../language/en/identifiers.ts';
import { stem } from '../language/en/stem.ts';
import { textWords } from '../language/en/text-words.ts';

export interface IndexedColumn {
  readonly column: CatalogColumn;
  readonly table: IndexedTable;
  /** Stems of the name's words, in order, abbreviations written out. */
  readonly stems: readonly string[];
  readonly position: number;
}

export interface IndexedTable {
  readonly table: CatalogTable;
  readonly position: number;
  /** As it must be written where the default schema is searched: bare, or with its schema. */
  readonly displayName: string;
  readonly stems: readonly string[];
  readonly columns: readonly IndexedColumn[];
}

/** Two columns that may be joined; `declared` by a foreign key or inferred from names. */
export interface JoinEdge {
  readonly from: IndexedTable;
  readonly to: IndexedTable;
  readonly pairs: readonly (readonly [string, string])[];
  readonly declared: boolean;
}

/** A snapshot made searchable: names, words and join edges. Immutable; built once for each version of the schema. */
export class CatalogIndex {
  readonly snapshot: CatalogSnapshot;
  readonly tables: readonly IndexedTable[];
  /** Table positions by stem of their name or comment, and of their columns' names. */
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  /** The words of all names as they are written, with their stems: what a misspelled word may have meant. */
  readonly spellings: ReadonlyMap<string, string>;
  /** Tables and columns by their name in lower case without separators. */
  readonly joinedNames: ReadonlyMap<string, readonly Named[]>;
  readonly #byName = new Map<string, IndexedTable>();
  readonly #edges = new Map<IndexedTable, JoinEdge[]>();

  constructor(snapshot: CatalogSnapshot) {
    this.snapshot = snapshot;
    const known = knownWords(snapshot);
    const stemsOf = stemming(known);
    const prefix = sharedPrefix(snapshot.tables.map(({ name }) => name), tablePrefixMax);
    this.tables = snapshot.tables.map((table, position) => indexTable(table, { position, prefix, defaultSchema: snapshot.defaultSchema, stems: stemsOf }));
    for (const table of this.tables) {
      const bare = table.table.name.toLowerCase();
      this.#byName.set(`${table.table.schema.toLowerCase()}.${bare}`, table);
      if (table.table.schema === snapshot.defaultSchema || !this.#byName.has(bare)) this.#byName.set(bare, table);
    }
    this.postings = buildPostings(this.tables);
    for (const edge of declaredEdges(this)) this.#addEdge(edge);
    for (const edge of inferredEdges(this)) if (!this.#joined(edge)) this.#addEdge(edge);
    this.joinedNames = buildJoinedNames(this.tables);
    this.spellings = new Map([...known].flatMap((word) => [word, ...spokenWords(word, known)]).filter((word) => word.length >= 4).map((word) => [word, stem(word)]));
  }

  /** By `name` or `schema.name`, in any case. */
  table(name: string): IndexedTable | undefined {
    return this.#byName.get(name.toLowerCase().replaceAll(/["`[\]]/g, ''));
  }

  edges(table: IndexedTable): readonly JoinEdge[] {
    return this.#edges.get(table) ?? [];
  }

  nearestTables(name: string): string[] {
    return nearest(name, this.tables.map((table) => table.displayName));
  }

  /** Nearest `column` names; only of the given tables where any are given. */
  nearestColumns(name: string, tables: readonly IndexedTable[] = []): string[] {
    const searched = tables.length > 0 ? tables : this.tables;
    const bare = name.split('.').at(-1) ?? name;
    const owners = new Map<string, string>();
    for (const table of searched) for (const { column } of table.columns) if (!owners.has(column.name)) owners.set(column.name, table.displayName);
    return nearest(bare, owners.keys()).map((column) => `${owners.get(column)}.${column}`);
  }

  #addEdge(edge: JoinEdge): void {
    for (const end of new Set([edge.from, edge.to])) {
      const list = this.#edges.get(end);
      if (list) list.push(edge);
      else this.#edges.set(end, [edge]);
    }
  }

  /** Whether the tables have a key already; a column leads to one table, and one name to the nearest. */
  #joined({ from, to, pairs: [pair] }: JoinEdge): boolean {
    return this.edges(from).some((known) => ((known.to === to || known.from === to) && (known.declared || known.from !== from)) || (known.from === from && known.pairs[0]?.[0] === pair?.[0]));
  }
}

export interface Posting {
  readonly table: IndexedTable;
  readonly column?: IndexedColumn;
  readonly weight: number;
}

export type Named = IndexedTable | IndexedColumn;

/** The stems of a name; of names that many tables share they are found once. */
function stemming(known: ReadonlySet<string>): (name: string) => readonly string[] {
  const found = new Map<string, readonly string[]>();
  return (name) => {
    const stems = found.get(name) ?? spokenWords(name, known).map(stem);
    found.set(name, stems);
    return stems;
  };
}

interface Naming {
  readonly position: number;
  readonly defaultSchema: string;
  /** What all table names begin with. */
  readonly prefix: string;
  readonly stems: (name: string) => readonly string[];
}

function indexTable(table: CatalogTable, { position, prefix, defaultSchema, stems }: Naming): IndexedTable {
  const columns: IndexedColumn[] = [];
  const indexed: IndexedTable = { table, position, displayName: table.schema === defaultSchema ? table.name : `${table.schema}.${table.name}`, stems: stems(table.name.slice(prefix.length)), columns };
  const initials = sharedPrefix(table.columns.map(({ name }) => name), columnPrefixMax);
  for (const column of table.columns) columns.push({ column, table: indexed, stems: stems(column.name.slice(initials.length)), position: columns.length });
  return indexed;
}

const tablePrefixMax = 4;
const columnPrefixMax = 2;
const prefixedMin = 3;

/** `tbl_`, `hr_`, or `c_` before each column of the customers: what all names begin with tells none of them apart. Empty where there is none. */
function sharedPrefix(names: readonly string[], lengthMax: number): string {
  const [first = ''] = names;
  const prefix = /^[a-z]+_/i.exec(first)?.[0] ?? '';
  const word = prefix.slice(0, -1).toLowerCase();
  const shared = names.length >= prefixedMin && word.length <= lengthMax && !isVocabulary(word) && names.every((name) => name.startsWith(prefix) && name.length > prefix.length);
  return shared ? prefix : '';
}

/** The words of all names that are words of their own: what glued names may be made of. */
function knownWords(snapshot: CatalogSnapshot): Set<string> {
  const words = new Set<string>();
  const columns = new Set<string>();
  for (const table of snapshot.tables) {
    for (const word of identifierWords(table.name)) for (const form of [word, word.replace(/s$/, '')]) words.add(form);
    for (const column of table.columns) columns.add(column.name);
  }
  for (const name of columns) for (const word of identifierWords(name)) if (word.length >= 3 && word.length <= 10) words.add(word);
  return words;
}

function buildJoinedNames(tables: readonly IndexedTable[]): Map<string, Named[]> {
  const names = new Map<string, Named[]>();
  const keys = new Map<string, string>();
  const add = (name: string, named: Named) => {
    const key = keys.get(name) ?? identifierWords(name).join('');
    keys.set(name, key);
    const list = names.get(key);
    if (list) list.push(named);
    else names.set(key, [named]);
  };
  for (const table of tables) {
    add(table.table.name, table);
    for (const column of table.columns) add(column.column.name, column);
  }
  return names;
}

function buildPostings(tables: readonly IndexedTable[]): Map<string, Posting[]> {
  const postings = new Map<string, Posting[]>();
  const post = (word: string, posting: Posting) => {
    const list = postings.get(word);
    if (list) list.push(posting);
    else postings.set(word, [posting]);
  };
  for (const table of tables) {
    for (const word of new Set(table.stems)) post(word, { table, weight: 3 });
    for (const word of new Set(textWords(table.table.comment ?? '').map(stem))) post(word, { table, weight: 1 });
    for (const column of table.columns) {
      for (const word of new Set(column.stems)) post(word, { table, column, weight: 2 });
      for (const word of new Set(textWords(column.column.comment ?? '').map(stem))) post(word, { table, column, weight: 0.7 });
    }
  }
  return postings;
}

function* declaredEdges(catalog: CatalogIndex): Iterable<JoinEdge> {
  for (const from of catalog.tables) {
    for (const key of from.table.foreignKeys) {
      const to = catalog.table(`${key.referencesSchema}.${key.referencesTable}`);
      if (!to) continue;
      const pairs = key.columns.map((column, index) => [column, key.referencesColumns[index] ?? column] as const);
      yield { from, to, pairs, declared: true };
    }
  }
}

/**
 * Joins that nobody declared: a column named like the identity of another table (`customer_id` or `customer` beside `customers.id`,
 * `state_name` beside `state.state_name`), of one type family; behind a role (`source_airport`, `lost_in_battle`), of the very same.
 */
function* inferredEdges(catalog: CatalogIndex): Iterable<JoinEdge> {
  const identities = new Map<string, IndexedColumn[]>();
  for (const table of catalog.tables) for (const column of identityColumns(table)) for (const name of identityNames(column)) identities.set(name, [...(identities.get(name) ?? []), column]);
  for (const from of catalog.tables) {
    for (const column of from.columns) {
      for (const key of identities.get(column.stems.join(' ')) ?? []) if (key.table !== from && areComparable(key, column)) yield edgeOf(column, key);
      for (let at = 1; at < column.stems.length; at += 1) {
        for (const key of identities.get(column.stems.slice(at).join(' ')) ?? []) if (key.table !== from && key.column.family === column.column.family && !isBareKey(column.stems.slice(at))) yield edgeOf(column, key);
      }
    }
  }
}

function edgeOf(column: IndexedColumn, key: IndexedColumn): JoinEdge {
  return { from: column.table, to: key.table, pairs: [[column.column.name, key.column.name]], declared: false };
}

function isBareKey(stems: readonly string[]): boolean {
  return stems.length === 1 && referenceEndings.has(stems[0] ?? '');
}

/** Keys that are numbers here and texts there are found in schemas that declare none. */
function areComparable({ column: { family: a } }: IndexedColumn, { column: { family: b } }: IndexedColumn): boolean {
  return a === b || (a === 'text' && b === 'integer') || (a === 'integer' && b === 'text');
}

/** The primary key of one column; where there is none, a column that is called an id, or after its table. */
function identityColumns(table: IndexedTable): IndexedColumn[] {
  const [key, ...rest] = table.table.primaryKey;
  if (key !== undefined) return rest.length > 0 ? [] : table.columns.filter(({ column }) => column.name === key);
  const bare = table.columns.filter(({ stems }) => stems.length === 1 && bareKeyNouns.has(stems[0] ?? ''));
  const identified = bare.length > 0 ? bare : table.columns.filter(({ stems }) => stems.length === 1 && stems[0] === code);
  return identified.length > 0 ? identified : table.columns.filter(isOwnKey);
}

/** `country_id` of `countries`, and `cont_id` of `continents`. */
function isOwnKey({ stems, table }: IndexedColumn): boolean {
  if (!referenceEndings.has(stems.at(-1) ?? '')) return false;
  const [head = '', ...others] = stems.slice(0, -1);
  const shortened = others.length === 0 && table.stems.length === 1 && head.length >= 3 && (table.stems[0] ?? '').startsWith(head);
  return shortened || (stems.length === table.stems.length + 1 && table.stems.every((word, index) => stems[index] === word));
}

const code = stem('code');

function identityNames(column: IndexedColumn): string[] {
  const own = column.stems.join(' ');
  const table = column.table.stems.join(' ');
  const head = column.table.stems.length > 1 ? [column.table.stems.at(-1) ?? ''] : [];
  if (column.stems.length === 1) return referenceEndings.has(own) || bareKeyNouns.has(own) ? [`${table} ${own}`, table, ...head] : [table];
  if (!referenceEndings.has(column.stems.at(-1) ?? '')) return [];
  return isOwnKey(column) ? [own, table] : [own];
}
