import type { Target } from '../answer/target/target.ts';
import { type ColumnRule, type Row, sameRows } from './compare.ts';
import { orderMatters } from './order.ts';
import type { EvaluationQuestion } from './questions.ts';
import { type Rows, run } from './run.ts';
import type { Judged, Verdict } from './score.ts';

/** What a gold statement gave. */
export interface Gold extends Rows {
  readonly ordered: boolean;
}

/** What is judged: the SQL that was answered, and the best reading where that was not sure enough. */
export interface Answered {
  readonly sql: string | null;
  readonly best_sql?: string | null;
  /** The rows of `sql` where another engine already ran it. */
  readonly rows?: readonly Row[];
}

export interface JudgeOptions {
  /** Which columns may stand beside those of the gold (default: none, in any order). */
  readonly columns?: ColumnRule;
}

/** Judges an answer against the gold by executing both, as `tools/score.py` does; the best reading as that does with `--best`. */
export async function judge(question: EvaluationQuestion, answer: Answered, target: Target | undefined, { columns = 'perm' }: JudgeOptions = {}): Promise<Judged> {
  const golds = question.answerable === false || !target ? [] : await goldsOf(question, target);
  const verdictOf = (sql: string | null, rows: readonly Row[] | undefined) => verdict(question, { sql: sql !== null && sql.trim() !== '' ? sql : null, rows }, { golds, target, columns });
  const served = await verdictOf(answer.sql, answer.rows);
  // An empty text is no reading either, as the scorer has it.
  const best = answer.best_sql || answer.sql;
  return {
    id: question.id,
    hardness: question.hardness,
    label: question.label_check,
    goldNonEmpty: golds.some(({ rows }) => rows.some((row) => row.some((cell) => cell !== null))),
    ...served,
    best: best === answer.sql ? served : await verdictOf(best, undefined),
  };
}

/** The rows of the gold and of its alternatives; those that fail are left out. */
async function goldsOf({ gold_sql: gold, alt_sql: others }: EvaluationQuestion, target: Target): Promise<Gold[]> {
  const golds: Gold[] = [];
  if (typeof gold !== 'string') return golds;
  for (const sql of [gold, ...(others ?? [])]) {
    const ran = await run(target, sql);
    if ('rows' in ran) golds.push({ ...ran, ordered: orderMatters(sql) });
  }
  return golds;
}

interface Bench {
  readonly golds: readonly Gold[];
  readonly target: Target | undefined;
  readonly columns: ColumnRule;
}

async function verdict(question: EvaluationQuestion, { sql, rows }: { readonly sql: string | null; readonly rows: readonly Row[] | undefined }, { golds, target, columns }: Bench): Promise<Verdict> {
  const answered = sql !== null;
  if (question.answerable === false) return { status: 'unanswerable', answered, correct: !answered };
  if (!target || golds.length === 0) return { status: 'excluded', answered, correct: false };
  if (!answered) return { status: 'abstained', answered, correct: false };
  const ran = rows ? { rows, width: rows[0]?.length } : await run(target, sql);
  if (!('rows' in ran)) return { status: 'error', answered, correct: false };
  const agreed = golds.filter((gold) => sameRows(gold.rows, ran.rows, { ordered: gold.ordered, loose: rows !== undefined, columns }));
  if (agreed.length === 0) return { status: 'wrong', answered, correct: false };
  // Where several golds agree the nearest is meant.
  return { status: 'right', answered, correct: true, surplus: Math.min(...agreed.map(({ width }) => Math.max(0, (ran.width ?? width) - width))) };
}
