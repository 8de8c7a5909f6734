import type { Draft, Proposal, Reading } from '../../../core/answer.ts';
import { type Candidate, compile, type InstantResult, thresholdsFor } from '../../../instant/engine.ts';
import { needsHistory } from '../../../language/en/follow-ups.ts';
import type { Glossary } from '../../../memory/glossary.ts';
import type { Proposed, Source, SourceRequest } from '../source.ts';
import { type Looked, lookedAt } from './looking.ts';

export interface InstantOptions {
  /** Whether a host or a model stands behind this rung, so that doubts may be handed on. */
  readonly careful: boolean;
  /** Whether a model comes next, which then decides between readings. */
  readonly beforeModel: boolean;
  /** Whether the best few queries are run before one is trusted. */
  readonly look: boolean;
}

export function instantSource(options: InstantOptions): Source {
  return {
    rung: 'instant',
    propose: async (request) => {
      const { question, knowledge, target, recollection } = request;
      const words = recollection?.glossary;
      const expanded = (text: string) => words?.expandPhrases(text) ?? text;
      const known = { glossary: words?.entries ?? [], declared: recollection?.declared, catalog: knowledge.catalog, values: knowledge.values, dialect: target.dialect };
      const compiled = compile({ question: expanded(question.text), history: question.history.map(expanded), ...known });
      if (recollection && compiled.candidates[0] && isBuiltOnOther(request)) return propose(unseen({ ...compiled, abstention: builtOnOther }, options), options);
      const blind = recollection && compiled.candidates[0] ? beyondWords(question.text, compiled.candidates[0].sql, recollection.glossary) : undefined;
      if (blind !== undefined) return propose(unseen({ ...compiled, abstention: blind }, options), options);
      const proposed = propose(options.look ? await looked(compiled, request, options) : unseen(compiled, options), options);
      // Places in the words as they were asked: where terms were put in their place, they would lie elsewhere.
      return question.history.length === 0 && expanded(question.text) === question.text ? proposed : withoutSpans(proposed);
    },
  };
}

const builtOnOther = 'it builds on a verified answer that the rules would have given otherwise';

/** A follow-up goes on from the answer that was given. Where that was verified SQL, the rules may go on only if they would have written the same. */
function isBuiltOnOther({ question, recollection, knowledge, target }: SourceRequest): boolean {
  const before = recollection && question.history.length > 0 && needsHistory(question.text) ? recollection.memory.remembered.findBefore(question, recollection.scope, recollection.glossary) : undefined;
  if (!recollection || !before) return false;
  const { glossary, scope, memory } = recollection;
  const [text = '', ...earlier] = question.history.map((said) => glossary.expandPhrases(said)).toReversed();
  const known = { glossary: glossary.entries, declared: recollection.declared, catalog: knowledge.catalog, values: knowledge.values, dialect: target.dialect };
  const [written] = compile({ question: text, history: earlier.toReversed(), ...known }).candidates;
  return !written || !memory.remembered.sameSql(written.sql, before.proposal.sql, scope);
}

function withoutSpans(proposed: Proposed): Proposed {
  if (proposed.kind !== 'proposal') return proposed;
  const { spans: _, ...proposal } = proposed.proposal;
  return { ...proposed, proposal };
}

function unseen(result: InstantResult, { look }: InstantOptions): Looked {
  return { result, thresholds: thresholdsFor(look) };
}

function looked(result: InstantResult, { target, looks }: SourceRequest, options: InstantOptions): Promise<Looked> {
  const [best] = result.candidates;
  const marks = best && mayCheck(best, options) ? [checkMinOf(best)] : [];
  const offered = ([low, high]: readonly [number, number]) => (options.beforeModel ? [] : mayBeOffered(result, { low, high }));
  return lookedAt(result, { looks, dialect: target.dialect, marks, offered });
}

/** The queries of the readings that may be live once the best is no surer than `high` and no less than `low`; none where they could not be choices. */
function mayBeOffered({ candidates, rivals }: InstantResult, { low, high }: { readonly low: number; readonly high: number }): readonly string[] {
  const { eager } = thresholdsFor(true);
  const [best, ...others] = candidates;
  if (!best || best.confidence < readingMin || low >= eager) return [];
  const mass = rivals.map(({ ranked }) => Math.exp(ranked.score - (rivals[0]?.ranked.score ?? 0)));
  const whole = Math.max(mass.slice(1).reduce((sum, value) => sum + value, 0), 1);
  const most = [high, ...others.map((_, index) => Math.min(high, ((1 - low) * (mass[index + 1] ?? 0)) / whole))];
  const live = candidates.map(({ sql, unexplained }, index) => ({ sql, most: unexplained.length === 0 ? (most[index] ?? 0) : 0 })).filter((entry) => entry.most >= readingMin);
  const together = live.reduce((sum, entry) => sum + entry.most, 0);
  return live.length > 1 && together >= eager ? live.map(({ sql }) => sql) : [];
}

function propose({ result: { candidates, abstention }, thresholds }: Looked, options: InstantOptions): Proposed {
  const best = candidates[0];
  const drafts = candidates.slice(0, 2).map((candidate) => ({ reading: candidate.reading, sql: candidate.sql, confidence: candidate.confidence, doubts: doubtsOf(candidate) }));
  if (abstention !== undefined || !best) return { kind: 'none', reason: abstention ?? 'no reading was found', drafts };
  if (best.confidence < thresholds.eager) return unsure(best, { candidates, drafts, eager: thresholds.eager }, options);
  return options.careful && best.confidence < thresholds.careful ? toCheck(best) : { kind: 'proposal', proposal: proposalOf(best) };
}

/** Where somebody can compare its reading with the question. */
function toCheck(best: Candidate): Proposed {
  return { kind: 'proposal', proposal: proposalOf(best), notice: checkNotice, check: true };
}

function proposalOf({ sql, confidence, reading, assumptions, spans }: Candidate): Proposal {
  return { sql, rung: 'instant', confidence, verified: false, reading, assumptions, spans };
}

/** Choices where together they are as good as an answer; a likely one is run at once where somebody can compare; else it is left to others. */
function unsure(best: Candidate, { candidates, drafts, eager }: { readonly candidates: readonly Candidate[]; readonly drafts: readonly Draft[]; readonly eager: number }, options: InstantOptions): Proposed {
  const live = liveReadings(candidates);
  const together = live.reduce((sum, { confidence }) => sum + confidence, 0);
  if (live.length > 1 && !options.beforeModel && together >= eager) return { kind: 'choices', reason: 'the question has several readings', readings: live };
  if (mayCheck(best, options) && best.confidence >= checkMinOf(best)) return toCheck(best);
  return { kind: 'none', reason: live.length > 1 ? severalReadings(live) : reasonOf(best), drafts };
}

/** Whether somebody could compare it with the question, and should where it is likely. */
function mayCheck({ unexplained }: Candidate, { careful, beforeModel }: InstantOptions): boolean {
  return unexplained.length === 0 && careful && !beforeModel;
}

function checkMinOf({ unaccepted }: Candidate): number {
  return unaccepted ? checkMin.unaccepted : checkMin.own;
}

/** Below this every third reading is wrong, and a host is better off writing the SQL: `bench -- --only host` tells how many are wrong above it. What only a model said of the schema is right less often. */
const checkMin = { own: 0.7, unaccepted: 0.75 } as const;

/** A reading that is less likely is no choice worth offering. */
const readingMin = 0.2;

/** Readings that each may well be meant, and that differ in more than the columns they show; of those that give the same rows only the first is among the candidates. */
function liveReadings(candidates: InstantResult['candidates']): Reading[] {
  const live = candidates.filter((candidate) => candidate.confidence >= readingMin && candidate.unexplained.length === 0);
  const meanings = live.map(({ sql }) => rowsOf(sql));
  return live.filter((_, index) => meanings.indexOf(meanings[index] ?? '') === index).map(({ reading, sql, confidence }) => ({ reading, sql, confidence }));
}

/** Which rows a query reads, whatever it shows of them; figures are their own meaning. */
function rowsOf(sql: string): string {
  const [, shown = '', rows = ''] = /^SELECT (.*?) (FROM .*)$/s.exec(sql) ?? [];
  return rows === '' || /\b(?:COUNT|SUM|AVG|MIN|MAX)\(/.test(shown) ? sql : rows;
}

function severalReadings(readings: readonly Reading[]): string {
  return `several readings: ${readings.map(({ reading }, index) => `${index + 1}. ${reading}`).join('; ')}`;
}

const checkNotice = 'Take the rows only if the reading says what was asked; else call run_sql.';

function reasonOf(best: { readonly unexplained: readonly string[] }): string {
  return best.unexplained.length > 0 ? `not understood: ${best.unexplained.join(', ')}` : 'the best reading is too unsure';
}

function doubtsOf(candidate: { readonly unexplained: readonly string[]; readonly assumptions: readonly string[] }): string[] {
  return [...(candidate.unexplained.length > 0 ? [`not understood: ${candidate.unexplained.join(', ')}`] : []), ...candidate.assumptions];
}

/** Default filters, and measures of more than one aggregate, are SQL of the user's own which this engine can't weave in: it leaves such questions to others. */
function beyondWords(question: string, sql: string, glossary: Glossary): string | undefined {
  const metric = glossary.find(question).find((term) => term.kind === 'metric' && !glossary.isWoven(term));
  if (metric) return `"${metric.term}" is a measure of its own`;
  const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_$]+/gu));
  const filter = glossary.filters.find(({ term }) => words.has(term.toLowerCase().split('.').at(-1) ?? term));
  return filter && `${filter.term} has a filter of its own`;
}
