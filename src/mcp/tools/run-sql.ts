import { z } from 'zod';
import { answerToWire } from '../../answer/wire.ts';
import type { Services } from '../../answer/services.ts';
import { Failure } from '../../core/errors.ts';
import type { AnswerWire, SeveralWire } from '../../core/wire.ts';
import { extend } from '../../std/extend.ts';
import { lazy } from '../../std/lazy.ts';
import { assertNoExport, oneOf, type Part, several } from '../several.ts';
import { defineTool, type ToolContext } from '../tool.ts';
import { answerOutput } from './answer-output.ts';
import { cursor, database, exportAs, history, knownSchema, limit, maxAge, question, severalMax, sql } from './inputs.ts';

const room = lazy(() => import('../../answer/ask/run-sql.ts'));

const statements = z.array(z.object({ sql, question: question.optional(), limit })).min(1).max(severalMax);

const input = z.object({
  sql: sql.optional().describe("One SELECT in the database's dialect"),
  statements: statements.optional().describe('Several in place of sql'),
  question: question.optional(),
  history,
  database,
  known_schema: knownSchema,
  limit,
  max_age: maxAge,
  cursor,
  export: exportAs,
});

export const runSqlTool = defineTool<typeof input, AnswerWire | SeveralWire>({
  name: 'run_sql',
  title: 'Run read-only SQL',
  description: 'Prove that SQL only reads, then run it; several statements at once where you explore. Give the question it answers: it is remembered.',
  input,
  output: answerOutput,
  needs: 'read',
  readOnly: true,
  call: async ({ sql: given, statements: list, ...rest }, context) => {
    const wanted = oneOf(given, list, 'sql or statements');
    if ('one' in wanted) return run(extend(rest, { sql: wanted.one }), context, context.services);
    assertNoExport(rest.export);
    const { database: name, max_age } = rest;
    let { known_schema: known } = rest;
    /** What one has shown with its failure, those after it need not show again. */
    const noteShown = (error: unknown) => {
      known = error instanceof Failure ? (error.context?.knownSchema ?? known) : known;
      throw error;
    };
    const parts = wanted.many.map((statement): Part => {
      const asked = { database: name, max_age, ...statement };
      return { input: asked, run: (services, bytesMax) => run({ ...asked, known_schema: known }, context, services, bytesMax).catch(noteShown) };
    });
    return several('run_sql', parts, context);
  },
});

type RunInput = Omit<z.infer<typeof input>, 'sql' | 'statements'> & { readonly sql: string };

async function run({ max_age: max, export: format, known_schema: known, ...asked }: RunInput, { principal, signal }: ToolContext, services: Services, bytesMax?: number): Promise<AnswerWire> {
  const { runSql } = await room();
  const given = { exportTo: format && services.exports.target(format), principal, signal, ...(max === undefined ? {} : { maxAge: max }), ...(bytesMax === undefined ? {} : { bytesMax }), ...(known === undefined ? {} : { knownSchema: known }) };
  return answerToWire(await runSql(extend(asked, given), services));
}
