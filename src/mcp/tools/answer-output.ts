import type { JsonObjectSchema } from '../tool.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const number = { type: 'number' };
const cell = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] };

/** What `nl2sql` and `run_sql` return, by status: rows (ok), context (needs_sql), readings (choices), reason (refused). */
export const answerOutput: JsonObjectSchema = {
  type: 'object',
  properties: {
    status: { enum: ['ok', 'needs_sql', 'choices', 'refused'] },
    sql: text,
    reading: text,
    confidence: number,
    rung: text,
    verified: { type: 'boolean' },
    warnings: texts,
    notice: text,
    columns: { type: 'array', items: { type: 'object', properties: { name: text, type: text } } },
    rows: { type: 'array', items: { type: 'array', items: cell } },
    truncated: { type: 'boolean' },
    next_cursor: text,
    reason: text,
    hints: texts,
    context: text,
    next_step: text,
  },
  required: ['status'],
};
