import type { CatalogColumn, CatalogSnapshot, CatalogTable } from '../core/catalog.ts';
import { nearest } from '../std/nearest.ts';
import { identifierWords, stem, textWords } from './words.ts';

export interface IndexedColumn {
  readonly column: CatalogColumn;
  readonly table: IndexedTable;
  /** Stems of the name's words, in order. */
  readonly stems: readonly string[];
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
  readonly #byName = new Map<string, IndexedTable>();
  readonly #edges = new Map<IndexedTable, JoinEdge[]>();

  constructor(snapshot: CatalogSnapshot) {
    this.snapshot = snapshot;
    this.tables = snapshot.tables.map((table, position) => indexTable(table, position, snapshot.defaultSchema));
    for (const table of this.tables) {
      const bare = table.table.name.toLowerCase();
      this.#byName.set(`${table.table.schema.toLowerCase()}.${bare}`, table);
      if (table.table.schema === snapshot.defaultSchema || !this.#byName.has(bare)) this.#byName.set(bare, table);
    }
    this.postings = buildPostings(this.tables);
    for (const edge of declaredEdges(this)) this.#addEdge(edge);
    for (const edge of inferredEdges(this)) if (!this.#joined(edge)) this.#addEdge(edge);
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

  #joined(edge: JoinEdge): boolean {
    return this.edges(edge.from).some((known) => known.to === edge.to || known.from === edge.to);
  }
}

export interface Posting {
  readonly table: IndexedTable;
  readonly column?: IndexedColumn;
  readonly weight: number;
}

function indexTable(table: CatalogTable, position: number, defaultSchema: string): IndexedTable {
  const columns: IndexedColumn[] = [];
  const indexed: IndexedTable = { table, position, displayName: table.schema === defaultSchema ? table.name : `${table.schema}.${table.name}`, stems: identifierWords(table.name).map(stem), columns };
  for (const column of table.columns) columns.push({ column, table: indexed, stems: identifierWords(column.name).map(stem) });
  return indexed;
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

/** `customer_id` or `customerId` in one table and a table `customer(s)` whose primary key is `id` or `customer_id`, of one type family. */
function* inferredEdges(catalog: CatalogIndex): Iterable<JoinEdge> {
  const byStems = new Map(catalog.tables.filter((table) => table.table.primaryKey.length === 1).map((table) => [table.stems.join(' '), table]));
  for (const from of catalog.tables) {
    for (const column of from.columns) {
      const last = column.stems.at(-1);
      if (column.stems.length < 2 || (last !== 'id' && last !== 'code' && last !== 'no')) continue;
      const to = byStems.get(column.stems.slice(0, -1).join(' '));
      const key = to?.columns.find((candidate) => candidate.column.name === to.table.primaryKey[0]);
      if (!to || !key || to === from || key.column.family !== column.column.family) continue;
      if (key.stems.at(-1) === last) yield { from, to, pairs: [[column.column.name, key.column.name]], declared: false };
    }
  }
}
