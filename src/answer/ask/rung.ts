import { defaultFeatures } from '../../core/features.ts';
import { looksFor } from '../run/looks.ts';
import { probeFor } from '../run/probe.ts';
import type { ServingServices } from '../run/serve.ts';
import { Steps } from '../run/steps.ts';
import { Preparation } from './preparation.ts';
import { callOf } from './requests.ts';
import type { Proposed, Source, SourceRequest } from './source.ts';
import { answered, type Climb, draftOf, type RungOutcome, Turns } from './turns.ts';

/** Has a rung propose, proves and runs it. SQL that fails goes back to the rung as often as it can mend it; then the next rung's turn has come. */
export async function climbRung(source: Source, climb: Climb, services: ServingServices): Promise<RungOutcome> {
  const turns = new Turns(source, climb, services);
  const triesMax = 1 + (climb.features.repair ? (source.repairsMax ?? 0) : 0);
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const turn = await turns.take();
    if ('end' in turn) return turn.end;
    if ('answer' in turn) {
      if (tries > 1) services.telemetry.count('repairs.mended');
      return answered(await turns.judged(tries < triesMax ? await turns.reconsidered(turn.answer) : turn.answer));
    }
    // Who gives the same SQL again will give it a third time.
    if ('repeated' in turn) break;
    if (tries < triesMax) services.telemetry.count('repairs.tried');
    services.telemetry.count(`failed.${source.rung}`);
    turns.attempts.push(turn.failed);
  }
  const last = turns.attempts.slice(-1);
  return { drafts: last.map(draftOf), reasons: last.map(({ problem }) => `the SQL of the ${source.rung} rung failed: ${problem}`) };
}

/** What one rung alone says to a question, with nothing proven or run: for measuring it. */
export function proposeAlone(source: Source, asked: Pick<SourceRequest, 'question' | 'target' | 'knowledge' | 'recollection'>, services: ServingServices): Promise<Proposed> {
  const steps = new Steps(services.clock, services.telemetry);
  const preparation = new Preparation({ ...asked, features: defaultFeatures, steps, signal: undefined });
  const [by, call] = [{ ...asked, principal: asked.question.principal }, callOf(asked.question, asked.target)];
  const probe = probeFor(by, services, call);
  const looks = looksFor({ ...by, askedAt: steps.askedAt }, services, call);
  return source.propose({ ...asked, features: defaultFeatures, preparation, drafts: [], attempts: [], probe, looks, signal: undefined });
}
