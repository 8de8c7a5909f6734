import { z } from 'zod';
import { answerToWire } from '../../answer/wire.ts';
import type { AnswerWire } from '../../core/wire.ts';
import { lazy } from '../../std/lazy.ts';
import { defineTool, type PersonQuestion, type ToolContext } from '../tool.ts';
import { answerOutput } from './answer-output.ts';
import * as shared from './inputs.ts';

const room = lazy(async () => ({ ...(await import('../../answer/ask/ladder.ts')), ...(await import('../../answer/ask/choices.ts')) }));

const input = z.object({
  question: shared.question.describe('As the user put it'),
  database: shared.database,
  history: shared.history,
  execute: z.boolean().optional().describe('false: SQL only'),
  limit: shared.limit,
  max_age: shared.maxAge,
  cursor: shared.cursor,
});

export const nl2sqlTool = defineTool<typeof input, AnswerWire>({
  name: 'nl2sql',
  title: 'Ask a database in plain words',
  description: 'Answer a question over the data with proven read-only SQL and rows. If it returns needs_sql, write the SQL from its context and call run_sql.',
  input,
  output: answerOutput,
  readOnly: true,
  call: answerOrAsk,
});

/** Several readings are put to the person where the host can; where it can't, or they decline, the host gets them. */
async function answerOrAsk({ max_age: maxAge, ...asked }: z.infer<typeof input>, { services, principal, signal, progress, person }: ToolContext): Promise<AnswerWire | PersonQuestion> {
  const { ask, choiceTexts, chosen, stateOf } = await room();
  const request = { ...asked, maxAge, progress, principal, signal };
  if (person.answered) return answerToWire(await chosen(person.answered, request, services));
  const answer = await ask(request, services);
  if (answer.status !== 'choices' || !person.canBeAsked || !services.experiment.features.elicitation) return answerToWire(answer);
  return { askPerson: `${answer.reason}. Which one is meant?`, choices: choiceTexts(answer), state: stateOf(answer, request, services) };
}
