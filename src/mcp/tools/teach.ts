import { z } from 'zod';
import { meaningCharsMax, termCharsMax } from '../../core/input-limits.ts';
import type { TeachWire } from '../../core/wire.ts';
import { lazy } from '../../std/lazy.ts';
import { defineTool } from '../tool.ts';
import { database, history, question, sql } from './inputs.ts';

const room = lazy(() => import('../../answer/teach/teach.ts'));

const input = z.object({
  question: question.optional(),
  sql: sql.optional(),
  verdict: z.enum(['accept', 'correct', 'forget']).optional(),
  history,
  term: z.string().max(termCharsMax).optional(),
  meaning: z.string().max(meaningCharsMax).optional(),
  database,
});

export const teachTool = defineTool<typeof input, TeachWire>({
  name: 'teach',
  title: 'Teach',
  description: 'Accept, correct or forget the SQL of a question, or explain a term, for everyone. Only when the user confirmed it.',
  input,
  output: { type: 'object', properties: { done: { type: 'string' }, sql: { type: 'string' } }, required: ['done'] },
  readOnly: false,
  call: async (input, { services, principal, signal }) => (await room()).teach({ ...input, principal, signal }, services),
});
