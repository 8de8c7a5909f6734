import { SSEServerTransport } from '@modelcontextprotocol/server-legacy/sse';
import { authInfo } from '../caller-in.ts';
import { createServer } from '../server.ts';
import type { EndpointOptions, HttpCall } from './http.ts';
import { Sessions } from './sessions.ts';

export interface SseEndpoints {
  /** GET: opens the stream. */
  readonly open: (call: HttpCall) => Promise<void>;
  /** POST: a message for a stream. */
  readonly post: (call: HttpCall & { readonly url: URL }) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The two-endpoint HTTP+SSE transport of 2024-11-05, for hosts that know no other. */
export function legacySse(messagePath: string, options: EndpointOptions): SseEndpoints {
  const sessions = new Sessions<SSEServerTransport>();
  return {
    open: async ({ response, caller }) => {
      const transport = new SSEServerTransport(messagePath, response);
      sessions.add(transport.sessionId, transport, caller.principal);
      response.on('close', () => sessions.remove(transport.sessionId));
      await (await createServer({ ...options, caller, staysConnected: true })).connect(transport);
    },
    post: async ({ request, response, caller, body, url }) => {
      const transport = sessions.find(url.searchParams.get('sessionId') ?? '', caller.principal);
      if (transport) return transport.handlePostMessage(Object.assign(request, { auth: authInfo(caller) }), response, body);
      response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'no stream has this sessionId' }));
    },
    close: () => sessions.close(),
  };
}
