import { compile, thresholds } from '../../instant/engine.ts';
import type { Glossary } from '../../memory/glossary.ts';
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
      const blind = recollection && best ? beyondWords(question.text, best.sql, recollection.glossary) : undefined;
      const drafts = candidates.slice(0, 2).map((candidate) => ({ sql: candidate.sql, confidence: candidate.confidence, doubts: doubtsOf(candidate) }));
      if (abstention !== undefined || blind !== undefined || !best) return { kind: 'none', reason: abstention ?? blind ?? 'no reading was found', drafts };
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

/** Measures and default filters are SQL of the user's own, which this engine can't weave in: it leaves such questions to others. */
function beyondWords(question: string, sql: string, glossary: Glossary): string | undefined {
  const metric = glossary.find(question).find((term) => term.kind === 'metric');
  if (metric) return `"${metric.term}" is a measure of its own`;
  const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_$]+/gu));
  const filter = glossary.filters.find(({ term }) => words.has(term.toLowerCase().split('.').at(-1) ?? term));
  return filter && `${filter.term} has a filter of its own`;
}
