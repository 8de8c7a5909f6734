import { Failure } from '../../core/errors.ts';

/** SQLite's messages, by what the caller can do about them. */
const patterns: readonly (readonly [RegExp, (match: RegExpMatchArray, message: string) => Failure])[] = [
  [/no such table: (.+)/, (match) => new Failure('UNKNOWN_TABLE', `there is no table ${match[1]}`)],
  [/no such column: (.+)/, (match) => new Failure('UNKNOWN_COLUMN', `there is no column ${match[1]?.replace(/ - should this be.*/, '')}`)],
  [/syntax error|incomplete input|unrecognized token|unterminated/, (_, message) => new Failure('SYNTAX_ERROR', message)],
  [/misuse of aggregate/, (_, message) => new Failure('QUERY_FAILED', message, { hints: ['Filter on aggregates with HAVING, after GROUP BY.'] })],
  [/not authorized|prohibited/, (_, message) => new Failure('PERMISSION_DENIED', message)],
  [/file is not a database|unable to open|disk image is malformed|malformed database schema/, (_, message) => new Failure('UNAVAILABLE', message)],
];

export function sqliteFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(message);
    if (match) return make(match, message);
  }
  return new Failure('QUERY_FAILED', message, { cause: error });
}
