import type { QuestionSpan } from '../core/answer.ts';
import type { CatalogIndex, IndexedTable } from '../catalog/index.ts';
import type { ValueIndex } from '../catalog/values.ts';
import type { GlossaryEntry } from '../core/glossary.ts';
import type { Query } from '../core/query.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printQuery } from '../sql/print.ts';
import { candidatesOf, type RankedPlan } from './candidates.ts';
import { checks } from './checks/all.ts';
import type { Check } from './checks/check.ts';
import type { BeamOptions } from './compose/beam.ts';
import { gather, type Gathered } from './compose/gather.ts';
import { lower } from './compose/lower.ts';
import { assumptionsOf, fiscalUnsaid, unaccountedOf, unexplainedOf } from './explain.ts';
import { currencyOf } from './compose/told-units.ts';
import { functionWords, weighty } from '../language/en/stop-words.ts';
import { spansOf } from './spans.ts';
import { adapted } from './adapted.ts';
import { likenessOf } from './likeness.ts';
import { wordOf } from '../semantics/declared/examples.ts';
import { contextOf } from './continuation.ts';
import type { Lattice } from './link/lattice.ts';
import { link } from './link/link.ts';
import { calibration, confidenceOf, confidenceRange, type Outcome, type Scored, type Thresholds } from './rank/confidence.ts';
import { memberScores, score, shippedWeights, type Weights } from './rank/weights.ts';
import { readingOf } from '../language/en/reading.ts';
import type { Declared } from '../semantics/declared/read.ts';
import { refusalOf } from '../language/en/refusals.ts';
import { type FeatureVector, merge } from './features.ts';
import { oneOfSeveral } from './rules/superlative.ts';
import { type QuestionToken, tokenize } from '../language/en/tokens.ts';
import { writtenOut } from '../language/en/chat.ts';
import { withoutCourtesies } from '../language/en/courtesies.ts';
import { preambleLength } from '../language/en/preambles.ts';

export interface InstantRequest {
  readonly question: string;
  readonly history: readonly string[];
  readonly catalog: CatalogIndex;
  readonly values: ValueIndex;
  readonly dialect: SqlDialect;
  readonly glossary?: readonly GlossaryEntry[];
  /** What people and models said of this database. */
  readonly declared?: Declared | undefined;
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
  /** It rests on what only a model said of the schema: that it is right has not been shown. */
  readonly unaccepted: boolean;
}

/** A query with all that training and a look at the data need. */
export interface Rival {
  readonly sql: string;
  readonly query: Query;
  readonly ranked: RankedPlan;
  /** The scores that each member of the ensemble gives. */
  readonly memberScores: readonly number[];
  /** What it asks of the rows, apart from what it shows of them; where the question says what to show, absent. */
  readonly rows?: string;
  /** The question for which it was written, where it was not composed. */
  readonly example?: string;
  /** Content words that no part of it accounts for, and whether they forbid to serve it. */
  readonly unexplained: readonly string[];
  readonly doubtful: boolean;
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
  /** What no reading may mean; all checks, if absent. */
  readonly checks?: readonly Check[];
  /** Whether readings by what nobody has accepted yet are given even where the others are surer: training learns what they are worth. */
  readonly unaccepted?: 'always';
}

const defaultBeam: BeamOptions = { width: 10, fragmentsMax: 24, reach: 7 };
const rivalsMaxDefault = 24;
const allChecks = [...checks.values()];
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

/**
 * Compiles a question into ranked queries without any model. Never throws, whatever the question holds. What a model said of the schema
 * and nobody has accepted is of use where the reading without it is not sure.
 */
export function compile(request: InstantRequest, options: CompileOptions = {}): InstantResult {
  if (options.unaccepted === 'always' || !holdsUnaccepted(request.declared)) return compileBy(request, options);
  const accepted = compileBy(request, { ...options, isAccepted: true });
  const sureness = surenessOf(accepted);
  if (sureness >= thresholdsFor(false).eager) return accepted;
  const all = compileBy(request, options);
  return sureness >= surenessOf(all) || accepted.candidates[0]?.sql === all.candidates[0]?.sql ? accepted : all;
}

function holdsUnaccepted(declared: Declared | undefined): boolean {
  return declared !== undefined && (declared.examples !== undefined || declared.said.some(({ certainty }) => certainty < 1));
}

/** A reading that leaves something out is behind all that leave out nothing. */
function surenessOf({ candidates, abstention }: InstantResult): number {
  return (candidates[0]?.confidence ?? 0) - (abstention === undefined ? 0 : 1);
}

/** `isAccepted`: by what people have said or accepted, and nothing else. */
type Compiling = CompileOptions & { readonly isAccepted?: boolean };

function compileBy(request: InstantRequest, options: Compiling): InstantResult {
  const tokens = readTokens(request);
  const refusal = refusalOf(request.question, tokens, ({ stem }) => request.catalog.namesTable(stem));
  if (refusal !== undefined) return abstain(refusal);
  const { isAccepted = false } = options;
  const before = earlier(request, options);
  const weights = options.weights ?? shippedWeights();
  const linkIn = (tables: readonly IndexedTable[]) => link(tokens, request.catalog, request.values, { context: tables, glossary: request.glossary ?? [], declared: request.declared, isAccepted });
  const alone = linkIn([]);
  const context = before && contextOf(tokens, before.gathered, [...alone.named.values()].some((score) => score > 0.9));
  const lattice = context ? linkIn(context.tables) : alone;
  const beam = { ...defaultBeam, ...options.beam };
  const ranked = candidatesOf(lattice, weights, { beam, checks: options.checks ?? allChecks, context });
  const best = ranked[0]?.score ?? 0;
  const near = ranked.filter(({ score }) => score >= best - beam.reach);
  const composed = distinctQueries(near, request, { lattice, weights, countMax: options.rivalsMax ?? rivalsMaxDefault });
  const rivals = isAccepted ? composed : withExamples(composed, lattice, { request, weights });
  const unsaid = fiscalUnsaid(lattice);
  if (rivals.length === 0) return abstain(unsaid ?? nothingFits(lattice));
  const trust = context && before ? before.confidence * followUpTrust : 1;
  const confidences = confidencesOf(rivals, { trust });
  const occasion = occasionLength(request) > 0 ? ['what was said before the question was taken for its occasion, and for no condition'] : [];
  const candidates = rivals.slice(0, candidatesMax).map((rival, index) => candidateOf(rival, lattice, { confidence: confidences[index] ?? 0, occasion }));
  const [first] = rivals;
  const doubtful = first ? unaccounted(first, lattice) : [];
  const abstention = unsaid ?? (doubtful.length > 0 ? `not understood: ${doubtful.join(', ')}` : first && leftOpen(first.ranked));
  return { candidates, rivals, trust, ...(abstention === undefined ? {} : { abstention }) };
}

/** The question as its tokens, without the words in which it is wrapped; what is typed in haste is written out, unless the database knows it as it stands. */
export function readTokens(request: InstantRequest): QuestionToken[] {
  const { question, catalog, values } = request;
  const length = occasionLength(request);
  const asked = withoutCourtesies(' '.repeat(length) + question.slice(length));
  return writtenOut(tokenize(asked), (token) => catalog.postings.has(token.stem) || values.find(token.text).length > 0);
}

/** How much of the question says only why it is asked. */
function occasionLength({ question, values }: InstantRequest): number {
  return preambleLength(question, (word) => values.find(word).length > 0);
}

/** The best reading of the question before this one, which may itself build on others. */
function earlier(request: InstantRequest, options: Compiling): { readonly gathered: Gathered; readonly confidence: number } | undefined {
  const history = request.history.slice(-historyMax);
  const question = history.at(-1);
  if (question === undefined) return undefined;
  const { candidates, rivals } = compileBy({ ...request, question, history: history.slice(0, -1) }, options);
  const best = rivals.find(({ example }) => example === undefined);
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

interface Distinguishing {
  readonly lattice: Lattice;
  readonly weights: Weights;
  readonly countMax: number;
}

function distinctQueries(ranked: readonly RankedPlan[], request: InstantRequest, { lattice, weights, countMax }: Distinguishing): Rival[] {
  const bySql = new Map<string, Rival>();
  const leftOut = new Map<RankedPlan['fragments'], { readonly unexplained: readonly string[]; readonly isWeighty: boolean }>();
  for (const entry of ranked) {
    if (bySql.size >= countMax) break;
    const query = lower(entry.plan, lattice);
    if (!query) continue;
    const sql = printQuery(query, request.dialect);
    if (bySql.has(sql)) continue;
    const left = leftOut.get(entry.fragments) ?? { unexplained: unexplainedOf(lattice, entry.fragments, weights), isWeighty: unaccountedOf(lattice, entry.fragments).length > 0 };
    leftOut.set(entry.fragments, left);
    const rows = rowsAsked(query, entry.features, request.dialect);
    const doubtful = left.isWeighty || leftOpen(entry) !== undefined;
    bySql.set(sql, { sql, query, ranked: entry, memberScores: memberScores(entry.features), ...(rows === undefined ? {} : { rows }), unexplained: left.unexplained, doubtful });
  }
  return [...bySql.values()];
}

/** Examples of which the statements are tried. */
const adaptedMax = 6;
const nothingComposed: RankedPlan = { plan: { projections: [], distinct: false, filters: [], groups: [], having: [], order: [], tables: [], path: 0 }, fragments: [], gathered: gather([]), features: [], score: 0 };

/**
 * With the statements that somebody wrote for like questions, adapted to this one, and with how far each rival uses what like questions
 * use; best first. What was written for another question is weighed against the best that the words compose.
 */
function withExamples(rivals: readonly Rival[], lattice: Lattice, { request: { declared, dialect }, weights }: { readonly request: InstantRequest; readonly weights: Weights }): readonly Rival[] {
  if (!declared?.examples) return rivals;
  const { of, like, missing } = likenessOf(lattice.tokens, declared.examples);
  const weighed = (rival: Rival, own: FeatureVector): Rival => {
    const features = [...rival.ranked.features, own];
    return { ...rival, ranked: { ...rival.ranked, features, score: rival.ranked.score + score(weights, own) }, memberScores: memberScores(features) };
  };
  const base = rivals[0]?.ranked ?? nothingComposed;
  const written = like.slice(0, adaptedMax).flatMap(({ example, similarity }): Rival[] => {
    const made = adapted(example, lattice, dialect);
    if (!made) return [];
    const sql = printQuery(made.query, dialect);
    if (rivals.some((rival) => rival.sql === sql)) return [];
    const content = lattice.tokens.filter(({ kind, lower }) => kind !== 'punctuation' && !functionWords.has(lower));
    const unexplained = content.filter((token) => !example.words.has(token.stem) && !made.taken.has(wordOf(token))).map(({ text }) => text);
    const own = { ...of(sql), ...missing(example, made.taken), 'like:adapted': 1, 'like:as-it-is': made.taken.size === 0 ? 1 : 0, 'like:similar': similarity, 'said:model': 1 };
    const ranked = { ...nothingComposed, features: base.features, score: base.score };
    return [weighed({ sql, query: made.query, ranked, memberScores: [], unexplained, doubtful: weighty(unexplained).length > 0, example: example.question }, own)];
  });
  return [...rivals.map((rival) => weighed(rival, of(rival.sql))), ...written].toSorted((a, b) => b.ranked.score - a.ranked.score);
}

const impliedItems = ['items:all', 'items:name', 'items:names', 'items:id', 'items:key-name'] as const;
const nothingShown = [{ expression: { kind: 'literal', value: 1 } }] as const;

function rowsAsked(query: Query, features: readonly FeatureVector[], dialect: SqlDialect): string | undefined {
  return isImplied(features) && query.kind === 'select' ? printQuery({ ...query, distinct: false, items: nothingShown }, dialect) : undefined;
}

function isImplied(features: readonly FeatureVector[]): boolean {
  for (const part of features) for (const name of impliedItems) if ((part[name] ?? 0) > 0) return true;
  return false;
}

/** What a reading takes for granted that nobody said, and that is rarely meant. */
function leftOpen({ features }: RankedPlan): string | undefined {
  return features.some((part) => part[oneOfSeveral]) ? 'more than one is asked for, and it is not said how many: "top 5" would say it' : undefined;
}

/** Of a reading that was written for a like question, the words that neither that question nor the reading holds. */
function unaccounted({ example, unexplained, ranked }: Rival, lattice: Lattice): readonly string[] {
  return example === undefined ? unaccountedOf(lattice, ranked.fragments) : weighty(unexplained);
}

interface Weighed {
  readonly confidence: number;
  /** What is taken for granted of the words before the question. */
  readonly occasion: readonly string[];
}

function candidateOf({ query, sql, ranked, unexplained, example }: Rival, lattice: Lattice, { confidence, occasion }: Weighed): Candidate {
  const assumptions = [...(example === undefined ? assumptionsOf(ranked) : [`as a model wrote it for "${example}"`]), ...occasion];
  const currency = currencyOf(ranked.plan, lattice);
  const reading = currency === undefined ? readingOf(query) : `${readingOf(query)}, amounts in ${currency}`;
  return { query, sql, confidence, reading, assumptions, unexplained, spans: spansOf(lattice, ranked.fragments), unaccepted: restsOnModel(ranked.features) };
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

/** What only a model said of the schema is offered and not served, until a person has accepted it. */
const unreviewedLoss = 0.01;

function restsOnModel(features: RankedPlan['features']): boolean {
  return features.some((own) => (own['said:model'] ?? 0) > 0);
}

/** What the confidence of the best candidate may come to once the open queries were looked at too, at least and at most. */
export function confidenceBounds({ rivals, trust }: InstantResult, outcomes: ReadonlyMap<string, Outcome>, open: { readonly queries: ReadonlySet<string>; readonly tie: boolean }): readonly [low: number, high: number] {
  const scored = scoredOf(rivals, outcomes);
  const candidates = new Set(scored.filter((_, index) => open.queries.has(rivals[index]?.sql ?? '')));
  const [low, high] = confidenceRange(scored, { candidates, tie: open.tie });
  return [reviewed(low * trust, rivals[0], true), reviewed(high * trust, rivals[0], true)];
}

/** The calibrated probability of the first; the others share what is left in proportion to their weight, and none is likelier than the first. */
function confidencesOf(rivals: readonly Rival[], { trust, outcomes }: { readonly trust: number; readonly outcomes?: ReadonlyMap<string, Outcome> }): number[] {
  const scored = scoredOf(rivals, outcomes);
  const first = reviewed(confidenceOf(scored, outcomes !== undefined) * trust, rivals[0], outcomes !== undefined);
  const mass = scored.map((entry) => Math.exp(entry.score - (scored[0]?.score ?? 0)));
  const others = mass.slice(1).reduce((sum, value) => sum + value, 0);
  return mass.map((value, index) => (index === 0 ? first : Math.min(first, ((1 - first) * value) / Math.max(others, 1))));
}

function scoredOf(rivals: readonly Rival[], outcomes: ReadonlyMap<string, Outcome> | undefined): Scored[] {
  return rivals.map(({ sql, ranked, memberScores: given, unexplained, rows }, index) => {
    const features = index === 0 ? merge(...ranked.features) : {};
    return { score: ranked.score, unexplained: unexplained.length, features, memberScores: given, rows, outcome: outcomes?.get(sql) };
  });
}

function reviewed(sure: number, best: Rival | undefined, looked: boolean): number {
  return best && restsOnModel(best.ranked.features) ? Math.min(sure, thresholdsFor(looked).eager - unreviewedLoss) : sure;
}
