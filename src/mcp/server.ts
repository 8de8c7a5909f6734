import { McpServer } from '@modelcontextprotocol/server';
import type { Services } from '../answer/services.ts';
import { toFailure } from '../core/errors.ts';
import type { Principal } from '../core/question.ts';
import { instructions } from './instructions.ts';
import { registerAskPrompt } from './ask-prompt.ts';
import { respond, respondFailure } from './respond.ts';
import { registerSchemaResource } from './schema-resource.ts';
import { type Tool, trustedOutput } from './tool.ts';
import { tools } from './tools/all.ts';

export interface ServerOptions {
  /** Wired on the first call, so that listing tools touches no driver and no database. */
  readonly services: () => Promise<Services>;
  readonly principal: Principal;
  readonly version: string;
}

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
    { instructions, capabilities: { tools: {} }, cacheHints },
  );
  for (const tool of tools) register(server, tool, options);
  registerSchemaResource(server, options);
  registerAskPrompt(server);
  return server;
}

function register(server: McpServer, tool: Tool, options: ServerOptions): void {
  const annotations = { readOnlyHint: tool.readOnly, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  const config = { title: tool.title, description: tool.description, inputSchema: tool.input, outputSchema: trustedOutput(tool.output), annotations };
  server.registerTool(tool.name, config, async (input, context) => {
    const services = await options.services();
    const startedAt = services.clock.monotonicMs();
    let code: string | undefined;
    try {
      return respond(await tool.call(input, { services, principal: options.principal, signal: context.mcpReq.signal }));
    } catch (error) {
      const failure = toFailure(error);
      code = failure.code;
      return respondFailure(failure);
    } finally {
      services.telemetry.record(`tool.${tool.name}`, services.clock.monotonicMs() - startedAt, code);
    }
  });
}
