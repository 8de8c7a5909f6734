import { z } from 'zod';
import { meaningCharsMax, termCharsMax } from '../../core/input-limits.ts';
import type { TeachWire } from '../../core/wire.ts';
import { lazy } from '../../std/lazy.ts';
import { defineTool } from '../tool.ts';
import { database, history, question, sql } from './inputs.ts';

const room = lazy(() => import('../../answer/teach/teach.ts'));

const many = lazy(() => import('../../answer/teach/teach-many.ts'));
const named = lazy(() => import('../../answer/teach/teach-tool.ts'));
const entriesMax = 1_000;

const input = z.object({
  question: question.optional(),
  sql: sql.optional(),
  verdict: z.enum(['accept', 'correct', 'forget']).optional(),
  history,
  term: z.string().max(termCharsMax).optional(),
  meaning: z.string().max(meaningCharsMax).optional(),
  tool: z.string().max(termCharsMax).optional().describe('Its name, as a tool'),
  entries: z.record(z.string().max(termCharsMax), z.array(z.unknown()).max(entriesMax)).optional().describe('As learn_database asks'),
  database,
});

export const teachTool = defineTool<typeof input, TeachWire>({
  name: 'teach',
  title: 'Teach',
  description: 'Accept, correct or forget the SQL of a question, make it a tool, explain a term or tables, for everyone. Only when the user confirmed it.',
  input,
  output: { type: 'object', properties: { done: { type: 'string' }, sql: { type: 'string' } }, required: ['done'] },
  needs: 'teach',
  readOnly: false,
  call: async ({ entries, tool, ...input }, { services, principal, signal }) => {
    if (entries) return (await many()).teachMany({ entries, verdict: input.verdict, database: input.database, principal, signal }, services);
    const request = { ...input, principal, signal };
    return tool === undefined ? (await room()).teach(request, services) : (await named()).teachTool({ ...request, tool }, services);
  },
});
