import type { AnswerWire } from '../../core/wire.ts';
import type { ObjectSchemaOf } from '../json-schema.ts';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const number = { type: 'number' } as const;
const cell = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] } as const;

/** What `nl2sql` and `run_sql` return, by status: rows (ok), context (needs_sql), readings (choices), reason (refused). */
export const answerOutput = {
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
} as const satisfies ObjectSchemaOf<AnswerWire>;
