/**
 * A SELECT as a typed tree: what the instant engine builds, and what `sql/print.ts` turns into the text of a dialect.
 * Columns name the alias of a source, so that self joins need nothing special.
 */
export type Query = Select | SetOperation;

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: Source;
  readonly joins: readonly Join[];
  readonly where?: Condition;
  readonly groupBy: readonly Expression[];
  readonly having?: Condition;
  readonly orderBy: readonly OrderItem[];
  /** What decides between rows that `orderBy` holds equal, where the engine would give them in any order. */
  readonly tieBreak?: readonly OrderItem[];
  readonly limit?: number;
}

export interface SetOperation {
  readonly kind: 'set';
  readonly operator: 'union' | 'intersect' | 'except';
  readonly left: Query;
  readonly right: Query;
}

export interface Source {
  readonly schema?: string;
  readonly table: string;
  /** Unique in its Select; equal to `table` where the table occurs once. */
  readonly alias: string;
}

export interface Join {
  readonly kind: 'inner' | 'left';
  readonly source: Source;
  /** Pairs of columns that must be equal. */
  readonly on: readonly (readonly [ColumnRef, ColumnRef])[];
}

export interface SelectItem {
  readonly expression: Expression;
  readonly alias?: string;
}

export interface OrderItem {
  readonly expression: Expression;
  readonly direction: 'asc' | 'desc';
}

export type Expression = ColumnRef | Literal | Aggregate | Arithmetic | DatePart | Moment | Share | Subquery | Star;

export interface Star {
  readonly kind: 'star';
  readonly source?: string;
}

export interface ColumnRef {
  readonly kind: 'column';
  readonly source: string;
  readonly column: string;
  /** A column that is read as what it is not: texts as numbers or dates, a number as the text of a key, a date as the whole years since. */
  readonly as?: 'number' | 'moment' | 'text' | 'age';
}

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly function: 'count' | 'sum' | 'avg' | 'min' | 'max';
  readonly distinct: boolean;
  readonly argument: Expression;
}

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/';
  readonly left: Expression;
  readonly right: Expression;
}

/** A calendar unit taken from a date: `year` and `day` as numbers, `month` as YYYY-MM. */
export interface DatePart {
  readonly kind: 'date-part';
  readonly unit: 'year' | 'month' | 'day';
  readonly argument: Expression;
}

export type CalendarUnit = 'day' | 'week' | 'month' | 'year';

/** A day by the database's clock: the first one of the present `start` unit, moved by `shift` units of `by`. */
export interface Moment {
  readonly kind: 'moment';
  readonly start: CalendarUnit;
  readonly shift: number;
  readonly by: CalendarUnit;
}

/** How many of the rows meet the condition, in percent. */
export interface Share {
  readonly kind: 'share';
  readonly condition: Condition;
}

export interface Subquery {
  readonly kind: 'subquery';
  readonly query: Query;
}

export type Condition =
  | { readonly kind: 'compare'; readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'like'; readonly negated: boolean; readonly left: Expression; readonly pattern: string }
  | { readonly kind: 'between'; readonly left: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: 'in'; readonly negated: boolean; readonly left: Expression; readonly right: Query | readonly Literal[] }
  | { readonly kind: 'null'; readonly negated: boolean; readonly left: Expression }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] };
