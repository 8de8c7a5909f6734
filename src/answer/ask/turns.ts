import type { Answer, Draft, ModelWork, OkAnswer } from '../../core/answer.ts';
import { type ErrorCode, toFailure } from '../../core/errors.ts';
import type { FailedAttempt } from '../../core/model.ts';
import type { CallOptions } from '../../core/ports.ts';
import type { ResultSet } from '../../core/result.ts';
import type { Deadline } from '../../std/deadline.ts';
import { type Looks, looksFor } from '../run/looks.ts';
import { type Probe, probeFor } from '../run/probe.ts';
import { serve, type ServingServices } from '../run/serve.ts';
import type { Steps } from '../run/steps.ts';
import { named } from '../target/target.ts';
import { compared, rowsOfDraft } from './agreement.ts';
import { isEmpty, misplacedValues } from './misplaced-values.ts';
import { modelConfidence } from './model-confidence.ts';
import type { AskRequest } from './requests.ts';
import type { Proposed, Source, SourceRequest } from './source.ts';

/** One question on its way up. */
export interface Climb extends Omit<SourceRequest, 'attempts' | 'probe' | 'looks' | 'signal'> {
  readonly request: AskRequest;
  readonly call: CallOptions;
  readonly steps: Steps;
  /** A model's time does not count against what the database may take. */
  readonly deadline: Deadline;
}

export interface RungOutcome {
  /** Absent where the next rung's turn has come. */
  readonly answer?: Answer;
  readonly drafts: readonly Draft[];
  readonly reasons: readonly string[];
}

/** Failures that lie in the SQL itself, so that other SQL may succeed. */
const mendable: ReadonlySet<ErrorCode> = new Set(['SYNTAX_ERROR', 'UNKNOWN_TABLE', 'UNKNOWN_COLUMN', 'QUERY_FAILED', 'PERMISSION_DENIED']);

type Turn = { readonly end: RungOutcome } | { readonly repeated: true } | { readonly answer: Answer } | { readonly failed: FailedAttempt };

/** The tries of one rung at one question, with what they cost together. */
export class Turns {
  readonly attempts: FailedAttempt[] = [];
  readonly #source: Source;
  readonly #climb: Climb;
  readonly #services: ServingServices;
  readonly #probe: Probe;
  readonly #looks: Looks;
  readonly #rowsOfRules: Promise<ResultSet | undefined> | undefined;
  #work: ModelWork | undefined;

  constructor(source: Source, climb: Climb, services: ServingServices) {
    this.#source = source;
    this.#climb = climb;
    this.#services = services;
    const { request, target, knowledge, call, features, drafts, steps } = climb;
    const asked = { target, principal: request.principal, ...(request.limit === undefined ? {} : { limit: request.limit }) };
    this.#probe = probeFor(asked, services, call);
    this.#looks = looksFor({ ...request, target, knowledge, askedAt: steps.askedAt }, services, call);
    if (source.rung === 'model' && features.agreement) this.#rowsOfRules = rowsOfDraft(drafts, (within) => probeFor(asked, services, { ...call, timeoutMs: Math.min(within, call.timeoutMs) }));
  }

  async take(): Promise<Turn> {
    const { steps, request, deadline } = this.#climb;
    const propose = () => this.#source.propose({ ...this.#climb, signal: request.signal, attempts: this.attempts, probe: this.#probe, looks: this.#looks });
    const proposed = await steps.run(this.attempts.length === 0 ? this.#source.rung : 'repair', () => (this.#source.rung === 'model' ? deadline.suspend(propose) : propose()));
    const end = withoutProposal(proposed, this.attempts, this.#climb);
    if (end || proposed.kind !== 'proposal') return { end: end ?? { drafts: [], reasons: [] } };
    const { model, proposal } = proposed;
    this.#work = sumOf(this.#work, model);
    if (this.attempts.some(({ sql }) => sql === proposal.sql)) return { repeated: true };
    const served = await tryServe({ ...proposed, ...(this.#work ? { model: this.#work } : {}) }, this.#climb, this.#services);
    if (model) countReply(model, 'answer' in served, this.#services);
    return served;
  }

  /** An answer that finds nothing where the data speaks against it is asked for once more; it stands, with what speaks against it, unless that brings rows. */
  async reconsidered(answer: Answer): Promise<Answer> {
    const doubt = isEmpty(answer) ? doubtOf(answer, this.#climb) : undefined;
    if (answer.status !== 'ok' || !doubt) return answer;
    this.attempts.push(doubt);
    this.#services.telemetry.count('repairs.tried');
    const turn = await this.take().catch((error: unknown): Turn => {
      // The caller may have left; a deadline that ran out while looking for something better takes back nothing.
      const { signal } = this.#climb.request;
      if (signal?.aborted && toFailure(signal.reason).code !== 'TIMEOUT') throw error;
      return { repeated: true };
    });
    if ('answer' in turn && turn.answer.status === 'ok' && !isEmpty(turn.answer)) {
      this.#services.telemetry.count('repairs.mended');
      return turn.answer;
    }
    return { ...answer, ...(this.#work ? { model: this.#work } : {}), warnings: [...answer.warnings, doubt.problem, ...doubt.hints] };
  }

  /** A model's answer with how likely it is right. */
  async judged(answer: Answer): Promise<Answer> {
    if (answer.status !== 'ok' || answer.proposal.rung !== 'model') return answer;
    const known = this.#rowsOfRules ? await compared(answer, this.#rowsOfRules) : answer;
    return { ...known, proposal: { ...known.proposal, confidence: modelConfidence(known) } };
  }
}

/** What to do where there is nothing to prove. */
function withoutProposal(proposed: Proposed, attempts: readonly FailedAttempt[], climb: Climb): RungOutcome | undefined {
  if (proposed.kind === 'choices') return answered({ status: 'choices', ...named(climb.target), reason: proposed.reason, readings: proposed.readings, timings: climb.steps.timings() });
  if (proposed.kind === 'none') return { drafts: [...(proposed.drafts ?? []), ...attempts.map(draftOf)], reasons: proposed.reason ? [proposed.reason] : [] };
  return isRejected(proposed.proposal.sql, climb) ? { drafts: [], reasons: ['its answer was corrected before'] } : undefined;
}

export function answered(answer: Answer): RungOutcome {
  return { answer, drafts: [], reasons: [] };
}

/** Only while the values are known; what a model may not be told of them is struck out where it is asked. */
function doubtOf(answer: OkAnswer, { target, knowledge }: Climb): FailedAttempt | undefined {
  return answer.proposal.rung === 'model' && knowledge.valuesComplete ? misplacedValues(answer, target, knowledge) : undefined;
}

async function tryServe(proposed: Extract<Proposed, { kind: 'proposal' }>, climb: Climb, services: ServingServices): Promise<{ readonly answer: Answer } | { readonly failed: FailedAttempt }> {
  const { proposal, notice, check, model } = proposed;
  const { request, target, preparation, call, steps } = climb;
  try {
    const { principal, execute, exportTo, limit, maxAge, bytesMax } = request;
    const answer = await serve({ proposal, target, principal, execute, exportTo, limit, maxAge, bytesMax, notice, check, model, warnings: proposal.rung === 'model' ? preparation.warnings : [] }, services, call, steps);
    return answer.status === 'refused' ? { failed: { sql: proposal.sql, problem: answer.reason, hints: answer.hints } } : { answer };
  } catch (error) {
    const failure = toFailure(error);
    if (!mendable.has(failure.code)) throw failure;
    return { failed: { sql: proposal.sql, problem: failure.message, hints: failure.hints } };
  }
}

/** By model, so that a dearer one can be told from a better one. */
function countReply({ model, costUsd }: ModelWork, accepted: boolean, { telemetry }: Pick<ServingServices, 'telemetry'>): void {
  telemetry.count(`${accepted ? 'accepted' : 'rejected'}.${model}`);
  telemetry.count(`microusd.${model}`, Math.round(costUsd * 1e6));
}

/** SQL that somebody called wrong for this very question is given no more, whichever rung thinks of it. */
function isRejected(sql: string, { question, recollection }: Climb): boolean {
  return recollection?.memory.remembered.isRejected(question, recollection.scope, sql) ?? false;
}

export function draftOf({ sql, problem }: FailedAttempt): Draft {
  return { sql, confidence: 0, doubts: [problem] };
}

function sumOf(before: ModelWork | undefined, now: ModelWork | undefined): ModelWork | undefined {
  return before && now ? { ...now, calls: before.calls + now.calls, tokens: before.tokens + now.tokens, inputTokens: before.inputTokens + now.inputTokens, costUsd: before.costUsd + now.costUsd } : now;
}
