import { McpServer } from '@modelcontextprotocol/server';
import { observe } from '../answer/observe.ts';
import type { Services } from '../answer/services.ts';
import { toFailure } from '../core/errors.ts';
import type { Principal } from '../core/question.ts';
import { instructions } from './instructions.ts';
import { respond, respondFailure } from './respond.ts';
import { type Tool, trustedOutput } from './tool.ts';
import { tools } from './tools/all.ts';

export interface ServerOptions {
  /** Wired on the first call, so that listing tools touches no driver and no database. */
  readonly services: () => Promise<Services>;
  readonly principal: Principal;
  readonly version: string;
}

const day = 24 * 60 * 60_000;

/** One MCP server instance: cheap, made for each connection or HTTP request; what is shared lives in the services. */
export function createServer(options: ServerOptions): McpServer {
  const server = new McpServer(
    { name: 'nl2sql-mcp', title: 'NL2SQL', version: options.version },
    { instructions, capabilities: { tools: {} }, cacheHints: { 'tools/list': { ttlMs: day, cacheScope: 'public' } } },
  );
  for (const tool of tools) register(server, tool, options);
  return server;
}

function register(server: McpServer, tool: Tool, options: ServerOptions): void {
  const annotations = { readOnlyHint: tool.readOnly, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  const config = { title: tool.title, description: tool.description, inputSchema: tool.input, outputSchema: trustedOutput(tool.output), annotations };
  server.registerTool(tool.name, config, async (input, context) => {
    const services = await options.services();
    const call = { tool: tool.name, input, principal: options.principal };
    try {
      return respond(await observe(call, services, (observed) => tool.call(input, { services: observed, principal: options.principal, signal: context.mcpReq.signal })));
    } catch (error) {
      return respondFailure(toFailure(error));
    }
  });
}
