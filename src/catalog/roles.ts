import type { ForeignKey } from '../core/catalog.ts';
import type { IndexedColumn, IndexedTable } from './index.ts';
import { gradeNouns, keyNouns, nameNouns, nonAdditiveNouns } from '../language/en/column-names.ts';
import { stem } from '../language/en/stem.ts';
import { greatestWords, leastWords } from '../language/en/superlatives.ts';

const first = stem('first');
const last = stem('last');
const description = stem('description');

/** Whether a name that ends in this stem is called like a key. */
export function isKeyWord(word: string): boolean {
  return keyNouns.has(word);
}

/** Whether a name that ends in this stem is called like a name. */
export function isNameWord(word: string): boolean {
  return nameNouns.has(word);
}

/** Part of a primary or foreign key, or named like one. */
export function isKey(column: IndexedColumn): boolean {
  const { table } = column.table;
  const { name } = column.column;
  return table.primaryKey.includes(name) || table.foreignKeys.some((key) => key.columns.includes(name)) || isKeyWord(column.stems.at(-1) ?? '');
}

export function isNumeric(column: IndexedColumn): boolean {
  return column.column.family === 'integer' || column.column.family === 'number';
}

export function isTemporal(column: IndexedColumn): boolean {
  const { family } = column.column;
  return family === 'date' || family === 'timestamp' || (family === 'text' && column.stems.includes('date'));
}

/** A whole number that counts years. */
export function isYear(column: IndexedColumn): boolean {
  return column.stems.includes('year') || (column.stems.includes('found') && isNumeric(column));
}

/** Where a thing itself is kept, and not what refers to it: its key or its name. */
export function isIdentity(column: IndexedColumn): boolean {
  const { primaryKey } = column.table.table;
  return (primaryKey.length === 1 && primaryKey[0] === column.column.name) || displayColumns(column.table).includes(column);
}

/** The foreign key by which a column refers to another row of its own table. */
export function selfReferencingKey({ column, table: { table } }: IndexedColumn): ForeignKey | undefined {
  return table.foreignKeys.find(({ columns, referencesSchema, referencesTable }) => columns.length === 1 && columns[0] === column.name && referencesTable === table.name && referencesSchema === table.schema);
}

export function keyColumns(table: IndexedTable): IndexedColumn[] {
  return table.columns.filter(({ column }) => table.table.primaryKey.includes(column.name));
}

/** The columns by which people call a row: its name or title, else first and last name; none where nothing looks like one. */
export function displayColumns(table: IndexedTable): readonly IndexedColumn[] {
  let found = namesKnown.get(table);
  if (!found) {
    found = findNames(table);
    namesKnown.set(table, found);
  }
  return found;
}

const namesKnown = new WeakMap<IndexedTable, readonly IndexedColumn[]>();

function findNames(table: IndexedTable): IndexedColumn[] {
  const named = table.columns.filter((column) => nameNouns.has(column.stems.at(-1) ?? '') && !isNumeric(column));
  const parts = [first, last].map((word) => named.find((column) => column.stems.includes(word)));
  const [given, family] = parts;
  // Of people, a title beside first and last names is that of their job.
  if (given && family && !named.some((column) => column.stems.length === 1 && column.stems[0] === stem('name'))) return [given, family];
  const own = named.find((column) => column.stems.length === 1) ?? named.find((column) => column.stems.slice(0, -1).every((word) => table.stems.includes(word)));
  if (own) return [own];
  const any = named.find((column) => !isEmbedded(column));
  if (any) return [any];
  const described = table.columns.find((column) => column.column.family === 'text' && !isKey(column) && column.stems.every((word) => table.stems.includes(word)));
  const told = described ?? table.columns.find((column) => column.column.family === 'text' && column.stems.at(-1) === description && column.stems.slice(0, -1).every((word) => table.stems.includes(word)));
  return told ? [told] : [];
}

/** `ship_name` beside `ship_address` and `ship_city` is the name of something else that the row tells of. */
function isEmbedded({ stems, table }: IndexedColumn): boolean {
  return stems.length > 1 && !table.stems.includes(stems[0] ?? '') && table.columns.filter((column) => column.stems[0] === stems[0]).length > 2;
}

/** Whether a column tells of each row what is the greatest or the least of something in it, such as `highest_point`. */
export function extremeOf({ stems }: IndexedColumn): 'max' | 'min' | undefined {
  const [word = ''] = stems;
  return stems.length < 2 ? undefined : greatestWords.has(word) ? 'max' : leastWords.has(word) ? 'min' : undefined;
}

/** Whether figures of this column are averaged when they are told for many rows. */
export function isAveraged(column: IndexedColumn): boolean {
  return column.stems.some((word) => gradeNouns.has(word));
}

/** Whether figures of this column are added up when they are told for many rows: amounts are, ratings are not. */
export function isAdditive(column: IndexedColumn): boolean {
  return !column.stems.some((word) => nonAdditiveNouns.has(word));
}
