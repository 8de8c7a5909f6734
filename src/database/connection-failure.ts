import { Failure } from '../core/errors.ts';

/** The server knows neither this user nor this password: another password may help. */
export class LoginRefused extends Failure {
  constructor(cause: unknown) {
    const hints = ['Check user and password of the DSN, or what stands in for the password (passwordFile, passwordCommand, passwordToken); characters such as @ or # are percent-encoded in a DSN.'];
    super('UNAVAILABLE', 'the database refuses the user or the password', { hints, cause });
    this.name = 'LoginRefused';
  }
}

interface Known {
  readonly message: string;
  readonly hint: string;
}

const isRunning = 'See whether the database is running there, and whether host and port of the DSN are right.';
const tryAgain = 'Ask again: the next call connects anew.';

const socketErrors: Readonly<Record<string, Known>> = {
  ECONNREFUSED: { message: 'the server refuses connections: it is down, or the port is wrong', hint: isRunning },
  ENOTFOUND: { message: 'the host name of the server is unknown', hint: 'Correct the host of the DSN, or the name servers of this machine.' },
  EAI_AGAIN: { message: 'the host name of the server can not be resolved: the name server does not answer', hint: 'Try again in a moment; if it stays so, see to DNS and the network of this machine.' },
  ETIMEDOUT: { message: 'the server does not answer', hint: 'A firewall may drop what is sent there; see to host, port and network.' },
  EHOSTUNREACH: { message: 'the server can not be reached', hint: 'See to the network between this machine and the server (VPN, routes, firewall).' },
  ENETUNREACH: { message: 'the server can not be reached', hint: 'See to the network between this machine and the server (VPN, routes, firewall).' },
  ECONNRESET: { message: 'the server closed the connection', hint: tryAgain },
  EPIPE: { message: 'the server closed the connection', hint: tryAgain },
  ENOENT: { message: 'the unix socket of the server does not exist', hint: isRunning },
};

const wantsAuthority = 'Give the file of that authority as tls.ca (sslrootcert).';

/** By what is said of them: a driver may put a code of its own in place of the first one. */
const tlsErrors: readonly (readonly [RegExp, Known])[] = [
  [/altnames/i, { message: 'the certificate of the server is for another name', hint: 'Name the host as the certificate does, or give tls.servername.' }],
  [/certificate has expired/i, { message: 'the certificate of the server has expired', hint: 'Have it renewed on the server.' }],
  [/certificate in certificate chain|unable to (?:verify|get)\b.*certificate/i, { message: 'the certificate of the server comes from an authority that is not known here', hint: wantsAuthority }],
  [/self[- ]signed certificate/i, { message: 'the certificate of the server is signed by itself', hint: 'Give that certificate as tls.ca (sslrootcert).' }],
  [/does not support S(?:SL|ecure)/i, { message: 'the server does not support TLS', hint: 'Have it switched on there; sslmode=disable goes without.' }],
];

/** Failures of the connection itself, for both servers' drivers. */
export function connectionFailure(code: string, message: string, cause: unknown): Failure | undefined {
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return connectionFailure(codeOf(cause.errors[0]), cause.errors[0].message, cause);
  const known = socketErrors[code] ?? tlsErrors.find(([pattern]) => pattern.test(message))?.[1];
  if (known) return unavailable(known.message, known.hint, cause);
  if (code === '57P03') return unavailable('the server is starting up or shutting down', 'Ask again in a moment.', cause);
  if (code.startsWith('57P')) return unavailable('the server ended the connection: it is being restarted, or an administrator ended the session', tryAgain, cause);
  if (code.startsWith('08') || /terminated|timeout expired|timeout exceeded|Connection ended|not queryable/i.test(message)) return unavailable('the connection to the server was lost', tryAgain, cause);
  if (/certificate|SSL|TLS/i.test(message)) return unavailable(`TLS: ${message.slice(0, 120)}`, 'See to tls of the configuration, or sslmode, sslrootcert, sslcert and sslkey of the DSN.', cause);
  return undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function unavailable(message: string, hint: string, cause: unknown): Failure {
  return new Failure('UNAVAILABLE', message, { hints: [hint], cause });
}
