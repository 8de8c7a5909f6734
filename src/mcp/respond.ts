import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { failureToWire, type Wire } from '../answer/wire.ts';
import type { Failure } from '../core/errors.ts';

/** Structured content holds everything; hosts that show only text get the same JSON inside a fence that no cell can forge. */
export function respond(wire: Wire): CallToolResult {
  if (wire['spans'] === undefined) return content(wire);
  // For whoever draws the answer, not for the model, which has read the question.
  const { spans, ...shown } = wire;
  return { ...content(shown), _meta: { 'nl2sql/spans': spans } };
}

function content(wire: Wire): CallToolResult {
  const fence = `data-${randomUUID()}`;
  const notice = typeof wire['notice'] === 'string' ? `${wire['notice']}\n` : '';
  return { structuredContent: wire, content: [{ type: 'text', text: `${notice}<${fence}>\n${JSON.stringify(wire)}\n</${fence}>` }] };
}

/** A failure that the caller can mend: code, message, hints. */
export function respondFailure(failure: Failure): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify(failureToWire(failure)) }] };
}
