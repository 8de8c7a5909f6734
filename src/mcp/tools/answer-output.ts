import type { ShownAnswerWire, ShownSeveralWire } from '../../core/wire.ts';
import type { ObjectSchemaOf } from '../json-schema.ts';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;

/** The main fields of what `nl2sql` and `run_sql` return, by status: rows (ok, check), context (needs_sql), readings (choices), reason (refused); `results` where several were asked. */
export const answerOutput = {
  type: 'object',
  properties: {
    status: { enum: ['ok', 'check', 'needs_sql', 'choices', 'refused'] },
    reading: text,
    sql: text,
    columns: texts,
    rows: { type: 'array', items: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] } } },
    context: text,
    known_schema: text,
    results: { type: 'array', items: { type: 'object', properties: {} } },
  },
} as const satisfies ObjectSchemaOf<ShownAnswerWire | ShownSeveralWire>;
