import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NodeStreamableHTTPServerTransport, toNodeHandler } from '@modelcontextprotocol/node';
import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server';
import type { Services } from '../../answer/services.ts';
import { localPrincipal, type Principal } from '../../core/question.ts';
import { createServer } from '../server.ts';
import { Sessions } from './sessions.ts';

export interface HttpCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly principal: Principal;
  readonly body: unknown;
}

export interface HttpEndpoint {
  readonly handle: (call: HttpCall) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface EndpointOptions {
  readonly services: () => Promise<Services>;
  readonly version: string;
}

/**
 * Streamable HTTP at one path. Stateless for both protocol eras, so that any replica can answer; only a 2025-era host that can
 * be asked back (elicitation) is given a session, because its era asks over a stream that must stay with one process.
 */
export function streamableHttp(options: EndpointOptions): HttpEndpoint {
  const stateless = createMcpHandler((context) => createServer({ ...options, principal: context.authInfo?.clientId ?? localPrincipal }));
  const statelessHandler = toNodeHandler(stateless);
  const sessions = new Sessions<NodeStreamableHTTPServerTransport>();

  async function handle({ request, response, principal, body }: HttpCall): Promise<void> {
    const authenticated = Object.assign(request, { auth: authInfo(principal) });
    const id = request.headers['mcp-session-id'];
    if (typeof id === 'string') return inSession(id, authenticated, response, principal, body);
    if (canBeAsked(body)) return openSession(authenticated, response, principal, body);
    await statelessHandler(authenticated, response, body);
  }

  async function inSession(id: string, request: IncomingMessage & { auth: AuthInfo }, response: ServerResponse, principal: Principal, body: unknown): Promise<void> {
    const transport = sessions.find(id, principal);
    if (transport) return transport.handleRequest(request, response, body);
    response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32_001, message: 'Session not found' } }));
  }

  async function openSession(request: IncomingMessage & { auth: AuthInfo }, response: ServerResponse, principal: Principal, body: unknown): Promise<void> {
    const transport: NodeStreamableHTTPServerTransport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => sessions.add(id, transport, principal),
      onsessionclosed: (id) => sessions.remove(id),
    });
    await createServer({ ...options, principal, staysConnected: true }).connect(transport);
    await transport.handleRequest(request, response, body);
  }

  return {
    handle,
    close: async () => {
      await Promise.allSettled([sessions.close(), stateless.close()]);
    },
  };
}

/** The principal as the SDK hands it on; the token itself was checked before and goes no further. */
function authInfo(principal: Principal): AuthInfo {
  return { token: '', clientId: principal, scopes: [], expiresAt: Math.floor(Date.now() / 1_000) + 3_600 };
}

function canBeAsked(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('method' in body) || body.method !== 'initialize' || !('params' in body)) return false;
  const { capabilities } = (body.params ?? {}) as { capabilities?: { elicitation?: unknown } };
  return capabilities?.elicitation !== undefined;
}
