import type { Answer, Proposal } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import { nextPage } from '../run/next-page.ts';
import { serve, type ServingServices } from '../run/serve.ts';
import { Steps } from '../run/steps.ts';
import { inTime } from '../target/in-time.ts';
import { type Target, targetOf, type Targets } from '../target/target.ts';
import { extend } from '../../std/extend.ts';
import { keep, type KeepingServices, type RecollectionServices, recollectToKeep } from './recollection.ts';
import { callOf, questionOf, type RunSqlRequest } from './requests.ts';
import { withTables } from './unknown-names.ts';

export interface RunSqlServices extends Targets, ServingServices, RecollectionServices, KeepingServices {}

/** SQL that the host wrote: proven and run like any other; with its question it is remembered for the principal. */
export async function runSql(request: RunSqlRequest, services: RunSqlServices): Promise<Answer> {
  const target = targetOf(services, request.database);
  return inTime(request, target, (timed) => run(timed, target, services));
}

async function run(request: RunSqlRequest, target: Target, services: RunSqlServices): Promise<Answer> {
  const call = callOf(request, target);
  const steps = new Steps(services.clock, services.telemetry);
  if (request.cursor !== undefined) return nextPage({ ...request, cursor: request.cursor }, target, services, call, steps);
  const sql = request.sql.trim().replace(/;\s*$/, '');
  if (sql === '') throw new Failure('BAD_ARGUMENT', 'the SQL is empty', { hints: ['sql: one SELECT statement'] });
  const proposal: Proposal = { sql, rung: 'host', confidence: 0.5, verified: false, reading: request.reading ?? '', assumptions: [] };
  const answer = await serve(extend(request, { proposal, target }), services, call, steps).catch(async (error: unknown) => {
    throw await withTables(error, { ...request, sql }, target, services);
  });
  if (answer.status === 'ok' && request.question !== undefined) {
    const catalog = await target.knowledge.catalog(request.signal);
    const question = questionOf(request, request.question, target);
    await keep({ question, proposal, answer, isComplete: true }, await recollectToKeep(target, request.principal, catalog, services), services);
  }
  return answer;
}
