import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ask } from '../answer/ask/ladder.ts';
import { proposeAlone } from '../answer/ask/rung.ts';
import type { Services } from '../answer/services.ts';
import type { Target } from '../answer/target/target.ts';
import { toFailure } from '../core/errors.ts';
import { isRefusal } from '../core/proof.ts';
import { localPrincipal } from '../core/question.ts';
import type { ResultSet } from '../core/result.ts';
import { sameRows } from './compare.ts';
import { orderMatters } from './order.ts';
import type { Judged } from './score.ts';

/** One line of a questions file; whatever else stands in it is not looked at. */
const questionSchema = z.object({
  id: z.string(),
  db_id: z.string(),
  question: z.string(),
  history: z.array(z.string()).default([]),
  gold_sql: z.string().optional(),
  alt_sql: z.array(z.string()).default([]),
  hardness: z.string().default(''),
  label_check: z.string().optional(),
  answerable: z.boolean().optional(),
});

export type EvaluationQuestion = z.infer<typeof questionSchema>;

/** One line of the output: `sql` is null where the rung abstains, `bestSql` the best candidate regardless. */
export interface Prediction {
  readonly id: string;
  readonly sql: string | null;
  readonly best_sql: string | null;
  readonly confidence: number;
  readonly rung: string;
  readonly ms: number;
  readonly rows?: ResultSet['rows'];
}

const goldLimits = { rowsMax: 200_000, offset: 0, cellBytesMax: 1_000_000, bytesMax: 400_000_000 };
const timeoutMs = 10_000;

export function readQuestions(file: string): EvaluationQuestion[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => questionSchema.parse(JSON.parse(line)));
}

/** Asks the rungs of the services for one question, without memory, and never shows them the gold. */
export async function predict(question: EvaluationQuestion, target: Target, services: Services): Promise<Prediction> {
  const knowledge = await target.knowledge.get();
  const startedAt = services.clock.monotonicMs();
  const asked = { text: question.question, history: question.history, database: target.name, principal: localPrincipal };
  let best: { sql: string; confidence: number } | undefined;
  for (const source of services.sources) {
    if (source.rung === 'remembered') continue;
    const proposed = await proposeAlone(source, { question: asked, target, knowledge }, services);
    const ms = Math.round((services.clock.monotonicMs() - startedAt) * 1_000) / 1_000;
    if (proposed.kind === 'proposal') {
      // A notice says that somebody should check: at the careful operating point that is no answer.
      const { sql, confidence } = proposed.proposal;
      return { id: question.id, sql: proposed.notice === undefined ? sql : null, best_sql: sql, confidence, rung: source.rung, ms };
    }
    best ??= proposed.kind === 'choices' ? proposed.readings[0] : proposed.drafts?.[0];
  }
  return { id: question.id, sql: null, best_sql: best?.sql ?? null, confidence: best?.confidence ?? 0, rung: 'none', ms: Math.round((services.clock.monotonicMs() - startedAt) * 1_000) / 1_000 };
}

/** Has the whole ladder answer, rows and repair included; only the rungs that the services' features leave on. */
export async function predictByLadder(question: EvaluationQuestion, target: Target, services: Services): Promise<Prediction> {
  const startedAt = services.clock.monotonicMs();
  const answer = await ask({ question: question.question, history: question.history, database: target.name, principal: localPrincipal }, services).catch(() => undefined);
  const ms = Math.round((services.clock.monotonicMs() - startedAt) * 1_000) / 1_000;
  if (answer?.status !== 'ok') return { id: question.id, sql: null, best_sql: answer?.status === 'needs_sql' ? (answer.drafts[0]?.sql ?? null) : null, confidence: 0, rung: 'none', ms };
  const { sql, confidence, rung } = answer.proposal;
  return { id: question.id, sql, best_sql: sql, confidence, rung, ms };
}

/** Judges SQL against the gold by executing both; `predictedRows` where another engine already ran it. */
export async function judge(question: EvaluationQuestion, sql: string | null, gold: Target | undefined, predictedRows?: ResultSet['rows']): Promise<Judged> {
  const base = { id: question.id, hardness: question.hardness, label: question.label_check, answered: sql !== null };
  if (question.answerable === false) return { ...base, status: 'unanswerable', correct: sql === null, goldNonEmpty: false };
  if (!gold || question.gold_sql === undefined) return { ...base, status: 'excluded', correct: false, goldNonEmpty: false };
  const golds: { sql: string; rows: ResultSet['rows'] }[] = [];
  for (const text of [question.gold_sql, ...question.alt_sql]) {
    const rows = await run(gold, text);
    if (rows) golds.push({ sql: text, rows });
  }
  if (golds.length === 0) return { ...base, status: 'excluded', correct: false, goldNonEmpty: false };
  const goldNonEmpty = golds.some(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)));
  if (sql === null) return { ...base, status: 'abstained', correct: false, goldNonEmpty };
  const rows = predictedRows ?? (await run(gold, sql));
  if (!rows) return { ...base, status: 'error', correct: false, goldNonEmpty };
  const correct = golds.some((entry) => sameRows(entry.rows, rows, { ordered: orderMatters(entry.sql), loose: predictedRows !== undefined }));
  return { ...base, status: correct ? 'right' : 'wrong', correct, goldNonEmpty };
}

/** The rows of a statement, or undefined where it fails, runs too long or gives too many. */
async function run(target: Target, sql: string): Promise<ResultSet['rows'] | undefined> {
  try {
    const statement = await target.prover.prove(sql.trim().replace(/;\s*$/, ''), { timeoutMs });
    if (isRefusal(statement)) return undefined;
    const result = await target.database.execute(statement, goldLimits, { timeoutMs });
    return result.truncated ? undefined : result.rows;
  } catch (error) {
    if (toFailure(error).code === 'INTERNAL') throw error;
    return undefined;
  }
}
