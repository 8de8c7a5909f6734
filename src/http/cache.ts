import { cacheStatus } from '../answer/report/cache-status.ts';
import { clearAs } from '../answer/report/operate.ts';
import type { ServicesFor } from '../answer/services.ts';
import { Failure } from '../core/errors.ts';
import { apiRoute } from './answering.ts';
import type { HttpCall, Route } from './route.ts';

/** What the caches hold, one of them in detail, and emptying one (`all` empties every one). */
export function cacheRoutes(services: ServicesFor): Route[] {
  return [
    apiRoute(['GET'], '/cache/status', async ({ caller }) => cacheStatus({ principal: caller.principal }, await services(caller))),
    apiRoute(['GET'], '/cache/*', async (call) => cacheStatus({ level: partsOf(call, 'info'), principal: call.caller.principal }, await services(call.caller))),
    apiRoute(['POST'], '/cache/*', async (call) => clear(call, await services(call.caller)), () => [{ scope: 'operate' }]),
  ];
}

/** The level in `/cache/LEVEL/ACTION`. */
function partsOf({ url }: HttpCall, action: string): string {
  const [level = '', given, ...rest] = url.pathname.slice('/cache/'.length).split('/').map(decodeURIComponent);
  if (given === action && rest.length === 0) return level;
  throw new Failure('BAD_ARGUMENT', `there is nothing at ${url.pathname.slice(0, 100)}`, { hints: ['GET /cache/status, GET /cache/LEVEL/info, POST /cache/LEVEL/clear'] });
}

function clear(call: HttpCall, services: Awaited<ReturnType<ServicesFor>>) {
  const level = partsOf(call, 'clear');
  return clearAs(call.caller.principal, level === 'all' ? undefined : level, services);
}
