import type { Draft, OkAnswer } from '../../core/answer.ts';
import type { ResultSet } from '../../core/result.ts';
import { digestOf } from '../run/digest.ts';
import type { Probe } from '../run/probe.ts';

/** A less likely draft says nothing, whether it gives the same rows or not. */
const draftConfidenceMin = 0.2;

/** Less than a model takes, so that no answer waits for it. */
const draftMsMax = 1_000;

/** The rows of the best draft of the rules, read while the model is still asked; undefined where there is none worth a look, it fails or takes long. */
export async function rowsOfDraft(drafts: readonly Draft[], probeWithin: (timeoutMs: number) => Probe): Promise<ResultSet | undefined> {
  const [best] = drafts.toSorted((a, b) => b.confidence - a.confidence);
  return best && best.confidence >= draftConfidenceMin ? probeWithin(draftMsMax)(best.sql).catch(() => undefined) : undefined;
}

/** The answer of a model with whether the rules came to the same rows. */
export async function compared(answer: OkAnswer, rowsOfRules: Promise<ResultSet | undefined>): Promise<OkAnswer> {
  const rows = answer.model && answer.executed ? await rowsOfRules : undefined;
  return rows && answer.model ? { ...answer, model: { ...answer.model, rulesAgree: digestOf(rows).digest === digestOf(answer).digest } } : answer;
}
