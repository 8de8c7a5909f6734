import type { ForeignKey } from '../core/catalog.ts';
import { identityColumns, type IndexedColumn, type IndexedTable } from './index.ts';
import {
  bearerNouns, describingNouns, familyNames, genericNouns, givenNames, goodsNouns, gradeNouns, itemNouns, keyNouns, nameNouns, nameStandIns, nonAdditiveNouns, numberNouns,
  ownNumbers, openingNouns, partyNouns, postNouns,
} from '../language/en/column-names.ts';
import { stem } from '../language/en/stem.ts';
import { greatestWords, leastWords } from '../language/en/superlatives.ts';

const code = stem('code');
const number = stem('number');
const total = stem('total');
const model = stem('model');

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
  return isKeyWord(column.stems.at(-1) ?? '') || table.primaryKey.includes(name) || table.foreignKeys.some((key) => key.columns.includes(name));
}

export function isNumeric(column: IndexedColumn): boolean {
  return column.column.family === 'integer' || column.column.family === 'number';
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

/** By what the rows of a table are told apart: its primary key; where none is declared, what is called so. */
export function keyColumns(table: IndexedTable): readonly IndexedColumn[] {
  let found = keysKnown.get(table);
  if (!found) {
    const { primaryKey } = table.table;
    found = primaryKey.length > 0 ? table.columns.filter(({ column }) => primaryKey.includes(column.name)) : identityColumns(table);
    keysKnown.set(table, found);
  }
  return found;
}

const keysKnown = new WeakMap<IndexedTable, readonly IndexedColumn[]>();

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
  const isPartOfName = ({ stems }: IndexedColumn) => [givenNames, familyNames].some(({ whole }) => whole.has(stems.at(-1) ?? ''));
  const named = table.columns.filter((column) => (nameNouns.has(headOf(column)) || isPartOfName(column)) && !isNumeric(column) && !isPost(column));
  const [given, family] = [givenNames, familyNames].map(({ whole, before }) => named.find(({ stems }) => stems.some((word) => whole.has(word) || before.has(word))));
  const any = named.find((column) => column !== given && column !== family && !isEmbedded(column) && !isOfAnother(column));
  // Of people, a title beside first and last names is that of their job; a farm's owner has the names of another.
  const isPerson = given && family && !(any && isOfAnother(given));
  if (isPerson && !named.some((column) => column.stems.length === 1 && column.stems[0] === stem('name'))) return [given, family];
  const own = named.find((column) => column.stems.length === 1) ?? named.find((column) => column.stems.slice(0, -1).every((word) => table.stems.includes(word)));
  if (own) return [own];
  const found = any ?? named.find((column) => !isEmbedded(column) && !isOfAnother(column));
  if (found) return [found];
  const bearer = named.find((column) => !isEmbedded(column) && isBearer(column));
  if (bearer && table.stems.some((word) => partyNouns.has(word))) return [bearer];
  const described = table.columns.find((column) => column.column.family === 'text' && !isKey(column) && column.stems.every((word) => table.stems.includes(word)));
  const isDescription = ({ stems, column }: IndexedColumn) => column.family === 'text' && describingNouns.has(stems.at(-1) ?? '') && isOwn(stems.slice(0, -1), table);
  const descriptions = table.columns.filter(isDescription);
  const goods = goodsNouns.has(table.stems.findLast((word) => !genericNouns.has(word)) ?? '') ? (descriptions[0] ?? table.columns.find(isModel)) : undefined;
  const told = described ?? descriptions.find(({ stems }) => stems.length > 1) ?? goods ?? table.columns.find(isNumber) ?? descriptions[0] ?? spokenKey(table) ?? table.columns.find(isOwnCode) ?? bearer;
  return told ? [told] : [];
}

/** The `job_title` of a carer is what many carers are, and what none of them is called; that of a vacancy is its name. */
function isPost({ stems, table }: IndexedColumn): boolean {
  return !table.stems.some((word) => openingNouns.has(word)) && stems.length > 1 && stems.slice(0, -1).some((word) => postNouns.has(word) && !table.stems.includes(word));
}

/** The noun of a name, before the number of the first of several: `name1`. */
function headOf({ stems }: IndexedColumn): string {
  return (stems.length > 1 && stems.at(-1) === '1' ? stems.at(-2) : stems.at(-1)) ?? '';
}

/** Products are called by their model, where nothing else names them. */
function isModel({ stems, column }: IndexedColumn): boolean {
  return column.family === 'text' && stems.length === 1 && stems[0] === model;
}

/** Whether words speak of a table itself, or are its initials: `wc_desc` of the work centers, `wg_tx` of `wgrp`. */
function isOwn(words: readonly string[], { stems }: IndexedTable): boolean {
  const initials = stems.map(([letter]) => letter).join('');
  return words.every((word) => stems.includes(word) || word === initials || (word.length > 1 && stems.some((own) => own.startsWith(word))));
}

/** `mfr_nm` of a machine is what its maker is called, and `tribute_name` of a gift whom it honours. */
function isOfAnother({ stems, table }: IndexedColumn): boolean {
  return stems.slice(0, -1).some((word) => partyNouns.has(word) && !table.stems.includes(word));
}

/** Customers and suppliers that are called by their company or contact are that company, whatever their key or city; a gift is not whom it honours. */
function isBearer({ stems }: IndexedColumn): boolean {
  return stems.slice(0, -1).some((word) => bearerNouns.has(word));
}

/** A key that people know; a code only where nothing else tells what a row is. */
function spokenKey(table: IndexedTable): IndexedColumn | undefined {
  const key = table.columns.find(isSpokenKey);
  return key && key.stems.at(-1) !== code ? key : (standIn(table) ?? key);
}

/** A depot is called by its city, and a customer by its company, where nothing is kept that is called a name. */
function standIn(table: IndexedTable): IndexedColumn | undefined {
  const texts = table.columns.filter((column) => column.column.family === 'text' && column.stems.length === 1);
  return nameStandIns.flatMap((word) => texts.find(({ stems }) => stems[0] === word) ?? [])[0];
}

/** The code of a kennel, of which no two have the same, beside a number that nobody knows. */
function isOwnCode(column: IndexedColumn): boolean {
  const { stems, column: { family, name }, table: { table } } = column;
  const isUnique = table.indexes.some(({ unique, columns }) => unique && columns.length === 1 && columns[0] === name);
  return family === 'text' && isUnique && stems.at(-1) === code && isOwn(stems.slice(0, -1), column.table) && !isForeign(column);
}

/** A key that is a text, and leads nowhere, is what people call a row by where it has no name. */
function isSpokenKey({ column, table: { table } }: IndexedColumn): boolean {
  return column.family === 'text' && table.primaryKey.length === 1 && table.primaryKey[0] === column.name && !table.foreignKeys.some((key) => key.columns.includes(column.name));
}

/** A text that numbers the rows themselves, and not what they refer to. */
function isNumber(column: IndexedColumn): boolean {
  const keys = column.table.columns.filter((other) => other !== column && isForeign(other));
  const before = column.stems.slice(0, -1);
  const ofAnother = before.some((word) => !column.table.stems.includes(word) && keys.some(({ stems }) => stems.includes(word))) || before.some((word) => itemNouns.has(word) && !column.table.stems.includes(word));
  return column.column.family === 'text' && numberNouns.has(column.stems.at(-1) ?? '') && !isForeign(column) && !ofAnother && !isLikelyForeign(column);
}

/** Where no key is declared, the `cust_no` of an order is the number of its customer; a serial number is always one's own. */
function isLikelyForeign({ stems, column, table }: IndexedColumn): boolean {
  const before = stems.slice(0, -1);
  const { primaryKey } = table.table;
  return stems.at(-1) === number && before.length > 0 && primaryKey.length > 0 && !primaryKey.includes(column.name) && !isOwn(before, table) && !before.some((word) => ownNumbers.has(word));
}

function isForeign({ column, table: { table } }: IndexedColumn): boolean {
  return table.foreignKeys.some((key) => key.columns.includes(column.name));
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

/** Whether figures of this column are added up when they are told for many rows: amounts and total prices are, ratings are not. */
export function isAdditive(column: IndexedColumn): boolean {
  return column.stems.includes(total) || !column.stems.some((word) => nonAdditiveNouns.has(word));
}
