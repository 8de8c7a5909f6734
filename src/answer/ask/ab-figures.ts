import { createHash } from 'node:crypto';
import type { Answer, OkAnswer } from '../../core/answer.ts';
import type { Question } from '../../core/question.ts';
import { digest } from '../../std/digest.ts';
import { type Estimate, meanInterval, proportionInterval } from '../../std/interval.ts';
import type { Variant } from './requests.ts';

export interface Arm {
  readonly questions: number;
  readonly latencyMs: Estimate;
  readonly modelCalls: Estimate;
  readonly tokens: Estimate;
  /** Share of the questions that got rows. */
  readonly answered: Estimate;
  readonly verified: Estimate;
}

export interface ArmReport {
  readonly A: Arm;
  readonly B: Arm;
  /** Of the questions that both arms answered: the share with equal rows. */
  readonly agreement: Estimate;
}

interface Sums {
  questions: number;
  readonly latency: Moments;
  readonly calls: Moments;
  readonly tokens: Moments;
  answered: number;
  verified: number;
}

interface Moments {
  sum: number;
  squares: number;
}

const questionsKept = 10_000;

/** What both arms of an experiment did, in fixed memory. */
export class ArmFigures {
  readonly #arms: Readonly<Record<Variant, Sums>> = { A: newSums(), B: newSums() };
  /** The rows of the latest questions by arm, to compare the two. */
  readonly #rows = new Map<string, Partial<Record<Variant, string>>>();

  add(variant: Variant, question: Question, answer: Answer, latencyMs: number): void {
    const arm = this.#arms[variant];
    arm.questions += 1;
    addTo(arm.latency, latencyMs);
    if (answer.status === 'ok') {
      arm.answered += 1;
      if (answer.proposal.verified) arm.verified += 1;
      if (answer.executed) this.#keepRows(variant, question, digestOf(answer.rows));
    }
    const work = answer.status === 'ok' ? answer.model : undefined;
    addTo(arm.calls, work?.calls ?? 0);
    addTo(arm.tokens, work?.tokens ?? 0);
  }

  report(): ArmReport {
    const both = [...this.#rows.values()].filter(({ A, B }) => A !== undefined && B !== undefined);
    return { A: armOf(this.#arms.A), B: armOf(this.#arms.B), agreement: proportionInterval(both.filter(({ A, B }) => A === B).length, both.length) };
  }

  #keepRows(variant: Variant, question: Question, rows: string): void {
    const key = digest(question.database, ...question.history, question.text);
    const known = this.#rows.get(key);
    this.#rows.delete(key);
    this.#rows.set(key, { ...known, [variant]: rows });
    const oldest = this.#rows.keys().next().value;
    if (this.#rows.size > questionsKept && oldest !== undefined) this.#rows.delete(oldest);
  }
}

/** Rows as a multiset, in a few bytes. */
function digestOf(rows: OkAnswer['rows']): string {
  return createHash('sha256').update(rows.map((row) => JSON.stringify(row)).toSorted().join('\n')).digest('base64url').slice(0, 16);
}

function newSums(): Sums {
  return { questions: 0, latency: { sum: 0, squares: 0 }, calls: { sum: 0, squares: 0 }, tokens: { sum: 0, squares: 0 }, answered: 0, verified: 0 };
}

function addTo(moments: Moments, value: number): void {
  moments.sum += value;
  moments.squares += value * value;
}

function armOf({ questions, latency, calls, tokens, answered, verified }: Sums): Arm {
  const mean = ({ sum, squares }: Moments) => meanInterval(questions, sum, squares);
  return { questions, latencyMs: mean(latency), modelCalls: mean(calls), tokens: mean(tokens), answered: proportionInterval(answered, questions), verified: proportionInterval(verified, questions) };
}
