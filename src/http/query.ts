import { ask } from '../answer/ask/ladder.ts';
import { observe } from '../answer/observe.ts';
import { databaseIn } from './database-in.ts';
import { parseQuery } from './query-request.ts';
import type { Services, ServicesFor } from '../answer/services.ts';
import { answerToWire, failureToWire } from '../answer/wire.ts';
import { type ErrorCode, type Failure, toFailure } from '../core/errors.ts';
import { type HttpCall, type Route, sendJson } from './route.ts';

/** `POST /query`: a question as JSON, answered as the tool `nl2sql` answers it; with `variant` by that arm of the experiment. */
export function queryRoute(services: ServicesFor): Route {
  return { methods: ['POST'], path: '/query', authenticated: true, needs: ({ body }) => [{ scope: 'read', database: databaseIn(body) }], handle: (call) => answerQuery(call, services) };
}

async function answerQuery({ response, body, caller }: HttpCall, services: ServicesFor): Promise<void> {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort(new DOMException('the client left', 'AbortError'));
  });
  try {
    const { variant, answer } = await answerWith(body, caller.principal, leaving.signal, await services(caller));
    sendJson(response, 200, { variant, ...answer });
  } catch (error) {
    const failure = toFailure(error);
    if (!response.destroyed) sendFailure(response, failure);
  }
}

async function answerWith(body: unknown, principal: string, signal: AbortSignal, services: Services) {
  const query = parseQuery(body);
  const variant = services.experiment.variantOf(query.question, query.variant);
  const answer = await observe({ tool: 'nl2sql', input: query, principal }, services, async (observed) => answerToWire(await ask({ ...query, variant, principal, signal }, observed)));
  return { variant, answer };
}

const statuses: Partial<Record<ErrorCode, number>> = { BAD_ARGUMENT: 400, BAD_CURSOR: 400, UNKNOWN_DATABASE: 404, PERMISSION_DENIED: 403, BUSY: 503, UNAVAILABLE: 503, MODEL_BUDGET: 503, MODEL_UNAVAILABLE: 503, TIMEOUT: 504, INTERNAL: 500 };

function sendFailure(response: HttpCall['response'], failure: Failure): void {
  const wait: Record<string, string> = failure.retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(failure.retryAfterMs / 1_000)) };
  sendJson(response, statuses[failure.code] ?? 422, { error: failureToWire(failure) }, wait);
}
