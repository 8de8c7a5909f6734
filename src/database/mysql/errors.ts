import { Failure } from '../../core/errors.ts';
import { connectionFailure, LoginRefused } from '../connection-failure.ts';

interface MysqlError {
  readonly code?: string;
  readonly errno?: number;
  readonly message: string;
}

/** What the caller can do about an error, by the server's error number or the driver's code. No host or user is named. */
export function mysqlFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code = '', errno = 0, message } = error as MysqlError;
  const quoted = /'([^']+)'/.exec(message)?.[1] ?? '';
  const options = { cause: error };
  switch (errno) {
    case 1064:
      return new Failure('SYNTAX_ERROR', message.replace(/^You have an error in your SQL syntax;.*?use near/s, 'syntax error near'), options);
    case 1146:
      return new Failure('UNKNOWN_TABLE', `there is no table ${quoted.split('.').at(-1)}`, options);
    case 1054:
      return new Failure('UNKNOWN_COLUMN', `there is no column ${quoted}`, options);
    case 1055:
    case 1140:
      return new Failure('QUERY_FAILED', message, { cause: error, hints: ['Add every column that stands outside of an aggregate to GROUP BY, or take one value of it: ANY_VALUE(x), MAX(x).'] });
    case 1111:
      return new Failure('QUERY_FAILED', message, { cause: error, hints: ['Filter on aggregates with HAVING, after GROUP BY.'] });
    case 1142:
    case 1143:
    case 1370:
      return new Failure('PERMISSION_DENIED', message.replace(/ to user '[^']*'@'[^']*'/, '').replace(/ for user '[^']*'@'[^']*'/, ''), options);
    case 1044:
      return new Failure('UNAVAILABLE', 'the user may not use that database', { hints: ['Grant it the database, or correct the database of the DSN.'], cause: error });
    case 1045:
    case 1698:
    case 1862:
      return new LoginRefused(error);
    case 3118:
    case 4151:
      return new Failure('UNAVAILABLE', 'the account of the user is locked', { hints: ['Have it unlocked on the server (ALTER USER … ACCOUNT UNLOCK), or connect as another user.'], cause: error });
    case 3159:
      return new Failure('UNAVAILABLE', 'the server takes encrypted connections only', { hints: ['Add sslmode=require to the DSN, or tls to the configuration.'], cause: error });
    case 1049:
      return new Failure('UNAVAILABLE', 'the server has no database of that name', { hints: ['Correct the database of the DSN.'], cause: error });
    case 1040:
      return new Failure('UNAVAILABLE', 'the server has no free connection', { hints: ['Lower pool.max here, or raise max_connections there.'], cause: error });
    case 1959:
    case 3530:
      return new Failure('PERMISSION_DENIED', 'the connected user may not take the role of this caller', { hints: ['GRANT that role to the user of the DSN, or change databases.NAME.identity.'], cause: error });
    case 1969:
    case 3024:
      return new Failure('TIMEOUT', 'the statement ran longer than allowed', options);
    case 1317:
      return new Failure('CANCELLED', 'the statement was cancelled', options);
    default:
      return connectionFailure(code === 'PROTOCOL_CONNECTION_LOST' ? 'ECONNRESET' : code, message, error) ?? new Failure('QUERY_FAILED', message, options);
  }
}
