import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { Moment } from '../core/query.ts';

/**
 * What a question asks for, without FROM, JOIN and the keys of GROUP BY: those are derived from the tables that the plan
 * mentions (`compose/lower.ts`). The idea is that of NatSQL (Gan et al. 2021).
 */
export interface Plan {
  readonly projections: readonly Measure[];
  readonly distinct: boolean;
  readonly filters: readonly Filter[];
  /** Columns, or a table for each of whose rows there is one group. */
  readonly groups: readonly (IndexedColumn | IndexedTable)[];
  readonly having: readonly Having[];
  readonly order: readonly Ordering[];
  readonly limit?: number;
  /** Tables that must be joined although no column of theirs is used. */
  readonly tables: readonly IndexedTable[];
  readonly combined?: { readonly operator: 'union' | 'intersect' | 'except'; readonly plan: Plan };
  /** Which of several equally short join paths is taken. */
  readonly path: number;
}

export type Measure =
  | { readonly kind: 'column'; readonly column: IndexedColumn }
  | { readonly kind: 'part'; readonly column: IndexedColumn; readonly unit: 'year' | 'month' | 'day' }
  /** A column of that row of the same table which the key `via` refers to: the name of an employee's manager. */
  | { readonly kind: 'referred'; readonly column: IndexedColumn; readonly via: IndexedColumn }
  | { readonly kind: 'all'; readonly table: IndexedTable }
  | { readonly kind: 'aggregate'; readonly function: AggregateName; readonly column: IndexedColumn; readonly distinct: boolean; readonly times?: IndexedColumn; readonly age?: true }
  /** The whole years since a date of birth. */
  | { readonly kind: 'age'; readonly column: IndexedColumn }
  | { readonly kind: 'count'; readonly table: IndexedTable }
  /** How many percent of the rows of a table meet the conditions. */
  | { readonly kind: 'share'; readonly table: IndexedTable; readonly filters: readonly RowFilter[] }
  /** The quotient of two measures, or their difference. */
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Measure; readonly right: Measure };

export type AggregateName = 'count' | 'sum' | 'avg' | 'min' | 'max';
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
/** What holds where a comparison does not. */
export const opposites: Readonly<Record<Comparison, Comparison>> = { '=': '<>', '<>': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };
export type Scalar = string | number | boolean;

export type Filter =
  | { readonly kind: 'compare'; readonly column: IndexedColumn; readonly operator: Comparison; readonly value: Scalar; readonly unit?: 'year' | 'month' | 'age' }
  | { readonly kind: 'columns'; readonly left: IndexedColumn; readonly operator: Comparison; readonly right: IndexedColumn }
  /** From one moment until before another, by the database's clock. */
  | { readonly kind: 'period'; readonly column: IndexedColumn; readonly from: Moment; readonly until?: Moment }
  | { readonly kind: 'between'; readonly column: IndexedColumn; readonly low: Scalar; readonly high: Scalar; readonly unit?: 'year' | 'month' | 'age' }
  | { readonly kind: 'like'; readonly column: IndexedColumn; readonly pattern: string; readonly negated: boolean }
  | { readonly kind: 'null'; readonly column: IndexedColumn; readonly negated: boolean }
  /** Compared with an aggregate over the whole table, or over the rows that the inner filters leave. */
  | { readonly kind: 'aggregate'; readonly column: IndexedColumn; readonly operator: Comparison; readonly function: AggregateName; readonly filters: readonly Filter[]; readonly of?: IndexedColumn }
  /** The rows whose value is the greatest or the smallest of its group. */
  | { readonly kind: 'extreme'; readonly column: IndexedColumn; readonly function: 'min' | 'max'; readonly key: IndexedColumn }
  /** Rows of `table` that have (or lack) a partner in `other`. */
  | { readonly kind: 'exists'; readonly table: IndexedTable; readonly other: IndexedTable; readonly filters: readonly Filter[]; readonly having?: Having; readonly negated: boolean }
  | { readonly kind: 'or'; readonly filters: readonly Filter[] };

/** Conditions that one row can be asked by itself. */
export type RowFilter = Extract<Filter, { kind: 'compare' | 'columns' | 'period' | 'between' | 'like' | 'null' }>;

const wider: ReadonlySet<Filter['kind']> = new Set(['aggregate', 'extreme', 'exists', 'or']);

export function isRowFilter(filter: Filter): filter is RowFilter {
  return !wider.has(filter.kind);
}

export interface Having {
  readonly measure: Measure;
  readonly operator: Comparison;
  readonly value: number;
}

export interface Ordering {
  readonly measure: Measure;
  readonly direction: 'asc' | 'desc';
}

export function tablesOf(measure: Measure): IndexedTable[] {
  switch (measure.kind) {
    case 'all':
    case 'count':
      return [measure.table];
    case 'share':
      return [measure.table, ...measure.filters.flatMap(filterTables)];
    case 'arithmetic':
      return [...tablesOf(measure.left), ...tablesOf(measure.right)];
    case 'column':
    case 'age':
    case 'part':
    case 'referred':
    case 'aggregate':
      return [measure.column.table];
  }
}

/** The tables that a filter needs in FROM; those of its subqueries are their own matter. */
export function filterTables(filter: Filter): IndexedTable[] {
  switch (filter.kind) {
    case 'or':
      return filter.filters.flatMap(filterTables);
    case 'exists':
      return [filter.table];
    case 'columns':
      return [filter.left.table, filter.right.table];
    case 'extreme':
      return [filter.column.table, filter.key.table];
    case 'compare':
    case 'period':
    case 'between':
    case 'like':
    case 'null':
    case 'aggregate':
      return [filter.column.table];
  }
}

/** Equal for equal measures. */
export function measureKey(measure: Measure): string {
  switch (measure.kind) {
    case 'all':
      return `all ${measure.table.position}`;
    case 'count':
      // Rows are counted after all joins: of whatever table they are said to be, the number is the same.
      return 'count';
    case 'share':
      return 'share';
    case 'arithmetic':
      return `${measureKey(measure.left)} ${measure.operator} ${measureKey(measure.right)}`;
    case 'column':
      return columnKey(measure.column);
    case 'age':
      return `age ${columnKey(measure.column)}`;
    case 'referred':
      return `${columnKey(measure.via)} ${columnKey(measure.column)}`;
    case 'part':
      return `${measure.unit} ${columnKey(measure.column)}`;
    case 'aggregate':
      return `${measure.function} ${measure.distinct ? 'distinct ' : ''}${measure.age ? 'age ' : ''}${columnKey(measure.column)}`;
  }
}

function columnKey(column: IndexedColumn): string {
  return `${column.table.position}.${column.position}`;
}
