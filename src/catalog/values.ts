import type { Cell } from '../core/result.ts';
import { assert } from '../std/assert.ts';
import type { CatalogIndex, IndexedColumn, IndexedTable } from './index.ts';

/** How much of the data the index may hold, for each column and in all. */
export const valueLimits = { rowsSampled: 5_000, distinctPerColumn: 2_000, charsMax: 60, valuesMax: 500_000 } as const;

/** More values than this hold a word: it says too little to be worth a look. */
const hitsPerWordMax = 60;

export interface ValueHit {
  readonly column: IndexedColumn;
  /** As it stands in the data. */
  readonly value: string;
}

type Row = readonly Cell[];

const keptColumnsMax = 5;
const keptRowsMax = 400;

/** What the texts of a column lie between, by their order as texts: of dates in a form whose order is that of time. */
export interface TextRange {
  readonly min: string;
  readonly max: string;
}

/** How a column says that there is nothing. */
export type Nothing = 'NULL' | "''";

export interface NumberProfile {
  readonly min: number;
  readonly max: number;
  /** A few of them; more than `numbersMax` where there are many. */
  readonly distinct: Set<number>;
}

/** A column of more different numbers holds quantities or keys, not codes or flags. */
export const numbersMax = 12;
/** So many of them are remembered, to be looked for elsewhere. */
const numbersKept = 40;

/** Texts of the data by their normalised form, from a bounded sample of each table. Absence proves nothing. */
export class ValueIndex {
  readonly #hits = new Map<string, ValueHit[]>();
  readonly #byWord = new Map<string, ValueHit[]>();
  readonly #distinct = new Map<IndexedColumn, Set<string>>();
  readonly #numeric = new Map<IndexedColumn, boolean>();
  readonly #numbers = new Map<IndexedColumn, NumberProfile>();
  readonly #rows = new Map<IndexedTable, Row[]>();
  readonly #ranges = new Map<IndexedColumn, TextRange>();
  readonly #nothing = new Map<IndexedColumn, Set<Nothing>>();
  readonly #spanning = new Map<number, readonly IndexedTable[]>();
  readonly #partial = new Set<IndexedTable>();
  readonly #rowsSeen = new Map<IndexedTable, number>();
  /** The texts in the order of their first sight, which is that of all hits. */
  readonly #texts: ValueHit[] = [];
  #wordsMax = 1;

  get size(): number {
    return this.#texts.length;
  }

  /** The most words that any indexed value has: longer phrases need not be looked up. */
  get wordsMax(): number {
    return this.#wordsMax;
  }

  /** Whether values of the column are worth a sample: texts are looked up, numbers tell what they stand for, dates what they lie between. */
  static wants({ column: { family } }: IndexedColumn): boolean {
    return family === 'text' || family === 'enum' || family === 'integer' || family === 'number' || isDate(family);
  }

  /** A sampled row, its cells in the order of the columns. Of narrow tables a few rows are kept whole: what a code means stands beside it. */
  addRow(columns: readonly IndexedColumn[], cells: Row): void {
    if (this.#spanning.size > 0) this.#spanning.clear();
    for (const [index, column] of columns.entries()) this.add(column, cells[index] ?? null);
    const [first] = columns;
    if (first) this.#rowsSeen.set(first.table, this.rowsSeen(first.table) + 1);
    if (!first || first.table.columns.length > keptColumnsMax) return;
    const rows = this.#rows.get(first.table) ?? [];
    if (rows.length < keptRowsMax) rows.push(first.table.columns.map((column) => cells[columns.indexOf(column)] ?? null));
    this.#rows.set(first.table, rows);
  }

  /** The rows of a narrow table that were kept, their cells in the order of its columns; more than `keptRowsMax` were never kept. */
  rows(table: IndexedTable): readonly Row[] {
    return this.#rows.get(table) ?? [];
  }

  /** More rows of the table exist than were sampled. */
  markPartial(table: IndexedTable): void {
    this.#partial.add(table);
  }

  isPartial(table: IndexedTable): boolean {
    return this.#partial.has(table);
  }

  rowsSeen(table: IndexedTable): number {
    return this.#rowsSeen.get(table) ?? 0;
  }

  add(column: IndexedColumn, cell: Cell): void {
    if (typeof cell === 'number') this.#addNumber(column, cell);
    if (cell === null || cell === '') this.#nothing.set(column, (this.#nothing.get(column) ?? new Set<Nothing>()).add(cell === null ? 'NULL' : "''"));
    if (typeof cell === 'string' && cell !== '') this.#addToRange(column, cell);
    if (isDate(column.column.family) || typeof cell !== 'string' || cell.length === 0 || cell.length > valueLimits.charsMax || this.size >= valueLimits.valuesMax) return;
    this.#addText(column, cell);
  }

  #addText(column: IndexedColumn, value: string): void {
    const seen = this.#distinct.get(column) ?? new Set<string>();
    this.#distinct.set(column, seen);
    if (seen.size >= valueLimits.distinctPerColumn || seen.has(value)) return;
    seen.add(value);
    if (this.#numeric.size > 0) this.#numeric.clear();
    const key = normaliseValue(value);
    const hit = { column, value };
    post(this.#hits, key, hit, Infinity);
    const words = key.split(' ');
    if (words.length > 1) for (const word of new Set(words)) if (word.length > 1) post(this.#byWord, word, hit, hitsPerWordMax + 1);
    this.#texts.push(hit);
    this.#wordsMax = Math.max(this.#wordsMax, Math.min(8, words.length));
  }

  #addToRange(column: IndexedColumn, text: string): void {
    const known = this.#ranges.get(column);
    if (!known) this.#ranges.set(column, { min: text, max: text });
    else if (text < known.min) this.#ranges.set(column, { ...known, min: text });
    else if (text > known.max) this.#ranges.set(column, { ...known, max: text });
  }

  /** What the sampled texts of a column lie between; undefined where none was seen. */
  range(column: IndexedColumn): TextRange | undefined {
    return this.#ranges.get(column);
  }

  /** Tables of which some column holds sampled moments of before and after a year, or of that year. */
  spanning(year: number): readonly IndexedTable[] {
    let known = this.#spanning.get(year);
    if (!known) {
      if (this.#spanning.size >= yearsKept) this.#spanning.clear();
      this.#spanning.set(year, (known = [...new Set([...inYear(this.#ranges, yearOf, year), ...inYear(this.#numbers, Number, year)])]));
    }
    return known;
  }

  /** How sampled rows say that there is nothing here. */
  nothing(column: IndexedColumn): readonly Nothing[] {
    return [...(this.#nothing.get(column) ?? [])];
  }

  #addNumber(column: IndexedColumn, value: number): void {
    const { min, max, distinct } = this.#numbers.get(column) ?? { min: value, max: value, distinct: new Set<number>() };
    if (distinct.size < numbersKept) distinct.add(value);
    this.#numbers.set(column, { min: Math.min(min, value), max: Math.max(max, value), distinct });
  }

  /** What the sampled numbers of a column look like; undefined where none was seen. */
  numbers(column: IndexedColumn): NumberProfile | undefined {
    return this.#numbers.get(column);
  }

  find(phrase: string): readonly ValueHit[] {
    return this.#hits.get(normaliseValue(phrase)) ?? [];
  }

  /** Longer values that hold all these words; none where a word is too common to say anything. */
  containing(words: readonly string[]): readonly ValueHit[] {
    if (words.some((word) => !this.#byWord.has(word))) return [];
    const [first, ...others] = words.map((word) => this.#byWord.get(word) ?? []).toSorted((a, b) => a.length - b.length);
    if (!first || first.length > hitsPerWordMax) return [];
    return others.reduce<readonly ValueHit[]>((hits, list) => hits.filter((hit) => list.includes(hit) || normaliseValue(hit.value).split(' ').some((word) => words.includes(word) && list.length > hitsPerWordMax)), first);
  }

  /** Whether some value of several words may hold this one; it is not known of words of one letter. */
  mayHold(word: string): boolean {
    return word.length < 2 || this.#byWord.has(word);
  }

  /** Whether a column of texts holds numbers alone, as far as was sampled. */
  looksNumeric(column: IndexedColumn): boolean {
    let known = this.#numeric.get(column);
    if (known === undefined) {
      const seen = [...(this.#distinct.get(column) ?? [])].slice(0, 50);
      known = seen.length > 0 && seen.filter((value) => !/^\s*-?\d+(\.\d+)?\s*$/.test(value)).length <= seen.length * 0.1;
      this.#numeric.set(column, known);
    }
    return known;
  }

  /** Whether all rows that were sampled hold the same text here, in a table where other columns tell rows apart. */
  isConstant(column: IndexedColumn): boolean {
    return this.#distinct.get(column)?.size === 1 && column.table.columns.some((other) => (this.#distinct.get(other)?.size ?? 0) > 1);
  }

  /** Whether the column has more values than are kept. */
  isCutOff(column: IndexedColumn): boolean {
    return (this.#distinct.get(column)?.size ?? 0) >= valueLimits.distinctPerColumn;
  }

  /** The sampled distinct values of a column, in order of first sight. */
  of(column: IndexedColumn): readonly string[] {
    return [...(this.#distinct.get(column) ?? [])];
  }

  /** All that it holds, as plain data. */
  toData(catalog: CatalogIndex): ValueData {
    const numberOf = new Map(columnsOf(catalog).map((column, number) => [column, number]));
    const numbered = <T, D>(map: ReadonlyMap<IndexedColumn, T>, dataOf: (known: T) => D) => [...map].map(([column, known]) => [numberOf.get(column) ?? -1, dataOf(known)] as const);
    return {
      texts: this.#texts.map(({ value }) => value),
      columnOfTexts: this.#texts.map(({ column }) => numberOf.get(column) ?? -1),
      numbers: numbered(this.#numbers, ({ min, max, distinct }) => ({ min, max, distinct: [...distinct] })),
      ranges: numbered(this.#ranges, (range) => range),
      nothing: numbered(this.#nothing, (ways) => [...ways]),
      tables: [...this.#rowsSeen].map(([table, seen]) => ({ table: table.position, seen, isPartial: this.#partial.has(table), rows: this.#rows.get(table) ?? [] })),
    };
  }

  /** The index that the data were made of; they must be of the same schema. */
  static of(data: ValueData, catalog: CatalogIndex): ValueIndex {
    const values = new ValueIndex();
    const columns = columnsOf(catalog);
    const column = (number: number) => found(columns[number]);
    for (const [at, text] of data.texts.entries()) values.#addText(column(data.columnOfTexts[at] ?? -1), text);
    for (const [number, { min, max, distinct }] of data.numbers) values.#numbers.set(column(number), { min, max, distinct: new Set(distinct) });
    for (const [number, range] of data.ranges) values.#ranges.set(column(number), range);
    for (const [number, ways] of data.nothing) values.#nothing.set(column(number), new Set(ways));
    for (const { table: position, seen, isPartial, rows } of data.tables) {
      const table = found(catalog.tables[position]);
      values.#rowsSeen.set(table, seen);
      if (isPartial) values.#partial.add(table);
      if (rows.length > 0) values.#rows.set(table, [...rows]);
    }
    return values;
  }
}

/** A value index as plain data: columns by their number among all of the catalog, tables by their position. */
export interface ValueData {
  readonly texts: readonly string[];
  readonly columnOfTexts: readonly number[];
  readonly numbers: readonly (readonly [number, { readonly min: number; readonly max: number; readonly distinct: readonly number[] }])[];
  readonly ranges: readonly (readonly [number, TextRange])[];
  readonly nothing: readonly (readonly [number, readonly Nothing[]])[];
  readonly tables: readonly { readonly table: number; readonly seen: number; readonly isPartial: boolean; readonly rows: readonly Row[] }[];
}

function columnsOf({ tables }: CatalogIndex): readonly IndexedColumn[] {
  return tables.flatMap(({ columns }) => columns);
}

function found<T>(place: T | undefined): T {
  assert(place !== undefined, 'values of another schema');
  return place;
}

const yearsKept = 100;
/** Years of people and things that a database tells of; other numbers are none. */
const years = { min: 1800, max: 2200 } as const;

/** Of a text that begins with a day as ISO 8601 writes it. */
function yearOf(text: string): number {
  return /^\d{4}-\d\d/.test(text) ? Number(text.slice(0, 4)) : Number.NaN;
}

function* inYear<T>(bounds: ReadonlyMap<IndexedColumn, { readonly min: T; readonly max: T }>, of: (bound: T) => number, year: number): Iterable<IndexedTable> {
  for (const [column, { min, max }] of bounds) {
    const [first, last] = [of(min), of(max)];
    if (first >= years.min && last <= years.max && first <= year && year <= last) yield column.table;
  }
}

function isDate(family: IndexedColumn['column']['family']): boolean {
  return family === 'date' || family === 'timestamp';
}

function post(map: Map<string, ValueHit[]>, key: string, hit: ValueHit, countMax: number): void {
  const list = map.get(key);
  if (!list) map.set(key, [hit]);
  else if (list.length < countMax) list.push(hit);
}

const plainText = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

export function normaliseValue(text: string): string {
  const lower = text.toLowerCase();
  if (plainText.test(lower)) return lower;
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
