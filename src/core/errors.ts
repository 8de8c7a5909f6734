/**
 * The one table of failures: what each code means, whether trying again can help, and what the caller should do.
 * Expected outcomes (an abstention, a refused statement) are values of `Answer`, not failures.
 */
export const errorTable = {
  BAD_ARGUMENT: { meaning: 'An argument of a call is missing, too long or of the wrong form.', retry: false, remedy: 'Correct the argument that the message names.' },
  BAD_CONFIG: { meaning: 'The configuration or a command line flag is wrong.', retry: false, remedy: 'Correct the key that the message names.' },
  BAD_CURSOR: { meaning: 'A cursor is damaged, expired, or was given to somebody else or for another query.', retry: false, remedy: 'Ask again without the cursor.' },
  BUSY: { meaning: 'All connections are in use, or all places at the language model, and the queue is full.', retry: true, remedy: 'Try again in a moment, or raise the pool size or the concurrency of the provider.' },
  CANCELLED: { meaning: 'The caller cancelled the request; the query was stopped in the database.', retry: true, remedy: 'Ask again.' },
  INTERNAL: { meaning: 'A fault of this server.', retry: false, remedy: 'Report it with the message.' },
  MODEL_BUDGET: { meaning: 'The tokens or the money that the configuration allows the language model for an hour are spent.', retry: true, remedy: 'Wait, raise model.budget, or write the SQL and call run_sql.' },
  MODEL_UNAVAILABLE: { meaning: 'No configured language model answered.', retry: true, remedy: 'Check model.providers with `nl2sql-mcp doctor`, or write the SQL and call run_sql.' },
  NOT_A_QUESTION: { meaning: 'What was asked is a SQL statement.', retry: false, remedy: 'Call run_sql with it.' },
  NOT_A_TEACHER: { meaning: 'This principal may ask, but not teach for everyone.', retry: false, remedy: 'Have the operator set "teaches" on its token in the configuration.' },
  NOT_AN_OPERATOR: { meaning: 'This principal may ask, but not reset figures or clear caches, which all share.', retry: false, remedy: 'Have the operator set "operates" on its token in the configuration.' },
  PERMISSION_DENIED: { meaning: 'The database refuses the connected role what the query needs.', retry: false, remedy: 'Grant SELECT on the object to the role, or ask without it.' },
  QUERY_FAILED: { meaning: 'The database could not run the statement.', retry: false, remedy: 'Read the message and correct the SQL.' },
  SCHEMA_CHANGED: { meaning: 'The schema changed each time that the statement was about to run.', retry: true, remedy: 'Ask again.' },
  SYNTAX_ERROR: { meaning: 'The SQL does not parse in the dialect of the database.', retry: false, remedy: 'Correct the SQL at the position that the message names.' },
  TIMEOUT: { meaning: 'The statement ran longer than allowed and was stopped in the database.', retry: false, remedy: 'Narrow the question, add a filter, or raise timeoutMs.' },
  UNAVAILABLE: { meaning: 'The database cannot be reached.', retry: true, remedy: 'Check that the database is running and that the DSN is right; `nl2sql-mcp doctor` says more.' },
  UNKNOWN_COLUMN: { meaning: 'A column does not exist.', retry: false, remedy: 'Use one of the nearest names, or get_schema.' },
  UNKNOWN_DATABASE: { meaning: 'No database of that name is configured.', retry: false, remedy: 'Use one of the configured names.' },
  UNKNOWN_TABLE: { meaning: 'A table or view does not exist, or may not be seen.', retry: false, remedy: 'Use one of the nearest names, or get_schema.' },
} as const satisfies Record<string, { meaning: string; retry: boolean; remedy: string }>;

export type ErrorCode = keyof typeof errorTable;

export interface FailureOptions {
  readonly hints?: readonly string[];
  /** Character offset in the SQL, from 0. */
  readonly position?: number;
  /** Tables that would have told better, for whoever has not seen them. */
  readonly context?: ShownTables;
  /** After which time a further try may succeed. */
  readonly retryAfterMs?: number;
  /** The host, file or program that it is about: for operators, never for other callers. */
  readonly where?: string;
  readonly cause?: unknown;
}

export interface ShownTables {
  readonly text: string;
  /** The mark of what its reader has seen by then. */
  readonly knownSchema: string;
}

/** The one error class. `message` is fit for the caller: it holds no secret, host name or stack. */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly hints: readonly string[];
  readonly position: number | undefined;
  readonly context: ShownTables | undefined;
  readonly retryAfterMs: number | undefined;
  readonly where: string | undefined;

  constructor(code: ErrorCode, message: string, options: FailureOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.hints = options.hints ?? [];
    this.position = options.position;
    this.context = options.context;
    this.retryAfterMs = options.retryAfterMs;
    this.where = options.where;
  }
}

/** The failure as operators see it: its message says where it happened, too. */
export function forOperators(failure: Failure): Failure {
  const { code, message, where, hints, retryAfterMs, cause } = failure;
  return where === undefined ? failure : new Failure(code, `${message} (${where})`, { hints, ...(retryAfterMs === undefined ? {} : { retryAfterMs }), cause });
}

/** Any thrown thing as a Failure; an abort becomes CANCELLED or TIMEOUT by its reason. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.name === 'AbortError') return new Failure('CANCELLED', 'the request was cancelled', { cause: error });
  if (error instanceof Error && error.name === 'TimeoutError') return new Failure('TIMEOUT', 'the request took too long', { cause: error });
  return new Failure('INTERNAL', error instanceof Error ? error.message : String(error), { cause: error });
}
