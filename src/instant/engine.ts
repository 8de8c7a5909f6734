import type { CatalogIndex } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import type { Query } from '../core/query.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printQuery } from '../sql/print.ts';
import { candidatesOf, type RankedPlan } from './candidates.ts';
import type { BeamOptions } from './compose/beam.ts';
import { lower } from './compose/lower.ts';
import { link } from './link/link.ts';
import { readingOf } from './reading.ts';
import { shippedWeights, type Weights } from './rank/weights.ts';
import { tokenize } from './tokens.ts';

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
  readonly ranked: RankedPlan;
}

export interface InstantResult {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Why no candidate should be served as it is; absent where the best one may be judged by its confidence. */
  readonly abstention?: string;
}

/** At or above the first an answer is served where nobody stands behind us; at or above the second also where a host could write better SQL. */
export const thresholds = { eager: 0.6, careful: 0.85 } as const;

const defaultBeam: BeamOptions = { width: 14, fragmentsMax: 28 };

export interface CompileOptions {
  readonly weights?: Weights;
  readonly beam?: Partial<BeamOptions>;
  readonly candidatesMax?: number;
}

/** Compiles a question into ranked queries without any model. Never throws, whatever the question holds. */
export function compile(request: InstantRequest, options: CompileOptions = {}): InstantResult {
  const tokens = tokenize(request.question);
  const lattice = link(tokens, request.catalog, request.values);
  const ranked = candidatesOf(lattice, options.weights ?? shippedWeights(), { ...defaultBeam, ...options.beam });
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const entry of ranked) {
    if (candidates.length >= (options.candidatesMax ?? 5)) break;
    const query = lower(entry.plan, request.catalog);
    if (!query) continue;
    const sql = printQuery(query, request.dialect);
    if (seen.has(sql)) continue;
    seen.add(sql);
    candidates.push({ query, sql, confidence: 0.5, reading: readingOf(query), assumptions: [], unexplained: [], ranked: entry });
  }
  return { candidates };
}
