import { performanceReport } from '../answer/report/performance.ts';
import { resetFigures } from '../answer/report/operate.ts';
import type { ServicesFor } from '../answer/services.ts';
import { Failure } from '../core/errors.ts';
import { type WindowName, windowNames } from '../core/telemetry.ts';
import { apiRoute } from './answering.ts';
import { ofWholeServer, type Route } from './route.ts';

/** The report of the `performance` tool, one operation of it, and a new beginning. */
export function performanceRoutes(services: ServicesFor): Route[] {
  return [
    apiRoute(['GET'], '/performance', async ({ url, caller }) => {
      const { searchParams: asked } = url;
      return performanceReport({ window: windowOf(asked.get('window')), slow: asked.has('slow'), advice: asked.has('advice'), principal: caller.principal }, await services(caller));
    }, ofWholeServer),
    apiRoute(['POST'], '/performance/reset', async ({ caller }) => resetFigures(caller.principal, await services(caller)), () => [{ scope: 'operate' }]),
    apiRoute(['GET'], '/performance/*', async ({ url, caller }) => {
      const operation = decodeURIComponent(url.pathname.slice('/performance/'.length));
      return performanceReport({ operation, principal: caller.principal }, await services(caller));
    }, ofWholeServer),
    {
      methods: ['GET'],
      path: '/metrics',
      authenticated: true,
      needs: ofWholeServer,
      handle: async ({ response, caller }) => {
        const text = (await services(caller)).reader.openMetrics();
        response.writeHead(200, { 'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8', 'cache-control': 'no-store' }).end(text);
      },
    },
  ];
}

function windowOf(given: string | null): WindowName | undefined {
  if (given === null) return undefined;
  const window = windowNames.find((name) => name === given);
  if (!window) throw new Failure('BAD_ARGUMENT', `there is no window "${given.slice(0, 20)}"`, { hints: [`window: one of ${windowNames.join(', ')}`] });
  return window;
}
