import { clearCaches } from '../answer/clear-caches.ts';
import type { Services } from '../answer/services.ts';
import { failureToWire } from '../answer/wire.ts';
import { toFailure } from '../core/errors.ts';
import { type Route, sendJson } from './route.ts';

/** `DELETE /cache` and `DELETE /cache?level=NAME`: empties the caches of all processes that share the state. */
export function cacheRoute(services: () => Promise<Services>): Route {
  return {
    methods: ['DELETE'],
    path: '/cache',
    authenticated: true,
    handle: async ({ response, url }) => {
      try {
        sendJson(response, 200, await clearCaches(url.searchParams.get('level') ?? undefined, await services()));
      } catch (error) {
        const failure = toFailure(error);
        sendJson(response, failure.code === 'BAD_ARGUMENT' ? 400 : 500, { error: failureToWire(failure) });
      }
    },
  };
}
