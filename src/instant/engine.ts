import type { QuestionSpan } from '../core/answer.ts';
import type { CatalogIndex, IndexedTable } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import type { GlossaryEntry } from '../core/glossary.ts';
import type { Query } from '../core/query.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printQuery } from '../sql/print.ts';
import { candidatesOf, type RankedPlan } from './candidates.ts';
import type { BeamOptions } from './compose/beam.ts';
import type { Gathered } from './compose/gather.ts';
import { lower } from './compose/lower.ts';
import { assumptionsOf, unexplainedOf } from './explain.ts';
import { weighty } from '../language/en/stop-words.ts';
import { spansOf } from './spans.ts';
import { contextOf } from './continuation.ts';
import type { Lattice } from './link/lattice.ts';
import { link } from './link/link.ts';
import { calibration, confidenceOf, type Outcome, type Scored, type Thresholds } from './rank/confidence.ts';
import { memberScores, shippedWeights, type Weights } from './rank/weights.ts';
import { readingOf } from '../language/en/reading.ts';
import { refusalOf } from '../language/en/refusals.ts';
import { merge } from './rules/fragment.ts';
import { tokenize } from '../language/en/tokens.ts';

export interface InstantRequest {
  readonly question: string;
  readonly history: readonly string[];
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly dialect: SqlDialect;
  readonly glossary?: readonly GlossaryEntry[];
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
  readonly spans: readonly QuestionSpan[];
}

/** A query with all that training and a look at the data need. */
export interface Rival {
  readonly sql: string;
  readonly query: Query;
  readonly ranked: RankedPlan;
  /** The scores that each member of the ensemble gives. */
  readonly memberScores: readonly number[];
}

export interface InstantResult {
  /** Best first, a few. */
  readonly candidates: readonly Candidate[];
  /** All queries that were weighed against each other, best first. */
  readonly rivals: readonly Rival[];
  /** How far the earlier questions can be trusted on which this one builds; 1 where it stands alone. */
  readonly trust: number;
  /** Why no candidate should be served as it is; absent where the best one may be judged by its confidence. */
  readonly abstention?: string;
}

export interface CompileOptions {
  /** The shipped ones, if absent; training compiles with its own. */
  readonly weights?: Weights;
  readonly beam?: Partial<BeamOptions>;
  readonly rivalsMax?: number;
}

const defaultBeam: BeamOptions = { width: 10, fragmentsMax: 24, reach: 7 };
const rivalsMaxDefault = 24;
/** Earlier questions that are read again for a follow-up. */
const historyMax = 4;
/** Follow-ups are right less often than their own words tell. */
const followUpTrust = 0.9;
const candidatesMax = 4;
/** Queries that are worth a look at the data. */
export const looksMax = 8;

export function thresholdsFor(looked: boolean): Thresholds {
  return looked ? calibration().thresholds.looking : calibration().thresholds.blind;
}

/** Compiles a question into ranked queries without any model. Never throws, whatever the question holds. */
export function compile(request: InstantRequest, options: CompileOptions = {}): InstantResult {
  const tokens = tokenize(request.question);
  const refusal = refusalOf(request.question, tokens);
  if (refusal !== undefined) return abstain(refusal);
  const before = earlier(request, options);
  const weights = options.weights ?? shippedWeights();
  const linkIn = (tables: readonly IndexedTable[]) => link(tokens, request.catalog, request.values, { context: tables, glossary: request.glossary ?? [] });
  const alone = linkIn([]);
  const context = before && contextOf(tokens, before.gathered, [...alone.named.values()].some((score) => score > 0.9));
  const lattice = context ? linkIn(context.tables) : alone;
  const beam = { ...defaultBeam, ...options.beam };
  const ranked = candidatesOf(lattice, weights, beam, context);
  const best = ranked[0]?.score ?? 0;
  const near = ranked.filter(({ score }) => score >= best - beam.reach);
  const rivals = distinctQueries(near, request, options.rivalsMax ?? rivalsMaxDefault);
  if (rivals.length === 0) return abstain(nothingFits(lattice));
  const trust = context && before ? before.confidence * followUpTrust : 1;
  const confidences = confidencesOf(rivals, { trust });
  const candidates = rivals.slice(0, candidatesMax).map((rival, index) => candidateOf(rival, lattice, weights, confidences[index] ?? 0));
  const doubtful = weighty(candidates[0]?.unexplained ?? []);
  return { candidates, rivals, trust, ...(doubtful.length > 0 ? { abstention: `not understood: ${doubtful.join(', ')}` } : {}) };
}

/** The best reading of the question before this one, which may itself build on others. */
function earlier(request: InstantRequest, options: CompileOptions): { readonly gathered: Gathered; readonly confidence: number } | undefined {
  const history = request.history.slice(-historyMax);
  const question = history.at(-1);
  if (question === undefined) return undefined;
  const { candidates, rivals } = compile({ ...request, question, history: history.slice(0, -1) }, options);
  const [best] = rivals;
  return best && { gathered: best.ranked.gathered, confidence: candidates[0]?.confidence ?? 0 };
}

/** Why no reading is left: nothing is named, or what is named does not go together. */
function nothingFits({ named, columns }: Lattice): string {
  const tables = [...named].filter(([, score]) => score > 0.7).map(([table]) => table.displayName);
  const found = tables.length > 0 ? tables : columns.flat().filter(({ score }) => score > 0.7).map(({ column }) => `${column.table.displayName}.${column.column.name}`);
  if (found.length === 0) return 'nothing in the question names anything in the database';
  return `it names ${[...new Set(found)].slice(0, 4).join(', ')}, and no reading puts these together`;
}

function abstain(abstention: string): InstantResult {
  return { candidates: [], rivals: [], trust: 1, abstention };
}

function distinctQueries(ranked: readonly RankedPlan[], request: InstantRequest, countMax: number): Rival[] {
  const bySql = new Map<string, Rival>();
  for (const entry of ranked) {
    if (bySql.size >= countMax) break;
    const query = lower(entry.plan, request.catalog);
    if (!query) continue;
    const sql = printQuery(query, request.dialect);
    if (!bySql.has(sql)) bySql.set(sql, { sql, query, ranked: entry, memberScores: memberScores(entry.features) });
  }
  return [...bySql.values()];
}

function candidateOf({ query, sql, ranked }: Rival, lattice: Lattice, weights: Weights, confidence: number): Candidate {
  return { query, sql, confidence, reading: readingOf(query), assumptions: assumptionsOf(ranked), unexplained: unexplainedOf(lattice, ranked.fragments, weights), spans: spansOf(lattice, ranked.fragments) };
}

/** The result after the best few queries were run: equal results agree with each other and stay as one, empty ones are doubtful. */
export function afterLook(result: InstantResult, outcomes: ReadonlyMap<string, Outcome>): InstantResult {
  const confidences = confidencesOf(result.rivals, { trust: result.trust, outcomes });
  const seen = new Set<string>();
  const candidates = result.candidates.flatMap((candidate, index) => {
    const digest = outcomes.get(candidate.sql)?.digest ?? candidate.sql;
    if (seen.has(digest)) return [];
    seen.add(digest);
    const assumptions = outcomes.get(candidate.sql)?.tied ? [...candidate.assumptions, 'others are equal to the last one that is shown'] : candidate.assumptions;
    return [{ ...candidate, assumptions, confidence: confidences[index] ?? 0 }];
  });
  return { ...result, candidates };
}

/** The calibrated probability of the first; the others share what is left in proportion to their weight. */
function confidencesOf(rivals: readonly Rival[], { trust, outcomes }: { readonly trust: number; readonly outcomes?: ReadonlyMap<string, Outcome> }): number[] {
  const scored = rivals.map(({ sql, ranked, memberScores: given }, index): Scored => ({ score: ranked.score, features: index === 0 ? merge(...ranked.features) : {}, memberScores: given, outcome: outcomes?.get(sql) }));
  const first = confidenceOf(scored, outcomes !== undefined) * trust;
  const mass = scored.map((entry) => Math.exp(entry.score - (scored[0]?.score ?? 0)));
  const others = mass.slice(1).reduce((sum, value) => sum + value, 0);
  return mass.map((value, index) => (index === 0 ? first : ((1 - first) * value) / Math.max(others, 1)));
}
