import type { Draft, NeedsSqlAnswer, Timings } from '../core/answer.ts';
import type { Question } from '../core/question.ts';
import { named, type Target } from './services.ts';

export interface HandOffRequest {
  readonly question: Question;
  readonly target: Target;
  readonly context: string;
  readonly drafts: readonly Draft[];
  readonly reason: string;
  readonly warnings: readonly string[];
  readonly timings: Timings;
}

/** Longer drafts cost more than they help. */
const draftCharsMax = 600;

/** What a host needs to write the SQL itself, with the one thing to do next. */
export function handOff({ target, context, drafts, reason, warnings, timings }: HandOffRequest): NeedsSqlAnswer {
  return {
    status: 'needs_sql',
    ...named(target),
    reason,
    context,
    drafts: drafts.filter(({ sql }) => sql.length <= draftCharsMax).toSorted((a, b) => b.confidence - a.confidence).slice(0, 2),
    nextStep: 'Write one SELECT from this context and call run_sql with it and this question. If a table is missing, call get_schema with search.',
    ...(warnings.length > 0 ? { warnings } : {}),
    timings,
  };
}
