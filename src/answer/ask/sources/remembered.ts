import type { Source } from '../source.ts';

/** Below it an answer that nobody verified comes with a request to check it. */
const carefulConfidence = 0.85;

export const rememberedSource: Source = {
  rung: 'remembered',
  propose: async ({ question, recollection }) => {
    const recall = recollection?.memory.remembered.find(question, recollection.scope, recollection.glossary);
    if (!recall) return { kind: 'none' };
    const { proposal } = recall;
    return { kind: 'proposal', proposal, ...(proposal.verified || proposal.confidence >= carefulConfidence ? {} : { notice: unverifiedNotice }) };
  },
};

const unverifiedNotice = 'This SQL was remembered and is not verified: compare the reading with the question; if they differ, call run_sql with better SQL and the question.';
