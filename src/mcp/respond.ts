import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { failureToWire } from '../answer/wire.ts';
import type { Failure } from '../core/errors.ts';
import type { ToolWire } from '../core/wire.ts';
import { shownOf } from './shown.ts';

/**
 * Structured content holds what the model needs to answer and to check; hosts that show only text get the same JSON inside a fence
 * that no cell can forge. Everything else of the reply is beside it in `_meta`, which no model reads.
 */
export function respond(reply: ToolWire, tool: string): CallToolResult {
  const { shown, details } = shownOf(reply, tool);
  return { structuredContent: { ...shown }, content: [fenced(shown), ...linkTo(reply)], ...(details ? { _meta: { 'nl2sql/details': details } } : {}) };
}

/** A result that was taken away, as hosts show files. */
function linkTo(reply: ToolWire): CallToolResult['content'] {
  if (!('export' in reply) || !reply.export) return [];
  const { uri, name, mime_type: mimeType, bytes: size, rows } = reply.export;
  return [{ type: 'resource_link', uri, name, mimeType, size, description: `${rows} rows` }];
}

function fenced(shown: object): CallToolResult['content'][number] {
  const fence = `data-${randomUUID()}`;
  const notice = 'notice' in shown && typeof shown.notice === 'string' ? `${shown.notice}\n` : '';
  return { type: 'text', text: `${notice}<${fence}>\n${JSON.stringify(shown)}\n</${fence}>` };
}

/** A failure that the caller can mend: code, message, hints. */
export function respondFailure(failure: Failure): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify(failureToWire(failure)) }] };
}
