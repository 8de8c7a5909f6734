import type { Answer, Draft, ModelWork, OkAnswer } from '../core/answer.ts';
import { type ErrorCode, toFailure } from '../core/errors.ts';
import { defaultFeatures } from '../core/features.ts';
import type { FailedAttempt } from '../core/model.ts';
import type { CallOptions } from '../core/ports.ts';
import type { ResultSet } from '../core/result.ts';
import { compared, rowsOfDraft } from './agreement.ts';
import { isEmpty, misplacedValues } from './misplaced-values.ts';
import { modelConfidence } from './model-confidence.ts';
import { Preparation } from './preparation.ts';
import { probeFor } from './probe.ts';
import { type AskRequest, callOf } from './requests.ts';
import { serve } from './serve.ts';
import { named, type Services } from './services.ts';
import type { Proposed, Source, SourceRequest } from './source.ts';
import { Steps } from './steps.ts';

/** One question on its way up. */
export interface Climb extends Omit<SourceRequest, 'attempts' | 'probe' | 'signal'> {
  readonly request: AskRequest;
  readonly call: CallOptions;
  readonly steps: Steps;
}

export interface RungOutcome {
  /** Absent where the next rung's turn has come. */
  readonly answer?: Answer;
  readonly drafts: readonly Draft[];
  readonly reasons: readonly string[];
}

/** Failures that lie in the SQL itself, so that other SQL may succeed. */
const mendable: ReadonlySet<ErrorCode> = new Set(['SYNTAX_ERROR', 'UNKNOWN_TABLE', 'UNKNOWN_COLUMN', 'QUERY_FAILED', 'PERMISSION_DENIED']);

/**
 * Has a rung propose, proves and runs it. SQL that fails goes back to the rung as often as it can mend it; then the next rung's
 * turn has come. SQL that finds nothing where the data speaks against it goes back once, and stands where that brings no rows.
 */
export async function climbRung(source: Source, climb: Climb, services: Services): Promise<RungOutcome> {
  const { target, features, steps, request } = climb;
  const attempts: FailedAttempt[] = [];
  const asked = { target, principal: request.principal, ...(request.limit === undefined ? {} : { limit: request.limit }) };
  const probe = probeFor(asked, services, climb.call);
  const rowsOfRules = source.rung === 'model' && features.agreement ? rowsOfDraft(climb.drafts, (within) => probeFor(asked, services, { ...climb.call, timeoutMs: Math.min(within, climb.call.timeoutMs) })) : Promise.resolve(undefined);
  let work: ModelWork | undefined;
  let empty: OkAnswer | undefined;
  const triesMax = 1 + (features.repair ? (source.repairsMax ?? 0) : 0);
  for (let tries = 0; tries < triesMax; tries += 1) {
    const proposed = await steps.run(tries === 0 ? source.rung : 'repair', () => source.propose({ ...climb, signal: request.signal, attempts, probe }));
    const end = withoutProposal(proposed, attempts, climb);
    if (end && !empty) return end;
    if (proposed.kind !== 'proposal' || end) break;
    const { model } = proposed;
    work = sumOf(work, model);
    // Who gives the same SQL again will give it a third time.
    if (attempts.some(({ sql }) => sql === proposed.proposal.sql)) break;
    const served = await tryServe({ ...proposed, ...(work ? { model: work } : {}) }, climb, services);
    if (model) countReply(model, 'answer' in served, services);
    const { answer, failed } = served;
    if (empty && (!answer || isEmpty(answer))) break;
    const fault = failed ?? (!empty && tries + 1 < triesMax && isEmpty(answer) ? doubtOf(answer, climb) : undefined);
    if (answer && !fault) {
      if (tries > 0) services.telemetry.count('repairs.mended');
      return answered(await judged(answer, rowsOfRules));
    }
    if (answer && isEmpty(answer)) empty = answer;
    else services.telemetry.count(`failed.${source.rung}`);
    if (tries + 1 < triesMax) services.telemetry.count('repairs.tried');
    if (fault) attempts.push(fault);
  }
  if (empty) return answered(await judged({ ...empty, ...(work ? { model: work } : {}), warnings: [...empty.warnings, ...attempts.slice(-1).flatMap(({ problem, hints }) => [problem, ...hints])] }, rowsOfRules));
  return { drafts: attempts.slice(-1).map(draftOf), reasons: attempts.slice(-1).map(({ problem }) => `the SQL of the ${source.rung} rung failed: ${problem}`) };
}

/** A model's answer with how likely it is right. */
async function judged(answer: Answer, rowsOfRules: Promise<ResultSet | undefined>): Promise<Answer> {
  if (answer.status !== 'ok' || answer.proposal.rung !== 'model') return answer;
  const known = await compared(answer, rowsOfRules);
  return { ...known, proposal: { ...known.proposal, confidence: modelConfidence(known) } };
}

/** What to do where there is nothing to prove. */
function withoutProposal(proposed: Proposed, attempts: readonly FailedAttempt[], climb: Climb): RungOutcome | undefined {
  if (proposed.kind === 'choices') return answered({ status: 'choices', ...named(climb.target), reason: proposed.reason, readings: proposed.readings, timings: climb.steps.timings() });
  if (proposed.kind === 'none') return { drafts: [...(proposed.drafts ?? []), ...attempts.map(draftOf)], reasons: proposed.reason ? [proposed.reason] : [] };
  return isRejected(proposed.proposal.sql, climb) ? { drafts: [], reasons: ['its answer was corrected before'] } : undefined;
}

function answered(answer: Answer): RungOutcome {
  return { answer, drafts: [], reasons: [] };
}

/** Only while the values are known; what a model may not be told of them is struck out where it is asked. */
function doubtOf(answer: OkAnswer, { target, knowledge }: Climb): FailedAttempt | undefined {
  return answer.proposal.rung === 'model' && knowledge.valuesComplete ? misplacedValues(answer, target, knowledge) : undefined;
}

/** What one rung alone says to a question, with nothing proven or run: for measuring it. */
export function proposeAlone(source: Source, asked: Pick<SourceRequest, 'question' | 'target' | 'knowledge' | 'recollection'>, services: Services): Promise<Proposed> {
  const steps = new Steps(services.clock, services.telemetry);
  const preparation = new Preparation({ ...asked, features: defaultFeatures, steps, signal: undefined });
  const probe = probeFor({ target: asked.target, principal: asked.question.principal }, services, callOf({}, asked.target));
  return source.propose({ ...asked, features: defaultFeatures, preparation, drafts: [], attempts: [], probe, signal: undefined });
}

async function tryServe(proposed: Extract<Proposed, { kind: 'proposal' }>, climb: Climb, services: Services): Promise<{ readonly answer: Answer; readonly failed?: undefined } | { readonly answer?: undefined; readonly failed: FailedAttempt }> {
  const { proposal, notice, model } = proposed;
  const { request, target, preparation, call, steps } = climb;
  try {
    const { principal, execute, limit, maxAge } = request;
    const answer = await serve({ proposal, target, principal, execute, limit, maxAge, notice, model, warnings: proposal.rung === 'model' ? preparation.warnings : [] }, services, call, steps);
    return answer.status === 'refused' ? { failed: { sql: proposal.sql, problem: answer.reason, hints: answer.hints } } : { answer };
  } catch (error) {
    const failure = toFailure(error);
    if (!mendable.has(failure.code)) throw failure;
    return { failed: { sql: proposal.sql, problem: failure.message, hints: failure.hints } };
  }
}

/** By model, so that a dearer one can be told from a better one. */
function countReply({ model, costUsd }: ModelWork, accepted: boolean, { telemetry }: Services): void {
  telemetry.count(`${accepted ? 'accepted' : 'rejected'}.${model}`);
  telemetry.count(`microusd.${model}`, Math.round(costUsd * 1e6));
}

/** SQL that somebody called wrong for this very question is given no more, whichever rung thinks of it. */
function isRejected(sql: string, { question, recollection }: Climb): boolean {
  return recollection?.memory.remembered.isRejected(question, recollection.scope, sql) ?? false;
}

function draftOf({ sql, problem }: FailedAttempt): Draft {
  return { sql, confidence: 0, doubts: [problem] };
}

function sumOf(before: ModelWork | undefined, now: ModelWork | undefined): ModelWork | undefined {
  return before && now ? { ...now, calls: before.calls + now.calls, tokens: before.tokens + now.tokens, inputTokens: before.inputTokens + now.inputTokens, costUsd: before.costUsd + now.costUsd } : now;
}
