/** What a statement does, as far as it may. */
export type StatementKind = 'select' | 'show' | 'explain';

/** What a grammar tells of one statement before any database is asked. */
export interface Inspection {
  readonly kind: StatementKind;
  /** Names as written, lower-cased where the dialect folds them; with the schema where one is given. */
  readonly tables: readonly string[];
  readonly functions: readonly string[];
  /** Names behind a dot, which some engines may take for a function of the row: `c.fn`. */
  readonly attributes?: readonly string[];
  /** The same behind a name that certainly stands for one of these tables: columns, where all of them have one of the name. */
  readonly columns?: readonly { readonly name: string; readonly tables: readonly string[] }[];
  /** What this grammar takes for syntax, and another version of the server perhaps for a call. */
  readonly perhapsFunctions?: readonly string[];
  /** Operators and the types of casts: both may be backed by functions of users. */
  readonly operators?: readonly string[];
  readonly types?: readonly string[];
  /** Whether it has places for values that come with it, as bodies of functions do. */
  readonly hasParameters?: boolean;
}

/** What the names of a statement stand for in the live catalog. */
export interface NameFacts {
  /**
   * Where the facts were kept and not asked for now: a condition, in the engine's own words, that holds for as long as they do.
   * The database checks it in the packet that runs the statement.
   */
  readonly standsOn?: string;
  /** What the tables among the names are, where the engine tells. */
  readonly relations?: readonly RelationFacts[];
  /** Why nothing of the kind can be run, whatever else is said. */
  readonly refusal?: Refusal;
  readonly functions: readonly FunctionFacts[];
  /** Code that runs when the statement does: definitions of views and of constraints of domains. */
  readonly definitions: readonly Definition[];
}

export interface RelationFacts {
  /** As it was asked for. */
  readonly asked: string;
  /** What the name stands for. */
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** Tables whose rows are read along or among whose rows its own are: what it inherits from and is a partition of, and what is one of it. */
  readonly family: readonly { readonly schema: string; readonly name: string; readonly columns: readonly string[] }[];
}

export interface Definition {
  readonly name: string;
  readonly sql: string;
  /** Types that it holds values of without naming them. */
  readonly types?: readonly string[];
  /** It does not run with the statement (a materialised view), or the engine judges it itself: only a policy on tables and columns looks into it. */
  readonly judgedElsewhere?: boolean;
  /** The engine holds the access policy itself, and found that this shows what may not be seen. */
  readonly reveals?: boolean;
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

/** What the planner expects of a statement. */
export interface PlanEstimate {
  readonly estimatedRows?: number;
  /** The planner's own unit. */
  readonly estimatedCost?: number;
}

/** What the database itself says of a statement that it has parsed and bound, without running it. */
export interface Binding extends PlanEstimate {
  /** `schema.table` or `table`, as far as the engine tells. */
  readonly tables: readonly string[];
  /** `table.column`, only where the engine gives lineage. */
  readonly columnsRead?: readonly string[];
  readonly warnings?: readonly string[];
  /** Rows that an access policy lets it read, where the engine holds the policy itself. */
  readonly rowsMax?: number;
  /** Nothing was asked: the engine's guard judges the statement in the call that runs it, and what it finds comes with the rows. */
  readonly isLeftToRun?: true;
}

/** The evidence that travels with an answer. */
export interface Proof extends PlanEstimate {
  readonly statement: StatementKind;
  readonly readOnly: true;
  readonly tables: readonly string[];
  readonly columnsRead?: readonly string[];
  readonly functions: readonly string[];
  /** Worked out when they are first asked for: they decide on nothing. */
  readonly warnings: readonly string[];
}

/** A function as the live catalog describes it; of several with one name the worst in each respect. */
export interface FunctionFacts {
  readonly name: string;
  readonly known: boolean;
  readonly stability: 'immutable' | 'stable' | 'volatile';
  readonly securityDefiner: boolean;
  /** Shipped with the engine, not written by a user. */
  readonly builtIn: boolean;
  /** The extensions that brought it, where all of its definitions come from extensions. */
  readonly extensions?: readonly string[];
  /** Its bodies, where all that users wrote is in SQL: they are judged like statements. */
  readonly bodies?: readonly string[];
  /** Types of its arguments and its result: its bodies hold values of them that they do not name. */
  readonly types?: readonly string[];
}
