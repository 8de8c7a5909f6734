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
  /** Rows before the first that is shown; only beside a limit. */
  readonly offset?: number;
  /** Of all rows only the first of each part, and those that are equal to the last of them. */
  readonly firstOfEach?: FirstOfEach;
}

export interface FirstOfEach {
  readonly keys: readonly Expression[];
  readonly order: readonly OrderItem[];
  readonly count: number;
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

export type Expression = ColumnRef | Literal | Aggregate | Arithmetic | DatePart | Day | Elapsed | Filled | Moment | OwnSql | Portion | Previous | Running | Share | Subquery | Star | When;

export interface Star {
  readonly kind: 'star';
  readonly source?: string;
}

export interface ColumnRef {
  readonly kind: 'column';
  readonly source: string;
  readonly column: string;
  /** A column that is read as what it is not: texts as numbers or dates, a number as the text of a key, seconds since 1970 as a time. */
  readonly as?: 'number' | 'text' | MomentReader;
}

/** How a column that keeps moments in a form of its own is read as one: ISO text, text that begins with the day or the month, YYYYMMDD, YYYYMM, seconds or milliseconds since 1970. */
export type MomentReader = 'moment' | 'day-first' | 'month-first' | 'compact' | 'compact-month' | 'seconds' | 'milliseconds';

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

/**
 * What a date can be cut down to: `year` as a number, `year-text` as YYYY, `quarter` as YYYY-Qn, `month` as YYYY-MM, `week` as its Monday, `day` as YYYY-MM-DD,
 * `weekday` as 0 (Sunday) to 6, `weekday-name` in English, `hour` as 0 to 23, `month-of-year` as 1 to 12, `age` as the whole years since,
 * `fiscal-year` as FYYYYY, `fiscal-quarter` as FYYYYY-Qn.
 */
export type DateUnit = 'year' | 'year-text' | 'weekday-name' | 'quarter' | 'month' | 'week' | 'day' | 'weekday' | 'hour' | 'month-of-year' | 'age' | 'fiscal-year' | 'fiscal-quarter';

export interface DatePart {
  readonly kind: 'date-part';
  readonly unit: DateUnit;
  readonly argument: Expression;
  /** Of weeks and fiscal units; none where they are those of the calendar. */
  readonly offset?: CalendarOffset;
}

/**
 * How far behind the calendar's own unit of the same name a unit of the house begins: weeks on Sundays a day before those on Mondays; the
 * fiscal year that ends in March 2026, and is called 2026, nine months before that year.
 */
export interface CalendarOffset {
  readonly months: number;
  readonly days: number;
}

/** Where the weeks and the fiscal years of a house begin: weeks on Mondays, and fiscal years nowhere, where nobody said. */
export interface HouseCalendar {
  readonly week?: CalendarOffset;
  readonly fiscal?: CalendarOffset;
}

/** A day of the calendar, YYYY-MM-DD, that dates and timestamps can be compared with. */
export interface Day {
  readonly kind: 'day';
  readonly value: string;
}

export type ElapsedUnit = 'minute' | 'hour' | 'day';

/** The time between two moments, with its fraction. */
export interface Elapsed {
  readonly kind: 'elapsed';
  readonly unit: ElapsedUnit;
  readonly from: Expression;
  readonly to: Expression;
}

/** What an expression is in the row before, in an order of the rows. */
export interface Previous {
  readonly kind: 'previous';
  readonly of: Expression;
  readonly order: readonly OrderItem[];
}

/** What a figure adds up to with those of all rows before, in an order of the rows. */
export interface Running {
  readonly kind: 'running';
  readonly of: Expression;
  readonly order: readonly OrderItem[];
}

/** A value where a condition holds, and NULL elsewhere. */
export interface When {
  readonly kind: 'when';
  readonly condition: Condition;
  readonly value: Expression;
}

export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A day by the database's clock: the first one of the present `start` unit, moved by `shift` units of `by`. */
export interface Moment {
  readonly kind: 'moment';
  readonly start: CalendarUnit;
  readonly shift: number;
  readonly by: CalendarUnit;
  /** Where `start` is a unit of the house: its weeks, or its fiscal years and their quarters. */
  readonly offset?: CalendarOffset;
}

/** What somebody wrote in the database's own SQL, its columns told apart. It is proven with the statement that it stands in. */
export interface OwnSql {
  readonly kind: 'sql';
  readonly parts: readonly (string | ColumnRef)[];
}

/** How many of the rows meet the condition, in percent. */
export interface Share {
  readonly kind: 'share';
  readonly condition: Condition;
}

/** How many percent of what a figure adds up to over all groups it is in each. */
export interface Portion {
  readonly kind: 'portion';
  readonly of: Expression;
}

/** A column, and nought where it is NULL. */
export interface Filled {
  readonly kind: 'filled';
  readonly column: ColumnRef;
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
  | OwnSql
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] };
