import type { Answer, Draft, Proposal } from '../core/answer.ts';
import { Failure } from '../core/errors.ts';
import type { CallOptions } from '../core/ports.ts';
import { isRefusal } from '../core/proof.ts';
import { type Principal, type Question, questionCharsMax } from '../core/question.ts';
import { execute } from './execute.ts';
import { handOff } from './hand-off.ts';
import { hintsFor } from './hints.ts';
import { nearestNames } from './nearest-names.ts';
import { prove } from './prove.ts';
import { keep, recollect, recollectToKeep } from './recollection.ts';
import { type Services, type Target, targetOf } from './services.ts';
import { looksLikeSql } from './sql-question.ts';
import { Steps } from './steps.ts';
import { warningsOf } from './warnings.ts';

export interface Page {
  readonly limit?: number;
  /** Seconds. */
  readonly maxAge?: number;
  readonly cursor?: string;
}

export interface AskRequest extends Page {
  readonly question: string;
  readonly database?: string;
  readonly history?: readonly string[];
  /** False returns the proven SQL without rows. */
  readonly execute?: boolean;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

export interface RunSqlRequest extends Page {
  readonly sql: string;
  /** With its question the SQL is remembered. */
  readonly question?: string;
  readonly history?: readonly string[];
  readonly database?: string;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

/** A question climbs the ladder: each rung may propose, what is proposed is proven and run; where no rung is sure, it is handed to the host. */
export async function ask(request: AskRequest, services: Services): Promise<Answer> {
  const target = targetOf(services, request.database);
  const question = questionOf(request, request.question, target);
  const call = callOf(request, target);
  const steps = new Steps(services.clock, services.telemetry);
  if (request.cursor !== undefined) return nextPage({ ...request, cursor: request.cursor }, target, services, call, steps);
  const knowledge = await steps.run('catalog', () => target.knowledge.get(request.signal));
  const recollection = await recollect(target, request.principal, knowledge, services);
  const { remembered } = recollection.memory;
  const drafts: Draft[] = [];
  const reasons: string[] = [];
  for (const source of services.sources) {
    const proposed = await steps.run(source.rung, () => source.propose({ question, target, knowledge, recollection, signal: request.signal }));
    if (proposed.kind === 'choices') return { status: 'choices', ...named(target), reason: proposed.reason, readings: proposed.readings, timings: steps.timings() };
    if (proposed.kind === 'none') {
      drafts.push(...(proposed.drafts ?? []));
      if (proposed.reason) reasons.push(proposed.reason);
      continue;
    }
    if (remembered.isRejected(question, recollection.scope, proposed.proposal.sql)) {
      reasons.push('its answer was corrected before');
      continue;
    }
    services.telemetry.count(`rung.${source.rung}`);
    const answer = await serve({ ...request, proposal: proposed.proposal, target, ...(proposed.notice ? { notice: proposed.notice } : {}) }, services, call, steps);
    if (answer.status === 'ok') await keep({ question, proposal: proposed.proposal, answer, isComplete: knowledge.valuesComplete }, recollection, services);
    return answer;
  }
  if (await steps.run('inspect', () => looksLikeSql(question.text, target, services, call))) {
    throw new Failure('BAD_ARGUMENT', 'this is SQL, not a question', { hints: ['Call run_sql with it.'] });
  }
  services.telemetry.count('rung.none');
  const hints = await hintsFor(question, recollection, services, request.signal);
  return handOff({ question, target, knowledge, drafts, hints, reason: reasons.at(-1) ?? 'no rung could answer', timings: steps.timings() });
}

/** SQL that the host wrote: proven and run like any other; with its question it is remembered for the principal. */
export async function runSql(request: RunSqlRequest, services: Services): Promise<Answer> {
  const target = targetOf(services, request.database);
  const call = callOf(request, target);
  const steps = new Steps(services.clock, services.telemetry);
  if (request.cursor !== undefined) return nextPage({ ...request, cursor: request.cursor }, target, services, call, steps);
  const sql = request.sql.trim().replace(/;\s*$/, '');
  if (sql === '') throw new Failure('BAD_ARGUMENT', 'the SQL is empty', { hints: ['sql: one SELECT statement'] });
  const proposal: Proposal = { sql, rung: 'host', confidence: 0.5, verified: false, reading: '', assumptions: [] };
  const answer = await serve({ ...request, proposal, target }, services, call, steps);
  if (answer.status === 'ok' && request.question !== undefined) {
    const catalog = await target.knowledge.catalog(request.signal);
    const question = questionOf(request, request.question, target);
    await keep({ question, proposal, answer, isComplete: true }, await recollectToKeep(target, request.principal, catalog, services), services);
  }
  return answer;
}

interface ServeRequest extends Page {
  readonly proposal: Proposal;
  readonly target: Target;
  readonly principal: Principal;
  readonly execute?: boolean;
  readonly offset?: number;
  readonly notice?: string;
}

/** Prove, then execute. Every proposal goes through here, remembered ones and next pages included. */
async function serve(request: ServeRequest, services: Services, call: CallOptions, steps: Steps): Promise<Answer> {
  const { proposal, target } = request;
  const proof = await steps.run('prove', () => prove(proposal.sql, target, services, call));
  if (isRefusal(proof)) {
    const { reason, hints, position } = proof;
    return { status: 'refused', ...named(target), sql: proposal.sql, reason, hints, ...(position === undefined ? {} : { position }), timings: steps.timings() };
  }
  const base = { status: 'ok' as const, ...named(target), proposal, proof, ...(request.notice ? { notice: request.notice } : {}) };
  if (request.execute === false) return { ...base, executed: false, columns: [], rows: [], truncated: false, warnings: proof.warnings, asOf: services.clock.now(), cache: 'none', timings: steps.timings() };
  const limits = limitsOf(request, target);
  const page = { sql: proposal.sql, tables: proof.tables, target, principal: request.principal, limits, askedAt: steps.askedAt, ...(request.maxAge === undefined ? {} : { maxAge: request.maxAge }) };
  const done = await steps.run('execute', () => execute(page, services, call)).catch(async (error: unknown) => {
    throw nearestNames(error, proposal.sql, await target.knowledge.catalog(), target);
  });
  const { columns, rows, truncated } = done.result;
  return {
    ...base,
    executed: true,
    columns,
    rows,
    truncated,
    ...(truncated ? { nextCursor: services.cursors.encode({ database: target.name, subject: proposal.sql, offset: limits.offset + rows.length }, request.principal) } : {}),
    warnings: warningsOf(proof, done.result, limits),
    asOf: done.asOf,
    cache: done.cache,
    timings: steps.timings(),
  };
}

function nextPage(request: Page & { readonly cursor: string; readonly principal: Principal }, target: Target, services: Services, call: CallOptions, steps: Steps): Promise<Answer> {
  const state = services.cursors.decode(request.cursor, request.principal);
  if (state.database !== target.name) throw new Failure('BAD_CURSOR', `the cursor belongs to the database "${state.database}"`, { hints: [`database: ${state.database}`] });
  const proposal: Proposal = { sql: state.subject, rung: 'remembered', confidence: 1, verified: false, reading: '', assumptions: [] };
  return serve({ ...request, proposal, target, offset: state.offset }, services, call, steps);
}

function limitsOf(request: Page & { readonly offset?: number }, target: Target) {
  const { policy } = target;
  const wanted = request.limit ?? policy.rowsDefault;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > policy.rowsMax) throw new Failure('BAD_ARGUMENT', `limit is ${wanted}`, { hints: [`limit: a whole number from 1 to ${policy.rowsMax}`] });
  return { rowsMax: wanted, offset: request.offset ?? 0, cellBytesMax: policy.cellBytesMax, bytesMax: policy.resultBytesMax };
}

function questionOf(request: { readonly history?: readonly string[]; readonly principal: Principal }, text: string, target: Target): Question {
  if (text.trim() === '') throw new Failure('BAD_ARGUMENT', 'the question is empty', { hints: ['question: a sentence such as "How many orders came from Germany in 2024?"'] });
  const chars = text.length + (request.history ?? []).reduce((sum, earlier) => sum + earlier.length, 0);
  if (chars > questionCharsMax) throw new Failure('BAD_ARGUMENT', `the question and its history have ${chars} characters`, { hints: [`At most ${questionCharsMax} characters are read.`] });
  return { text, history: request.history ?? [], database: target.name, principal: request.principal };
}

function callOf(request: { readonly signal?: AbortSignal }, target: Target): CallOptions {
  return { timeoutMs: target.policy.timeoutMs, ...(request.signal ? { signal: request.signal } : {}) };
}

function named(target: Target) {
  return { database: target.name, dialect: target.dialect.name };
}
