import type { FailureWire } from '../../../src/core/wire.ts';

/** A failure as the server tells it. */
export class ApiError extends Error {
  readonly code: FailureWire['code'] | undefined;
  readonly hints: readonly string[];

  constructor({ code, message, hints = [] }: Pick<FailureWire, 'message'> & Partial<FailureWire>) {
    super(message);
    this.code = code;
    this.hints = hints;
  }
}

/** One JSON call to the server; fails with what it says. Paths are relative, so that a proxy may put the page anywhere. */
export function api<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, signal?: AbortSignal): Promise<T> {
  return call(path, { method, ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}), ...(signal ? { signal } : {}) });
}

/** Changes a token for a cookie. */
export function signIn(token: string): Promise<unknown> {
  return call('api/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
}

async function call<T>(path: string, request: RequestInit): Promise<T> {
  const response = await fetch(path, request).catch((error: unknown) => {
    throw request.signal?.aborted ? error : new ApiError({ message: 'The server does not answer.', hints: ['Is it running? Reload the page to try again.'] });
  });
  const parsed = await jsonOf(response, request.signal);
  if (response.ok && parsed) return parsed as T;
  const error = parsed?.error ?? (response.ok ? 'The reply did not come from this server.' : `status ${response.status}`);
  throw new ApiError(typeof error === 'string' ? { message: error } : { message: `status ${response.status}`, ...error });
}

/** Undefined where it is no JSON: a proxy before the server may answer anything. Whoever left while it came gets nothing of it. */
async function jsonOf(response: Response, signal: RequestInit['signal']): Promise<{ readonly error?: Partial<FailureWire> | string } | undefined> {
  try {
    // Our own server's reply, in the form that it is typed as.
    return (await response.json()) as { readonly error?: Partial<FailureWire> | string };
  } catch (error) {
    if (signal?.aborted) throw error;
    return undefined;
  }
}

export function callTool<T>(name: string, input: object, signal?: AbortSignal): Promise<T> {
  return api<T>('POST', `api/tools/${name}`, input, signal);
}
