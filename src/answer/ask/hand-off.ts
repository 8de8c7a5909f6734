import type { Draft, NeedsSqlAnswer } from '../../core/answer.ts';
import type { Steps } from '../run/steps.ts';
import { named, type Target } from '../target/target.ts';
import { answerToWire } from '../wire.ts';
import type { ContextOptions } from './context.ts';

export interface HandOffRequest {
  readonly target: Target;
  readonly context: (options: ContextOptions) => Promise<string>;
  readonly drafts: readonly Draft[];
  readonly reason: string;
  readonly warnings: readonly string[];
  readonly steps: Steps;
}

/** 1,500 tokens of four characters, less what the measured times may add. */
const answerCharsMax = 5_850;
/** Longer ones cost more than they help. */
const draftCharsMax = 400;
const doubtsMax = 3;

/** What a host needs to write the SQL itself, with the one thing to do next. The context takes the room that the rest leaves. */
export async function handOff({ target, context, drafts, reason, warnings, steps }: HandOffRequest): Promise<NeedsSqlAnswer> {
  const rest: NeedsSqlAnswer = {
    status: 'needs_sql',
    ...named(target),
    reason: reason.slice(0, draftCharsMax),
    context: '',
    drafts: drafts.filter(({ sql }) => sql.length <= draftCharsMax).toSorted((a, b) => b.confidence - a.confidence).slice(0, 2).map(shortened),
    nextStep: 'Write one SELECT from this context and call run_sql with it and this question. If a table is missing, call get_schema with search.',
    ...(warnings.length > 0 ? { warnings } : {}),
    timings: steps.timings(),
  };
  const charsMax = answerCharsMax - JSON.stringify(answerToWire(rest)).length;
  return { ...rest, context: await context({ charsMax }), timings: steps.timings() };
}

function shortened({ doubts, ...draft }: Draft): Draft {
  return { ...draft, doubts: doubts.slice(0, doubtsMax).map((doubt) => doubt.slice(0, 100)) };
}
