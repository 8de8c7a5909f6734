import { McpServer } from '@modelcontextprotocol/server';
import { observe } from '../answer/observe.ts';
import { toFailure } from '../core/errors.ts';
import { tellingAlerts } from './alerts.ts';
import { appsExtension, registerAnswerApp, viewMeta } from './apps/answer.ts';
import { instructions } from './instructions.ts';
import { registerAskPrompt } from './ask-prompt.ts';
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

/** One MCP server instance: cheap, made for each connection or HTTP request; what is shared lives in the services. */
export function createServer(options: ServerOptions): McpServer {
  const server = new McpServer(
    { name: 'nl2sql-mcp', title: 'NL2SQL', version: options.version },
    { instructions, capabilities: { tools: {}, resources: {}, extensions: { [appsExtension]: {} }, ...(options.staysConnected ? { logging: {} } : {}) }, cacheHints },
  );
  const services = options.staysConnected ? tellingAlerts(server, options.services) : options.services;
  for (const tool of tools) register(server, tool, { ...options, services });
  registerAnswerApp(server);
  registerSchemaResource(server, options);
  registerAskPrompt(server);
  return server;
}

function register(server: McpServer, tool: Tool, options: ServerOptions): void {
  const annotations = { readOnlyHint: tool.readOnly, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  const config = { title: tool.title, description: tool.description, inputSchema: publishedInput(tool.input), outputSchema: trustedOutput(tool.output), annotations, ...viewMeta(tool.name) };
  server.registerTool(tool.name, config, async (input, context) => {
    const services = await options.services();
    const { _meta: meta } = context.mcpReq;
    const call = { tool: tool.name, input, principal: options.principal, traceparent: meta?.['traceparent'] };
    try {
      const progress = progressOf(context);
      const about = { principal: options.principal, signal: context.mcpReq.signal, person: personOf(context, server), ...(progress ? { progress } : {}) };
      const reply = await observe(call, services, async (observed) => tool.call(parseInput(tool, input), { services: observed, ...about }));
      return isPersonQuestion(reply) ? askPerson(reply) : respond(reply);
    } catch (error) {
      return respondFailure(toFailure(error));
    }
  });
}
