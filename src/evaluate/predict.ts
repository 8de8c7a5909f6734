import { ask } from '../answer/ask/ladder.ts';
import { recollect } from '../answer/ask/recollection.ts';
import { proposeAlone } from '../answer/ask/rung.ts';
import type { Services } from '../answer/services.ts';
import type { Target } from '../answer/target/target.ts';
import { localPrincipal } from '../core/question.ts';
import type { Row } from './compare.ts';
import type { EvaluationQuestion } from './questions.ts';

/** One line of the output: `sql` is null where the rung abstains, `best_sql` the best candidate regardless. */
export interface Prediction {
  readonly id: string;
  readonly sql: string | null;
  readonly best_sql: string | null;
  readonly confidence: number;
  readonly rung: string;
  readonly ms: number;
  /** What `sql` gave where it was asked, when that is another engine than the gold's. */
  readonly rows?: readonly Row[];
}

export interface PredictOptions {
  /** Whether the words of the configured knowledge file are understood (default: no memory at all). */
  readonly knowledge?: boolean;
}

/** Asks the rungs of the services for one question, nothing remembered among them, and never shows them the gold. */
export async function predict(question: EvaluationQuestion, target: Target, services: Services, options: PredictOptions = {}): Promise<Prediction> {
  const knowledge = await target.knowledge.get();
  const recollection = options.knowledge ? await recollect(target, localPrincipal, knowledge, services) : undefined;
  const elapsedMs = stopwatch(services);
  const asked = { text: question.question, history: question.history, database: target.name, principal: localPrincipal };
  let best: { sql: string; confidence: number } | undefined;
  for (const source of services.sources) {
    if (source.rung === 'remembered') continue;
    const proposed = await proposeAlone(source, { question: asked, target, knowledge, ...(recollection ? { recollection } : {}) }, services);
    if (proposed.kind === 'proposal') {
      // A notice says that somebody should check: at the careful operating point that is no answer.
      const { sql, confidence } = proposed.proposal;
      return { id: question.id, sql: proposed.notice === undefined ? sql : null, best_sql: sql, confidence, rung: source.rung, ms: elapsedMs() };
    }
    best ??= proposed.kind === 'choices' ? proposed.readings[0] : proposed.drafts?.[0];
  }
  return { id: question.id, sql: null, best_sql: best?.sql ?? null, confidence: best?.confidence ?? 0, rung: 'none', ms: elapsedMs() };
}

/** Has the whole ladder answer, rows and repair included; only the rungs that the services' features leave on. */
export async function predictByLadder(question: EvaluationQuestion, target: Target, services: Services): Promise<Prediction> {
  const elapsedMs = stopwatch(services);
  const answer = await ask({ question: question.question, history: question.history, database: target.name, principal: localPrincipal }, services).catch(() => undefined);
  const ms = elapsedMs();
  if (answer?.status !== 'ok') return { id: question.id, sql: null, best_sql: answer?.status === 'needs_sql' ? (answer.drafts[0]?.sql ?? null) : null, confidence: 0, rung: 'none', ms };
  const { sql, confidence, rung } = answer.proposal;
  return { id: question.id, sql, best_sql: sql, confidence, rung, ms };
}

function stopwatch({ clock }: Pick<Services, 'clock'>): () => number {
  const startedAt = clock.monotonicMs();
  return () => Math.round((clock.monotonicMs() - startedAt) * 1_000) / 1_000;
}
