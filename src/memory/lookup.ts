import type { Proposal } from '../core/answer.ts';
import type { Cache } from '../core/ports.ts';
import type { Question } from '../core/question.ts';
import { needsHistory } from '../language/en/follow-ups.ts';
import type { Glossary } from './glossary.ts';
import { invalidationReason } from './invalidation-reason.ts';
import { wordsKey } from './question-key.ts';
import { anyGlossary, type RememberedQuestion, toProposal } from './record.ts';
import type { RecordSet } from './record-set.ts';
import type { Rejections } from './rejections.ts';
import { hasRelativeDate } from '../language/en/relative-dates.ts';
import { restated } from './restate.ts';
import type { Scope } from './scope.ts';

/** The instant rung's answer to a question, kept for a while. */
export interface RememberedPlan {
  readonly proposal: Proposal;
}

/** How memory came to an answer: by the words, by the template of a verified question, or by an earlier compilation. */
export type Recall = { readonly via: 'words' | 'template' | 'plan'; readonly proposal: Proposal; readonly record?: RememberedQuestion };

export interface LookupOptions {
  readonly records: RecordSet;
  readonly plans: Cache<RememberedPlan>;
  readonly rejections: Rejections;
}

/** Finds the answer to a question in what is remembered, and changes nothing. */
export class Lookup {
  readonly #records: RecordSet;
  readonly #plans: Cache<RememberedPlan>;
  readonly #rejections: Rejections;

  constructor({ records, plans, rejections }: LookupOptions) {
    this.#records = records;
    this.#plans = plans;
    this.#rejections = rejections;
  }

  find(question: Question, scope: Scope, glossary: Glossary): Recall | undefined {
    const words = wordsKey(scope.database, question.history, question.text);
    const recalled = this.#recall(question, words, scope, glossary);
    return recalled && !this.#rejections.has(words, recalled.proposal.sql, scope.dialect) ? recalled : undefined;
  }

  planKey({ history, text }: Question, scope: Scope, glossary: Glossary): string {
    const day = hasRelativeDate(text) ? scope.day : '';
    return [wordsKey(scope.database, history, text), scope.policy, scope.catalog.snapshot.version, this.#records.generation(scope.database), glossary.fingerprint(text), glossary.filtersFingerprint, day].join('\n');
  }

  #recall(question: Question, words: string, scope: Scope, glossary: Glossary): Recall | undefined {
    const isAlone = !needsHistory(question.text);
    if (isAlone || question.history.length > 0) {
      const exact = this.#records.withWords(words).find(({ record }) => invalidationReason(record, scope, glossary) === undefined);
      if (exact) return { via: 'words', proposal: toProposal(exact.record), record: exact.record };
      const rebound = question.history.length === 0 ? this.#rebind(question.text, scope, glossary) : isAlone ? undefined : this.#carryOver(question, scope, glossary);
      if (rebound) return rebound;
    }
    const plan = this.#plans.get(this.planKey(question, scope, glossary));
    return plan && { via: 'plan', proposal: plan.proposal };
  }

  #rebind(text: string, scope: Scope, glossary: Glossary): Recall | undefined {
    const templates = this.#records.templates(scope.database, scope.catalog, scope.dialect);
    if (templates.size === 0) return undefined;
    const rebound = templates.find(text, scope.values, (record) => invalidationReason(record, scope, glossary) === undefined);
    if (!rebound || (rebound.record.glossary !== anyGlossary && rebound.record.glossary !== glossary.fingerprint(text))) return undefined;
    const swaps = rebound.swaps.map(([from, to]) => `${to} in place of ${from}`).join(', ');
    const proposal = { ...toProposal(rebound.record, rebound.sql), reading: '', confidence: Math.min(0.98, rebound.record.confidence), assumptions: [`answered as the verified question "${rebound.record.question}"${swaps === '' ? '' : ` with ${swaps}`}`] };
    return { via: 'template', proposal, record: rebound.record };
  }

  /** A follow-up of a verified question: what would be answered to the whole question. */
  #carryOver(question: Question, scope: Scope, glossary: Glossary): Recall | undefined {
    if (this.#records.templates(scope.database, scope.catalog, scope.dialect).size === 0) return undefined;
    const text = restated(question.history, question.text, (whole) => this.#rebind(whole, scope, glossary)?.proposal.sql);
    const recall = text === undefined ? undefined : this.find({ ...question, history: [], text }, scope, glossary);
    if (!recall?.record?.verified) return undefined;
    return { ...recall, proposal: { ...recall.proposal, assumptions: [`understood as "${text}"`, ...recall.proposal.assumptions] } };
  }
}
