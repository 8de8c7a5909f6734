import { compile, thresholds } from '../../instant/engine.ts';
import type { Source } from '../source.ts';

export interface InstantOptions {
  /** Whether a host or a model stands behind this rung, so that doubts may be handed on. */
  readonly careful: boolean;
}

export function instantSource(options: InstantOptions): Source {
  return {
    rung: 'instant',
    propose: async ({ question, knowledge, target, recollection }) => {
      const { candidates, abstention } = compile({ question: recollection?.glossary.expand(question.text) ?? question.text, history: question.history, catalog: knowledge.catalog, values: knowledge.values, dialect: target.dialect });
      const best = candidates[0];
      const drafts = candidates.slice(0, 2).map((candidate) => ({ sql: candidate.sql, confidence: candidate.confidence, doubts: doubtsOf(candidate) }));
      if (abstention !== undefined || !best) return { kind: 'none', reason: abstention ?? 'no reading was found', drafts };
      if (best.confidence < thresholds.eager) return { kind: 'none', reason: 'the best reading is too unsure', drafts };
      const proposal = { sql: best.sql, rung: 'instant' as const, confidence: best.confidence, verified: false, reading: best.reading, assumptions: best.assumptions };
      return { kind: 'proposal', proposal, ...(options.careful && best.confidence < thresholds.careful ? { notice: checkNotice } : {}) };
    },
  };
}

const checkNotice = 'Moderate confidence: compare the reading with the question; if they differ, call run_sql with better SQL and the question.';

function doubtsOf(candidate: { readonly unexplained: readonly string[]; readonly assumptions: readonly string[] }): string[] {
  return [...(candidate.unexplained.length > 0 ? [`not understood: ${candidate.unexplained.join(', ')}`] : []), ...candidate.assumptions];
}
