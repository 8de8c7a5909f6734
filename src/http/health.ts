import type { Services } from '../answer/services.ts';
import { isDown } from '../core/probes.ts';
import type { InFlight } from '../std/in-flight.ts';
import { type Route, sendJson } from './route.ts';

/** `/healthz`: the process answers. `/readyz`: no database is known to be down, and the server is not about to leave. Neither needs a token, nor tells more. */
export function healthRoutes(services: () => Promise<Services>, calls: InFlight): Route[] {
  return [
    { methods: ['GET', 'HEAD'], path: '/healthz', authenticated: false, handle: async ({ response }) => sendJson(response, 200, { status: 'ok' }) },
    {
      methods: ['GET', 'HEAD'],
      path: '/readyz',
      authenticated: false,
      handle: async ({ response }) => {
        if (calls.isDraining) return sendJson(response, 503, { status: 'closing' }, { connection: 'close' });
        const down = [...(await services()).targets.values()].filter((target) => isDown(target.database.health())).length;
        sendJson(response, down === 0 ? 200 : 503, { status: down === 0 ? 'ready' : 'degraded', databases_down: down });
      },
    },
  ];
}
