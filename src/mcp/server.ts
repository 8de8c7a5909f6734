import { McpServer, type RegisteredTool } from '@modelcontextprotocol/server';
import { observe } from '../answer/observe.ts';
import { Failure, toFailure } from '../core/errors.ts';
import { tellingAlerts } from './alerts.ts';
import { callerIn } from './caller-in.ts';
import { lazy } from '../std/lazy.ts';
import { appsExtension, registerAnswerApp, viewMeta } from './apps/answer.ts';
import { instructions } from './instructions.ts';
import { registerAskPrompt } from './ask-prompt.ts';
import { registerLearnPrompt } from './learn-prompt.ts';
import { parseInput, publishedInput } from './parse-input.ts';
import { askPerson, isPersonQuestion, personOf } from './person.ts';
import { progressOf } from './progress.ts';
import { respond, respondFailure } from './respond.ts';
import { registerSchemaResource } from './schema-resource.ts';
import type { ServerOptions } from './server-options.ts';
import { type Tool, trustedOutput } from './tool.ts';
import { tools } from './tools/all.ts';

const hourMs = 60 * 60_000;

/** What a list holds changes with the version of the server or its configuration only. */
const cacheHints = {
  'server/discover': { ttlMs: hourMs, cacheScope: 'public' },
  'tools/list': { ttlMs: hourMs, cacheScope: 'public' },
  'prompts/list': { ttlMs: hourMs, cacheScope: 'public' },
  'resources/list': { ttlMs: hourMs, cacheScope: 'private' },
  'resources/templates/list': { ttlMs: hourMs, cacheScope: 'public' },
  'resources/read': { ttlMs: 60_000, cacheScope: 'private' },
} as const;

/** Named tools are of a caller, and go with the schema and the knowledge file. */
const namingHints = { ...cacheHints, 'tools/list': { ttlMs: 60_000, cacheScope: 'private' } } as const;

/** One MCP server instance: cheap, made for each connection or HTTP request; what is shared lives in the services. */
export async function createServer(options: ServerOptions): Promise<McpServer> {
  const server = new McpServer(
    { name: 'nl2sql-mcp', title: 'NL2SQL', version: options.version },
    { instructions, capabilities: { tools: {}, resources: {}, extensions: { [appsExtension]: {} }, ...(options.staysConnected ? { logging: {} } : {}) }, cacheHints: options.namesTools ? namingHints : cacheHints },
  );
  const services = options.staysConnected ? tellingAlerts(server, options.services) : options.services;
  let called: (() => void) | undefined;
  const registering = { ...options, services, called: () => called?.() };
  for (const tool of tools) register(server, tool, registering);
  if (options.namesTools) {
    const look = await addNamedTools(server, registering, options.namesTools);
    if (options.staysConnected) called = look;
  }
  registerAnswerApp(server);
  registerSchemaResource(server, options);
  registerAskPrompt(server);
  registerLearnPrompt(server, options);
  return server;
}

/** Resolves with what looks whether they have changed: then the host is told. Nothing is loaded until there are some. */
async function addNamedTools(server: McpServer, options: Registering, namesTools: () => boolean): Promise<() => void> {
  const open = lazy(async () => new (await import('./named-tools.ts')).NamedTools((tool) => register(server, tool, options)));
  let isOpen = false;
  const sync = async () => {
    isOpen ||= namesTools();
    if (!isOpen) return;
    const tools = await open();
    await tools.sync(options.caller, await options.services(options.caller));
    options.named?.(options.caller.principal, tools.listed);
  };
  await sync().catch(() => undefined);
  return () => void sync().catch(() => undefined);
}

interface Registering extends ServerOptions {
  /** Told at the end of each call. */
  readonly called: () => void;
}

function register(server: McpServer, tool: Tool, options: Registering): RegisteredTool {
  // Whether a call may be repeated is asked of those alone that change something.
  const annotations = { readOnlyHint: tool.readOnly, destructiveHint: false, ...(tool.readOnly ? {} : { idempotentHint: true }), openWorldHint: false };
  const config = { title: tool.title, description: tool.description, inputSchema: publishedInput(tool.input), outputSchema: trustedOutput(tool.output), annotations, ...viewMeta(tool.name) };
  return server.registerTool(tool.name, config, (input, context) => options.calls.run(async () => {
    if (options.calls.isDraining) return respondFailure(new Failure('UNAVAILABLE', 'the server is closing'));
    const caller = callerIn(context) ?? options.caller;
    const { principal } = caller;
    const services = await options.services(caller);
    const { _meta: meta } = context.mcpReq;
    const call = { tool: tool.name, input, principal, traceparent: meta?.['traceparent'] };
    try {
      const progress = progressOf(context);
      const signal = options.cancelled ? AbortSignal.any([context.mcpReq.signal, options.cancelled]) : context.mcpReq.signal;
      const about = { principal, signal, person: personOf(context, server), ...(progress ? { progress } : {}) };
      const reply = await observe(call, services, async (observed) => tool.call(parseInput(tool, input), { services: observed, ...about }));
      return isPersonQuestion(reply) ? askPerson(reply) : respond(reply, tool.name);
    } catch (error) {
      return respondFailure(toFailure(error));
    } finally {
      options.called();
    }
  }));
}
