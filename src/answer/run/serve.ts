import type { Answer, ModelWork, Proposal } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import type { ResultLimits } from '../../core/result.ts';
import { execute } from './execute.ts';
import { withHints } from '../verify/with-hints.ts';
import { prove } from '../verify/prove.ts';
import { named, type Services, type Target } from '../services.ts';
import type { Steps } from './steps.ts';
import { warningsOf } from './warnings.ts';

export interface Page {
  readonly limit?: number;
  /** Seconds. */
  readonly maxAge?: number;
  readonly cursor?: string;
}

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

/** Prove, then execute. Every proposal goes through here, remembered ones and next pages included. */
export async function serve(request: ServeRequest, services: Services, call: CallOptions, steps: Steps): Promise<Answer> {
  const { proposal, target } = request;
  const proof = await steps.run('prove', () => prove(proposal.sql, target, services, call));
  if (isRefusal(proof)) {
    const { reason, hints, position } = proof;
    return { status: 'refused', ...named(target), sql: proposal.sql, reason, hints, ...(position === undefined ? {} : { position }), timings: steps.timings() };
  }
  const { notice, model, warnings: told = [] } = request;
  const { name: database, dialect: { name: dialect } } = target;
  if (request.execute === false) return { status: 'ok', database, dialect, proposal, proof, notice, model, executed: false, columns: [], rows: [], truncated: false, warnings: [...told, ...proof.warnings], asOf: services.clock.now(), cache: 'none', timings: steps.timings() };
  const limits = limitsOf(request, target);
  const page = { sql: proposal.sql, tables: proof.tables, target, principal: request.principal, limits, askedAt: steps.askedAt, maxAge: request.maxAge };
  const done = await steps.run('execute', () => execute(page, services, call)).catch(async (error: unknown) => {
    throw withHints(error, proposal.sql, await target.knowledge.catalog(), target);
  });
  const { columns, rows, truncated } = done.result;
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
    warnings: [...told, ...warningsOf(proof, done.result, limits)],
    asOf: done.asOf,
    cache: done.cache,
    timings: steps.timings(),
  };
}

export function nextPage(request: Page & { readonly cursor: string; readonly principal: Principal }, target: Target, services: Services, call: CallOptions, steps: Steps): Promise<Answer> {
  const state = services.cursors.decode(request.cursor, request.principal);
  if (state.database !== target.name) throw new Failure('BAD_CURSOR', `the cursor belongs to the database "${state.database}"`, { hints: [`database: ${state.database}`] });
  const proposal: Proposal = { sql: state.subject, rung: 'remembered', confidence: 1, verified: false, reading: '', assumptions: [] };
  return serve({ ...request, proposal, target, offset: state.offset }, services, call, steps);
}

export function limitsOf(request: Page & { readonly offset?: number }, target: Target): ResultLimits {
  const { policy } = target;
  const wanted = request.limit ?? policy.rowsDefault;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > policy.rowsMax) throw new Failure('BAD_ARGUMENT', `limit is ${wanted}`, { hints: [`limit: a whole number from 1 to ${policy.rowsMax}`] });
  return { rowsMax: wanted, offset: request.offset ?? 0, cellBytesMax: policy.cellBytesMax, bytesMax: policy.resultBytesMax };
}
