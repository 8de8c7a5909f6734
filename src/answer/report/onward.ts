import { Failure } from '../../core/errors.ts';
import type { Principal } from '../../core/question.ts';
import type { OnwardWire } from '../../core/wire.ts';
import { onward } from '../../instant/onward/onward.ts';
import type { FairQueue } from '../../std/fair-queue.ts';
import { recollect, type RecollectionServices } from '../ask/recollection.ts';
import { inTime } from '../target/in-time.ts';
import { targetOf, type Targets } from '../target/target.ts';

export interface OnwardRequest {
  readonly question: string;
  /** Of the answer, before any step. */
  readonly sql: string;
  readonly steps?: readonly string[] | undefined;
  readonly database?: string | undefined;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

/** Where an answer leads: what else its words may mean, and the steps from it. Nothing of it runs; what is chosen is proven like all SQL. */
export async function onwardFrom(request: OnwardRequest, services: Targets & RecollectionServices & { readonly turnstile: FairQueue }): Promise<OnwardWire> {
  const target = targetOf(services, request.database);
  return inTime(request, target, async ({ signal, principal, question, sql, steps = [] }) => {
    const knowledge = await target.knowledge.get(signal);
    const { glossary } = await recollect(target, principal, knowledge, services);
    await services.turnstile.pass(principal, signal);
    const words = glossary.expandPhrases(question);
    const found = onward({ question: words, history: [], glossary: glossary.entries, catalog: knowledge.catalog, values: knowledge.values, dialect: target.dialect }, { sql, steps });
    // Places in words that were put there for others lie elsewhere than those that were typed.
    if (found) return words === question ? found : { ...found, words: [] };
    if (steps.length > 0) throw new Failure('BAD_ARGUMENT', 'these steps do not lead on from this question any more', { hints: ['Ask the question again, and go on from its answer.'] });
    return { sql, words: [], taken: [], next: [] };
  });
}
