import { z } from 'zod';
import { answerToWire } from '../../answer/wire.ts';
import type { AnswerWire } from '../../core/wire.ts';
import { lazy } from '../../std/lazy.ts';
import { defineTool } from '../tool.ts';
import { answerOutput } from './answer-output.ts';
import { cursor, database, history, limit, maxAge, question, sql } from './inputs.ts';

const room = lazy(() => import('../../answer/ask/run-sql.ts'));

const input = z.object({ sql: sql.describe("One SELECT in the database's dialect"), question: question.optional(), history, database, limit, max_age: maxAge, cursor });

export const runSqlTool = defineTool<typeof input, AnswerWire>({
  name: 'run_sql',
  title: 'Run read-only SQL',
  description: 'Prove that one SQL statement only reads, then run it. Give the question that it answers, so that it is remembered.',
  input,
  output: answerOutput,
  readOnly: true,
  call: async ({ max_age, ...input }, { services, principal, signal }) => answerToWire(await (await room()).runSql({ ...input, ...(max_age === undefined ? {} : { maxAge: max_age }), principal, signal }, services)),
});
