import type { Answer, ModelWork, Proposal } from '../../core/answer.ts';
import type { ExportTarget } from '../../core/exports.ts';
import type { CallOptions } from '../../core/ports.ts';
import { isRefusal, type Refusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import { RefusedAsItRan, type VerifiedSql } from '../../core/verified-sql.ts';
import { named, type Target } from '../target/target.ts';
import { extend } from '../../std/extend.ts';
import type { CursorCodec } from './cursor.ts';
import { emptiedBy, saysNothing } from './emptied-by.ts';
import { execute, type ExecutionServices } from './execute.ts';
import { assertWhole, takeAway } from './export.ts';
import { limitsOf, type Page } from './page.ts';
import { proofAsRun } from './proof-as-run.ts';
import type { Steps } from './steps.ts';
import { warningsOf } from './warnings.ts';

export interface ServeRequest extends Page {
  readonly proposal: Proposal;
  readonly target: Target;
  readonly principal: Principal;
  /** False returns the proven SQL without rows. */
  readonly execute?: boolean;
  readonly offset?: number;
  /** Where the whole result goes, in place of rows in the answer. */
  readonly exportTo?: ExportTarget;
  readonly notice?: string;
  /** Whether the answer is to be compared with the question before it is taken. */
  readonly check?: boolean;
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
  const isRunNext = request.execute !== false && !request.exportTo;
  const statement = await steps.run('prove', () => target.prover.prove(proposal.sql, extend(call, { isRunNext })));
  if (isRefusal(statement)) return refused(statement, request, steps);
  const { notice, check, model, warnings: told = [] } = request;
  const { name: database, dialect: { name: dialect } } = target;
  if (request.execute === false) return { status: 'ok', check, database, dialect, proposal, proof: statement.proof, notice, model, executed: false, columns: [], rows: [], truncated: false, warnings: [...told, ...statement.proof.warnings], asOf: services.clock.now(), cache: 'none', timings: steps.timings() };
  if (request.exportTo) return exported(statement, { ...request, exportTo: request.exportTo }, services, call, steps);
  const limits = limitsOf(request, target.policy);
  const page = { statement, target, principal: request.principal, limits, askedAt: steps.askedAt, maxAge: request.maxAge };
  const done = await steps.run('execute', () => execute(page, services, call)).catch((error: unknown) => unlessRefused(error, request));
  if (isRefusal(done)) return refused(done, request, steps);
  const { columns, rows, truncated } = done.result;
  const proof = proofAsRun(statement, done.result, target.policy);
  const nextCursor = truncated ? services.cursors.encode({ database, subject: proposal.sql, offset: limits.offset + rows.length }, request.principal) : undefined;
  const isEmpty = limits.offset === 0 && saysNothing(proposal.sql, rows);
  const empty = isEmpty ? await steps.run('emptied', () => emptiedBy({ sql: proposal.sql, target, principal: request.principal }, services, call)) : undefined;
  // Written out: spreading objects of changing shapes would cost a remembered answer more than all its lookups.
  return {
    status: 'ok',
    check,
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
    warnings: [...told, ...warningsOf(proof, statement.rowsMax, done.result, limits), ...(empty === undefined ? [] : [empty])],
    asOf: done.asOf,
    cache: done.cache,
    timings: steps.timings(),
  };
}

/** The answer holds no rows: they are where its reader asked to have them. */
async function exported(statement: VerifiedSql, request: ServeRequest & { readonly exportTo: ExportTarget }, services: ServingServices, call: CallOptions, steps: Steps): Promise<Answer> {
  const { proposal, target, notice, check, model, warnings: told = [] } = request;
  assertWhole(request);
  const asOf = services.clock.now();
  const done = await steps.run('export', () => takeAway(statement, request.exportTo, target, call)).catch((error: unknown) => unlessRefused(error, request));
  if (isRefusal(done)) return refused(done, request, steps);
  const { columns, exported, truncated, warnings } = done;
  services.telemetry.count(`exported_rows.${target.name}`, exported.rows);
  services.telemetry.count(`exported_bytes.${target.name}`, exported.bytes);
  const said = [...told, ...statement.proof.warnings, ...warnings];
  return {
    status: 'ok', check, ...named(target), proposal, proof: statement.proof, notice, model, executed: false, exported, columns, rows: [], truncated,
    warnings: said, asOf, cache: 'none', timings: steps.timings(),
  };
}

async function unlessRefused(error: unknown, { proposal, target }: ServeRequest): Promise<Refusal> {
  if (error instanceof RefusedAsItRan) return error.refusal;
  throw target.prover.withHints(error, proposal.sql, await target.knowledge.catalog());
}

function refused({ reason, hints, position }: Refusal, { proposal, target }: ServeRequest, steps: Steps): Answer {
  return { status: 'refused', ...named(target), sql: proposal.sql, reason, hints, ...(position === undefined ? {} : { position }), timings: steps.timings() };
}
