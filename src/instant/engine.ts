import type { CatalogIndex } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import { textWords } from '../catalog/words.ts';
import type { Query } from '../core/query.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printQuery } from '../sql/print.ts';
import { interpret } from './interpret.ts';
import { changeVerbs } from './lexicon.ts';
import { readingOf } from './reading.ts';

export interface InstantRequest {
  readonly question: string;
  readonly history: readonly string[];
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly dialect: SqlDialect;
}

export interface Candidate {
  readonly query: Query;
  readonly sql: string;
  /** Estimated probability of being right, 0 to 1. */
  readonly confidence: number;
  readonly reading: string;
  readonly assumptions: readonly string[];
  /** Words of the question that no part of the query accounts for. */
  readonly unexplained: readonly string[];
}

export interface InstantResult {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Why no candidate should be served as it is; absent where the best one may be judged by its confidence. */
  readonly abstention?: string;
}

/** At or above the first an answer is served where nobody stands behind us; at or above the second also where a host could write better SQL. */
export const thresholds = { eager: 0.6, careful: 0.85 } as const;

/** Compiles a question into ranked queries without any model. Never throws, whatever the question holds. */
export function compile(request: InstantRequest): InstantResult {
  const words = textWords(request.question);
  if (words.length === 0) return { candidates: [], abstention: 'the question holds no words' };
  if (changeVerbs.has(words[0] ?? '')) return { candidates: [], abstention: `"${words[0]}" asks to change data; only questions are answered` };
  if (request.history.length > 0) return { candidates: [], abstention: 'the question may build on earlier ones' };
  const candidates = interpret(words, request.catalog, request.values).map((found): Candidate => ({
    query: found.query,
    sql: printQuery(found.query, request.dialect),
    confidence: found.confidence,
    reading: readingOf(found.query),
    assumptions: found.assumptions,
    unexplained: found.unexplained,
  }));
  candidates.sort((a, b) => b.confidence - a.confidence);
  const best = candidates[0];
  if (!best) return { candidates, abstention: 'no table of the database is named in the question' };
  return best.unexplained.length > 0 ? { candidates, abstention: `not understood: ${best.unexplained.join(', ')}` } : { candidates };
}
