import { join } from 'node:path';
import type { Services, ServicesFor } from '../answer/services.ts';
import type { Config } from '../config/load.ts';
import { Failure } from '../core/errors.ts';
import { Authenticator } from '../http/authenticate.ts';
import { cacheRoutes } from '../http/cache.ts';
import { exportRoute } from '../http/exports.ts';
import { healthRoutes } from '../http/health.ts';
import { inboxRoute } from '../http/inbox.ts';
import { type Listener, listen } from '../http/listener.ts';
import { onwardRoute } from '../http/onward.ts';
import { pageRoutes } from '../http/page.ts';
import { performanceRoutes } from '../http/performance.ts';
import { queryRoute } from '../http/query.ts';
import type { Route } from '../http/route.ts';
import { sessionRoutes } from '../http/session.ts';
import { StaticTokens } from '../http/static-tokens.ts';
import { meaningRoute, tableRoute } from '../http/table.ts';
import { toolRoutes } from '../http/tools.ts';
import { watchRoutes } from '../http/watch.ts';
import { needsOf } from '../mcp/needs.ts';
import { requestGuards } from '../mcp/transports/guards.ts';
import { type HttpEndpoint, streamableHttp } from '../mcp/transports/http.ts';
import { legacySse, type SseEndpoints } from '../mcp/transports/sse.ts';
import type { InFlight } from '../std/in-flight.ts';
import { apiTools } from './api-tools.ts';
import { namesTools } from './names-tools.ts';

export interface HttpOptions {
  readonly port: number;
  readonly withSse: boolean;
  readonly config: Config;
  readonly services: () => Promise<Services>;
  readonly version: string;
  readonly calls: InFlight;
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
  const isOpen = tokens.length === 0 && !http?.oauth;
  if (isOpen && !loopback.test(host)) throw new Failure('BAD_CONFIG', `http.host is "${host}", which others can reach, and nobody has to sign in`, { hints: ['Add http.tokens or http.oauth, or listen on 127.0.0.1.'] });
  const services: ServicesFor = async (caller) => (await options.services()).as(caller);
  const endpoint = streamableHttp({ ...options, services, namesTools: namesTools(options.config) });
  const sse = options.withSse ? legacySse('/messages', { ...options, services, namesTools: namesTools(options.config) }) : undefined;
  const oauth = http?.oauth && (await import('../http/oauth/open.ts')).openOAuth({ ...http.oauth, claims: claimsUsed(options.config) }, options.config.cursorSecret);
  const authenticator = new Authenticator(new StaticTokens(tokens, { isAlone: tokens.length === 1 && !oauth }), oauth?.tokens);
  const session = sessionRoutes(authenticator, { signIn: oauth?.signIn });
  const listener = await listen({
    host,
    port: options.port,
    guards: requestGuards({ host, allowedHosts: http?.allowedHosts ?? [], allowedOrigins: http?.allowedOrigins ?? [] }),
    authenticator,
    calls: options.calls,
    routes: [...mcpRoutes(endpoint, sse), ...healthRoutes(options.services, options.calls), ...session, exportRoute(options.services), ...(oauth?.routes ?? []), ...ownRoutes(services)],
  });
  return { listener, close: async () => void (await Promise.allSettled([endpoint.close(), sse?.close() ?? Promise.resolve(), listener.close()])) };
}

/** The claims that identities in databases are made of. */
function claimsUsed({ databases }: Config): readonly string[] {
  const sources = Object.values(databases).flatMap(({ identity }) => [identity?.role ?? '', ...Object.values(identity?.settings ?? {})]);
  return [...new Set(sources.filter((source) => source.startsWith('claims.')).map((source) => source.slice('claims.'.length)))];
}

/** The JSON API and the page. */
function ownRoutes(services: ServicesFor): Route[] {
  return [
    queryRoute(services), ...performanceRoutes(services), ...cacheRoutes(services), ...toolRoutes(apiTools(), services), onwardRoute(services), tableRoute(services),
    meaningRoute(services), inboxRoute(services), ...watchRoutes(services), ...pageRoutes(join(import.meta.dirname, '../web')),
  ];
}

function mcpRoutes({ handle }: HttpEndpoint, sse: SseEndpoints | undefined): Route[] {
  const needs: Route['needs'] = ({ body }) => needsOf(body);
  const streamable: Route = { methods: ['GET', 'POST', 'DELETE'], path: '/mcp', authenticated: true, needs, handle };
  if (!sse) return [streamable];
  return [streamable, { methods: ['GET'], path: '/sse', authenticated: true, handle: sse.open }, { methods: ['POST'], path: '/messages', authenticated: true, needs, handle: sse.post }];
}
