import { z } from 'zod';
import { tablesMax } from '../../core/input-limits.ts';
import type { SchemaWire } from '../../core/wire.ts';
import { lazy } from '../../std/lazy.ts';
import { defineTool } from '../tool.ts';
import { cursor, database, name, question } from './inputs.ts';

const room = lazy(() => import('../../answer/report/schema.ts'));

const input = z.object({
  database,
  search: name.optional().describe('Part of a name or comment'),
  question: question.optional().describe('Ranks tables for it'),
  value: name.optional().describe('A text: which columns hold it'),
  tables: z.array(name).max(tablesMax).optional(),
  detail: z.enum(['names', 'columns', 'full']).optional(),
  cursor,
});

export const getSchemaTool = defineTool<typeof input, SchemaWire>({
  name: 'get_schema',
  title: 'Look at the schema',
  description: 'Tables and columns as compact text: all names, some tables, a search, what matters for a question, or where a value is.',
  input,
  output: { type: 'object', properties: { schema: { type: 'string' }, tables_total: { type: 'number' }, next_cursor: { type: 'string' } }, required: ['schema'] },
  needs: 'read',
  readOnly: true,
  call: async (input, { services, principal, signal }) => (await room()).getSchema({ ...input, principal, signal }, services),
});
