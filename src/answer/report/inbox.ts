import { Failure } from '../../core/errors.ts';
import type { Principal } from '../../core/question.ts';
import type { InboxWire } from '../../core/wire.ts';
import type { RecollectionServices } from '../ask/recollection.ts';
import { targetOf, type Targets } from '../target/target.ts';

export interface InboxRequest {
  readonly database?: string | undefined;
  /** A question that is no longer asked to be answered. */
  readonly dismiss?: string | undefined;
  readonly principal: Principal;
}

interface InboxServices extends Targets, RecollectionServices {
  mayTeach(database: string): boolean;
}

const questionsMax = 200;

/** What nothing could answer, the most asked first, for those who may teach it. */
export async function inbox(request: InboxRequest, services: InboxServices): Promise<InboxWire> {
  const target = targetOf(services, request.database);
  if (!services.mayTeach(target.name)) throw new Failure('NOT_A_TEACHER', `${request.principal} may not teach`);
  const { unanswered } = await services.memory();
  if (request.dismiss !== undefined) unanswered.settle(target.identity, request.dismiss);
  const all = unanswered.of(target.identity);
  const questions = all.slice(0, questionsMax).map(({ question, reason, count, at }) => ({ question, reason, count, asked_at: new Date(at).toISOString() }));
  return { database: target.name, questions, total: all.length };
}
