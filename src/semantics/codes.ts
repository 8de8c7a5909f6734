import type { CatalogIndex, IndexedColumn, IndexedTable } from '../catalog/index.ts';
import { normaliseValue, type ValueIndex } from '../catalog/values.ts';
import { identifierWords } from '../language/en/identifiers.ts';
import { stem } from '../language/en/stem.ts';
import type { CodedValue, CodeTexts } from './model.ts';

export interface Codes {
  /** The codes that mean a text, which is normalised. */
  readonly values: ReadonlyMap<string, readonly CodedValue[]>;
  /** Where the texts of a column's codes stand. */
  readonly texts: ReadonlyMap<IndexedColumn, CodeTexts>;
}

/** What short codes mean, from a table that lists the codes of many columns with a group for each (a "code master"), which no key can refer to. */
export function codesIn(catalog: CatalogIndex, values: ValueIndex): Codes {
  const found = new Map<string, CodedValue[]>();
  const texts = new Map<IndexedColumn, CodeTexts>();
  const lists = catalog.tables.flatMap((table) => codeLists(table, values));
  if (lists.length === 0) return { values: found, texts };
  for (const table of catalog.tables) for (const column of table.columns) {
    const list = listOf(column, lists, values);
    if (!list) continue;
    texts.set(column, list.texts);
    for (const [code, meaning] of list.meanings) post(found, normaliseValue(meaning), { column, value: code, master: list.table });
  }
  return { values: found, texts };
}

interface CodeList {
  readonly table: IndexedTable;
  readonly texts: CodeTexts;
  /** Words of the name of the group. */
  readonly words: readonly string[];
  readonly meanings: ReadonlyMap<string, string>;
}

const codeCharsMax = 6;
const codesMin = 2;

/** The groups of such a table: its columns hold the group, the code and the meaning. */
function codeLists(table: IndexedTable, values: ValueIndex): CodeList[] {
  const rows = values.rows(table);
  const texts = table.columns.filter(({ column }) => column.family === 'text');
  const [group, code, meaning] = texts;
  if (rows.length < codesMin || texts.length < 3 || !group || !code || !meaning || !tellsRowsApart(table, group, code)) return [];
  const groups = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const [name, key, text] = [group, code, meaning].map(({ position }) => row[position]);
    if (typeof name !== 'string' || typeof key !== 'string' || typeof text !== 'string' || key.length > codeCharsMax) continue;
    const meanings = groups.get(name) ?? new Map<string, string>();
    groups.set(name, meanings.set(key, text));
  }
  return [...groups].filter(([, meanings]) => meanings.size >= codesMin)
    .map(([name, meanings]) => ({ table, texts: { group, name, code, text: meaning }, words: identifierWords(name).map(stem), meanings }));
}

/** Group and code together tell rows apart. */
function tellsRowsApart({ table: { primaryKey } }: IndexedTable, group: IndexedColumn, code: IndexedColumn): boolean {
  return primaryKey.length === 0 || (primaryKey.length === 2 && primaryKey.includes(group.column.name) && primaryKey.includes(code.column.name));
}

/** The group whose codes a column holds, and nothing else: of several that of its name, else none where they mean different things. */
function listOf(column: IndexedColumn, lists: readonly CodeList[], values: ValueIndex): CodeList | undefined {
  const seen = values.of(column);
  if (column.column.family !== 'text' || seen.length === 0 || seen.some((value) => value.length > codeCharsMax)) return undefined;
  const fitting = lists.filter(({ table, meanings }) => table !== column.table && seen.every((value) => meanings.has(value)));
  const affinity = ({ words }: CodeList) => words.filter((word) => isNamed(column, word)).length;
  const [best, next] = fitting.toSorted((a, b) => affinity(b) - affinity(a) || a.meanings.size - b.meanings.size);
  return best && (affinity(best) > 0 || (!next && seen.length >= codesMin)) ? best : undefined;
}

function isNamed(column: IndexedColumn, word: string): boolean {
  const raw = [column.column.name, column.table.table.name].flatMap(identifierWords).map(stem);
  return raw.includes(word) || column.stems.includes(word) || column.table.stems.includes(word);
}

function post(found: Map<string, CodedValue[]>, key: string, value: CodedValue): void {
  found.set(key, [...(found.get(key) ?? []), value]);
}
