import { browse, type BrowseRequest, comparisons } from '../answer/report/browse.ts';
import { meaningOf } from '../answer/report/meaning.ts';
import type { ServicesFor } from '../answer/services.ts';
import { nameCharsMax, questionCharsMax } from '../core/input-limits.ts';
import { apiRoute } from './answering.ts';
import { databaseIn } from './database-in.ts';
import { fieldsOf, listOf, optionalText, textOf, wordOf } from './json-input.ts';
import type { Route } from './route.ts';

const filtersMax = 12;

/** `POST /api/table`: the statement that shows rows of a table, for the page to run. */
export function tableRoute(services: ServicesFor): Route {
  return apiRoute(['POST'], '/api/table', async ({ body, caller }, { signal }) => browse({ ...parse(body), signal }, await services(caller)), ({ body }) => [{ scope: 'read', database: databaseIn(body) }]);
}

/** `POST /api/meaning`: what the rows and columns of a table stand for, beside the rows. */
export function meaningRoute(services: ServicesFor): Route {
  const work: Parameters<typeof apiRoute>[2] = async ({ body, caller }, { signal }) => {
    const { table, database } = fieldsOf(body);
    return meaningOf({ table: textOf('table', table, nameCharsMax), database: optionalText('database', database, nameCharsMax), principal: caller.principal, signal }, await services(caller));
  };
  return apiRoute(['POST'], '/api/meaning', work, ({ body }) => [{ scope: 'read', database: databaseIn(body) }]);
}

function parse(body: unknown): Omit<BrowseRequest, 'signal'> {
  const { table, filters, order, database } = fieldsOf(body);
  return {
    table: textOf('table', table, nameCharsMax),
    filters: listOf('filters', filters, filtersMax).map((given) => {
      const { column, comparison, value = '' } = fieldsOf(given);
      return { column: textOf('column', column, nameCharsMax), comparison: wordOf('comparison', comparison, comparisons), value: textOf('value', value, questionCharsMax) };
    }),
    order: order === undefined ? undefined : orderOf(fieldsOf(order)),
    database: optionalText('database', database, nameCharsMax),
  };
}

function orderOf({ column, direction }: Readonly<Record<string, unknown>>): BrowseRequest['order'] {
  return { column: textOf('column', column, nameCharsMax), direction: wordOf('direction', direction, ['asc', 'desc']) };
}
