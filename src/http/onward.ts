import { onwardFrom, type OnwardRequest } from '../answer/report/onward.ts';
import type { ServicesFor } from '../answer/services.ts';
import { nameCharsMax, questionCharsMax, sqlCharsMax } from '../core/input-limits.ts';
import { apiRoute } from './answering.ts';
import { databaseIn } from './database-in.ts';
import { fieldsOf, listOf, optionalText, textOf } from './json-input.ts';
import type { Route } from './route.ts';

/** Steps of one answer; nobody needs as many. */
const stepsMax = 12;

/** `POST /api/onward`: where the page may go on from an answer. */
export function onwardRoute(services: ServicesFor): Route {
  const work: Parameters<typeof apiRoute>[2] = async ({ body, caller }, { signal }) => onwardFrom({ ...parse(body), principal: caller.principal, signal }, await services(caller));
  return apiRoute(['POST'], '/api/onward', work, ({ body }) => [{ scope: 'read', database: databaseIn(body) }]);
}

function parse(body: unknown): Omit<OnwardRequest, 'principal' | 'signal'> {
  const { question, sql, steps, database } = fieldsOf(body);
  return {
    question: textOf('question', question, questionCharsMax),
    sql: textOf('sql', sql, sqlCharsMax),
    steps: listOf('steps', steps, stepsMax).map((step) => textOf('steps', step, questionCharsMax)),
    database: optionalText('database', database, nameCharsMax),
  };
}
