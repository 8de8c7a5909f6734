import { Failure } from '../../core/errors.ts';
import type { ExportTarget } from '../../core/exports.ts';
import type { CallOptions } from '../../core/ports.ts';
import { questionCharsMax } from '../../core/input-limits.ts';
import type { Principal, Question } from '../../core/question.ts';
import type { Page } from '../run/page.ts';
import type { Target } from '../target/target.ts';

export interface AskRequest extends Page {
  readonly question: string;
  readonly database?: string;
  readonly history?: readonly string[];
  /** False returns the proven SQL without rows. */
  readonly execute?: boolean;
  /** Where the whole result goes, in place of rows in the answer. */
  readonly exportTo?: ExportTarget;
  /** The mark that an earlier hand-off gave: what it stands for is not sent again. */
  readonly knownSchema?: string;
  readonly principal: Principal;
  /** Asks for one arm of the running experiment; where absent, the question itself decides. */
  readonly variant?: Variant;
  /** Told what is being done, in a few words, at each step. */
  readonly progress?: (message: string) => void;
  readonly signal?: AbortSignal;
}

/** The arms of an experiment: A is the configuration as it stands. */
export type Variant = 'A' | 'B';

export interface RunSqlRequest extends Page {
  readonly sql: string;
  /** What it answers in plain words, where that is known. */
  readonly reading?: string;
  /** With its question the SQL is remembered. */
  readonly question?: string;
  readonly exportTo?: ExportTarget;
  readonly history?: readonly string[];
  /** The mark of what the caller has seen: tables that it stands for are not sent with a failure. */
  readonly knownSchema?: string;
  readonly database?: string;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

export function questionOf(request: { readonly history?: readonly string[]; readonly principal: Principal }, text: string, target: Target): Question {
  if (text.trim() === '') throw new Failure('BAD_ARGUMENT', 'the question is empty', { hints: ['question: a sentence such as "How many orders came from Germany in 2024?"'] });
  const chars = text.length + (request.history ?? []).reduce((sum, earlier) => sum + earlier.length, 0);
  if (chars > questionCharsMax) throw new Failure('BAD_ARGUMENT', `the question and its history have ${chars} characters`, { hints: [`At most ${questionCharsMax} characters are read.`] });
  return { text, history: request.history ?? [], database: target.name, principal: request.principal };
}

export function callOf(request: { readonly principal: Principal; readonly signal?: AbortSignal }, target: Target): CallOptions {
  return { timeoutMs: target.policy.timeoutMs, principal: request.principal, ...(request.signal ? { signal: request.signal } : {}) };
}
