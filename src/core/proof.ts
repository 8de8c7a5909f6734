/** What a statement does, as far as it may. */
export type StatementKind = 'select' | 'show' | 'explain';

/** What a grammar tells of one statement before any database is asked. */
export interface Inspection {
  readonly kind: StatementKind;
  /** Names as written, lower-cased where the dialect folds them; with the schema where one is given. */
  readonly tables: readonly string[];
  readonly functions: readonly string[];
}

/** Why a statement is not run. `position` is a character offset from 0. */
export interface Refusal {
  readonly refused: true;
  readonly reason: string;
  readonly hints: readonly string[];
  readonly position?: number;
}

export function refuse(reason: string, hints: readonly string[] = [], position?: number): Refusal {
  return { refused: true, reason, hints, ...(position === undefined ? {} : { position }) };
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

/** What the database itself says of a statement that it has parsed and bound, without running it. */
export interface Binding {
  /** `schema.table` or `table`, as far as the engine tells. */
  readonly tables: readonly string[];
  /** `table.column`, only where the engine gives lineage. */
  readonly columnsRead?: readonly string[];
  readonly estimatedRows?: number;
  /** The planner's own unit. */
  readonly estimatedCost?: number;
  readonly warnings?: readonly string[];
}

/** The evidence that travels with an answer. */
export interface Proof {
  readonly statement: StatementKind;
  readonly readOnly: true;
  readonly tables: readonly string[];
  readonly columnsRead?: readonly string[];
  readonly functions: readonly string[];
  readonly estimatedRows?: number;
  readonly estimatedCost?: number;
  readonly warnings: readonly string[];
}

/** A function as the live catalog describes it. */
export interface FunctionFacts {
  readonly name: string;
  readonly known: boolean;
  /** It may change something, or its result depends on more than its arguments and the data. */
  readonly volatile: boolean;
  readonly securityDefiner: boolean;
  /** Shipped with the engine, not written by a user. */
  readonly builtIn: boolean;
}
