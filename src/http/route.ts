import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '../core/question.ts';

/** A request that passed Host, Origin and token. */
export interface HttpCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly principal: Principal;
  /** The parsed JSON body of a POST, undefined where there is none. */
  readonly body: unknown;
}

export interface Route {
  readonly methods: readonly string[];
  /** Exact path, or a prefix where it ends with `/*`. */
  readonly path: string;
  /** False: served without a token (health checks). */
  readonly authenticated: boolean;
  handle(call: HttpCall): Promise<void>;
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', ...headers });
  response.end(text);
}
