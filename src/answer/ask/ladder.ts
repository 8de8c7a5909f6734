import type { Answer, Draft } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import { fiscalApart } from '../../language/en/fiscal.ts';
import { nextPage } from '../run/next-page.ts';
import { Steps } from '../run/steps.ts';
import type { Deadline } from '../../std/deadline.ts';
import { inTime } from '../target/in-time.ts';
import { type Target, targetOf } from '../target/target.ts';
import type { AskServices } from './ask-services.ts';
import type { ContextOptions } from './context.ts';
import { handOff } from './hand-off.ts';
import { Preparation } from './preparation.ts';
import { keep, recollect } from './recollection.ts';
import { type AskRequest, callOf, questionOf } from './requests.ts';
import { cachedResponse, keepResponse } from './response-cache.ts';
import { climbRung } from './rung.ts';
import { looksLikeSql } from './sql-question.ts';

/** A question climbs the ladder: each rung may propose, what is proposed is proven and run; where no rung is sure, it is handed to the host. */
export async function ask(request: AskRequest, services: AskServices): Promise<Answer> {
  const target = targetOf(services, request.database);
  return inTime(request, target, (timed, deadline) => climb(timed, { target, deadline }, services));
}

async function climb(request: AskRequest, { target, deadline }: { readonly target: Target; readonly deadline: Deadline }, services: AskServices): Promise<Answer> {
  const question = questionOf(request, request.question, target);
  const call = callOf(request, target);
  const steps = new Steps(services.clock, services.telemetry, request.progress);
  if (request.cursor !== undefined) return nextPage({ ...request, cursor: request.cursor }, target, services, call, steps);
  const again = await cachedResponse(request, target, services, steps);
  if (again) return { ...again, timings: steps.timings() };
  const { features, note } = services.experiment.assign(question, request.variant);
  const knowledge = await steps.run('catalog', () => target.knowledge.get(request.signal));
  const recollection = features.remembered ? await recollect(target, request.principal, knowledge, services) : undefined;
  const revision = recollection?.memory.revision() ?? 0;
  const terms = recollection ? [...recollection.glossary.lines(question.text), ...recollection.memory.meanings.of(target.identity).glossary.lines(fiscalApart(question.text))] : [];
  const known = { question, target, knowledge, terms, declared: recollection?.declared };
  const preparation = new Preparation({ ...known, features, steps, turnstile: services.turnstile, ...(services.examples ? { examples: services.examples } : {}), signal: request.signal });
  const drafts: Draft[] = [];
  const reasons: string[] = [];
  for (const source of services.sources) {
    if (!features[source.rung]) continue;
    if (source.rung !== 'remembered') await preparation.begin();
    const outcome = await climbRung(source, { request, question, target, knowledge, features, preparation, drafts, call, steps, deadline, ...(recollection ? { recollection } : {}) }, services);
    drafts.push(...outcome.drafts);
    reasons.push(...outcome.reasons);
    if (!outcome.answer) continue;
    preparation.stop();
    services.telemetry.count(`rung.${outcome.answer.status === 'ok' ? source.rung : 'none'}`);
    if (outcome.answer.status === 'ok' && !outcome.answer.check && recollection) {
      await keep({ question, proposal: outcome.answer.proposal, answer: outcome.answer, isComplete: knowledge.valuesComplete }, recollection, services);
    }
    if (source.rung === 'remembered' && recollection) keepResponse(request, outcome.answer, { target, knowledge, recollection, revision }, services);
    return note(outcome.answer);
  }
  if (await steps.run('inspect', () => looksLikeSql(question.text, target, call))) {
    throw new Failure('NOT_A_QUESTION', 'this is SQL, not a question', { hints: ['Call run_sql with it.'] });
  }
  services.telemetry.count('rung.none');
  if (question.history.length === 0) recollection?.memory.unanswered.record({ database: target.identity, question: question.text, reason: reasons.at(-1) ?? '' });
  await preparation.ready();
  const context = (options: ContextOptions) => preparation.context(options);
  return note(await handOff({ target, catalog: knowledge.catalog, layer: recollection?.glossary.filtersFingerprint ?? '', context, knownSchema: request.knownSchema, drafts, reason: reasons.at(-1) ?? 'no rung could answer', warnings: preparation.warnings, steps }));
}
