import type { CatalogIndex } from '../../catalog/index.ts';
import type { Answer, OkAnswer } from '../../core/answer.ts';
import type { Cache } from '../../core/ports.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Memory } from '../../memory/memory.ts';
import type { VerifiedSql } from '../../core/verified-sql.ts';
import { dayIn } from '../../memory/calendar-day.ts';
import { type ExecutionServices, freshRows } from '../run/execute.ts';
import { limitsOf } from '../run/page.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { keyOf as keyOfTarget, type Target } from '../target/target.ts';
import type { Experiment } from './experiment.ts';
import type { Recollection } from './recollection.ts';
import type { Steps } from '../run/steps.ts';
import { type AskRequest, callOf } from './requests.ts';

/** A remembered answer with all that it stands on: while none of that has changed, climbing the ladder again would give the same. */
export interface CachedResponse {
  readonly answer: OkAnswer;
  readonly statement: VerifiedSql;
  readonly catalog: CatalogIndex;
  readonly memory: Memory;
  /** Of memory. */
  readonly revision: number;
  /** Day and time zone, for what is relative to them. */
  readonly day: string;
}

export interface ResponseCacheServices extends ExecutionServices {
  readonly answers: Cache<CachedResponse>;
  readonly experiment: Experiment;
}

/**
 * The answer to the same words again: its proof and its rows must be the very ones that the caches hold and vouch for now. Undefined
 * where anything has changed; the ladder decides then. Nothing is awaited but the mark of the data, where the database must be asked for it.
 */
export async function cachedResponse(request: AskRequest, target: Target, services: ResponseCacheServices, steps: Steps): Promise<OkAnswer | undefined> {
  if (isVaried(request, services)) return undefined;
  const cached = services.answers.get(keyOf(request, target));
  if (!cached || !stands(cached, target, services)) return undefined;
  const { answer, statement, memory } = cached;
  const { principal, maxAge, question } = request;
  const served = await freshRows({ statement, target, principal, limits: limitsOf(request, target.policy), askedAt: steps.askedAt, maxAge }, services, callOf(request, target));
  if (served?.result.rows !== answer.rows || !stands(cached, target, services)) return undefined;
  if (isAlone(request)) memory.asked.record({ database: target.identity, principal, question, sql: answer.proposal.sql });
  services.telemetry.count('rung.remembered');
  return answer;
}

/** Whether all that it was made of, its rows aside, is as it was. */
function stands({ answer, statement, catalog, memory, revision, day }: CachedResponse, target: Target, services: ResponseCacheServices): boolean {
  memory.refresh();
  services.refreshState();
  if (memory.revision() !== revision || dayIn(target.timeZone, services.clock.now()) !== day || target.knowledge.known !== catalog) return false;
  return target.prover.known(answer.proposal.sql, catalog) === statement;
}

/** What an answer was made of; the revision is of before memory was asked: what was taught or forgotten since is not in it. */
export interface MadeOf {
  readonly target: Target;
  readonly knowledge: Knowledge;
  readonly recollection: Recollection;
  readonly revision: number;
}

/** Lets the answer of the remembered rung stand for the next time. */
export function keepResponse(request: AskRequest, answer: Answer, { target, knowledge, recollection, revision }: MadeOf, services: ResponseCacheServices): void {
  if (answer.status !== 'ok' || !answer.executed || !knowledge.valuesComplete || isVaried(request, services)) return;
  const { memory, scope } = recollection;
  const statement = target.prover.known(answer.proposal.sql, knowledge.catalog);
  if (!statement || isRefusal(statement)) return;
  services.answers.set(keyOf(request, target), { answer: { ...answer, cache: 'memory' }, statement, catalog: knowledge.catalog, memory, revision, day: scope.day }, request.principal);
}

/** What an experiment measures must climb its arm's ladder, and rows that are to be read now must be read. */
function isVaried({ variant, execute, exportTo, maxAge }: AskRequest, { experiment }: Pick<ResponseCacheServices, 'experiment'>): boolean {
  return experiment.running || variant !== undefined || execute === false || exportTo !== undefined || maxAge === 0 || !experiment.features.remembered;
}

function isAlone({ history }: AskRequest): boolean {
  return history === undefined || history.length === 0;
}

/** Whatever of a request bears on its answer. */
function keyOf({ question, history, principal, limit, maxAge, bytesMax }: AskRequest, target: Target): string {
  return JSON.stringify([keyOfTarget(target), principal, limit, maxAge, bytesMax, question, ...(history ?? [])]);
}
