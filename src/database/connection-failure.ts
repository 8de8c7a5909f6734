import { Failure } from '../core/errors.ts';

const socketErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the server refuses connections: it is down, or the port is wrong',
  ENOTFOUND: 'the host name of the server is unknown',
  EAI_AGAIN: 'the host name of the server can not be resolved',
  ETIMEDOUT: 'the server does not answer',
  EHOSTUNREACH: 'the server can not be reached',
  ECONNRESET: 'the server closed the connection',
  EPIPE: 'the server closed the connection',
  ENOENT: 'the unix socket of the server does not exist',
};

/** Failures of the connection itself, for both servers' drivers. */
export function connectionFailure(code: string, message: string, cause: unknown): Failure | undefined {
  const known = socketErrors[code];
  if (known) return new Failure('UNAVAILABLE', known, { cause });
  if (/^(08|57P)/.test(code) || /terminated|timeout expired|timeout exceeded|Connection ended|not queryable/i.test(message)) return new Failure('UNAVAILABLE', 'the connection to the server was lost', { cause });
  if (/certificate|SSL|TLS/i.test(message)) return new Failure('UNAVAILABLE', `TLS: ${message.slice(0, 120)}`, { cause });
  return undefined;
}
