import type { Need } from '../core/caller.ts';
import { tools } from './tools/all.ts';

interface Message {
  readonly method?: unknown;
  readonly params?: { readonly name?: unknown; readonly arguments?: { readonly database?: unknown } | null } | null;
}

/** What messages of the protocol do: the calls of tools what these need, and all else reads. Older hosts send several at once. */
export function needsOf(body: unknown): readonly Need[] {
  const messages = [body].flat().filter((message): message is Message => typeof message === 'object' && message !== null);
  // Where there is no message a stream is opened or a session ended.
  return messages.length === 0 ? [{ scope: 'read' }] : messages.map(({ method, params }) => (method === 'tools/call' ? needOf(params) : { scope: 'read' }));
}

function needOf(params: Message['params']): Need {
  const tool = tools.find(({ name }) => name === params?.name);
  const database = params?.arguments?.database;
  return { scope: tool?.needs ?? 'read', database: typeof database === 'string' ? database : undefined, wholeServer: tool?.wholeServer };
}
