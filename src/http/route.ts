import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Need } from '../core/caller.ts';

/** A request that passed Host, Origin, token and scope. */
export interface HttpCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly caller: Caller;
  /** The parsed JSON body of a POST, undefined where there is none, or nobody signed in. */
  readonly body: unknown;
}

export interface Route {
  readonly methods: readonly string[];
  /** Exact path, or a prefix where it ends with `/*`. */
  readonly path: string;
  /** False: served without a token (health checks). */
  readonly authenticated: boolean;
  /** What an authenticated call does (default: it reads). */
  readonly needs?: (call: Pick<HttpCall, 'url' | 'body'>) => readonly Need[];
  handle(call: HttpCall): Promise<void>;
}

/** Figures of all databases together: a token for one of them won't do. */
export const ofWholeServer: NonNullable<Route['needs']> = () => [{ scope: 'read', wholeServer: true }];

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', ...headers });
  response.end(text);
}
