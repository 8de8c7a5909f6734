import { Failure } from '../../core/errors.ts';

/** DuckDB's messages, by what the caller can do about them. */
const patterns: readonly (readonly [RegExp, (match: RegExpMatchArray, message: string) => Failure])[] = [
  [/Table with name "?(.+?)"? does not exist/, (match) => new Failure('UNKNOWN_TABLE', `there is no table ${match[1] ?? ''}`)],
  [/Referenced column "(.+?)" not found|does not have a column named "(.+?)"|Referenced table "(.+?)" not found/, unknownColumn],
  [/^(?:Parser|Syntax) Error|syntax error/i, (_, message) => new Failure('SYNTAX_ERROR', message)],
  [/WHERE clause cannot contain aggregates/, (_, message) => new Failure('QUERY_FAILED', message, { hints: ['Filter on aggregates with HAVING, after GROUP BY.'] })],
  [/^Out of Memory|^failed to allocate|could not allocate|Allocation failure|max_temp_directory_size/i, () => new Failure('QUERY_FAILED',
  'the statement needed more memory than a DuckDB process may take', { hints: ['Read fewer or shorter values, or aggregate.'] })],
  [/^Permission Error|read-only mode/, (_, message) => new Failure('PERMISSION_DENIED', message)],
  [/could not set lock|conflicting lock/i, () => new Failure('UNAVAILABLE', 'another program has the DuckDB file open for writing',
  { hints: ['Close it there, or ask again when it is done: DuckDB lets no other program read meanwhile.'] })],
  [/^IO Error|not a valid DuckDB database file|serialization|Corrupt/i, (_, message) => new Failure('UNAVAILABLE', message)],
];

function unknownColumn(match: RegExpMatchArray): Failure {
  const table = match[3];
  return table === undefined ? new Failure('UNKNOWN_COLUMN', `there is no column ${match[1] ?? match[2] ?? ''}`) : new Failure('UNKNOWN_COLUMN', `there is no table or alias ${table} in the statement`);
}

/** Of a message the first line: what follows quotes the statement. */
export function duckdbFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(first);
    if (match) return make(match, bare(first));
  }
  return new Failure('QUERY_FAILED', bare(first), { cause: error });
}

function bare(message: string): string {
  return message.replace(/^[A-Z][\w ]* Error: /, '');
}
