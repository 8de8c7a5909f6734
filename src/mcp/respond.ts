import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { failureToWire } from '../answer/wire.ts';
import type { Failure } from '../core/errors.ts';
import type { ToolWire } from '../core/wire.ts';

/** Structured content holds everything; hosts that show only text get the same JSON inside a fence that no cell can forge. */
export function respond(reply: ToolWire): CallToolResult {
  if (!('spans' in reply) || reply.spans === undefined) return content(reply);
  // For whoever draws the answer, not for the model, which has read the question.
  const { spans, ...shown } = reply;
  return { ...content(shown), _meta: { 'nl2sql/spans': spans } };
}

function content(reply: ToolWire): CallToolResult {
  const fence = `data-${randomUUID()}`;
  const notice = 'notice' in reply && reply.notice !== undefined ? `${reply.notice}\n` : '';
  return { structuredContent: { ...reply }, content: [{ type: 'text', text: `${notice}<${fence}>\n${JSON.stringify(reply)}\n</${fence}>` }] };
}

/** A failure that the caller can mend: code, message, hints. */
export function respondFailure(failure: Failure): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify(failureToWire(failure)) }] };
}
