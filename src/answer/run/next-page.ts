import type { Answer, Proposal } from '../../core/answer.ts';
import { Failure } from '../../core/errors.ts';
import type { CallOptions } from '../../core/ports.ts';
import type { Principal } from '../../core/question.ts';
import type { Target } from '../target/target.ts';
import type { Page } from './page.ts';
import { serve, type ServingServices } from './serve.ts';
import type { Steps } from './steps.ts';

export interface NextPageRequest extends Page {
  readonly cursor: string;
  readonly principal: Principal;
}

/** Goes on where a cursor ends: its statement is proven and run like any other. */
export async function nextPage(request: NextPageRequest, target: Target, services: ServingServices, call: CallOptions, steps: Steps): Promise<Answer> {
  const state = await services.cursors.decode(request.cursor, request.principal);
  if (state.database !== target.name) throw new Failure('BAD_CURSOR', `the cursor belongs to the database "${state.database}"`, { hints: [`database: ${state.database}`] });
  const proposal: Proposal = { sql: state.subject, rung: 'remembered', confidence: 1, verified: false, reading: '', assumptions: [] };
  return serve({ ...request, proposal, target, offset: state.offset }, services, call, steps);
}
