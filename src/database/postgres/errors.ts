import { Failure } from '../../core/errors.ts';
import { connectionFailure, LoginRefused } from '../connection-failure.ts';

interface PostgresError {
  readonly code?: string;
  readonly message: string;
  readonly position?: string;
  readonly hint?: string;
}

/** What the caller can do about an error, by SQLSTATE (appendix A of the manual) or by the socket's error code. No host or user is named. */
export function postgresFailure(error: unknown, offset = 0): Failure {
  if (error instanceof Failure) return error;
  const { code = '', message, position, hint } = error as PostgresError;
  const at = position === undefined ? {} : { position: Math.max(0, Number(position) - 1 - offset) };
  const options = { cause: error, ...at, ...(hint ? { hints: [hint] } : {}) };
  const quoted = /"([^"]+)"/.exec(message)?.[1] ?? /column (\S+) does not exist/.exec(message)?.[1] ?? '';
  switch (stateOf(code, message)) {
    case '42601':
      return new Failure('SYNTAX_ERROR', message, options);
    case '42P01':
      return new Failure('UNKNOWN_TABLE', `there is no table ${quoted}`, options);
    case '42703':
      return new Failure('UNKNOWN_COLUMN', `there is no column ${/column (\S+) does not exist/.exec(message)?.[1]?.replaceAll('"', '') ?? quoted}`, at.position === undefined ? { cause: error } : { cause: error, position: at.position });
    case '42803':
      return new Failure('QUERY_FAILED', message, { ...options, hints: groupingHints(message) });
    case '42501':
      return new Failure('PERMISSION_DENIED', message, options);
    case '57014':
      return /statement timeout/.test(message) ? new Failure('TIMEOUT', 'the statement ran longer than allowed', options) : new Failure('CANCELLED', 'the statement was cancelled', options);
    case '28P01':
    case '28000':
      return new LoginRefused(error);
    case '3D000':
      return new Failure('UNAVAILABLE', 'the server has no database of that name', { hints: ['Correct the database of the DSN.'], cause: error });
    case '53300':
      return new Failure('UNAVAILABLE', 'the server has no free connection', { hints: ['Lower pool.max here, or raise max_connections there.'], cause: error });
    default:
      return connectionFailure(code, message, error) ?? new Failure('QUERY_FAILED', message, options);
  }
}

/** A pooler calls what it or its server refuses a violation of the protocol, whatever it is. */
function stateOf(code: string, message: string): string {
  if (code !== '08P01') return code;
  if (/authentication failed|no such user/i.test(message)) return '28P01';
  if (/^database .*does not exist|no such database/i.test(message)) return '3D000';
  return /too many clients|no more connections allowed/i.test(message) ? '53300' : code;
}

/** `column "s.region" must appear in the GROUP BY clause or be used in an aggregate function`, or an aggregate where none can be. */
function groupingHints(message: string): string[] {
  const column = /^column "([^"]+)"/.exec(message)?.[1];
  return [column === undefined ? 'Filter on aggregates with HAVING, after GROUP BY.' : `Add ${column} to GROUP BY, or take one value of it: max(${column}).`];
}
