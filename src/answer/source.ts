import type { Proposal, Reading } from '../core/answer.ts';
import type { Question } from '../core/question.ts';
import type { Draft } from '../core/answer.ts';
import type { Glossary } from '../memory/glossary.ts';
import type { Memory } from '../memory/memory.ts';
import type { Scope } from '../memory/scope.ts';
import type { Knowledge } from './knowledge.ts';
import type { Target } from './services.ts';

/** What a rung says to a question. A rung that has nothing says so; it never throws for that. */
export type Proposed =
  | { readonly kind: 'proposal'; readonly proposal: Proposal; readonly notice?: string }
  | { readonly kind: 'choices'; readonly reason: string; readonly readings: readonly Reading[] }
  | { readonly kind: 'none'; readonly reason?: string; readonly drafts?: readonly Draft[] };

/** What memory brings to one question. */
export interface Recollection {
  readonly memory: Memory;
  readonly scope: Scope;
  readonly glossary: Glossary;
}

export interface SourceRequest {
  readonly question: Question;
  readonly target: Target;
  readonly knowledge: Knowledge;
  /** Absent where nothing may be remembered (evaluation). */
  readonly recollection?: Recollection;
  readonly signal: AbortSignal | undefined;
}

/** One rung of the ladder. What it proposes is proven before it runs, like everything else. */
export interface Source {
  readonly rung: 'remembered' | 'instant' | 'model';
  propose(request: SourceRequest): Promise<Proposed>;
}
