import type { Answer, ModelWork, Proposal } from '../../core/answer.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal, type Refusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import { RefusedAsItRan } from '../../core/verified-sql.ts';
import { named, type Target } from '../target/target.ts';
import type { CursorCodec } from './cursor.ts';
import { execute, type ExecutionServices } from './execute.ts';
import { limitsOf, type Page } from './page.ts';
import { proofWithPlan } from './proof-with-plan.ts';
import type { Steps } from './steps.ts';
import { warningsOf } from './warnings.ts';

export interface ServeRequest extends Page {
  readonly proposal: Proposal;
  readonly target: Target;
  readonly principal: Principal;
  /** False returns the proven SQL without rows. */
  readonly execute?: boolean;
  readonly offset?: number;
  readonly notice?: string;
  readonly model?: ModelWork;
  /** What to tell besides what proof and rows tell. */
  readonly warnings?: readonly string[];
}

/** What a proposal is proven, run and paged with. */
export interface ServingServices extends ExecutionServices {
  readonly cursors: CursorCodec;
}

/** Prove, then execute. Every proposal goes through here, remembered ones and next pages included. */
export async function serve(request: ServeRequest, services: ServingServices, call: CallOptions, steps: Steps): Promise<Answer> {
  const { proposal, target } = request;
  const statement = await steps.run('prove', () => target.prover.prove(proposal.sql, call));
  if (isRefusal(statement)) return refused(statement, request, steps);
  const { notice, model, warnings: told = [] } = request;
  const { name: database, dialect: { name: dialect } } = target;
  if (request.execute === false) return { status: 'ok', database, dialect, proposal, proof: statement.proof, notice, model, executed: false, columns: [], rows: [], truncated: false, warnings: [...told, ...statement.proof.warnings], asOf: services.clock.now(), cache: 'none', timings: steps.timings() };
  const limits = limitsOf(request, target.policy);
  const page = { statement, target, principal: request.principal, limits, askedAt: steps.askedAt, maxAge: request.maxAge };
  const done = await steps.run('execute', () => execute(page, services, call)).catch(async (error: unknown) => {
    if (error instanceof RefusedAsItRan) return error.refusal;
    throw target.prover.withHints(error, proposal.sql, await target.knowledge.catalog());
  });
  if (isRefusal(done)) return refused(done, request, steps);
  const { columns, rows, truncated } = done.result;
  const proof = proofWithPlan(statement, done.result, target.policy);
  const nextCursor = truncated ? services.cursors.encode({ database, subject: proposal.sql, offset: limits.offset + rows.length }, request.principal) : undefined;
  // Written out: spreading objects of changing shapes would cost a remembered answer more than all its lookups.
  return {
    status: 'ok',
    database,
    dialect,
    proposal,
    proof,
    notice,
    model,
    executed: true,
    columns,
    rows,
    truncated,
    nextCursor,
    warnings: [...told, ...warningsOf(proof, statement.rowsMax, done.result, limits)],
    asOf: done.asOf,
    cache: done.cache,
    timings: steps.timings(),
  };
}

function refused({ reason, hints, position }: Refusal, { proposal, target }: ServeRequest, steps: Steps): Answer {
  return { status: 'refused', ...named(target), sql: proposal.sql, reason, hints, ...(position === undefined ? {} : { position }), timings: steps.timings() };
}
