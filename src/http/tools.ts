import { observe } from '../answer/observe.ts';
import type { Services, ServicesFor } from '../answer/services.ts';
import type { Scope } from '../core/caller.ts';
import { Failure } from '../core/errors.ts';
import type { Principal } from '../core/question.ts';
import type { OfferWire, ToolWire } from '../core/wire.ts';
import { nearest } from '../std/nearest.ts';
import { apiRoute } from './answering.ts';
import { databaseIn } from './database-in.ts';
import type { Route } from './route.ts';

/** A tool as this API sees it: rejects with a Failure where the input is wrong. */
export interface ApiTool {
  readonly name: string;
  readonly needs: Scope;
  readonly wholeServer?: boolean | undefined;
  run(input: unknown, context: { readonly services: Services; readonly principal: Principal; readonly signal: AbortSignal }): Promise<ToolWire>;
}

/** Every tool over plain JSON: `POST /api/tools/NAME` with its input, as the page and scripts use it. */
export function toolRoutes(tools: readonly ApiTool[], services: ServicesFor): Route[] {
  return [
    apiRoute(['GET'], '/api/tools', async ({ caller }): Promise<OfferWire> => {
      const known = await services(caller);
      return { principal: caller.principal, tools: tools.map((tool) => tool.name), databases: [...known.targets.values()].map(({ name, dialect }) => ({ name, dialect: dialect.name, teaches: known.mayTeach(name) })) };
    }),
    apiRoute(
      ['POST'],
      '/api/tools/*',
      async ({ url, body, caller, request }, { signal, requestId }) => {
        const { principal } = caller;
        const tool = find(tools, nameIn(url));
        const call = { tool: tool.name, input: body ?? {}, principal, requestId, traceparent: request.headers['traceparent'] };
        return observe(call, await services(caller), (observed) => tool.run(call.input, { services: observed, principal, signal }));
      },
      ({ url, body }) => {
        const tool = tools.find(({ name }) => name === nameIn(url));
        return [{ scope: tool?.needs ?? 'read', database: databaseIn(body), wholeServer: tool?.wholeServer }];
      },
    ),
  ];
}

function nameIn(url: URL): string {
  return url.pathname.slice('/api/tools/'.length);
}

function find(tools: readonly ApiTool[], name: string): ApiTool {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool) return tool;
  const names = tools.map((candidate) => candidate.name);
  const near = nearest(name, names);
  throw new Failure('BAD_ARGUMENT', `there is no tool "${name.slice(0, 60)}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Tools: ${names.join(', ')}`] });
}
