import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostHeaderValidation } from '@modelcontextprotocol/node';
import { localhostAllowedHostnames } from '@modelcontextprotocol/server';

export interface GuardOptions {
  /** The address that is listened on, itself an allowed name. */
  readonly host: string;
  readonly allowedHosts: readonly string[];
  /** Other origins that may send requests from a browser, as `https://name:port`, `name:port` or a name with whichever port. */
  readonly allowedOrigins: readonly string[];
}

/** Protection against DNS rebinding and against requests that other sites have a browser send: known names in the Host header, and no origin but our own. */
export function requestGuards({ host, allowedHosts, allowedOrigins }: GuardOptions) {
  const own = host.includes(':') ? `[${host}]` : host;
  return [hostHeaderValidation([...localhostAllowedHostnames(), own, ...allowedHosts]), ownOrigin(allowedOrigins)];
}

/**
 * A page's own requests come from the very host and port that they go to. Cookies know no ports, so that a page on another port of
 * this machine could use them; a browser tells where a request comes from in Origin, and where that is left out (a GET without
 * CORS) in Sec-Fetch-Site. Whoever sends neither is no browser, and has no cookie of somebody else.
 */
function ownOrigin(allowedOrigins: readonly string[]) {
  return ({ headers }: IncomingMessage, response: ServerResponse): boolean => {
    const { origin } = headers;
    const isOwn = origin === undefined ? !isSentByOthers(headers) : isAllowed(origin, headers.host ?? '', allowedOrigins);
    if (!isOwn) response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'requests from other origins are refused; http.allowedOrigins names those that may send some' }));
    return isOwn;
  };
}

function isAllowed(origin: string, host: string, allowedOrigins: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host.toLowerCase() || allowedOrigins.some((allowed) => [from.origin, from.host, from.hostname].includes(allowed.toLowerCase()));
}

/** A link on another site may lead to the page, and nothing else may come from there. */
function isSentByOthers(headers: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  return (site === 'cross-site' || site === 'same-site') && headers['sec-fetch-mode'] !== 'navigate';
}
