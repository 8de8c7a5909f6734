import { randomUUID } from 'node:crypto';
import { failureToWire } from '../answer/wire.ts';
import { type ErrorCode, toFailure } from '../core/errors.ts';
import { type HttpCall, type Route, sendJson } from './route.ts';

/** What an API call has besides the request: who asks is in `call`, and when to stop is here. */
export interface ApiContext {
  readonly signal: AbortSignal;
  /** The caller's `X-Request-Id`, or a new one; logs and traces have it too. */
  readonly requestId: string;
}

/** HTTP statuses of failures; what is not listed is 400. */
const statuses: Partial<Record<ErrorCode, number>> = { BUSY: 429, CANCELLED: 499, INTERNAL: 500, NOT_A_TEACHER: 403, NOT_AN_OPERATOR: 403, TIMEOUT: 504, UNAVAILABLE: 503, UNKNOWN_DATABASE: 404 };

/** An authenticated route whose work gives JSON or fails with a Failure; it is told when the caller goes away. */
export function apiRoute(methods: readonly string[], path: string, work: (call: HttpCall, context: ApiContext) => Promise<unknown>, needs?: Route['needs']): Route {
  return { methods, path, authenticated: true, handle: (call) => answer(call, work), ...(needs ? { needs } : {}) };
}

async function answer(call: HttpCall, work: (call: HttpCall, context: ApiContext) => Promise<unknown>): Promise<void> {
  const { request, response } = call;
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
  const gone = new AbortController();
  response.once('close', () => {
    // An answered call closes too: making its error, with a stack, would only cost time.
    if (!response.writableFinished) gone.abort(new DOMException('the caller went away', 'AbortError'));
  });
  try {
    sendJson(response, 200, await work(call, { signal: gone.signal, requestId }), { 'x-request-id': requestId });
  } catch (error) {
    const failure = toFailure(error);
    if (!response.headersSent) sendJson(response, statuses[failure.code] ?? 400, { error: failureToWire(failure) }, { 'x-request-id': requestId });
  }
}
