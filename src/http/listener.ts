import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Failure, toFailure } from '../core/errors.ts';
import { Server as NetServer } from 'node:net';
import { anonymousCaller } from '../core/caller.ts';
import type { InFlight } from '../std/in-flight.ts';
import { type Authenticator, isCaller } from './authenticate.ts';
import { readJsonBody } from './body.ts';
import { type Challenge, challengeHeaders } from './challenge.ts';
import { type HttpCall, type Route, sendJson } from './route.ts';

/** Answers the request itself and returns false where it may not proceed (Host, Origin). */
export type Guard = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly guards: readonly Guard[];
  readonly authenticator: Authenticator;
  readonly routes: readonly Route[];
  /** The requests that are being answered. */
  readonly calls: InFlight;
}

export interface Listener {
  readonly port: number;
  /** Takes no new connections; those that are open stay. */
  stop(): void;
  close(): Promise<void>;
}

/** Listens and routes. Order: Host and Origin, route, token, body, scope. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const server = createServer((request, response) => {
    handle(request, response, options).catch((error: unknown) => fail(response, error));
  });
  // Answers may stream for as long as a question takes; what must end early is a slow request.
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  await listening(server, options);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    // As a plain server: an HTTP server would cut idle connections, on which a request may be on its way.
    stop: () => void NetServer.prototype.close.call(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, { host, port }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Failure('BAD_CONFIG', error.code === 'EADDRINUSE' ? `port ${port} is in use` : `can't listen on ${host}:${port}: ${error.message}`, { hints: ['Choose another port.'], cause: error })));
    server.listen(port, host, () => resolve());
  });
}

async function handle(request: IncomingMessage, response: ServerResponse, { guards, authenticator, routes, calls }: ListenerOptions): Promise<void> {
  if (!guards.every((guard) => guard(request, response))) return;
  const url = urlOf(request);
  if (!url) return sendJson(response, 400, { error: 'the path is malformed' });
  const matching = routes.filter((route) => matches(route, url.pathname));
  const route = matching.find((candidate) => candidate.methods.includes(request.method ?? ''));
  if (matching.length === 0) return sendJson(response, 404, { error: `there is nothing at ${url.pathname.slice(0, 100)}` });
  if (!route) return sendJson(response, 405, { error: 'method not allowed' }, { allow: matching.flatMap((candidate) => candidate.methods).join(', ') });
  if (route.authenticated) await handleKnown({ request, response, url }, route, { authenticator, calls });
  else await route.handle({ request, response, url, caller: anonymousCaller, body: undefined });
}

/** Nothing of a body is read before it is known who sends it. */
async function handleKnown(given: Pick<HttpCall, 'request' | 'response' | 'url'>, route: Route, { authenticator, calls }: Pick<ListenerOptions, 'authenticator' | 'calls'>): Promise<void> {
  const { request, response, url } = given;
  const caller = await authenticator.identify(request.headers);
  if (!isCaller(caller)) return refuse(response, caller, authenticator);
  if (calls.isDraining) return sendJson(response, 503, { error: 'the server is closing' }, { connection: 'close', 'retry-after': '1' });
  // Streams that stay open are GETs, and nobody waits for their end.
  if (request.method === 'POST') response.once('close', calls.enter());
  const body = request.method === 'POST' ? await readJsonBody(request) : { ok: true as const, value: undefined };
  if (!body.ok) return sendJson(response, body.status, { jsonrpc: '2.0', id: null, error: { code: -32_700, message: body.message } });
  const needs = route.needs?.({ url, body: body.value }) ?? [{ scope: 'read' as const }];
  const refusal = needs.map((need) => authenticator.refusal(caller, need)).find((found) => found !== undefined);
  if (refusal) return refuse(response, refusal, authenticator);
  await route.handle({ ...given, caller, body: body.value });
}

function refuse(response: ServerResponse, challenge: Challenge, { metadata }: Authenticator): void {
  sendJson(response, challenge.status, { error: challenge.message }, challengeHeaders(challenge, metadata));
}

/** Undefined where the path holds what can't be decoded. */
function urlOf(request: IncomingMessage): URL | undefined {
  try {
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    return undefined;
  }
}

function matches(route: Route, path: string): boolean {
  return route.path.endsWith('/*') ? path.startsWith(route.path.slice(0, -1)) : path === route.path;
}

function fail(response: ServerResponse, error: unknown): void {
  process.stderr.write(`http: ${toFailure(error).message}\n`);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { error: 'internal error' });
}
