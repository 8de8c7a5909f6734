import type { Draft, ModelWork, Proposal, Reading } from '../../core/answer.ts';
import type { Features } from '../../core/features.ts';
import type { FailedAttempt } from '../../core/model.ts';
import type { Question } from '../../core/question.ts';
import type { Looks } from '../run/looks.ts';
import type { Probe } from '../run/probe.ts';
import type { Knowledge } from '../target/knowledge.ts';
import type { Target } from '../target/target.ts';
import type { Preparation } from './preparation.ts';
import type { Recollection } from './recollection.ts';

/** What a rung says to a question. A rung that has nothing says so; it never throws for that. */
export type Proposed =
  | { readonly kind: 'proposal'; readonly proposal: Proposal; readonly notice?: string; readonly check?: boolean; readonly model?: ModelWork }
  | { readonly kind: 'choices'; readonly reason: string; readonly readings: readonly Reading[] }
  | { readonly kind: 'none'; readonly reason?: string; readonly drafts?: readonly Draft[] };

export interface SourceRequest {
  readonly question: Question;
  readonly target: Target;
  readonly knowledge: Knowledge;
  /** Absent where nothing may be remembered (evaluation, an arm without memory). */
  readonly recollection?: Recollection;
  readonly signal: AbortSignal | undefined;
  readonly features: Features;
  /** The context of the question, made once for all rungs that want it. */
  readonly preparation: Preparation;
  /** What the rungs below left: their best guesses with their doubts. */
  readonly drafts: readonly Draft[];
  readonly probe: Probe;
  readonly looks: Looks;
  /** SQL that this rung proposed for this question and that failed. */
  readonly attempts: readonly FailedAttempt[];
}

/** One rung of the ladder. What it proposes is proven before it runs, like everything else. */
export interface Source {
  readonly rung: 'remembered' | 'instant' | 'model';
  /** How often it may be asked again with SQL of its own that failed (default 0). */
  readonly repairsMax?: number;
  propose(request: SourceRequest): Promise<Proposed>;
}
