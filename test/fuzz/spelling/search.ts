import { leakOf, markersIn, readsDenied } from '../../../src/cli/validate/leak.ts';
import type { Outcome } from '../../../src/cli/validate/stage.ts';
import { defaultPolicy } from '../../../src/core/policy.ts';
import type { EngineName } from '../../database/engines.ts';
import { legitimateOf } from './legit.ts';
import { questionOf } from './questions.ts';
import { shrunk } from './shrink.ts';
import { attemptOf, type Spelled } from './statements.ts';
import type { OpenWorlds } from './worlds.ts';

/** What got through, as short as it could be made. */
export interface Finding {
  readonly seed: number;
  readonly aim: string;
  readonly statement: string;
  readonly original: string;
  readonly leak: string;
  readonly mustNotRun: boolean;
}

export interface Tally {
  cases: number;
  refused: number;
  ran: number;
  /** Of every tenth attempt: how many the server itself takes, and how many of those are legible there without us. */
  tried: number;
  taken: number;
  legitimate: number;
  legitimateTaken: number;
  legitimateRefused: number;
  /** Why legitimate ones were refused, and how often. */
  readonly reasons: Record<string, number>;
  questions: number;
}

export interface SearchOptions {
  readonly engine: EngineName;
  readonly seed: number;
  readonly cases: number;
  /** No further statements are tried once so many distinct ones are found. */
  readonly findingsMax: number;
  readonly onFinding?: (finding: Finding) => void;
}

/** Statements at once: as many as a pool has connections. */
const lanes = 4;
const batch = 500;
/** Rows that the server gives at once. */
const { rowsDefault } = defaultPolicy;
/** The limits of rows are passed in so many ways that more would only take time. */
const rowFindingsMax = 20;

/** Tries the statements of the seeds from `seed` on. A legitimate statement in ten, a question in forty; the rest are attempts. */
export async function search(worlds: OpenWorlds, options: SearchOptions): Promise<{ findings: readonly Finding[]; tally: Tally }> {
  const { seed, cases, findingsMax } = options;
  const tally: Tally = { cases: 0, refused: 0, ran: 0, tried: 0, taken: 0, legitimate: 0, legitimateTaken: 0, legitimateRefused: 0, reasons: {}, questions: 0 };
  const state: State = { worlds, options, found: new Map(), tally };
  for (let start = seed; start < seed + cases && state.found.size < findingsMax; start += batch) {
    let next = start;
    const end = Math.min(start + batch, seed + cases);
    const work = async () => {
      while (next < end && state.found.size < findingsMax) await tryCase(next++, state);
    };
    await Promise.all(Array.from({ length: lanes }, work));
    const kept = markersIn(await worlds.kept());
    const statement = `seeds ${start} to ${end - 1}`;
    if (kept.length > 0) found({ seed: start, aim: 'kept', statement, original: '', leak: `logs, traces or figures show ${kept.slice(0, 3).join(', ')}`, mustNotRun: false }, state);
  }
  return { findings: [...state.found.values()], tally: state.tally };
}

interface State {
  readonly worlds: OpenWorlds;
  readonly options: SearchOptions;
  readonly found: Map<string, Finding>;
  readonly tally: Tally;
}

async function tryCase(seed: number, state: State): Promise<void> {
  state.tally.cases += 1;
  if (seed % 40 === 7) await tryQuestion(seed, state);
  else if (seed % 10 === 3) await tryLegitimate(seed, state);
  else await tryAttempt(seed, attemptOf(state.options.engine, seed), state);
}

async function tryAttempt(seed: number, attempt: Spelled, state: State): Promise<void> {
  const { worlds, options: { engine }, tally } = state;
  const told = await leakOf(attempt, { ...worlds, a: counted(worlds.a, tally) });
  if (seed % 10 === 5) {
    tally.tried += 1;
    if ((await worlds.bare('a', attempt.sql)).error === undefined) tally.taken += 1;
  }
  if (told === undefined || (attempt.aim === 'rows' && [...state.found.values()].filter(({ aim }) => aim === 'rows').length >= rowFindingsMax)) return;
  const shows = told !== readsDenied;
  const still = async (sql: string) => {
    const leak = await leakOf({ sql, mustNotRun: attempt.mustNotRun && !shows }, worlds);
    return leak !== undefined && leak.slice(0, 8) === told.slice(0, 8) && (shows || (await reads(sql, attempt.reads, worlds)));
  };
  const statement = await shrunk(engine, attempt.sql, still);
  const leak = (await leakOf({ ...attempt, sql: statement }, worlds)) ?? told;
  found({ seed, aim: attempt.aim, statement, original: attempt.sql, leak, mustNotRun: attempt.mustNotRun && !shows }, state);
}

/** Whether a statement needs a relation: without it, it can't even be planned. */
async function reads(sql: string, name: string, { bare }: OpenWorlds): Promise<boolean> {
  const without = sql.replaceAll(new RegExp(name.replaceAll(/\W/g, '\\$&'), 'gi'), (found) => (/\w/.test(found) ? `${found}_gone` : '@#@#@'));
  return (await bare('a', `EXPLAIN ${sql}`)).error === undefined && (await bare('a', `EXPLAIN ${without}`)).error !== undefined;
}

function counted(run: OpenWorlds['a'], tally: Tally): OpenWorlds['a'] {
  return async (sql) => {
    const outcome = await run(sql);
    if (outcome.kind === 'answer' && outcome.answer.status === 'ok') tally.ran += 1;
    if (outcome.kind === 'answer' && outcome.answer.status === 'refused') tally.refused += 1;
    return outcome;
  };
}

async function tryQuestion(seed: number, state: State): Promise<void> {
  const question = questionOf(seed);
  state.tally.questions += 1;
  const shown = markersIn(await state.worlds.told(question), question);
  if (shown.length > 0) found({ seed, aim: 'question', statement: question, original: question, leak: `it shows ${shown.slice(0, 3).join(', ')}`, mustNotRun: false }, state);
}

/** What may be seen must give what the server gives; a refusal is counted, an error of ours is a finding. */
async function tryLegitimate(seed: number, state: State): Promise<void> {
  const { worlds, options: { engine }, tally } = state;
  const sql = legitimateOf(engine, seed);
  tally.legitimate += 1;
  const bare = await worlds.bare('a', sql);
  if (bare.rows === undefined) return;
  tally.legitimateTaken += 1;
  const outcome = await worlds.a(sql);
  if (outcome.kind === 'answer' && outcome.answer.status === 'refused') {
    tally.legitimateRefused += 1;
    tally.reasons[outcome.answer.reason] = (tally.reasons[outcome.answer.reason] ?? 0) + 1;
  }
  const wrong = wrongRows(outcome, bare.rows.length);
  if (wrong !== undefined) found({ seed, aim: 'legitimate', statement: sql, original: sql, leak: `what may be seen fails: ${wrong}`, mustNotRun: false }, state);
}

function wrongRows(outcome: Outcome, expected: number): string | undefined {
  if (outcome.kind === 'failure') return `${outcome.failure.code}: ${outcome.failure.message}`;
  const { answer } = outcome;
  return answer.status === 'ok' && answer.rows.length !== Math.min(expected, rowsDefault) ? `${answer.rows.length} rows in place of ${expected}` : undefined;
}

/** The same statement under other names is one finding. */
function found(finding: Finding, { found, options }: State): void {
  const told = finding.aim === 'legitimate' ? finding.leak.replaceAll(/"\w+"|'\w+'|\d+ rows/g, '…') : finding.statement;
  const key = `${finding.aim} ${told.toLowerCase().replaceAll(/\b[akqx]\d+\b/g, 'n').replaceAll(/\s+/g, ' ')}`;
  if (found.has(key)) return;
  found.set(key, finding);
  options.onFinding?.(finding);
}
