import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NodeStreamableHTTPServerTransport, toNodeHandler } from '@modelcontextprotocol/node';
import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server';
import type { ServicesFor } from '../../answer/services.ts';
import { anonymousCaller, type Caller } from '../../core/caller.ts';
import { authInfo, callerOf } from '../caller-in.ts';
import type { InFlight } from '../../std/in-flight.ts';
import { createServer } from '../server.ts';
import { idsIn, keyOf, RunningRequests } from './running-requests.ts';
import { Sessions } from './sessions.ts';

export interface HttpCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
  readonly body: unknown;
}

export interface HttpEndpoint {
  readonly handle: (call: HttpCall) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface EndpointOptions {
  readonly services: ServicesFor;
  readonly version: string;
  readonly namesTools?: (() => boolean) | undefined;
  /** The calls that run, for who waits until they have ended. */
  readonly calls: InFlight;
}

/**
 * Streamable HTTP at one path. Stateless for both protocol eras, so that any replica can answer; only a 2025-era host that can
 * be asked back (elicitation) is given a session, because its era asks over a stream that must stay with one process.
 */
export function streamableHttp(options: EndpointOptions): HttpEndpoint {
  // Each request has a server of its own: what was listed for a caller before is known here alone.
  const listed = new Map<string, string>();
  const named = (principal: string, now: string) => {
    const before = listed.get(principal);
    listed.delete(principal);
    listed.set(principal, now);
    const [oldest = principal] = listed.keys();
    if (listed.size > callersKnownMax) listed.delete(oldest);
    if (before !== undefined && before !== now) stateless.notify.toolsChanged();
  };
  const stateless = createMcpHandler(({ authInfo: auth }) => createServer({ ...options, named, caller: (auth && callerOf(auth)) ?? anonymousCaller, ...cancelledOf(auth) }));
  const statelessHandler = toNodeHandler(stateless);
  const sessions = new Sessions<NodeStreamableHTTPServerTransport>();
  const running = new RunningRequests();

  async function handle({ request, response, caller, body }: HttpCall): Promise<void> {
    const authenticated = Object.assign(request, { auth: authInfo(caller) });
    const id = request.headers['mcp-session-id'];
    if (typeof id === 'string') return inSession(id, authenticated, response, caller, body);
    if (canBeAsked(body)) return openSession(authenticated, response, caller, body);
    const { principal } = caller;
    const { id: requestId, cancels } = idsIn(body);
    const cancelled = keyOf(cancels, principal, request);
    if (cancelled !== undefined) running.cancel(cancelled);
    await running.run(keyOf(requestId, principal, request), (signal) => statelessHandler(Object.assign(request, { auth: authInfo(caller, signal) }), response, body));
  }

  async function inSession(id: string, request: IncomingMessage & { auth: AuthInfo }, response: ServerResponse, caller: Caller, body: unknown): Promise<void> {
    const transport = sessions.find(id, caller.principal);
    if (transport) return transport.handleRequest(request, response, body);
    response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32_001, message: 'Session not found' } }));
  }

  async function openSession(request: IncomingMessage & { auth: AuthInfo }, response: ServerResponse, caller: Caller, body: unknown): Promise<void> {
    const transport: NodeStreamableHTTPServerTransport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => sessions.add(id, transport, caller.principal),
      onsessionclosed: (id) => sessions.remove(id),
    });
    await (await createServer({ ...options, caller, staysConnected: true })).connect(transport);
    await transport.handleRequest(request, response, body);
  }

  return {
    handle,
    close: async () => {
      await Promise.allSettled([sessions.close(), stateless.close()]);
    },
  };
}

const callersKnownMax = 1_000;

/** The SDK knows nothing of a cancellation that comes as a request of its own: what it hands on carries the signal. */
function cancelledOf(auth: AuthInfo | undefined): { readonly cancelled?: AbortSignal } {
  const cancelled = auth?.extra?.['cancelled'];
  return cancelled instanceof AbortSignal ? { cancelled } : {};
}

function canBeAsked(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('method' in body) || body.method !== 'initialize' || !('params' in body)) return false;
  const { capabilities } = (body.params ?? {}) as { capabilities?: { elicitation?: unknown } };
  return capabilities?.elicitation !== undefined;
}
