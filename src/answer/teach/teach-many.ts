import { Failure } from '../../core/errors.ts';
import type { Principal } from '../../core/question.ts';
import type { TeachWire } from '../../core/wire.ts';
import { takeReply, wellFormed } from '../learn/take-reply.ts';
import { inTime } from '../target/in-time.ts';
import { targetOf } from '../target/target.ts';
import { teach, type TeachServices, type Verdict } from './teach.ts';

export interface TeachManyRequest {
  /** Lists of entries by their kind, as in the knowledge file, and `questions` with their SQL. */
  readonly entries: Readonly<Record<string, unknown>>;
  /** `accept`: a person stands for them, and the questions answer; none: a model's, of which the questions are examples. */
  readonly verdict?: Verdict | undefined;
  readonly database?: string | undefined;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

/** Teaches what tables mean, or forgets it; what does not hold is dropped, and told with the reason. Returns when it is stored durably. */
export async function teachMany(request: TeachManyRequest, services: TeachServices): Promise<TeachWire> {
  const target = targetOf(services, request.database);
  if (!services.mayTeach(target.name)) throw new Failure('NOT_A_TEACHER', `${request.principal} may not teach`);
  if (request.verdict === 'correct') throw new Failure('BAD_ARGUMENT', 'entries are accepted or forgotten', { hints: ['verdict accept where the user confirmed them, forget to take them back'] });
  return inTime(request, target, async ({ signal }) => {
    const { meanings } = await services.memory();
    if (request.verdict === 'forget') {
      // What no longer holds can be taken back, too.
      const { entries, questions } = wellFormed(request.entries, 'model');
      return { done: 'forgotten', answers: await meanings.forget(target.identity, entries, questions.map(({ question }) => question)) };
    }
    const isAccepted = request.verdict === 'accept';
    const { entries, questions, dropped, given } = await takeReply(request.entries, target, { origin: isAccepted ? 'person' : 'model', signal });
    await meanings.teach(target.identity, entries, isAccepted ? [] : questions, { by: request.principal, at: services.clock.now() });
    if (isAccepted) for (const { question, sql } of questions) await teach({ ...request, question, sql, verdict: 'accept' }, services);
    const kept = given.entries + given.questions - dropped.length;
    return { done: 'entries added', kept, ...(dropped.length > 0 ? { dropped } : {}) };
  });
}
