import type { IndexedColumn } from '../catalog/index.ts';
import { displayColumns, isAdditive, isAveraged, isKey, isNumeric, isYear } from '../catalog/roles.ts';
import { numbersMax, type ValueIndex } from '../catalog/values.ts';
import { flagNouns, nameNouns, numberNouns } from '../language/en/column-names.ts';
import { identifierWords } from '../language/en/identifiers.ts';
import { isPlural } from '../language/en/inflection.ts';
import { lexicon } from '../language/en/lexicon.ts';
import { stem } from '../language/en/stem.ts';
import { unitOf } from '../language/en/units.ts';
import { readData } from './data.ts';
import type { Attribute, MomentStorage, Role } from './model.ts';
import { storageOf } from './storage.ts';

/** Words of the names of columns by the role that they tell, as stems; of several the first that fits holds. */
const named = Object.entries(readData('concepts/roles.json') as Record<Role, readonly string[]>).map(([role, words]) => [role as Role, new Set(words.map(stem))] as const);
const priceWords = named.find(([role]) => role === 'price')?.[1];
const figures: ReadonlySet<Role> = new Set(['money', 'price', 'quantity', 'rate', 'percentage', 'duration', 'size', 'grade', 'coordinate']);

interface Surroundings {
  /** Whether the column refers to rows of a table. */
  readonly refers: boolean;
  /** How the days of the database are written (`writtenHabit`). */
  readonly habit: () => MomentStorage | undefined;
}

/** What a column holds, by its name, its type and the sampled values, and by what it refers to. */
export function attributeOf(column: IndexedColumn, values: ValueIndex, { refers, habit }: Surroundings): Attribute {
  if (refers) return { role: 'key' };
  const storage = storageOf(column, values, habit);
  if (storage !== undefined) return { role: 'moment', storage };
  const flag = isKey(column) ? undefined : flagOf(column, values);
  if (flag) return { role: 'flag', flag };
  if (isKey(column)) return { role: isNumeric(column) || column.table.table.primaryKey.includes(column.column.name) ? 'key' : comesAgain(column, values) ? 'category' : 'code' };
  return isNumeric(column) ? figureOf(column, values) : textOf(column, values);
}

/** How a column writes yes and no; undefined where it says something else. */
function flagOf(column: IndexedColumn, values: ValueIndex): Attribute['flag'] {
  const { family } = column.column;
  if (family === 'boolean') return { yes: true, no: false };
  if (isNumeric(column)) return isBinary(column, values) ? { yes: 1, no: 0 } : undefined;
  const seen = values.of(column);
  if (seen.length === 0 || seen.length > 3) return undefined;
  const { yes, no } = lexicon().flags;
  const [positive, negative] = [yes, no].map((words) => seen.find((value) => words.has(value.toLowerCase().trim())));
  return positive === undefined || negative === undefined ? undefined : { yes: positive, no: negative };
}

/** Of numbers the name must say so, or both of 0 and 1 were seen and nothing else. */
function isBinary(column: IndexedColumn, values: ValueIndex): boolean {
  const called = column.stems.length > 1 && column.stems.some((word) => flagNouns.has(word));
  const seen = values.numbers(column);
  if (seen && (seen.min < 0 || seen.max > 1 || seen.distinct.size > 2)) return false;
  return called || (seen?.distinct.size === 2 && seen.min === 0 && seen.max === 1 && !column.stems.some((word) => named.some(([role, words]) => figures.has(role) && words.has(word))));
}

function figureOf(column: IndexedColumn, values: ValueIndex): Attribute {
  if (isYear(column)) return { role: 'year' };
  // A flight's number tells which it is.
  if (column.stems.length > 1 && numberNouns.has(column.stems.at(-1) ?? '')) return { role: 'code' };
  const unit = column.stems.map(unitOf).find((found) => found !== undefined);
  const priced = unit?.dimension === 'money' && column.stems.some((word) => priceWords?.has(word)) ? 'price' : undefined;
  const role = priced ?? unit?.dimension ?? named.find(([kind, words]) => figures.has(kind) && column.stems.some((word) => words.has(word)))?.[0] ?? (isCode(column, values) ? 'code' : 'number');
  const sums = isAveraged(column) || role === 'grade' || role === 'rate' || role === 'percentage' ? 'averaged' : isAdditive(column) && role !== 'code' && role !== 'coordinate' ? 'added' : undefined;
  return { role, ...(unit ? { unit: unit.name } : {}), ...(sums ? { sums } : {}) };
}

/** A few small numbers that no word tells to be an amount; chairs are counted. */
function isCode(column: IndexedColumn, values: ValueIndex): boolean {
  if (isPlural(identifierWords(column.column.name).at(-1) ?? '')) return false;
  const seen = values.numbers(column);
  return seen !== undefined && seen.distinct.size <= numbersMax / 2 && seen.max <= numbersMax && seen.min >= 0;
}

const textRoles: readonly Role[] = ['contact', 'code', 'text', 'category'];
const contactWords = named.find(([role]) => role === 'contact')?.[1];
const categoriesMax = 25;

function textOf(column: IndexedColumn, values: ValueIndex): Attribute {
  const told = named.find(([kind, words]) => textRoles.includes(kind) && words.has(column.stems.at(-1) ?? ''))?.[0];
  // Of an address the first line, of a telephone the number.
  if (column.stems.some((word) => contactWords?.has(word)) && (told === 'code' || /^\d+$/.test(column.stems.at(-1) ?? ''))) return { role: 'contact' };
  // The rows of a code table are called by their description.
  const isCalled = displayColumns(column.table).includes(column);
  if (told && !(told === 'text' && isCalled)) return { role: told };
  if (isCalled || nameNouns.has(column.stems.at(-1) ?? '')) return { role: 'name' };
  return { role: isListed(column, values) ? 'category' : 'text' };
}

/** What groups rows, and does not tell them apart. */
function comesAgain(column: IndexedColumn, values: ValueIndex): boolean {
  return isListed(column, values) && values.of(column).length < values.rowsSeen(column.table);
}

/** Of few values. */
function isListed(column: IndexedColumn, values: ValueIndex): boolean {
  const seen = values.of(column).length;
  return seen > 0 && seen <= categoriesMax;
}

