import { performanceReport } from '../answer/report/performance.ts';
import { resetFigures } from '../answer/report/operate.ts';
import type { Services } from '../answer/services.ts';
import { Failure } from '../core/errors.ts';
import { type WindowName, windowNames } from '../core/telemetry.ts';
import { apiRoute } from './answering.ts';
import type { Route } from './route.ts';

/** The report of the `performance` tool, one operation of it, and a new beginning. */
export function performanceRoutes(services: () => Promise<Services>): Route[] {
  return [
    apiRoute(['GET'], '/performance', async ({ url, principal }) => {
      const { searchParams: asked } = url;
      return performanceReport({ window: windowOf(asked.get('window')), slow: asked.has('slow'), advice: asked.has('advice'), principal }, await services());
    }),
    apiRoute(['POST'], '/performance/reset', async ({ principal }) => resetFigures(principal, await services())),
    apiRoute(['GET'], '/performance/*', async ({ url, principal }) => performanceReport({ operation: decodeURIComponent(url.pathname.slice('/performance/'.length)), principal }, await services())),
    {
      methods: ['GET'],
      path: '/metrics',
      authenticated: true,
      handle: async ({ response }) => {
        const text = (await services()).reader.openMetrics();
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
