import type { FailureWire } from '../../../src/core/wire.ts';

/** A failure as the server tells it. */
export class ApiError extends Error {
  readonly status: number;
  readonly hints: readonly string[];

  constructor(status: number, message: string, hints: readonly string[]) {
    super(message);
    this.status = status;
    this.hints = hints;
  }
}

/** One JSON call to the server; fails with what it says. Paths are relative, so that a proxy may put the page anywhere. */
export async function api<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { method, ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}), ...(signal ? { signal } : {}) }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The server does not answer.', ['Is it running? Reload the page to try again.']);
  });
  // A proxy before the server may answer anything.
  const parsed = (await response.json().catch(() => ({}))) as { readonly error?: Partial<FailureWire> | string };
  if (response.ok) return parsed as T;
  const { error } = parsed;
  throw typeof error === 'object' ? new ApiError(response.status, error.message ?? `status ${response.status}`, error.hints ?? []) : new ApiError(response.status, error ?? `status ${response.status}`, []);
}

export function callTool<T>(name: string, input: object, signal?: AbortSignal): Promise<T> {
  return api<T>('POST', `api/tools/${name}`, input, signal);
}
