import { observe } from '../answer/observe.ts';
import type { Services } from '../answer/services.ts';
import { Failure } from '../core/errors.ts';
import type { Principal } from '../core/question.ts';
import type { OfferWire, ToolWire } from '../core/wire.ts';
import { nearest } from '../std/nearest.ts';
import { apiRoute } from './answering.ts';
import type { Route } from './route.ts';

/** A tool as this API sees it: rejects with a Failure where the input is wrong. */
export interface ApiTool {
  readonly name: string;
  run(input: unknown, context: { readonly services: Services; readonly principal: Principal; readonly signal: AbortSignal }): Promise<ToolWire>;
}

/** Every tool over plain JSON: `POST /api/tools/NAME` with its input, as the page and scripts use it. */
export function toolRoutes(tools: readonly ApiTool[], services: () => Promise<Services>): Route[] {
  return [
    apiRoute(['GET'], '/api/tools', async ({ principal }): Promise<OfferWire> => {
      const { targets } = await services();
      return { principal, tools: tools.map((tool) => tool.name), databases: [...targets.values()].map(({ name, dialect }) => ({ name, dialect: dialect.name })) };
    }),
    apiRoute(['POST'], '/api/tools/*', async ({ url, body, principal, request }, { signal, requestId }) => {
      const tool = find(tools, url.pathname.slice('/api/tools/'.length));
      const call = { tool: tool.name, input: body ?? {}, principal, requestId, traceparent: request.headers['traceparent'] };
      return observe(call, await services(), (observed) => tool.run(call.input, { services: observed, principal, signal }));
    }),
  ];
}

function find(tools: readonly ApiTool[], name: string): ApiTool {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool) return tool;
  const names = tools.map((candidate) => candidate.name);
  const near = nearest(name, names);
  throw new Failure('BAD_ARGUMENT', `there is no tool "${name.slice(0, 60)}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Tools: ${names.join(', ')}`] });
}
