import type { IndexedColumn, IndexedTable } from '../catalog/index.ts';
import type { DateUnit, Day, ElapsedUnit, Moment } from '../core/query.ts';
import type { Entity, Predicate, RowExpression, RowSql } from '../semantics/model.ts';

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
  /** Rows before the first that is shown. */
  readonly offset?: number;
  /** The order and the limit hold within each of these. */
  readonly within?: IndexedColumn | IndexedTable;
  /** Tables that must be joined although no column of theirs is used. */
  readonly tables: readonly IndexedTable[];
  readonly combined?: { readonly operator: 'intersect' | 'except'; readonly plan: Plan };
  /** Which of several equally short join paths is taken. */
  readonly path: number;
}

export type Measure =
  | { readonly kind: 'column'; readonly column: IndexedColumn; readonly per?: number }
  | { readonly kind: 'part'; readonly column: IndexedColumn; readonly unit: DateUnit }
  /**
   * A column of the row which the key `via` refers to, by itself: the name of an employee's manager, of an instructor who is a person; of that
   * instructor's mentor `through` the key to the person.
   */
  | { readonly kind: 'referred'; readonly column: IndexedColumn; readonly via: IndexedColumn; readonly through?: IndexedColumn }
  | { readonly kind: 'all'; readonly table: IndexedTable }
  /** Of a column, or of what is computed from it and others of its row or of those that its row refers to; divided by `per`, where it is told in a larger unit than it is kept in; of those rows that meet `where`. */
  | { readonly kind: 'aggregate'; readonly function: AggregateName; readonly column: IndexedColumn; readonly distinct: boolean; readonly of?: RowExpression; readonly priced?: IndexedColumn; readonly per?: number; readonly where?: Predicate }
  /** The whole years since a date of birth. */
  | { readonly kind: 'age'; readonly column: IndexedColumn }
  | { readonly kind: 'count'; readonly table: IndexedTable }
  /** How many percent of the rows of a table meet the conditions, or of what is summed up over them. */
  | { readonly kind: 'share'; readonly table: IndexedTable; readonly filters: readonly RowFilter[]; readonly of?: Measure & { readonly kind: 'aggregate' } }
  /** How many percent of what a figure adds up to over all groups it is in each. */
  | { readonly kind: 'portion'; readonly of: Measure & { readonly kind: 'aggregate' | 'count' } }
  /** A figure over those of the rows that meet the conditions. */
  | { readonly kind: 'within'; readonly of: Measure & { readonly kind: 'aggregate' | 'count' }; readonly filters: readonly RowFilter[] }
  /** A figure of a stretch of time, less that of the one before. */
  | { readonly kind: 'change'; readonly of: Measure & { readonly kind: 'aggregate' | 'count' }; readonly along: Measure & { readonly kind: 'part' } }
  /** What a figure of a stretch of time adds up to with those of all before it. */
  | { readonly kind: 'running'; readonly of: Measure & { readonly kind: 'aggregate' | 'count' }; readonly along: Measure & { readonly kind: 'part' } }
  | { readonly kind: 'number'; readonly value: number }
  /** The quotient of two measures, or their difference. */
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Measure; readonly right: Measure };

export type AggregateName = 'count' | 'sum' | 'avg' | 'min' | 'max';
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
/** What holds where a comparison does not. */
export const opposites: Readonly<Record<Comparison, Comparison>> = { '=': '<>', '<>': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };
export type Scalar = string | number | boolean;

export type Filter =
  /** With `via`, of the row which that key refers to, beside all others of its table. */
  | {
    readonly kind: 'compare'; readonly column: IndexedColumn; readonly operator: Comparison; readonly value: Scalar; readonly unit?: DateUnit;
    readonly via?: IndexedColumn; readonly through?: IndexedColumn;
  }
  /** With `via`, the right one is of the row which that key refers to; with `byDay`, their days are compared; or with so many times the right one. */
  | { readonly kind: 'columns'; readonly left: IndexedColumn; readonly operator: Comparison; readonly right: IndexedColumn; readonly via?: IndexedColumn; readonly byDay?: true; readonly times?: number }
  /** From the beginning of one day until before another, of the calendar or by the database's clock. */
  | { readonly kind: 'period'; readonly column: IndexedColumn; readonly from?: Day | Moment; readonly until?: Day | Moment }
  /** The time from one moment of a row to another, against so many of a unit. */
  | { readonly kind: 'lasting'; readonly from: IndexedColumn; readonly to: IndexedColumn; readonly unit: ElapsedUnit; readonly operator: Comparison; readonly value: number }
  | { readonly kind: 'between'; readonly column: IndexedColumn; readonly low: Scalar; readonly high: Scalar; readonly unit?: DateUnit }
  | { readonly kind: 'like'; readonly column: IndexedColumn; readonly pattern: string; readonly negated: boolean }
  | { readonly kind: 'null'; readonly column: IndexedColumn; readonly negated: boolean }
  /** What somebody wrote of the rows of a table, in the database's own SQL. */
  | { readonly kind: 'sql'; readonly table: IndexedTable; readonly parts: RowSql['parts'] }
  /** Compared with an aggregate over the whole table, over the rows that the inner filters leave, or over those of the row's own `group`, or so many times that. */
  | {
    readonly kind: 'aggregate'; readonly column: IndexedColumn; readonly operator: Comparison; readonly function: AggregateName; readonly filters: readonly Filter[];
    readonly of?: IndexedColumn; readonly group?: IndexedColumn; readonly times?: number;
  }
  /** The rows whose value is the greatest or the smallest of its group. */
  | { readonly kind: 'extreme'; readonly column: IndexedColumn; readonly function: 'min' | 'max'; readonly key: IndexedColumn }
  /** Rows of `table` that have (or lack) a partner in `other`. */
  | { readonly kind: 'exists'; readonly table: IndexedTable; readonly other: IndexedTable; readonly filters: readonly Filter[]; readonly having?: Having; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] };

/** Conditions that one row can be asked by itself. */
export type RowFilter = Extract<Filter, { kind: 'compare' | 'columns' | 'lasting' | 'period' | 'between' | 'like' | 'null' | 'sql' }>;

const wider: ReadonlySet<Filter['kind']> = new Set(['aggregate', 'extreme', 'exists', 'and', 'or']);

export function isRowFilter(filter: Filter): filter is RowFilter {
  return !wider.has(filter.kind);
}

/** Whether no row meets both: it has one value in a column, and happened once. */
export function excludes(a: Filter, b: Filter): boolean {
  if (a.kind === 'period' && b.kind === 'period') return a.column === b.column && (endsBefore(a, b) || endsBefore(b, a));
  if (a.kind !== 'compare' || b.kind !== 'compare' || a.column !== b.column || a.unit !== b.unit || a.via !== b.via) return false;
  if (a.operator === '=' && b.operator === '=') return a.value !== b.value;
  const [low, high] = a.operator.startsWith('>') ? [a, b] : [b, a];
  return low.operator.startsWith('>') && high.operator.startsWith('<') && typeof low.value === typeof high.value && low.value >= high.value;
}

type Period = Extract<Filter, { kind: 'period' }>;

/** Of days of the calendar; what moves with the clock is not compared. */
function endsBefore({ until }: Period, { from }: Period): boolean {
  return until?.kind === 'day' && from?.kind === 'day' && until.value <= from.value;
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

/** The keys by which a plan goes to single rows, beside its joins. */
export function keysFollowed({ projections, filters }: Plan): ReadonlySet<IndexedColumn> {
  const compared = filters.flatMap((filter) => (filter.kind === 'and' || filter.kind === 'or' ? filter.filters : [filter]));
  const shown = projections.flatMap((measure) => (measure.kind === 'referred' ? [measure.via] : []));
  return new Set([...shown, ...compared.flatMap((filter) => ((filter.kind === 'compare' || filter.kind === 'columns') && filter.via ? [filter.via] : []))]);
}

/** All that a plan shows, orders or selects groups by. */
export function measuresOf({ projections, order, having }: Pick<Plan, 'projections' | 'order' | 'having'>): Measure[] {
  return [...projections, ...order.map(({ measure }) => measure), ...having.map(({ measure }) => measure)];
}

/** Told for many rows at once. */
export function isAggregate(measure: Measure): boolean {
  switch (measure.kind) {
    case 'aggregate':
    case 'count':
    case 'share':
    case 'portion':
    case 'change':
    case 'running':
      return true;
    case 'arithmetic':
      return isAggregate(measure.left) || isAggregate(measure.right);
    case 'within':
      return isAggregate(measure.of);
    case 'column':
    case 'all':
    case 'age':
    case 'part':
    case 'referred':
    case 'number':
      return false;
  }
}

/** What rows are called by: their own names, or those of who they are. */
export function namesOf({ display, bearer }: Entity): Measure[] {
  return bearer ? bearer.display.map((column) => ({ kind: 'referred', column, via: bearer.key })) : display.map((column) => ({ kind: 'column', column }));
}

/** The figures that a measure is made of: that of which it is a part, a share or a change, and both sides of a quotient. */
export function figuresIn(measure: Measure): Measure[] {
  if (measure.kind === 'arithmetic') return [...figuresIn(measure.left), ...figuresIn(measure.right)];
  return 'of' in measure && measure.kind !== 'aggregate' && measure.of ? [measure.of] : [measure];
}

export function tablesOf(measure: Measure): IndexedTable[] {
  switch (measure.kind) {
    case 'all':
    case 'count':
      return [measure.table];
    case 'share':
      return [measure.table, ...measure.filters.flatMap(filterTables), ...(measure.of ? tablesOf(measure.of) : [])];
    case 'portion':
      return tablesOf(measure.of);
    case 'within':
      return [...tablesOf(measure.of), ...measure.filters.flatMap(filterTables)];
    case 'change':
    case 'running':
      return [...tablesOf(measure.of), ...tablesOf(measure.along)];
    case 'number':
      return [];
    case 'arithmetic':
      return [...tablesOf(measure.left), ...tablesOf(measure.right)];
    case 'aggregate':
      return [...new Set([measure.column.table, ...(measure.of ? expressionColumns(measure.of).map(({ table }) => table) : []), ...(measure.where ? filterTables(measure.where) : [])])];
    case 'column':
    case 'age':
    case 'part':
      return [measure.column.table];
    case 'referred':
      return [measure.via.table];
  }
}

/** The columns that a value of a row is computed from. */
export function expressionColumns(value: RowExpression): IndexedColumn[] {
  switch (value.kind) {
    case 'column':
    case 'filled':
    case 'age':
      return [value.column];
    case 'number':
      return [];
    case 'arithmetic':
      return [...expressionColumns(value.left), ...expressionColumns(value.right)];
    case 'elapsed':
      return [value.from, value.to];
    case 'sql':
      return value.parts.filter((part) => typeof part !== 'string');
  }
}

function expressionKey(value: RowExpression): string {
  switch (value.kind) {
    case 'column':
    case 'filled':
      return columnKey(value.column);
    case 'age':
      return `age ${columnKey(value.column)}`;
    case 'number':
      return String(value.value);
    case 'arithmetic':
      return `(${expressionKey(value.left)} ${value.operator} ${expressionKey(value.right)})`;
    case 'elapsed':
      return `${value.unit} ${columnKey(value.from)} ${columnKey(value.to)}`;
    case 'sql':
      return value.parts.map((part) => (typeof part === 'string' ? part : columnKey(part))).join(' ');
  }
}

/** The tables that a filter needs in FROM; those of its subqueries are their own matter. */
export function filterTables(filter: Filter): IndexedTable[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.flatMap(filterTables);
    case 'exists':
      return [filter.table];
    case 'columns':
      return filter.via ? [filter.left.table] : [filter.left.table, filter.right.table];
    case 'sql':
      return [...new Set([filter.table, ...filter.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.table]))])];
    case 'extreme':
      return [filter.column.table, filter.key.table];
    case 'compare':
      return [filter.via?.table ?? filter.column.table];
    case 'lasting':
      return [filter.from.table];
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
    case 'portion':
      return `portion ${measureKey(measure.of)}`;
    case 'within':
      return `within ${measureKey(measure.of)} ${measure.filters.map(filterKey).join(' ')}`;
    case 'number':
      return String(measure.value);
    case 'change':
      return `change ${measureKey(measure.of)}`;
    case 'running':
      return `running ${measureKey(measure.of)}`;
    case 'arithmetic':
      return `${measureKey(measure.left)} ${measure.operator} ${measureKey(measure.right)}`;
    case 'column':
      return columnKey(measure.column);
    case 'age':
      return `age ${columnKey(measure.column)}`;
    case 'referred':
      return `${columnKey(measure.via)} ${measure.through ? columnKey(measure.through) : ''} ${columnKey(measure.column)}`;
    case 'part':
      return `${measure.unit} ${columnKey(measure.column)}`;
    case 'aggregate':
      return `${measure.function} ${measure.distinct ? 'distinct ' : ''}${measure.of ? expressionKey(measure.of) : columnKey(measure.column)}`;
  }
}

/** Equal for equal conditions of one row. */
function filterKey(filter: Filter): string {
  const named = Object.entries(filter).map(([name, value]) => [name, typeof value === 'object' && 'table' in value ? columnKey(value) : value]);
  return JSON.stringify(named);
}

function columnKey(column: IndexedColumn): string {
  return `${column.table.position}.${column.position}`;
}

/** What holds of the rows of which a filter does not; undefined where that can't be said as one. */
export function negate(filter: Filter): Filter | undefined {
  switch (filter.kind) {
    case 'compare':
    case 'aggregate':
    case 'lasting':
      return { ...filter, operator: opposites[filter.operator] };
    case 'like':
    case 'null':
    case 'exists':
      return { ...filter, negated: !filter.negated };
    case 'sql':
      return { ...filter, parts: ['NOT (', ...filter.parts, ')'] };
    case 'period':
      return outside(filter);
    case 'between':
    case 'extreme':
    case 'columns':
    case 'and':
    case 'or':
      return undefined;
  }
}

/** "has not logged in for 60 days": before them, after them, or never. */
function outside({ column, from, until }: Period): Filter {
  const never: Filter[] = column.column.nullable ? [{ kind: 'null', column, negated: false }] : [];
  const before: Filter[] = from ? [{ kind: 'period', column, until: from }] : [];
  const after: Filter[] = until ? [{ kind: 'period', column, from: until }] : [];
  const [only, ...others] = [...never, ...before, ...after];
  return only && others.length === 0 ? only : { kind: 'or', filters: [...never, ...before, ...after] };
}

/** A filter that says what does not hold. */
export function denies(filter: Filter): boolean {
  return (filter.kind === 'compare' && filter.operator === '<>') || ((filter.kind === 'like' || filter.kind === 'exists') && filter.negated);
}
