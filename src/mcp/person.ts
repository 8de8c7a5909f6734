import { acceptedContent, CLIENT_CAPABILITIES_META_KEY, type InputRequiredResult, inputRequired, type McpServer, type ServerContext } from '@modelcontextprotocol/server';
import type { ToolWire } from '../core/wire.ts';
import type { Person, PersonQuestion } from './tool.ts';

const key = 'choice';

/**
 * The person as this call can reach them. In the 2026 era each request says whether they can be asked and carries their answers;
 * in the 2025 era the handshake said so, and the SDK asks over the session and calls the tool again in the same form.
 */
export function personOf(context: ServerContext, server: McpServer): Person {
  const { envelope, inputResponses } = context.mcpReq;
  // The envelope is passed on as it came.
  const carried = envelope as Readonly<Record<string, { readonly elicitation?: unknown } | undefined>> | undefined;
  const capabilities = carried ? carried[CLIENT_CAPABILITIES_META_KEY] : server.server.getClientCapabilities();
  const state = context.mcpReq.requestState<string>();
  const canBeAsked = capabilities?.elicitation !== undefined;
  if (!inputResponses || typeof state !== 'string') return { canBeAsked };
  const choice = acceptedContent(inputResponses, key)?.[key];
  return { canBeAsked, answered: { state, choice: typeof choice === 'string' ? choice : undefined } };
}

export function isPersonQuestion(reply: ToolWire | PersonQuestion): reply is PersonQuestion {
  return 'askPerson' in reply;
}

export function askPerson({ askPerson: message, choices, state }: PersonQuestion): InputRequiredResult {
  const schema = { type: 'object' as const, properties: { [key]: { type: 'string' as const, title: 'Meaning', enum: [...choices] } }, required: [key] };
  return inputRequired({ inputRequests: { [key]: inputRequired.elicit({ mode: 'form', message, requestedSchema: schema }) }, requestState: state });
}
