import type { PhraseTable } from '../language/en/lexicon.ts';
import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { Day, ElapsedUnit, HouseCalendar, Moment } from '../core/query.ts';

/** How a point in time is stored: by the engine's own types, as ISO text, as text that begins with the day or the month, as YYYYMMDD or YYYYMM (text or a number), or as a number since 1970. */
export type MomentStorage = 'native' | 'iso' | 'day-first' | 'month-first' | 'compact' | 'compact-month' | 'seconds' | 'milliseconds';

export const roles = [
  'key', 'name', 'code', 'category', 'flag', 'money', 'quantity', 'price', 'rate', 'percentage', 'duration', 'size', 'grade',
  'coordinate', 'year', 'moment', 'contact', 'text', 'number',
] as const;
export type Role = (typeof roles)[number];

/** What a column holds. */
export interface Attribute {
  readonly role: Role;
  /** The unit in which figures are kept, as a stem of its name: "cent", "minut", "byte". */
  readonly unit?: string;
  /** Of flags: how yes and no are written. */
  readonly flag?: { readonly yes: string | number | boolean; readonly no: string | number | boolean };
  /** Of moments. */
  readonly storage?: MomentStorage;
  /** Whether figures of several rows may be added up, or are averaged; of others neither makes sense. */
  readonly sums?: 'added' | 'averaged';
}

/** A value that each row of a table has: a column, what is computed from several, or the time between two moments. */
export type RowExpression =
  | { readonly kind: 'column'; readonly column: IndexedColumn }
  /** The column, and nought where nothing stands in it: no discount, nothing paid yet. */
  | { readonly kind: 'filled'; readonly column: IndexedColumn }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly left: RowExpression; readonly right: RowExpression }
  | { readonly kind: 'elapsed'; readonly unit: ElapsedUnit; readonly from: IndexedColumn; readonly to: IndexedColumn }
  /** The whole years since a date of birth. */
  | { readonly kind: 'age'; readonly column: IndexedColumn }
  | RowSql;

/** What is taken off an amount, or added to it, where the column says so; nothing where it is empty. */
export function filled(column: IndexedColumn): RowExpression {
  return { kind: column.column.nullable ? 'filled' : 'column', column };
}

/** An expression in the database's own SQL: texts, and the columns between them. */
export interface RowSql {
  readonly kind: 'sql';
  readonly parts: readonly (string | IndexedColumn)[];
  /** It is an aggregate already. */
  readonly aggregated?: true;
}

/** A code of a column, whose meaning is known. */
export interface CodedValue {
  readonly column: IndexedColumn;
  readonly value: string;
  /** The table that tells it; none where people did. */
  readonly master?: IndexedTable;
}

/** Where the text of a code stands: in the row of a code master whose `group` is `name`, and whose `code` is the code. */
export interface CodeTexts {
  readonly group: IndexedColumn;
  readonly name: string;
  readonly code: IndexedColumn;
  readonly text: IndexedColumn;
}

/** Whether money comes in, goes out, or is only kept, planned or allowed. */
export type MoneyFlow = 'in' | 'out' | 'promised';

/** An amount of money that each row of a table stands for. */
export interface RowMeasure {
  /** That of which the rows are; the amount itself, where it is kept as such. */
  readonly column: IndexedColumn;
  readonly of?: RowExpression;
  /** The price in a product, whose unit is that of the whole. */
  readonly priced?: IndexedColumn;
  /** A part of another amount, or none that was paid: a tax, a limit. */
  readonly minor: boolean;
  readonly flow: MoneyFlow;
}

/** What holds of some rows of a table, by their own columns. */
export type Predicate =
  | { readonly kind: 'compare'; readonly column: IndexedColumn; readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly value: string | number | boolean }
  /** With `byDay`, by the days of two moments, of which one has a time and the other none. */
  | { readonly kind: 'columns'; readonly left: IndexedColumn; readonly operator: '<' | '<=' | '>' | '>='; readonly right: IndexedColumn; readonly byDay?: true }
  | { readonly kind: 'null'; readonly column: IndexedColumn; readonly negated: boolean }
  | { readonly kind: 'period'; readonly column: IndexedColumn; readonly from?: Day | Moment; readonly until?: Day | Moment }
  /** In the database's own SQL, of the rows of a table. */
  | { readonly kind: 'sql'; readonly table: IndexedTable; readonly parts: RowSql['parts'] }
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Predicate[] };

/** A figure over the rows of a table, by name. */
export interface NamedMeasure {
  readonly table: IndexedTable;
  readonly function: 'count' | 'sum' | 'avg' | 'min' | 'max';
  readonly distinct: boolean;
  /** A column of the table, by which its grain is known. */
  readonly column: IndexedColumn;
  readonly of: RowExpression;
  readonly where?: Predicate;
}

/** What a phrase stands for here, as people or a model said it. */
export type Meaning =
  | { readonly kind: 'named'; readonly named: IndexedTable | IndexedColumn }
  /** A noun for those rows of a table that meet a condition, where there is one. */
  | { readonly kind: 'rows'; readonly table: IndexedTable; readonly filter: Predicate }
  | { readonly kind: 'state'; readonly table: IndexedTable; readonly filter: Predicate }
  | { readonly kind: 'happened'; readonly table: IndexedTable }
  | { readonly kind: 'measure'; readonly measure: NamedMeasure }
  /** The row to which a key refers, in the part that it has there. */
  | { readonly kind: 'role'; readonly key: IndexedColumn }
  /** Not that. */
  | { readonly kind: 'denied'; readonly named: IndexedTable | IndexedColumn };

export interface Said {
  readonly meaning: Meaning;
  /** The phrase as it was written down, in lower case. */
  readonly phrase: string;
  /** From 0 to 1: how far it may be relied on. */
  readonly certainty: number;
}

export type EntityKind = 'person' | 'organisation' | 'thing' | 'event' | 'transaction' | 'line' | 'association' | 'code list' | 'log' | 'snapshot';

/** What the rows of a table are. */
export interface Entity {
  readonly table: IndexedTable;
  readonly kind: EntityKind;
  /** The columns by which people call a row; empty where they call it by its key. */
  readonly display: readonly IndexedColumn[];
  /** Whose names the rows bear that have none of their own: an instructor is the person to whom the key leads. */
  readonly bearer?: { readonly key: IndexedColumn; readonly display: readonly IndexedColumn[] };
  /** The key that "order 10248" means. */
  readonly key: IndexedColumn | undefined;
  /** When rows happened, the likeliest first; what is only known afterwards comes last, a date of birth is none. */
  readonly moments: readonly IndexedColumn[];
  /** Of these the one that somebody said is meant. */
  readonly moment?: IndexedColumn;
}

/** Customs of the house, as people said them. */
export interface Customs {
  readonly calendar: HouseCalendar;
  /** Of amounts that say no other. */
  readonly currency?: string;
}

/** What the tables and columns of one database mean. Immutable; made of one version of the schema and what was sampled of its rows. */
export interface SemanticModel {
  attribute(column: IndexedColumn): Attribute;
  entity(table: IndexedTable): Entity;
  /** The codes that mean a text, which is normalised. */
  coded(meaning: string): readonly CodedValue[];
  /** What tells the texts of a column's codes, where a code master does. */
  codeTexts(column: IndexedColumn): CodeTexts | undefined;
  /** All texts that codes mean, normalised. */
  meanings(): readonly string[];
  /** The money of the rows of a table, the likeliest first. */
  money(table: IndexedTable): readonly RowMeasure[];
  /** What a row comes to with its tax, where no column holds both. */
  taxed(table: IndexedTable): RowMeasure | undefined;
  /** What a row has of what stands in two columns, by the greater of both: between two readings of a meter, a gross weight less its tare. */
  between(column: IndexedColumn): RowExpression | undefined;
  /** How many of its thing a row stands for: of what is sold line by line. */
  quantity(table: IndexedTable): IndexedColumn | undefined;
  /** What is left of the money of a row when its cost is taken off; undefined where no cost is kept. */
  profit(table: IndexedTable): RowMeasure | undefined;
  /** What is still to be paid of a row; undefined where no column tells. */
  owed(table: IndexedTable): RowMeasure | undefined;
  /** What the people of a table are paid; undefined where no column tells. */
  salary(table: IndexedTable): RowMeasure | undefined;
  /** The worth of what of it is in stock. */
  stock(table: IndexedTable): RowMeasure | undefined;
  /** The conditions by which rows of a table are in a state, the surest first; none where no column tells. */
  states(state: string, table: IndexedTable): readonly Predicate[];
  /** What phrases stand for that neither names nor the language tell, by their stems. */
  readonly said: PhraseTable<Said>;
  readonly customs: Customs;
  /** Of several keys between two tables the one that is meant where nothing is said. */
  isDefaultKey(key: IndexedColumn): boolean;
}
