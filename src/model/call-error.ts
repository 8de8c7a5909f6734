import { QueueFullError } from '../std/bulkhead.ts';
import { Failure, toFailure } from '../core/errors.ts';

/** What an error of a provider means for the next step. */
export interface CallError {
  /** The same provider may succeed a moment later. */
  readonly retry: boolean;
  /** What the provider asked us to wait (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterMs?: number;
  readonly status?: number;
  /** Whether the provider may have read the prompt, and so counts it. */
  readonly wasRead: boolean;
  /** The reply was a stream of events, which nobody asked for. */
  readonly isStream: boolean;
  /** The refusal speaks of streams. */
  readonly tellsOfStreams: boolean;
  /** One line without URL, key or prompt. */
  readonly message: string;
}

/** The shape of the SDK's `APICallError`, told by its fields so that no package is loaded for it. */
interface HttpError {
  readonly statusCode?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: string;
  readonly isRetryable?: boolean;
}

const passing: ReadonlySet<number> = new Set([408, 409, 425, 429, 500, 502, 503, 504, 529]);

export function readCallError(error: unknown, now: number): CallError {
  // The SDK's errors are told by their fields: any object may lack them.
  const { statusCode, responseHeaders, responseBody, isRetryable } = (error ?? {}) as HttpError;
  const isStream = /event-stream/.test(responseHeaders?.['content-type'] ?? '');
  const traits = { isStream, tellsOfStreams: /\bstream/i.test(responseBody ?? '') };
  if (error instanceof Error && error.name === 'TimeoutError') return { ...traits, retry: true, wasRead: true, message: 'it did not answer in time' };
  if (statusCode === undefined || (statusCode >= 200 && statusCode < 300)) {
    // A cut connection has no status; a reply of 200 that is no JSON has one, and may be whole the next time.
    const isCut = statusCode === undefined && isRetryable !== undefined;
    return { ...traits, retry: true, wasRead: !isNeverConnected(error), message: isCut ? 'the connection failed' : 'the reply was broken off or no valid protocol' };
  }
  const wait = retryAfterMs(responseHeaders, now);
  return { ...traits, retry: passing.has(statusCode), wasRead: false, status: statusCode, message: `it answered with status ${statusCode}`, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}

const beforeConnection = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|TLS|SSL/;

/** Whether no connection came about, so that nothing can have been read. */
function isNeverConnected(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && beforeConnection.test(at.code)) return true;
  }
  return false;
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfterMs(headers: HttpError['responseHeaders'], now: number): number | undefined {
  const exact = Number(headers?.['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const given = headers?.['retry-after'];
  if (given === undefined) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** A failure that no other provider should be tried for: the caller left, or the deadline of the whole call is over. */
export function isFinal(error: unknown): error is Failure {
  return error instanceof Failure && (error.code === 'CANCELLED' || error.code === 'MODEL_BUDGET');
}

export function asFailure(error: unknown): Failure {
  if (error instanceof QueueFullError) return new Failure('BUSY', 'too many questions wait for the model', { hints: [`Try again in ${Math.ceil(error.retryAfterMs / 1_000)} s.`], retryAfterMs: error.retryAfterMs });
  return toFailure(error);
}
