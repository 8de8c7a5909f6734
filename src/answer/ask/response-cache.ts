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
import type { Target } from '../target/target.ts';
import type { Experiment } from './experiment.ts';
import type { Recollection } from './recollection.ts';
import type { AskRequest } from './requests.ts';

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
 * The answer to the same words again, at once: its proof and its rows must be the very ones that the caches hold and vouch for
 * now. Undefined where anything has changed, or would have to be asked; the ladder decides then.
 */
export function cachedResponse(request: AskRequest, target: Target, services: ResponseCacheServices): OkAnswer | undefined {
  if (isVaried(request, services)) return undefined;
  const cached = services.answers.get(keyOf(request, target));
  if (!cached) return undefined;
  const { answer, statement, catalog, memory } = cached;
  const { sql } = answer.proposal;
  const now = services.clock.now();
  memory.knowledge?.refresh();
  services.refreshState();
  if (memory.revision() !== cached.revision || dayIn(target.timeZone, now) !== cached.day || target.knowledge.known !== catalog) return undefined;
  if (target.prover.known(sql, catalog) !== statement) return undefined;
  const { principal, maxAge, question } = request;
  const served = freshRows({ statement, target, principal, limits: limitsOf(request, target.policy), askedAt: now, maxAge }, services);
  if (served?.result.rows !== answer.rows) return undefined;
  if (isAlone(request)) memory.asked.record({ database: target.identity, principal, question, sql });
  services.telemetry.count('rung.remembered');
  return answer;
}

/** Lets the answer of the remembered rung stand for the next time. */
export function keepResponse(request: AskRequest, answer: Answer, { target, knowledge, recollection }: { readonly target: Target; readonly knowledge: Knowledge; readonly recollection: Recollection }, services: ResponseCacheServices): void {
  if (answer.status !== 'ok' || !answer.executed || !knowledge.valuesComplete || isVaried(request, services)) return;
  const { memory, scope } = recollection;
  const statement = target.prover.known(answer.proposal.sql, knowledge.catalog);
  if (!statement || isRefusal(statement)) return;
  services.answers.set(keyOf(request, target), { answer: { ...answer, cache: 'memory' }, statement, catalog: knowledge.catalog, memory, revision: memory.revision(), day: scope.day }, request.principal);
}

/** What an experiment measures must climb its arm's ladder, and rows that are to be read now must be read. */
function isVaried({ variant, execute, maxAge }: AskRequest, { experiment }: Pick<ResponseCacheServices, 'experiment'>): boolean {
  return experiment.running || variant !== undefined || execute === false || maxAge === 0 || !experiment.features.remembered;
}

function isAlone({ history }: AskRequest): boolean {
  return history === undefined || history.length === 0;
}

/** Whatever of a request bears on its answer. */
function keyOf({ question, history, principal, limit, maxAge }: AskRequest, target: Target): string {
  return JSON.stringify([target.name, principal, limit, maxAge, question, ...(history ?? [])]);
}
