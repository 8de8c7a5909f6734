import { join } from 'node:path';
import type { Services } from '../answer/services.ts';
import type { Config } from '../config/load.ts';
import { Failure } from '../core/errors.ts';
import { Authenticator } from '../http/authenticate.ts';
import { cacheRoutes } from '../http/cache.ts';
import { healthRoutes } from '../http/health.ts';
import { type Listener, listen } from '../http/listener.ts';
import { pageRoutes } from '../http/page.ts';
import { performanceRoutes } from '../http/performance.ts';
import { queryRoute } from '../http/query.ts';
import type { Route } from '../http/route.ts';
import { sessionRoutes } from '../http/session.ts';
import { toolRoutes } from '../http/tools.ts';
import { watchRoutes } from '../http/watch.ts';
import { requestGuards } from '../mcp/transports/guards.ts';
import { streamableHttp } from '../mcp/transports/http.ts';
import { legacySse, type SseEndpoints } from '../mcp/transports/sse.ts';
import { apiTools } from './api-tools.ts';

export interface HttpOptions {
  readonly port: number;
  readonly withSse: boolean;
  readonly config: Config;
  readonly services: () => Promise<Services>;
  readonly version: string;
}

export interface HttpServing {
  readonly listener: Listener;
  readonly close: () => Promise<void>;
}

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/;

/** Everything that is served over HTTP, on one port. */
export async function startHttp(options: HttpOptions): Promise<HttpServing> {
  const { http } = options.config;
  const host = http?.host ?? '127.0.0.1';
  const tokens = http?.tokens ?? [];
  if (!loopback.test(host) && tokens.length === 0) throw new Failure('BAD_CONFIG', `http.host is "${host}", which others can reach, and there is no token`, { hints: ['Add http.tokens, or listen on 127.0.0.1.'] });
  const endpoint = streamableHttp(options);
  const sse = options.withSse ? legacySse('/messages', options) : undefined;
  const authenticator = new Authenticator(tokens);
  const listener = await listen({
    host,
    port: options.port,
    guards: requestGuards({ host, allowedHosts: http?.allowedHosts ?? [], allowedOrigins: http?.allowedOrigins ?? [] }),
    authenticator,
    routes: [{ methods: ['GET', 'POST', 'DELETE'], path: '/mcp', authenticated: true, handle: endpoint.handle }, queryRoute(options.services), ...sseRoutes(sse), ...healthRoutes(options.services), ...ownRoutes(authenticator, options)],
  });
  return { listener, close: async () => void (await Promise.allSettled([endpoint.close(), sse?.close() ?? Promise.resolve(), listener.close()])) };
}

/** The JSON API and the page. */
function ownRoutes(authenticator: Authenticator, { services }: HttpOptions): Route[] {
  return [...performanceRoutes(services), ...cacheRoutes(services), ...toolRoutes(apiTools(), services), ...watchRoutes(services), ...sessionRoutes(authenticator), ...pageRoutes(join(import.meta.dirname, '../web'))];
}

function sseRoutes(sse: SseEndpoints | undefined): Route[] {
  if (!sse) return [];
  return [
    { methods: ['GET'], path: '/sse', authenticated: true, handle: sse.open },
    { methods: ['POST'], path: '/messages', authenticated: true, handle: sse.post },
  ];
}
