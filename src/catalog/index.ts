import type { CatalogColumn, CatalogSnapshot, CatalogTable } from '../core/catalog.ts';
import { bareKeyNouns, masterNouns, measuringWords, monthColumnNames, personalWords, referenceEndings } from '../language/en/column-names.ts';
import { isPlural } from '../language/en/inflection.ts';
import { nearest } from '../std/nearest.ts';
import { abbreviationOf, identifierWords, isVocabulary, spokenWords } from '../language/en/identifiers.ts';
import { reportingKeys, shortSuperiors } from '../language/en/reporting.ts';
import { isVowelless, shortMax } from '../language/en/short-forms.ts';
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
  /** Of the schema's name, where another schema has a table of the same name. */
  readonly schemaStems: readonly string[];
  /** Of its name alone, this is the table that is meant. */
  readonly isInDefaultSchema: boolean;
  readonly columns: readonly IndexedColumn[];
}

/** Two columns that may be joined; `declared` by a foreign key, or inferred from names and values. */
export interface JoinEdge {
  readonly from: IndexedTable;
  readonly to: IndexedTable;
  readonly pairs: readonly (readonly [string, string])[];
  readonly declared: boolean;
  /** Of an inferred one, once it was looked at: so many of the sampled values stand at the other end. */
  readonly share?: JoinShare;
}

export interface JoinShare {
  readonly found: number;
  readonly of: number;
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
  /** Where a schema abbreviates all it can: its short words as they are written, with the stem as which they are indexed. */
  readonly shortWords: ReadonlyMap<string, string>;
  /** What its undeclared joins were made of, where that is not names alone. */
  readonly inferred: readonly JoinEdge[] | undefined;
  readonly #byName: ReadonlyMap<string, IndexedTable>;
  readonly #edges = new Map<IndexedTable, JoinEdge[]>();

  /** With `seen`, its names are those of a catalog that is there already, and other joins are inferred. */
  constructor(snapshot: CatalogSnapshot, seen?: { readonly catalog: CatalogIndex; readonly inferred: readonly JoinEdge[] }) {
    const { tables, postings, joinedNames, spellings, shortWords, byName } = seen ? seen.catalog.#names() : namesOf(snapshot);
    this.snapshot = snapshot;
    this.inferred = seen?.inferred;
    this.tables = tables;
    this.#byName = byName;
    this.postings = postings;
    this.joinedNames = joinedNames;
    this.spellings = spellings;
    this.shortWords = shortWords;
    for (const edge of declaredEdges(this)) this.#addEdge(edge);
    for (const edge of seen?.inferred ?? joinsByName(this)) if (!this.#joined(edge)) this.#addEdge(edge);
  }

  /** The same schema, but of undeclared joins only these. */
  withInferred(inferred: readonly JoinEdge[]): CatalogIndex {
    return new CatalogIndex(this.snapshot, { catalog: this, inferred });
  }

  #names(): Names {
    const { tables, postings, joinedNames, spellings, shortWords } = this;
    return { tables, postings, joinedNames, spellings, shortWords, byName: this.#byName };
  }

  /** By `name` or `schema.name`, in any case. */
  table(name: string): IndexedTable | undefined {
    return this.#byName.get(name.toLowerCase().replaceAll(/["`[\]]/g, ''));
  }

  /** Whether a word, as a stem, is one of a table's name. */
  namesTable(word: string): boolean {
    return this.postings.get(word)?.some(({ table, column }) => column === undefined && table.stems.includes(word)) === true;
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
      const list = this.#edges.get(end) ?? [];
      const lesser = isPlainlyCalled(edge) ? list.findIndex((other) => other.from === edge.from && other.to === edge.to && !isPlainlyCalled(other)) : -1;
      list.splice(lesser < 0 ? list.length : lesser, 0, edge);
      this.#edges.set(end, list);
    }
  }

  /** Whether the tables have a key already (one that only plays a part, like a department's manager, leaves room for that by which all of them belong); a column leads to one table, and one name to the nearest. */
  #joined(edge: JoinEdge): boolean {
    const { from, to, pairs: [pair] } = edge;
    const isLesser = (known: JoinEdge) => !known.declared && isPlainlyCalled(edge) && !isPlainlyCalled(known);
    return this.edges(from).some((known) => (known.from === from ? (known.to === to && known.declared) || known.pairs[0]?.[0] === pair?.[0] : known.from === to && !isLesser(known)));
  }
}

type Names = Pick<CatalogIndex, 'tables' | 'postings' | 'joinedNames' | 'spellings' | 'shortWords'> & { readonly byName: ReadonlyMap<string, IndexedTable> };

function namesOf(snapshot: CatalogSnapshot): Names {
  const known = knownWords(snapshot);
  const stems = stemming(known);
  const prefix = sharedPrefix(snapshot.tables.map(({ name }) => name), tablePrefixMax);
  const shared = sharedNames(snapshot);
  const tables = snapshot.tables.map((table, position) => indexTable(table, { position, prefix, defaultSchema: snapshot.defaultSchema, shared, stems }));
  const byName = new Map<string, IndexedTable>();
  for (const table of tables) {
    const bare = table.table.name.toLowerCase();
    byName.set(`${table.table.schema.toLowerCase()}.${bare}`, table);
    if (table.table.schema === snapshot.defaultSchema || !byName.has(bare)) byName.set(bare, table);
  }
  const spellings = new Map([...known].flatMap((word) => [word, ...spokenWords(word, known)]).filter((word) => word.length >= 4).map((word) => [word, stem(word)]));
  return { tables, byName, postings: buildPostings(tables), joinedNames: buildJoinedNames(tables), spellings, shortWords: shortWordsOf(snapshot) };
}

/** Of several keys to one table, that which is called like the key there says no more than that rows belong together: `plan_id` beside `next_plan_id`. */
export function isPlainlyCalled({ pairs: [pair, ...more], to }: JoinEdge): boolean {
  if (!pair || more.length > 0) return false;
  const [own, theirs] = pair.map((name) => name.toLowerCase().replaceAll('_', ''));
  return own === theirs || to.stems.length > 0 && own === `${to.stems.join('')}${theirs}`;
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
  /** Names of tables, in lower case, that several schemas have. */
  readonly shared: ReadonlySet<string>;
  readonly stems: (name: string) => readonly string[];
}

function indexTable(table: CatalogTable, { position, prefix, defaultSchema, shared, stems }: Naming): IndexedTable {
  const columns: IndexedColumn[] = [];
  const isInDefaultSchema = table.schema === defaultSchema;
  const indexed: IndexedTable = {
    table,
    position,
    displayName: isInDefaultSchema ? table.name : `${table.schema}.${table.name}`,
    stems: stems(table.name.slice(prefix.length)),
    schemaStems: shared.has(table.name.toLowerCase()) ? stems(table.schema) : [],
    isInDefaultSchema,
    columns,
  };
  const initials = sharedPrefix(table.columns.map(({ name }) => name), columnPrefixMax);
  for (const column of table.columns) columns.push({ column, table: indexed, stems: stems(toldName(column).slice(initials.length)), position: columns.length });
  return indexed;
}

/** The `_tx` of a text is a text, and that of a figure a tax. */
function toldName({ name, family }: CatalogColumn): string {
  return family === 'text' ? name.replace(/_tx$/i, '_txt') : name;
}

function sharedNames({ tables }: CatalogSnapshot): Set<string> {
  const schemas = new Map<string, string>();
  const shared = new Set<string>();
  for (const { name, schema } of tables) {
    const bare = name.toLowerCase();
    if ((schemas.get(bare) ?? schema) !== schema) shared.add(bare);
    schemas.set(bare, schema);
  }
  return shared;
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

/** A schema abbreviates by habit where so much of its words is short for another one: elsewhere `art` is art, and no article. */
const abbreviatedMin = 0.5;

function shortWordsOf({ tables }: CatalogSnapshot): Map<string, string> {
  const words = [...new Set(tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]).flatMap(identifierWords))];
  const isShort = (word: string) => abbreviationOf(word) !== undefined || isVowelless(word);
  if (words.filter(isShort).length < abbreviatedMin * words.length) return new Map();
  const spoken = words.filter((word) => word.length <= shortMax && !isVocabulary(word)).map((word) => [word, abbreviationOf(word) ?? word] as const);
  return new Map(spoken.filter(([, written]) => !written.includes(' ')).map(([word, written]) => [word, stem(written)]));
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
    for (const word of new Set([...table.schemaStems, ...table.stems])) post(word, { table, weight: 3 });
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
 * `state_name` beside `state.state_name`), of one type family; behind a role (`source_airport`, `lost_in_battle`), of the very same; in its own table where it is the one above.
 */
export function* joinsByName({ tables }: Pick<CatalogIndex, 'tables'>): Iterable<JoinEdge> {
  const identities = new Map<string, IndexedColumn[]>();
  for (const table of tables) for (const column of identityColumns(table)) for (const name of identityNames(column)) identities.set(name, [...(identities.get(name) ?? []), column]);
  for (const from of tables) {
    for (const column of from.columns) {
      if (isCount(column)) continue;
      for (const key of nearestOf(identities.get(column.stems.join(' ')), from)) if (key.table !== from && areComparable(key, column)) yield edgeOf(column, key);
      for (let at = 1; at < column.stems.length; at += 1) {
        const rest = column.stems.slice(at);
        if (isBareKey(rest) || column.stems.slice(0, at).some((word) => measuringWords.has(word))) continue;
        for (const key of nearestOf(identities.get(rest.join(' ')), from)) if (key !== column && key.column.family === column.column.family && (key.table !== from || isAbove(column))) yield edgeOf(column, key);
      }
    }
    yield* joinAbove(from, identities);
  }
}

/** `mgr_no` of people who are told apart by `emp_no`: the one above is one of them, where no other table is called so. */
function* joinAbove(table: IndexedTable, identities: ReadonlyMap<string, readonly IndexedColumn[]>): Iterable<JoinEdge> {
  const [key] = identityColumns(table);
  const ending = key?.stems.at(-1) ?? '';
  if (!key || !referenceEndings.has(ending) || !table.columns.some(({ stems }) => stems.some((word) => personalWords.has(word)))) return;
  for (const column of table.columns) {
    const isOne = column.stems.length === 2 && column.stems[1] === ending && column.column.family === key.column.family;
    const isCalledSo = isAbove(column) || shortSuperiors.has(identifierWords(column.column.name)[0] ?? '');
    if (column !== key && isOne && isCalledSo && !identities.has(column.stems.join(' '))) yield edgeOf(column, key);
  }
}

/** `mgr_emp_no` beside `emp_no`: the one above, in the same table. */
function isAbove({ stems }: IndexedColumn): boolean {
  return reportingKeys.has(stems[0] ?? '');
}

/** `max_guests` is how many, and refers to none. */
function isCount({ column: { name, family } }: IndexedColumn): boolean {
  return (family === 'integer' || family === 'number') && isPlural(identifierWords(name).at(-1) ?? '');
}

/** Of keys of one name, those of the table's own schema, where it has one. */
function nearestOf(keys: readonly IndexedColumn[] | undefined, { table }: IndexedTable): readonly IndexedColumn[] {
  const own = keys?.filter((key) => key.table.table.schema === table.schema) ?? [];
  return own.length > 0 ? own : (keys ?? []);
}

export function edgeOf(column: IndexedColumn, key: IndexedColumn): JoinEdge {
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
export function identityColumns(table: IndexedTable): IndexedColumn[] {
  const [key, ...rest] = table.table.primaryKey;
  if (key !== undefined) return rest.length > 0 ? [] : table.columns.filter(({ column }) => column.name === key);
  const bare = table.columns.filter(({ stems }) => stems.length === 1 && bareKeyNouns.has(stems[0] ?? ''));
  const identified = bare.length > 0 ? bare : table.columns.filter(({ stems }) => stems.length === 1 && stems[0] === code);
  return identified.length > 0 ? identified : table.columns.filter(isOwnKey);
}

/** What a customer master and an invoice header hold one row each for. */
function masterOf(stems: readonly string[]): readonly string[] {
  return stems.length > 1 && masterNouns.has(stems.at(-1) ?? '') ? stems.slice(0, -1) : stems;
}

/** `country_id` of `countries`, and `cont_id` of `continents`. */
function isOwnKey({ stems, table }: IndexedColumn): boolean {
  if (!referenceEndings.has(stems.at(-1) ?? '')) return false;
  const [head = '', ...others] = stems.slice(0, -1);
  const own = masterOf(table.stems);
  const shortened = others.length === 0 && own.length === 1 && head.length >= 3 && (own[0] ?? '').startsWith(head);
  return shortened || (stems.length === own.length + 1 && own.every((word, index) => stems[index] === word));
}

const code = stem('code');

const tellingMin = 4;

/** A key of one word that is no word of the language: `msisdn`, `isbn`. */
function isTelling(word: string): boolean {
  const vowels = word.match(/[aeiou]/g) ?? [];
  return word.length >= tellingMin && vowels.length <= 1 && !isVocabulary(word) && !referenceEndings.has(word) && !bareKeyNouns.has(word) && !monthColumnNames.has(word);
}

function identityNames(column: IndexedColumn): string[] {
  const own = column.stems.join(' ');
  const table = column.table.stems.join(' ');
  const head = column.table.stems.length > 1 ? [column.table.stems.at(-1) ?? ''] : [];
  if (column.stems.length === 1 && isTelling(own)) return [own, table];
  if (column.stems.length === 1) return referenceEndings.has(own) || bareKeyNouns.has(own) ? [`${table} ${own}`, table, ...head] : [table];
  if (!referenceEndings.has(column.stems.at(-1) ?? '')) return [];
  return isOwnKey(column) ? [own, table, masterOf(column.table.stems).join(' ')] : [own];
}
