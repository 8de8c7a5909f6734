import type { Answer, Draft } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import { nextPage } from '../run/next-page.ts';
import { Steps } from '../run/steps.ts';
import { targetOf } from '../target/target.ts';
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
  const question = questionOf(request, request.question, target);
  const call = callOf(request, target);
  const steps = new Steps(services.clock, services.telemetry, request.progress);
  if (request.cursor !== undefined) return nextPage({ ...request, cursor: request.cursor }, target, services, call, steps);
  const again = cachedResponse(request, target, services);
  if (again) return { ...again, timings: steps.timings() };
  const { features, note } = services.experiment.assign(question, request.variant);
  const knowledge = await steps.run('catalog', () => target.knowledge.get(request.signal));
  const recollection = features.remembered ? await recollect(target, request.principal, knowledge, services) : undefined;
  const terms = recollection?.glossary.lines(question.text) ?? [];
  const preparation = new Preparation({ question, target, knowledge, features, steps, terms, turnstile: services.turnstile, ...(services.examples ? { examples: services.examples } : {}), signal: request.signal });
  const drafts: Draft[] = [];
  const reasons: string[] = [];
  for (const source of services.sources) {
    if (!features[source.rung]) continue;
    if (source.rung !== 'remembered') await preparation.begin();
    const outcome = await climbRung(source, { request, question, target, knowledge, features, preparation, drafts, call, steps, ...(recollection ? { recollection } : {}) }, services);
    drafts.push(...outcome.drafts);
    reasons.push(...outcome.reasons);
    if (!outcome.answer) continue;
    preparation.stop();
    services.telemetry.count(`rung.${outcome.answer.status === 'ok' ? source.rung : 'none'}`);
    if (outcome.answer.status === 'ok' && recollection) await keep({ question, proposal: outcome.answer.proposal, answer: outcome.answer, isComplete: knowledge.valuesComplete }, recollection, services);
    if (source.rung === 'remembered' && recollection) keepResponse(request, outcome.answer, { target, knowledge, recollection }, services);
    return note(outcome.answer);
  }
  if (await steps.run('inspect', () => looksLikeSql(question.text, target, call))) {
    throw new Failure('BAD_ARGUMENT', 'this is SQL, not a question', { hints: ['Call run_sql with it.'] });
  }
  services.telemetry.count('rung.none');
  await preparation.ready();
  const context = (options: ContextOptions) => preparation.context(options);
  return note(await handOff({ target, context, drafts, reason: reasons.at(-1) ?? 'no rung could answer', warnings: preparation.warnings, steps }));
}
