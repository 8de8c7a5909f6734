import { inbox } from '../answer/report/inbox.ts';
import type { ServicesFor } from '../answer/services.ts';
import { nameCharsMax, questionCharsMax } from '../core/input-limits.ts';
import { apiRoute } from './answering.ts';
import { databaseIn } from './database-in.ts';
import { fieldsOf, optionalText } from './json-input.ts';
import type { Route } from './route.ts';

/** `POST /api/inbox`: what could not be answered; with `dismiss`, without that question from now on. */
export function inboxRoute(services: ServicesFor): Route {
  const work: Parameters<typeof apiRoute>[2] = async ({ body, caller }) => {
    const { database, dismiss } = fieldsOf(body);
    const request = { database: optionalText('database', database, nameCharsMax), dismiss: optionalText('dismiss', dismiss, questionCharsMax), principal: caller.principal };
    return inbox(request, await services(caller));
  };
  return apiRoute(['POST'], '/api/inbox', work, ({ body }) => [{ scope: 'teach', database: databaseIn(body) }]);
}
