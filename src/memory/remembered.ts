import type { Proposal } from '../core/answer.ts';
import type { Cache } from '../core/ports.ts';
import type { Question } from '../core/question.ts';
import { normaliseQuestion } from './question-key.ts';

export interface RememberedQuestion {
  readonly proposal: Proposal;
}

/** Whose answer it is: what a host or a model supplied is unverified and kept for the principal who supplied it. */
const everyone = '*';

/**
 * Exact memory: the same question with the same history on the same database and schema version. SQL that a host supplied
 * (unverified) answers only the principal who supplied it; the instant engine's own and verified SQL answer everyone.
 */
export class RememberedQuestions {
  readonly #cache: Cache<RememberedQuestion>;

  constructor(cache: Cache<RememberedQuestion>) {
    this.#cache = cache;
  }

  find(question: Question, schemaVersion: string): Proposal | undefined {
    const key = keyOf(question, schemaVersion);
    const found = this.#cache.get(`${question.principal}\n${key}`) ?? this.#cache.get(`${everyone}\n${key}`);
    return found?.proposal;
  }

  remember(question: Question, schemaVersion: string, proposal: Proposal): void {
    const owner = proposal.rung === 'instant' || proposal.verified ? everyone : question.principal;
    this.#cache.set(`${owner}\n${keyOf(question, schemaVersion)}`, { proposal: { ...proposal, rung: 'remembered' } });
  }
}

function keyOf(question: Question, schemaVersion: string): string {
  return [question.database, schemaVersion, ...question.history.map(normaliseQuestion), normaliseQuestion(question.text)].join('\n');
}
