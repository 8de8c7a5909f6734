import { z } from 'zod';
import { ask } from '../../answer/ladder.ts';
import { answerToWire } from '../../answer/wire.ts';
import { defineTool } from '../tool.ts';
import { answerOutput } from './answer-output.ts';
import { database, history, limit, maxAge, cursor } from './inputs.ts';

export const nl2sqlTool = defineTool({
  name: 'nl2sql',
  title: 'Ask a database in plain words',
  description: 'Answer a question over the data with proven read-only SQL and rows. If it returns needs_sql, write the SQL from its context and call run_sql.',
  input: z.object({ question: z.string().describe('As the user put it'), database, history, execute: z.boolean().optional().describe('false: SQL only'), limit, max_age: maxAge, cursor }),
  output: answerOutput,
  readOnly: true,
  call: async ({ max_age, ...input }, { services, principal, signal }) => answerToWire(await ask({ ...input, ...(max_age === undefined ? {} : { maxAge: max_age }), principal, signal }, services)),
});
