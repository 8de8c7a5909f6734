import type { RememberedQuestions } from '../../memory/remembered.ts';
import type { Source } from '../source.ts';

export function rememberedSource(remembered: RememberedQuestions): Source {
  return {
    rung: 'remembered',
    propose: async ({ question, knowledge }) => {
      const proposal = remembered.find(question, knowledge.catalog.snapshot.version);
      return proposal ? { kind: 'proposal', proposal, ...(proposal.verified || proposal.confidence >= 0.85 ? {} : { notice: unverifiedNotice }) } : { kind: 'none' };
    },
  };
}

const unverifiedNotice = 'This SQL was remembered and is not verified: compare the reading with the question; if they differ, call run_sql with better SQL and the question.';
