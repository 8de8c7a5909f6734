import { z } from 'zod';
import { answerToWire } from '../../answer/wire.ts';
import type { AnswerWire, SeveralWire } from '../../core/wire.ts';
import { extend } from '../../std/extend.ts';
import { lazy } from '../../std/lazy.ts';
import { assertNoExport, oneOf, several } from '../several.ts';
import { defineTool, type PersonQuestion, type ToolContext } from '../tool.ts';
import { answerOutput } from './answer-output.ts';
import * as shared from './inputs.ts';

const room = lazy(async () => ({ ...(await import('../../answer/ask/ladder.ts')), ...(await import('../../answer/ask/choices.ts')) }));

const input = z.object({
  question: shared.question.optional().describe('As the user put it'),
  questions: z.array(shared.question).min(1).max(shared.severalMax).optional().describe('Several in place of question'),
  database: shared.database,
  history: shared.history,
  known_schema: shared.knownSchema.describe('From a reply: what you have seen is not sent again'),
  execute: z.boolean().optional().describe('false: SQL only'),
  limit: shared.limit,
  max_age: shared.maxAge,
  cursor: shared.cursor,
  export: shared.exportAs,
});

export const nl2sqlTool = defineTool<typeof input, AnswerWire | SeveralWire>({
  name: 'nl2sql',
  title: 'Ask a database in plain words',
  description: 'Answer a question over the data with proven read-only SQL and rows. If it returns needs_sql, write the SQL from its context and call run_sql.',
  input,
  output: answerOutput,
  needs: 'read',
  readOnly: true,
  call: async ({ question, questions, ...rest }, context) => {
    const wanted = oneOf(question, questions, 'question or questions');
    return 'one' in wanted ? answerOrAsk(extend(rest, { question: wanted.one }), context) : answerAll(wanted.many, rest, context);
  },
});

type Rest = Omit<z.infer<typeof input>, 'question' | 'questions'>;

function requestOf({ max_age: maxAge, known_schema: knownSchema, export: format, ...asked }: Rest & { readonly question: string }, { services, principal, signal, progress }: ToolContext) {
  return extend(asked, { maxAge, knownSchema, exportTo: format && services.exports.target(format), progress, principal, signal });
}

/** Several readings are put to the person where the host can; where it can't, or they decline, the host gets them. */
async function answerOrAsk(asked: Rest & { readonly question: string }, context: ToolContext): Promise<AnswerWire | PersonQuestion> {
  const { services, person } = context;
  const { ask, choiceTexts, chosen, stateOf } = await room();
  const request = requestOf(asked, context);
  if (person.answered) return answerToWire(await chosen(person.answered, request, services));
  const answer = await ask(request, services);
  if (answer.status !== 'choices' || !person.canBeAsked || !services.experiment.features.elicitation) return answerToWire(answer);
  return { askPerson: `${answer.reason}. Which one is meant?`, choices: choiceTexts(answer), state: stateOf(answer, request, services) };
}

/** What the answer to one has shown of the schema, those after it need not show again. */
async function answerAll(questions: readonly string[], rest: Rest, context: ToolContext): Promise<SeveralWire> {
  assertNoExport(rest.export);
  const { ask } = await room();
  let { known_schema: known } = rest;
  const parts = questions.map((question) => ({
    input: { database: rest.database, question },
    run: async (services: ToolContext['services'], bytesMax: number) => {
      const answer = answerToWire(await ask({ ...requestOf({ ...rest, known_schema: known, question }, context), bytesMax }, services));
      if (answer.status === 'needs_sql') known = answer.known_schema ?? known;
      return answer;
    },
  }));
  return several('nl2sql', parts, context);
}
